// npm run bench checkout: runs bench/checkout.ts on the pinned Node against a fresh build, which the engines alone can do without.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, fail, ROOT, runNode, SERVER } from './steps.mjs'

const [name = '', ...rest] = process.argv.slice(2)
const file = join('bench', `${name}.ts`)
if (!/^[\w-]+$/.test(name) || !existsSync(join(ROOT, file))) {
  const known = readdirSync(join(ROOT, 'bench')).filter((entry) => entry.endsWith('.ts'))
  fail(`no bench named "${name}"; there are: ${known.map((entry) => entry.slice(0, -3)).join(', ') || 'none yet'}`)
}
await ensureInstalled()
if (name !== 'engines') {
  const built = await ensureBuilt()
  if (built.code !== 0) fail(`the web could not be built\n${built.output}`)
}
process.exitCode = (await runNode([file, ...rest], { env: { ...SERVER.environment, NODE_ENV: 'production' } })).code

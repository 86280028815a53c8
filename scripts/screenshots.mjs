// npm run screenshots: takes the pictures of README and tutorials anew. Chinese needs a font, such as fonts-noto-cjk.
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, fail, runNode } from './steps.mjs'

await ensureInstalled()
const built = await ensureBuilt()
if (built.code !== 0) fail(`the web could not be built\n${built.output}`)
const test = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', 'tests/journeys/screenshots.test.ts']
process.exitCode = (await runNode(test, { env: { SCREENSHOTS: '1' } })).code

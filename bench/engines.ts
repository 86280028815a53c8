// npm run bench engines [part …]: every part of bench/engines, or those named, in one table.
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Row } from './kit/rows.ts'

const { positionals } = parseArgs({ allowPositionals: true })
const parts = readdirSync(new URL('engines/', import.meta.url))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3))
  .filter((name) => positionals.length === 0 || positionals.includes(name))

const shown = (figure: number) =>
  Math.abs(figure) >= 1000 ? Math.round(figure).toLocaleString('en') : String(Number(figure.toPrecision(3)))

process.stdout.write('| what | figure | besides | ratio | note |\n| --- | --- | --- | --- | --- |\n')
for (const part of parts) {
  const { rows } = (await import(new URL(`engines/${part}.ts`, import.meta.url).href)) as { rows: () => Promise<Row[]> }
  for (const { name, figure, unit, besides, ratio, note } of await rows())
    process.stdout.write(
      `| ${part}: ${name} | ${shown(figure)} ${unit} | ${besides.name}: ${shown(besides.figure)} | ${shown(ratio)} | ${note} |\n`,
    )
}

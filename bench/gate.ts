/**
 * A gate without a network: 10,000 bookings in the phone's list, Chromium slowed down by its DevTools protocol, tickets scanned at 5 a second. The check is
 * what stands between a scanned text and the answer on the screen's way: base 32, Ed25519, list, entries.
 *
 *     npm run bench gate [-- --tickets 10000 --paced 300 --more 9400 --slower 6]
 */
import { parseArgs } from 'node:util'
import { openGateBench } from './kit/gate.ts'
import { machine, ms, percentile, table } from './kit/report.ts'

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '10000' },
    paced: { type: 'string', default: '300' },
    more: { type: 'string', default: '9400' },
    slower: { type: 'string', default: '6' },
  },
})
const tickets = Math.min(20_000, Math.max(100, Number(values.tickets)))
const paced = Math.min(tickets, Math.max(10, Number(values.paced)))
const more = Math.max(0, Number(values.more))
const slower = Math.min(20, Math.max(1, Number(values.slower)))
const PER_SECOND = 5

const bench = await openGateBench(tickets)
try {
  console.log(`${machine()}; ${tickets} bookings on the list, offline, Chromium ${slower} times slower`)
  const page = await bench.phone()
  const rows: string[][] = []
  const add = (name: string, scanned: Scanned) => {
    rows.push(row(name, scanned))
    console.log(rows.at(-1)?.join(' | '))
  }
  for (const factor of [slower, 1]) {
    await page.slowDown(factor)
    const part = bench.texts.slice(rows.length * paced, (rows.length + 1) * paced)
    add(`${PER_SECOND} a second, ${factor} times slower`, await page.scan(part, 1000 / PER_SECOND))
  }
  await page.slowDown(slower)
  add('one after the other', await page.scan(bench.texts.slice(2 * paced, 2 * paced + more), 0))
  add('the same again (replayed)', await page.scan(bench.texts.slice(0, paced), 0))
  const forged = bench.texts
    .slice(0, paced)
    .map((text) => text.slice(0, 80) + (text[80] === 'A' ? 'B' : 'A') + text.slice(81))
  add('with one sign altered', await page.scan(forged, 0))
  table(['', 'check p50', 'check p99', 'scan to screen p99', 'let in', 'refused'], rows)
  console.log(`told afterwards: ${await bench.told(page)} entries in ${ms(await page.tellMs())}`)
} finally {
  await bench.close()
}

type Scanned = { checks: number[]; screens: number[]; verdicts: Record<string, number> }

function row(name: string, { checks, screens, verdicts }: Scanned): string[] {
  const { admitted = 0, ...refused } = verdicts
  const named = Object.entries(refused).map(([why, count]) => `${count} ${why}`)
  return [
    name,
    ms(percentile(checks, 0.5)),
    ms(percentile(checks, 0.99)),
    ms(percentile(screens, 0.99)),
    String(admitted),
    named.join(', '),
  ]
}

/**
 * One hot slot of 5,000 places, parties of 1 to 3, asked for at a fixed rate whether or not answers have come: the county's own way (price, booking,
 * hold: the operation guests use) beside a plain conditional UPDATE and a SELECT FOR UPDATE that write the same hold rows and nothing else. Then nights of
 * 30 houses at 120 % demand beside the bare counter SQL, and rooms and prices of 200 room types for 31 days.
 *
 *     npm run bench booking [-- --seconds 10 --rates 500,2000 --http]
 *
 * `--http` asks through a server process instead of in this one. Driver, county and PostgreSQL share the machine; commits are durable.
 */
import { parseArgs } from 'node:util'
import { machine, ms, percentile, table } from './kit/report.ts'
import { openBooking } from './kit/booking.ts'
import type { Asked } from './kit/booking.ts'
import { openLoop } from './kit/open-loop.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    rates: { type: 'string', default: '500,2000' },
    http: { type: 'boolean', default: false },
  },
})
const seconds = Math.min(30, Math.max(2, Number(values.seconds)))
const rates = values.rates.split(',').map(Number)
const PLACES = 5_000

const bench = await openBooking(values.http)
try {
  console.log(`${machine()}; one slot of ${PLACES} places, parties of 1 to 3, ${seconds} s a row`)
  const rows: string[][] = []
  for (const rate of rates) {
    rows.push(await slotRow(`the county, ${rate}/s`, rate, await bench.county(PLACES)))
    rows.push(await slotRow(`conditional UPDATE, ${rate}/s`, rate, await bench.plain(PLACES, 'update')))
    rows.push(await slotRow(`SELECT FOR UPDATE, ${rate}/s`, rate, await bench.plain(PLACES, 'lock')))
  }
  table(['', 'answered/s', 'sold p50', 'sold p99', 'sold out p50', 'sold out p99', 'places sold', 'failed'], rows)
  await nights()
  await availability()
} finally {
  await bench.close()
}

async function slotRow(name: string, rate: number, slot: { ask: Asked; sold(): Promise<number> }): Promise<string[]> {
  const soldMs: number[] = []
  const outMs: number[] = []
  const began = performance.now()
  // The open loop counts from when a question was due; this sorts its answers by what they were.
  const {
    latencies,
    failed,
    seconds: took,
  } = await openLoop(rate, seconds, async (turn) => {
    const due = began + (turn * 1000) / rate
    const held = await slot.ask(turn, 1 + (turn % 3))
    ;(held ? soldMs : outMs).push(performance.now() - due)
  })
  const of = (all: number[], part: number) => (all.length === 0 ? '' : ms(percentile(all, part)))
  return [
    name,
    (latencies.length / took).toFixed(0),
    of(soldMs, 0.5),
    of(soldMs, 0.99),
    of(outMs, 0.5),
    of(outMs, 0.99),
    String(await slot.sold()),
    String(failed),
  ]
}

/** As many stays as 120 % of the nights of 30 houses hold, from 32 askers: the county's line beside the bare counter SQL. */
async function nights(): Promise<void> {
  const rows: string[][] = []
  for (const kind of ['county', 'bare'] as const) {
    const { stays, ask, sold, capacity } = await bench.nights(kind)
    const began = performance.now()
    let next = 0
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        while (next < stays) {
          const turn = next
          next += 1
          await ask(turn, 1)
        }
      }),
    )
    const perSecond = stays / ((performance.now() - began) / 1000)
    rows.push([
      kind === 'county' ? 'the county' : 'bare counter SQL',
      perSecond.toFixed(0),
      `${await sold()} of ${capacity}`,
    ])
  }
  table(['30 houses, 120 % demand, 32 askers', 'stays/s', 'room-nights sold'], rows)
}

async function availability(): Promise<void> {
  const ask = await bench.availability(200, 31)
  await ask()
  const latencies: number[] = []
  for (let turn = 0; turn < 60; turn += 1) {
    const began = performance.now()
    await ask()
    latencies.push(performance.now() - began)
  }
  table(
    ['200 room types, 31 nights, one call', 'p50', 'p99'],
    [['rooms and prices', ms(percentile(latencies, 0.5)), ms(percentile(latencies, 0.99))]],
  )
}

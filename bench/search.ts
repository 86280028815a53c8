/**
 * How fast, and how well, 100,000 listings are searched.
 *
 *     npm run bench search [-- --listings 100000 --seconds 30 --rate 50]
 *
 * An open loop asks over HTTP at a fixed rate, beside two floors of the same run: the same SQL without HTTP, and `SELECT 1` behind
 * HTTP. Then sixty judged queries give the mean reciprocal rank. Driver, server and PostgreSQL share the machine.
 */
import { parseArgs } from 'node:util'
import { openDatabase } from '../src/kernel/database.ts'
import { findGoods } from '../src/modules/market/browse.sql.ts'
import type { Client } from './kit/client.ts'
import { client } from './kit/client.ts'
import { openLoop } from './kit/open-loop.ts'
import { machine, ms, percentile, table } from './kit/report.ts'
import { startServer } from './kit/server.ts'
import { settle } from './search/settle.ts'
import { kindOf } from './search/catalogue.ts'
import { makeListings } from './search/goods.ts'
import { relevance } from './search/relevance.ts'

const { values } = parseArgs({
  options: {
    listings: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '50' },
  },
})
const listings = Number(values.listings)
const seconds = Math.min(120, Math.max(2, Number(values.seconds)))
const rate = Math.min(500, Math.max(1, Number(values.rate)))
const WARM_SECONDS = 5

const typed = relevance.map(({ query }) => query)
const turnOf = (turn: number) => typed[turn % typed.length] as string
/** What a phone sends while 绿茶, lvcha or tea is typed. */
const beginnings = [
  '茶',
  '绿',
  '绿茶',
  'l',
  'lv',
  'lvc',
  'lc',
  's',
  'sun',
  'g',
  'gre',
  'te',
  '笋',
  '猕',
  'mh',
  '高山',
  'mus',
  'f',
]

const server = await startServer()
try {
  console.log(
    `${machine()}; ${listings} bench listings of ${Math.ceil(listings / 33)} sellers; ${rate} questions a second, ${seconds} s a row`,
  )
  const started = performance.now()
  await makeListings(server.databaseUrl, listings, Math.ceil(listings / 33), (line) => console.error(line))
  await settle(server.databaseUrl)
  console.log(`made and settled in ${((performance.now() - started) / 1000).toFixed(0)} s\n`)
  const shop = client(server.url, 64)
  const api = (path: string) => async () => {
    const answer = await shop.send('GET', path, { 'accept-language': 'zh-CN' })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  }
  const searchPath = (turn: number) => `/api/market/listings?q=${encodeURIComponent(turnOf(turn))}`
  const suggestPath = (turn: number) =>
    `/api/market/suggestions?q=${encodeURIComponent(beginnings[turn % beginnings.length] as string)}`
  const rows = [
    await measured('search, API', (turn) => api(searchPath(turn))()),
    await measured('search, page', (turn) => api(`/goods?q=${encodeURIComponent(turnOf(turn))}`)()),
    await measured('goods without a query, page', (turn) => api(`/goods?page=${1 + (turn % 5)}`)()),
    await measured('suggestions, API', (turn) => api(suggestPath(turn))()),
    await floorOfSql(),
    await measured('floor: SELECT 1 behind HTTP', api('/readyz')),
  ]
  table(['', 'p50', 'p95', 'p99', 'largest', 'failed'], rows)
  console.log(`\nserver memory ${server.residentMb().toFixed(0)} MB\n`)
  await judge(shop)
  shop.close()
} finally {
  await server.stop()
}

async function measured(name: string, ask: (turn: number) => Promise<void>) {
  await openLoop(rate, WARM_SECONDS, ask)
  const { latencies, failed } = await openLoop(rate, seconds, ask)
  return rowOf(name, latencies, failed)
}

function rowOf(name: string, latencies: readonly number[], failed: number) {
  return [name, ...[0.5, 0.95, 0.99, 1].map((part) => ms(percentile(latencies, part))), failed]
}

/** The same questions by the same functions, from this process straight to PostgreSQL. */
async function floorOfSql() {
  const database = openDatabase(server.databaseUrl, 16)
  const ask = async (turn: number) => {
    const window = { sort: 'recommended' as const, offset: 0, limit: 24 }
    await database.read((sql) => findGoods(sql, turnOf(turn), {}, window))
  }
  await openLoop(rate, WARM_SECONDS, ask)
  const { latencies, failed } = await openLoop(rate, seconds, ask)
  await database.close()
  return rowOf('floor: the SQL of search alone', latencies, failed)
}

/** The mean over all queries of 1 / place of the first listing that answers it, among the first page. */
async function judge(shop: Client): Promise<void> {
  const judged = await Promise.all(
    relevance.map(async (one) => {
      const path = `/api/market/listings?q=${encodeURIComponent(one.query)}`
      const { tiles } = await shop.json<{ tiles: { titleZh: string }[] }>('GET', path, { 'accept-language': 'zh-CN' })
      const fits = tiles.map(({ titleZh }) => one.wanted.includes(kindOf(titleZh) ?? ''))
      const first = fits.indexOf(true)
      const top = fits.slice(0, 10)
      return {
        ...one,
        reciprocal: first < 0 ? 0 : 1 / (first + 1),
        precision: top.length === 0 ? 0 : top.filter(Boolean).length / top.length,
        shown: tiles[0]?.titleZh ?? 'nothing',
      }
    }),
  )
  const mean = (list: readonly number[]) => (list.reduce((a, b) => a + b, 0) / Math.max(1, list.length)).toFixed(3)
  const forms = [...new Set(judged.map(({ form }) => form))]
  const line = (name: string, list: typeof judged) => [
    name,
    list.length,
    mean(list.map((one) => one.reciprocal)),
    mean(list.map((one) => one.precision)),
  ]
  table(
    ['relevance', 'queries', 'mean reciprocal rank', 'of the first ten, fitting'],
    [
      ...forms.map((form) =>
        line(
          form,
          judged.filter((one) => one.form === form),
        ),
      ),
      line('all', judged),
    ],
  )
  for (const one of judged.filter(({ reciprocal }) => reciprocal < 1))
    console.log(`${one.query}: ${one.reciprocal.toFixed(2)}, first ${one.shown}`)
}

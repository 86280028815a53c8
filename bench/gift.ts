/**
 * How long one gift order to 500 recipients takes, from the workbook's bytes to the committed rows, beside a floor of plain
 * SQL inserts of the same consignments in the same run.
 *
 *     npm run bench gift [-- --recipients 500 --rounds 7]
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { migrationSources } from '../src/county.ts'
import { guestIdOf } from '../src/kernel/http/visit.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { perform } from '../src/kernel/perform.ts'
import { putInBasket } from '../src/modules/market/index.ts'
import { placeGiftOrders, previewGifts } from '../src/workflows/place-gifts.ts'
import { benchCounty, benchPostgres } from './kit/county.ts'
import { makeGoods } from './kit/goods.ts'
import { machine, ms, percentile, table } from './kit/report.ts'

const { values } = parseArgs({
  options: { recipients: { type: 'string', default: '500' }, rounds: { type: 'string', default: '7' } },
})
const recipients = Math.min(1000, Math.max(1, Number(values.recipients)))
const rounds = Math.min(50, Math.max(1, Number(values.rounds)))

const PLACES = [
  '浙江省杭州市西湖区文三路',
  '上海市浦东新区世纪大道',
  '北京市朝阳区建国路',
  '四川省成都市武侯区人民南路',
]
const rows = Array.from({ length: recipients }, (_, n) => [
  `示范收件人${n + 1}`,
  `138${String(n).padStart(8, '0')}`,
  `${PLACES[n % PLACES.length]}${n + 1}号`,
])

const postgres = await benchPostgres()
try {
  await migrate(postgres.url, migrationSources)
  const goods = await makeGoods(postgres.url, 2, 1, 1_000_000)
  const county = benchCounty(postgres.url)
  console.log(`${machine()}; ${recipients} recipients, two sellers, ${rounds} rounds`)
  const bytes = await county.app.ports.workbooks.write([
    { name: '收件人', rows: [['收件人', '手机号', '地址'], ...rows] },
  ])
  const file = { name: 'gifts.xlsx', mediaType: '', bytes: new Uint8Array(bytes) }
  const placed: number[] = []
  let statements = 0
  for (let round = 0; round < rounds; round += 1) {
    const caller = { actor: { kind: 'guest' as const, guestId: guestIdOf(`bench ${round}`) }, lang: 'zh' as const }
    await perform(county.app, putInBasket, caller, {
      lines: goods.listingIds.map((listingId) => ({ listingId, units: 1 })),
    })
    const { totalFen } = await perform(county.app, previewGifts, caller, { file })
    const before = county.app.database.statements.count
    const started = performance.now()
    await perform(county.app, placeGiftOrders, caller, { file, expectedFen: totalFen, giver: '示范公司', card: '安康' })
    placed.push(performance.now() - started)
    statements = county.app.database.statements.count - before
  }
  const floors = { many: await floor(postgres.url, true), one: await floor(postgres.url, false) }
  table(
    ['', 'p50', 'slowest', 'SQL statements'],
    [
      ['workbook to placed orders', ms(percentile(placed, 0.5)), ms(Math.max(...placed)), String(statements)],
      ['floor: one INSERT of all consignments', ms(percentile(floors.many, 0.5)), ms(Math.max(...floors.many)), '3'],
      [
        'floor: an INSERT for each',
        ms(percentile(floors.one, 0.5)),
        ms(Math.max(...floors.one)),
        String(2 * recipients + 2),
      ],
    ],
  )
  await county.close()
} finally {
  await postgres.stop()
}

/** The same consignments, two for each recipient, written straight through `pg` in one transaction. */
async function floor(databaseUrl: string, together: boolean): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const all = [crypto.randomUUID(), crypto.randomUUID()].flatMap((orderId) =>
      rows.map(([name, phone, detail], at) => [
        orderId,
        at + 1,
        orderId,
        JSON.stringify({ name, phone, detail }),
        [1],
        500,
      ]),
    )
    const started = performance.now()
    await client.query('BEGIN')
    const into = 'INSERT INTO delivery.consignment (order_id, number, organisation_id, recipient, units, freight_fen)'
    if (together)
      await client.query(
        `${into} SELECT o, n, g, r, '{1}', f FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::jsonb[], $5::bigint[]) AS t(o, n, g, r, f)`,
        [0, 1, 2, 3, 5].map((column) => all.map((row) => row[column])),
      )
    else for (const row of all) await client.query(`${into} VALUES ($1, $2, $3, $4, $5, $6)`, row)
    await client.query('COMMIT')
    times.push(performance.now() - started)
  }
  await client.end()
  return times
}

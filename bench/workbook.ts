/**
 * How long workbooks of 5,000 rows take, from the file's bytes to the committed rows: goods taken in and put on sale, prices shown and then changed, lots counted; and the
 * papers of a batch of orders, from what is known of them to the PDF's bytes. Wall time, and the CPU time of this process and of
 * PostgreSQL, which a busy machine does not stretch.
 *
 *     npm run bench workbook [-- --rows 5000 --orders 300]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { migrationSources } from '../src/county.ts'
import type { PersonActor } from '../src/modules/people/index.ts'
import { statement } from '../src/kernel/database.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { perform } from '../src/kernel/perform.ts'
import { readImport, sheetMark, submitImport } from '../src/modules/market/index.ts'
import { countBySheet } from '../src/workflows/count-sheet.ts'
import { batchPages } from '../src/web/documents/batch.ts'
import { pdfOf } from '../src/web/documents/pdf.ts'
import { editBySheet } from '../src/workflows/edit-sheet.ts'
import { importListings } from '../src/workflows/import-listings.ts'
import { benchCounty, benchPostgres } from './kit/county.ts'
import { goodsSheet } from './kit/goods-sheet.ts'
import { makeGoods } from './kit/goods.ts'
import { machine, table } from './kit/report.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '5000' }, orders: { type: 'string', default: '300' } },
})
const orders = Math.min(2000, Math.max(1, Number(values.orders)))
const rows = Math.min(5000, Math.max(10, Number(values.rows)))

const all = statement<{ organisationId: string; gtin: string; fen: number; freight: string }>(
  'bench.listings',
  'SELECT organisation_id AS "organisationId", gtin, price_fen AS fen, freight_template_id AS freight FROM market.listing ORDER BY id',
)

const postgres = await benchPostgres()
try {
  await migrate(postgres.url, migrationSources)
  await makeGoods(postgres.url, 1, rows, 20)
  const county = benchCounty(postgres.url)
  const { app } = county
  const listings = await app.database.read((sql) => sql.run(all, []))
  const [first] = listings
  if (first === undefined) throw new Error('no listings')
  const { organisationId } = first
  const actor: PersonActor = {
    kind: 'person',
    personId: crypto.randomUUID(),
    guestId: null,
    memberships: [{ organisationId, organisationKind: 'cooperative', roles: ['owner'], duties: [] }],
  }
  const caller = { actor, lang: 'zh' as const }
  const fileOf = async (cells: (string | number | null)[][]) => ({
    name: 'a.xlsx',
    mediaType: '',
    bytes: new Uint8Array(await app.ports.workbooks.write([{ name: '表', rows: cells }])),
  })
  console.log(`${machine()}; ${rows} rows`)
  const prices = await fileOf([
    ['商品条码', '价格', '核对码'],
    ...listings.map(({ gtin, fen, freight }) => [gtin, (fen + 100) / 100, markOf(fen, freight)]),
  ])
  const counts = await fileOf([
    ['批号', '数出（份）', '不一样的原因'],
    ...listings.map((_, n) => [`B0-${n}`, n % 10 === 0 ? 19 : 20, n % 10 === 0 ? '少了一份' : '']),
  ])
  const measured: string[][] = []
  const measure = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
    const before = { cpu: process.cpuUsage(), postgres: cpuOf(postgres.pid), statements: app.database.statements.count }
    const started = performance.now()
    const result = await act()
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(before.cpu)
    measured.push([
      what,
      seconds.toFixed(1),
      ((user + system) / 1e6).toFixed(1),
      (cpuOf(postgres.pid) - before.postgres).toFixed(1),
      String(app.database.statements.count - before.statements),
    ])
    return result
  }
  const today = app.clock.now().toISOString().slice(0, 10)
  const handedIn = { organisationId, file: await fileOf(goodsSheet(rows, today)) }
  const { importId } = await measure('goods: handed in', () => perform(app, submitImport, caller, handedIn))
  await measure('goods: put on sale', () => importListings(app, importId))
  const { state, listingsOpened } = await perform(app, readImport, caller, { organisationId, importId })
  if (state !== 'done' || listingsOpened !== rows) throw new Error(`import ${state}: ${listingsOpened} listings`)
  const shown = await measure('prices: shown', () =>
    perform(app, editBySheet, caller, { organisationId, file: prices }),
  )
  if (shown.changes !== rows) throw new Error(`${shown.changes} changes, ${shown.faultsTotal} faults`)
  await measure('prices: changed', () =>
    perform(app, editBySheet, caller, { organisationId, file: prices, digest: shown.digest }),
  )
  await measure('lots: checked', () =>
    perform(app, countBySheet, caller, { organisationId, file: counts, check: true }),
  )
  await measure('lots: counted', () => perform(app, countBySheet, caller, { organisationId, file: counts }))
  const pdf = await measure(`${orders} orders printed`, () =>
    pdfOf(batchPages(batchOf(orders), 'zh', 'https://county.example')),
  )
  console.log(`${(pdf.length / 1e6).toFixed(1)} MB of PDF`)
  table(['', 'seconds', 'CPU s here', 'CPU s PostgreSQL', 'SQL statements'], measured)
  await county.close()
} finally {
  await postgres.stop()
}

function markOf(priceFen: number, freightTemplateId: string): string {
  const rest = { seasonMonths: 4095, minimumUnits: 0, state: 'open' as const, producer: null, certificate: null }
  return sheetMark({ priceFen, freightTemplateId, ...rest })
}

/** A pick list of sixty lots, a slip for each order, a label for each of its two units. */
function batchOf(count: number): Parameters<typeof batchPages>[0] {
  const goods = Array.from({ length: 60 }, (_, n) => ({
    title: `高山绿茶 ${n}`,
    netGrams: 250,
    lotCode: `B0-${n}`,
    expiresOn: '2027-10-01',
  }))
  const of = (n: number) => goods[n % goods.length] ?? { title: '', netGrams: 0, lotCode: '', expiresOn: '' }
  const numbers = Array.from({ length: count }, (_, n) => n)
  const codeOf = (n: number) => `261130-${String(n).padStart(8, '0')}`
  const label = (n: number) => ({
    nameZh: of(n).title,
    nameEn: `Mountain tea ${n % goods.length}`,
    netGrams: 250,
    gtin: '9520000000011',
    lotCode: of(n).lotCode,
    packedOn: '2026-04-01',
    expiresOn: '2027-10-01',
    sellerZh: '示范合作社',
    sellerEn: 'Demonstration Cooperative',
    villageZh: '大柘镇 大田村',
    villageEn: 'Datian, Dazhe',
  })
  return {
    printedOn: '2026-11-30',
    orders: count,
    picks: goods.map((one, at) => {
      const mine = numbers.filter((n) => n % goods.length === at).map((n) => ({ code: codeOf(n), units: 2 }))
      return { ...one, units: 2 * mine.length, orders: mine }
    }),
    slips: numbers.map((n) => ({
      code: codeOf(n),
      placedOn: '2026-11-29',
      seller: '示范合作社',
      name: `示范收件人${n}`,
      phone: '13800000000',
      region: '浙江省 杭州市 西湖区',
      detail: `文三路 ${n} 号`,
      note: '',
      lines: [{ title: of(n).title, netGrams: 250, units: 2, lots: [{ lotCode: of(n).lotCode, units: 2 }] }],
    })),
    labels: numbers.flatMap((n) => [label(n), label(n)]),
  }
}

/** CPU seconds of a process and its children, those that ended included; 0 where the system does not tell. */
function cpuOf(pid: number): number {
  try {
    return (
      readdirSync('/proc').reduce((sum, name) => {
        if (!/^\d+$/.test(name)) return sum
        const fields = statOf(name)
        if (fields === null || (name !== String(pid) && fields[1] !== String(pid))) return sum
        const own = Number(fields[11]) + Number(fields[12])
        return sum + own + (name === String(pid) ? Number(fields[13]) + Number(fields[14]) : 0)
      }, 0) / 100
    )
  } catch {
    return 0
  }
}

function statOf(pid: string): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
  } catch {
    return null
  }
}

import { utils, write } from '@e965/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { isRefusal } from '../kernel/refusal.ts'
import { statement } from '../kernel/database.ts'
import { listFreightTemplates, parcelsOf } from '../modules/delivery/index.ts'
import {
  changePrice,
  listListings,
  listVersions,
  openListings,
  readSellerOrder,
  sheetMark,
} from '../modules/market/index.ts'
import type { BulkValues } from '../modules/market/index.ts'
import { createItems, lotsOutOfStep, packLots, readShelves } from '../modules/stock/index.ts'
import { countBySheet } from './count-sheet.ts'
import { applyBulkEdit, listBulkEdits, previewBulkEdit, undoBulkEdit } from './edit-listings.ts'
import { editBySheet } from './edit-sheet.ts'
import { setListingRule } from './set-price.ts'
import { shipBySheet } from './ship-sheet.ts'
import { allIsWell, openTrade, order, press, work } from './testing.ts'

const MANY = 2000

const trade = await openTrade({ sellers: 2 })
const { county } = trade
const [shop, other] = trade.shops as [(typeof trade.shops)[0], (typeof trade.shops)[0]]
const { organisationId } = shop
const part = { organisationId }

let ids: string[] = []
let freightTemplateId = ''

/** A dozen listings to change at once, and thousands on the shelf, made in one statement each. */
beforeAll(async () => {
  const { templates } = await county.act(shop.owner, listFreightTemplates, part)
  freightTemplateId = templates[0]?.id ?? ''
  const now = county.app.clock.now()
  const harvest = await county.app.database.read((sql) =>
    sql.run(statement<{ id: string }>('test.harvest', 'SELECT id FROM farm.harvest WHERE organisation_id = $1'), [
      organisationId,
    ]),
  )
  await county.app.database.transact(async (tx) => {
    const goods = Array.from({ length: MANY }, (_, n) => ({
      name: `茶 ${n}`,
      netGrams: 100,
      storage: 'ambient' as const,
      shelfLifeDays: 300,
    }))
    const items = await createItems(tx, organisationId, county.app.ports.gs1CompanyPrefix, goods)
    const packings = items.map((item, n) => ({
      item,
      lotCode: `M${n}`,
      harvestId: harvest[0]?.id ?? '',
      packedOn: '2026-04-18',
      units: 20,
    }))
    await packLots(tx, organisationId, packings, now)
    const drafts = items.map((item, n) => ({
      titleZh: `茶 ${n}`,
      titleEn: `Tea ${n}`,
      descriptionZh: '',
      descriptionEn: '',
      category: 'tea' as const,
      priceFen: 1000 + n,
      seasonMonths: 4095,
      freightTemplateId,
      placeNames: [],
      searched: { search: "'茶':1", nameZh: `茶 ${n}`, nameEn: `Tea ${n}`, terms: [] },
      item: { ...item, villageCode: '331123103202' },
    }))
    ids = await openListings(tx, organisationId, drafts, now)
  })
}, 60_000)

const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) =>
      isRefusal(error) ? `${error.code} ${error.faults.map((f) => f.pointer).join(' ')}`.trim() : String(error),
  )
type Change = Parameters<typeof county.act<typeof previewBulkEdit>>[2]['change']
const preview = (listingIds: string[], change: Change, at = shop) =>
  county.act(at.owner, previewBulkEdit, { organisationId: at.organisationId, listingIds, change })
const editsOf = ({ rows }: Awaited<ReturnType<typeof preview>>) => rows.flatMap(({ edit }) => edit ?? [])
const priceOf = async (listingId: string) =>
  (
    await county.app.database.read((sql) =>
      sql.run(statement<{ fen: number }>('test.price', 'SELECT price_fen AS fen FROM market.listing WHERE id = $1'), [
        listingId,
      ]),
    )
  )[0]?.fen

test('many prices change at once as previewed, each with a version, and go back where nobody changed them since', async () => {
  const chosen = ids.slice(0, 12)
  const [first = '', second = '', third = ''] = chosen
  await county.act(shop.owner, setListingRule, { ...part, listingId: second, floorFen: 950 })

  const shown = await preview(chosen, { price: { by: 'percent', percent: -10, to: 'fen' } })
  expect(shown.rows.map(({ refusal }) => refusal?.code ?? null)).toEqual([
    null,
    'market.bulk.below_floor',
    ...Array.from({ length: 10 }, () => null),
  ])
  expect(await outcome(county.act(shop.owner, applyBulkEdit, { ...part, edits: editsOf(shown) }))).toBe(
    'market.bulk.refused /edits/1',
  )
  expect(await priceOf(first)).toBe(1000)

  const stopped = await preview(chosen, {
    price: { by: 'percent', percent: -10, to: 'fen' },
    stopAtFloor: true,
    minimumUnits: 30,
  })
  const { editId, listings } = await county.act(shop.owner, applyBulkEdit, { ...part, edits: editsOf(stopped) })
  expect(listings).toBe(12)
  expect([await priceOf(first), await priceOf(second)]).toEqual([900, 950])
  const { versions } = await county.act(shop.owner, listVersions, { ...part, listingId: first })
  expect(versions.map(({ content }) => content.priceFen)).toEqual([900, 1000])
  const { minimums } = await county.act(shop.owner, readShelves, part)
  expect(minimums.filter(({ minimumUnits, below }) => minimumUnits === 30 && below)).toHaveLength(12)

  await county.act(shop.owner, changePrice, { ...part, listingId: third, priceFen: 777 })
  const { undone, kept } = await county.act(shop.owner, undoBulkEdit, { ...part, editId })
  expect([undone, kept]).toEqual([
    11,
    [{ listingId: third, refusal: { code: 'market.bulk.changed_meanwhile', params: { count: 1 } } }],
  ])
  expect([await priceOf(first), await priceOf(second), await priceOf(third)]).toEqual([1000, 1001, 777])
  expect(await outcome(county.act(shop.owner, undoBulkEdit, { ...part, editId }))).toBe('market.bulk.undone')
  const { edits } = await county.act(shop.owner, listBulkEdits, part)
  expect(edits.map(({ cause, mayUndo, listings: n }) => [cause, mayUndo, n])).toEqual([
    ['undo', false, 11],
    ['edit', false, 12],
  ])
})

test('a listing changed after the preview stops all of them, and another’s listing is none', async () => {
  const chosen = ids.slice(20, 23)
  const shown = await preview(chosen, { state: 'closed', seasonMonths: 28 })
  await county.act(shop.owner, changePrice, { ...part, listingId: chosen[1] ?? '', priceFen: 5 })
  // A price is none of what is changed here; a season is.
  expect(await outcome(county.act(shop.owner, applyBulkEdit, { ...part, edits: editsOf(shown) }))).toBe('done')
  const again = await outcome(county.act(shop.owner, applyBulkEdit, { ...part, edits: editsOf(shown) }))
  expect(again).toBe('market.bulk.changed_meanwhile /edits/0 /edits/1 /edits/2')

  const foreign = await preview([...chosen, other.listingId], { price: { by: 'set', fen: 1 } })
  expect([foreign.rows.length, foreign.unknown]).toEqual([3, 1])
  const stolen = { listingId: other.listingId, before: { priceFen: 1234 }, after: { priceFen: 1 } }
  expect(await outcome(county.act(shop.owner, applyBulkEdit, { ...part, edits: [stolen] }))).toBe(
    'market.bulk.changed_meanwhile /edits/0',
  )
  expect(await priceOf(other.listingId)).toBe(1234)
})

test('two people changing the same thousand at once: one of them is told', { timeout: 60_000 }, async () => {
  const chosen = ids.slice(1000, 2000)
  const shown = await preview(chosen, { price: { by: 'fen', fen: 50 } })
  const both = await Promise.all(
    [1, 2].map(() => outcome(county.act(shop.owner, applyBulkEdit, { ...part, edits: editsOf(shown) }))),
  )
  expect(both.map((one) => one.split(' ')[0]).toSorted()).toEqual(['done', 'market.bulk.changed_meanwhile'])
  expect(await priceOf(chosen[0] ?? '')).toBe(2050)
})

const file = (rows: unknown[][], name = '表.xlsx') => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'a')
  return { name, mediaType: '', bytes: new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer) }
}
const told = ({ faults }: { faults: { cell: string | null; code: string }[] }) =>
  faults.map(({ cell, code }) => `${cell} ${code.replace('market.sheet.', '')}`)

async function paid(name: string) {
  const placed = await order(trade, name, 1)
  await press(trade, placed, 'pay')
  const orders = await Promise.all(
    [shop, other].map((at, n) =>
      county.act(at.owner, readSellerOrder, {
        organisationId: at.organisationId,
        orderId: placed.orderIds[n] ?? '',
      }),
    ),
  )
  return { ours: orders[0]!, theirs: orders[1]! }
}

test('orders ship by a workbook, all of them or none, every fault at its cell', { timeout: 60_000 }, async () => {
  const [one, two, three] = [await paid('a'), await paid('b'), await paid('c')]
  await work(trade)
  const heads = ['订单号', '快递公司', '运单号']
  const ship = (rows: unknown[][], check = false) =>
    county.act(shop.owner, shipBySheet, { ...part, file: file([heads, ...rows]), check })
  const bad = await ship([
    [one.ours.code, '顺丰速运', 'SF0001'],
    [two.theirs.code, '顺丰速运', 'SF0002'],
    [two.ours.code, '', 'SF0001'],
    [three.ours.code, '顺丰速运', { t: 'n', f: '1+1', v: 2 }],
    [one.ours.code, '顺丰速运', '?'],
  ])
  expect(bad.done).toBe(false)
  expect(told(bad)).toEqual(['A3 unknown_order', 'B4 empty', 'C5 formula', 'C6 no_tracking'])
  expect((await county.act(shop.owner, readSellerOrder, { ...part, orderId: one.ours.id })).state).toBe('paid')

  const twice = await ship([
    [one.ours.code, '顺丰速运', 'SF0001'],
    [one.ours.code, '顺丰速运', 'sf0001'],
  ])
  expect(told(twice)).toEqual(['A3 twice', 'C3 twice'])

  const good = [one, two, three].map(({ ours }, n) => [ours.code, '顺丰速运', `SF 000${n + 1}`])
  expect((await ship(good, true)).done).toBe(false)
  expect(await ship(good)).toMatchObject({ done: true, rows: 3, faultsTotal: 0 })
  const parcels = await county.app.database.read((sql) => parcelsOf(sql, [one.ours.id, two.ours.id, three.ours.id]))
  expect([...parcels.values()].map(({ trackingNumber }) => trackingNumber).toSorted()).toEqual([
    'SF0001',
    'SF0002',
    'SF0003',
  ])
  const shipped = await county.act(shop.owner, readSellerOrder, { ...part, orderId: two.ours.id })
  expect([shipped.state, shipped.steps.at(-1)?.step]).toEqual(['shipped', 'ship'])
  expect(told(await ship(good))).toEqual(['A2 not_to_ship', 'A3 not_to_ship', 'A4 not_to_ship'])
  await work(trade)
  await allIsWell(trade)
  expect(await county.app.database.read((sql) => lotsOutOfStep(sql))).toEqual([])
})

test('thousands of lots are counted by a workbook, and the journal agrees', { timeout: 120_000 }, async () => {
  const heads = ['批号', '存放点', '数出（份）', '不一样的原因']
  const count = (rows: unknown[][], check = false) =>
    county.act(shop.owner, countBySheet, { ...part, file: file([heads, ...rows]), check })
  const bad = await count([
    ['M1', '主仓库', 18, ''],
    ['M2', '月亮上的仓库', 20, ''],
    ['M3', '', -1, ''],
    ['NOT', '', 3, ''],
    ['M5', '', 19, '=HYPERLINK("x")'],
  ])
  expect(bad.done).toBe(false)
  expect(told(bad)).toEqual([
    'D2 reason_missing',
    'B3 unknown_place',
    'C4 not_whole',
    'A5 unknown_lot',
    'D6 formula_text',
  ])
  const rows = Array.from({ length: MANY }, (_, n) => [
    `M${n}`,
    '',
    n % 10 === 0 ? 19 : 20,
    n % 10 === 0 ? '少了一份' : '',
  ])
  const started = performance.now()
  expect(await count(rows)).toMatchObject({ done: true, rows: MANY, differences: MANY / 10 })
  console.info(`${MANY} lots counted in ${Math.round(performance.now() - started)} ms`)
  expect(await county.app.database.read((sql) => lotsOutOfStep(sql))).toEqual([])
})

test(
  'an exported workbook of listings comes back edited: the difference first, then all of it',
  { timeout: 120_000 },
  async () => {
    const { listings } = await county.act(shop.owner, listListings, { ...part, limit: 100 })
    const heads = [
      '商品条码',
      '商品',
      '价格（元）',
      '低库存提醒',
      '当季',
      '运费模板',
      '在售',
      '生产者',
      '核对码（请勿改动）',
    ]
    const valuesNow = (one: (typeof listings)[0]): BulkValues => ({ ...one, minimumUnits: 0 })
    const row = (one: (typeof listings)[0], more: Record<number, unknown> = {}) =>
      Object.assign(
        [one.gtin, one.titleZh, one.priceFen / 100, '', '全年', '标准', '在售', '', sheetMark(valuesNow(one))],
        more,
      )
    const edit = (rows: unknown[][], digest?: string) =>
      county.act(shop.owner, editBySheet, { ...part, file: file([heads, ...rows]), ...(digest && { digest }) })
    const [a, b, c, d] = listings as [
      (typeof listings)[0],
      (typeof listings)[0],
      (typeof listings)[0],
      (typeof listings)[0],
    ]
    const same = await edit([row(a), row(b)])
    expect([same.changes, same.faultsTotal, same.done]).toEqual([0, 0, false])

    const bad = await edit([
      row(a, { 2: 0 }),
      row(b, { 5: '没有的' }),
      row(c, { 2: 33, 8: 'AAAAAAAA' }),
      row(d, { 6: '也许', 7: '=1+1' }),
      [other.organisationId.slice(0, 13), '别人的', 1],
    ])
    expect(told(bad)).toEqual([
      'C2 not_positive',
      'F3 unknown_freight',
      'I4 changed_since',
      'G5 unknown_state',
      'H5 formula_text',
      'A6 unknown_goods',
    ])

    const good = [row(a, { 2: 33.5 }), row(b, { 3: 7, 4: '3-5' }), row(c, { 6: '下架', 7: '云上茶厂' }), row(d)]
    const shown = await edit(good)
    expect(shown).toMatchObject({ changes: 3, faultsTotal: 0, done: false, editId: null })
    expect(shown.shown[0]).toMatchObject({ before: { priceFen: a.priceFen }, after: { priceFen: 3350 }, row: 2 })
    await county.act(shop.owner, changePrice, { ...part, listingId: d.id, priceFen: 4000 })
    expect(await outcome(edit([row(a, { 2: 34 })], shown.digest))).toBe('market.sheet.shown_otherwise')
    const done = await edit(good.slice(0, 3), shown.digest)
    expect(done).toMatchObject({ done: true, changes: 3 })
    expect(await priceOf(a.id)).toBe(3350)
    expect(told(await edit([row(d, { 2: 12 })]))).toEqual(['I2 changed_since'])
    await county.act(shop.owner, undoBulkEdit, { ...part, editId: done.editId ?? '' })
    expect(await priceOf(a.id)).toBe(a.priceFen)
  },
)

test('thousands of prices by a workbook', { timeout: 120_000 }, async () => {
  const all = await county.app.database.read((sql) =>
    sql.run(
      statement<{ gtin: string; fen: number; freight: string; minimum: number }>(
        'test.all',
        `SELECT l.gtin, price_fen AS fen, freight_template_id AS freight, coalesce(m.units, 0) AS minimum
         FROM market.listing l LEFT JOIN stock.minimum m USING (item_id) WHERE organisation_id = $1 AND state = 'open' AND season_months = 4095 ORDER BY id DESC LIMIT 4900`,
      ),
      [organisationId],
    ),
  )
  const rows = all.map(({ gtin, fen, freight, minimum }) => [
    gtin,
    (fen + 100) / 100,
    sheetMark({
      priceFen: fen,
      seasonMonths: 4095,
      freightTemplateId: freight,
      minimumUnits: minimum,
      state: 'open',
      producer: null,
      certificate: null,
    }),
  ])
  const sent = { ...part, file: file([['商品条码', '价格', '核对码'], ...rows]) }
  const started = performance.now()
  const shown = await county.act(shop.owner, editBySheet, sent)
  expect([shown.changes, shown.faultsTotal]).toEqual([all.length, 0])
  expect(await county.act(shop.owner, editBySheet, { ...sent, digest: shown.digest })).toMatchObject({ done: true })
  console.info(`${all.length} prices shown and changed by a workbook in ${Math.round(performance.now() - started)} ms`)
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { brokenRows } from '../../scripts/examples/broken.ts'
import { openTestDatabase } from '../../tests/harness/database.ts'
import type { Actor } from '../kernel/actor.ts'
import { civilDate } from '../kernel/clock.ts'
import { statement } from '../kernel/database.ts'
import { listHarvests } from '../modules/farm/index.ts'
import {
  importColumns,
  importFaultSheet,
  listImports,
  listListings,
  readImport,
  submitImport,
} from '../modules/market/index.ts'
import { foundOrganisation, villageLabel, villages } from '../modules/people/index.ts'
import { availability, listLots } from '../modules/stock/index.ts'
import { importTemplate } from './import-files.ts'
import { forgetImportsJob, importListings, resumeImportsJob } from './import-listings.ts'

const EXAMPLES = join(import.meta.dirname, '../../examples')
const county = await openTestDatabase({ now: new Date('2026-11-23T09:00:00+08:00') })
const { app, act, clock } = county

let sellers = 0
/** A seller of its own for each test, so that lot codes do not meet. */
async function newSeller() {
  sellers += 1
  const personId = await app.ports.auth.createPerson({ name: `卖家${sellers}` })
  const founding = {
    kind: 'cooperative' as const,
    nameZh: `示范合作社${sellers}号`,
    nameEn: null,
    villageCode: villages()[sellers]?.code ?? '',
    contactName: '示范',
    contactPhone: '+8613800000000',
    ownerId: personId,
  }
  const organisationId = await app.database.transact((tx) => foundOrganisation(tx, founding, clock.now()))
  const membership = { organisationId, organisationKind: founding.kind, roles: ['owner' as const], duties: [] }
  const seller: Actor = { kind: 'person', personId, guestId: null, memberships: [membership] }
  return {
    organisationId,
    seller,
    submit: (name: string, bytes: Uint8Array) =>
      act(seller, submitImport, { organisationId, file: { name, mediaType: '', bytes } }),
    read: (importId: string) => act(seller, readImport, { organisationId, importId }),
    listings: async () => (await act(seller, listListings, { organisationId, limit: 500 })).listings,
  }
}

const example = (name: string) => readFileSync(join(EXAMPLES, name))

type Changes = Partial<Record<string, string | number>>

/** A CSV file of good rows, each with changes. */
function csv(rows: readonly Changes[], without: readonly string[] = []): Buffer {
  const columns = importColumns.filter(({ key }) => !without.includes(key))
  const lines = rows.map((changes, i) => columns.map(({ key }) => changes[key] ?? good(i)[key] ?? ''))
  const quoted = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`
  return Buffer.from([columns.map(({ zh }) => zh), ...lines].map((line) => line.map(quoted).join(',')).join('\r\n'))
}

function good(i: number): Changes {
  const places = villages()
  return {
    title_zh: `高山绿茶 第${i}批 250克`,
    title_en: `Mountain Green Tea, Lot ${i}, 250 g`,
    category: '茶叶',
    village: villageLabel(places[i % places.length]!, 'zh'),
    grower: `示范户甲${i % 40}`,
    plot: `茶园${i % 5}号`,
    harvest_date: '2026-10-12',
    harvest_jin: 500,
    net_grams: 250,
    units: 100,
    price_yuan: '128.00',
    storage: '常温',
    shelf_life_days: 540,
    description_zh: '谷雨前的叶子长得厚实些，耐泡，三四道仍有味。适合办公室和家里日常喝。用八十五度左右的水冲泡。',
    description_en: 'Leaves picked before Grain Rain are fuller and hold up to three or four infusions.',
    freight: '包邮',
    season: '3-5',
    lot_code: `CY${String(i).padStart(6, '0')}A`,
  }
}

const countRows = statement<{ harvests: number; items: number; lots: number; listings: number; steps: number }>(
  'test.import.rows',
  `SELECT (SELECT count(*) FROM farm.harvest WHERE organisation_id = $1)::int AS harvests, (SELECT count(*) FROM stock.item WHERE organisation_id = $1)::int AS items,
    (SELECT count(*) FROM stock.lot WHERE organisation_id = $1)::int AS lots, (SELECT count(*) FROM market.listing WHERE organisation_id = $1)::int AS listings,
    (SELECT count(*) FROM trace.step WHERE organisation_id = $1)::int AS steps`,
)
const rowsOf = async (organisationId: string) =>
  (await app.database.read((sql) => sql.run(countRows, [organisationId])))[0]
const nothing = { harvests: 0, items: 0, lots: 0, listings: 0, steps: 0 }

test('the example workbook opens every listing, and puts what is not out of date on the shelf', async () => {
  const { organisationId, seller, submit, read, listings } = await newSeller()
  const { importId } = await submit('suichang-goods.xlsx', example('suichang-goods.xlsx'))
  expect(await read(importId)).toMatchObject({ state: 'queued', rowsTotal: null })
  await importListings(app, importId)
  const report = await read(importId)
  expect(report).toMatchObject({ state: 'done', faults: [], rowsTotal: 246, rowsDone: 246, listingsOpened: 246 })
  const opened = await listings()
  expect(opened).toHaveLength(246)
  expect(opened.find((one) => one.titleZh === '龙谷丽人茶 明前单芽 50克')).toMatchObject({
    category: 'tea',
    priceFen: 128_00,
    netGrams: 50,
    storage: 'chilled',
    shelfLifeDays: 540,
    seasonMonths: 0b1100,
  })
  const over = report.remarks.filter((one) => one.code === 'market.import.shelf_life_over')
  const shelf = await app.database.read((sql) =>
    availability(
      sql,
      opened.map((one) => one.itemId),
      civilDate(clock.now()),
    ),
  )
  expect(over.length).toBeGreaterThan(0)
  expect(shelf.size).toBe(246 - over.length)
  expect(await rowsOf(organisationId)).toMatchObject({
    harvests: 246,
    lots: 246 - over.length,
    steps: 2 * (246 - over.length),
  })
  const { harvests } = await act(seller, listHarvests, { organisationId, limit: 200 })
  expect(harvests.every((one) => one.packedGrams <= one.weightGrams)).toBe(true)
})

test('the same goods as CSV give the same listings', async () => {
  const one = await newSeller()
  const two = await newSeller()
  for (const [who, name] of [
    [one, 'suichang-goods.xlsx'],
    [two, 'suichang-goods.csv'],
  ] as const)
    await importListings(app, (await who.submit(name, example(name))).importId)
  const plain = (await Promise.all([one.listings(), two.listings()])).map((all) =>
    all
      .map(({ titleZh, titleEn, priceFen, netGrams, villageCode, seasonMonths, descriptionZh }) => ({
        titleZh,
        titleEn,
        priceFen,
        netGrams,
        villageCode,
        seasonMonths,
        descriptionZh,
      }))
      .sort((a, b) => a.titleZh.localeCompare(b.titleZh)),
  )
  expect(plain[1]).toEqual(plain[0])
})

test('the broken workbook opens nothing and says everything that is wrong, at its cell', async () => {
  const { organisationId, seller, submit, read } = await newSeller()
  const { importId } = await submit('broken-goods.xlsx', example('broken-goods.xlsx'))
  await importListings(app, importId)
  const report = await read(importId)
  expect(report).toMatchObject({ state: 'refused', rowsTotal: 16, rowsDone: 0, listingsOpened: 0, faultsTotal: 11 })
  expect(report.faults.map(({ cell, message }) => `${cell} ${message}`)).toEqual([
    'K6 “价格(元)”填的“面议”不是数字。',
    'D7 遂昌没有“湖山乡 桃花村”，请写成“湖山乡 奕山村”这样，或从模板的清单里选。',
    'G8 “采收日期”填的“2026.13.1”不是有效的日期，请写成 2026-04-18 这样。',
    'H9 “采收重量(斤)”填的是 -120，必须大于 0。',
    'R11 批号“YB260309A”和第 10 行重复。',
    'J12 “包装数量”是公式（=1+1）。请复制这一格，再用“粘贴为数值”。',
    'A13 “商品名称”没有填。',
    'K14 “价格(元)”填的“1000000000”太大，最多 10000000。',
    'H15 包装的比采收的还重：一共包装了 200 斤，只采收了 10 斤。',
    'C16 没有“海鲜”这个类别，请从模板的清单里选。',
    'J17 “包装数量”填的是 12.5，必须是整数。',
  ])
  const faulty = new Set(report.faults.map(({ row }) => row))
  expect(brokenRows().map(({ taken }, i) => taken === !faulty.has(i + 2))).not.toContain(false)
  expect(await rowsOf(organisationId)).toEqual(nothing)
  const marked = await act(seller, importFaultSheet, { organisationId, importId })
  const read2 = await app.ports.workbooks.read(Buffer.from(marked.base64, 'base64'))
  expect(read2.ok && read2.table.rows[5]?.at(-1)).toBe('“价格(元)”填的“面议”不是数字。')
  expect(read2.ok && read2.table.rows[5]?.[10]).toBe('面议')
})

test('one wrong row keeps all others out; mended, the file is taken', async () => {
  const { organisationId, submit, read } = await newSeller()
  const first = await submit('a.csv', csv([{}, {}, { price_yuan: '12.345' }]))
  await importListings(app, first.importId)
  expect((await read(first.importId)).faults.map(({ cell, code }) => [cell, code])).toEqual([
    ['K4', 'market.import.not_whole_fen'],
  ])
  expect(await rowsOf(organisationId)).toEqual(nothing)
  const second = await submit('a.csv', csv([{}, {}, {}]))
  await importListings(app, second.importId)
  expect(await rowsOf(organisationId)).toEqual({ harvests: 3, items: 3, lots: 3, listings: 3, steps: 6 })
})

test('headings in any order and language, units in the heading or the cell, the own GTIN', async () => {
  const { organisationId, seller, submit, read } = await newSeller()
  const row = good(1)
  const lines = [
    'LOT CODE;商品名;title_en;类目;产地;种植者;field;采摘日期;采收重量（公斤）;净含量;份数;单价;储存方式;保质期;运费;备注;条码',
    `X1;${row.title_zh};${row.title_en};Tea;奕山村;示范户;一号;２０２６年１０月２日;１２０;２５０克;１００份;￥1,280.5元;冷藏;540天;标准;老客户;6901234567892`,
  ]
  const { importId } = await submit('b.csv', Buffer.from(lines.join('\n')))
  await importListings(app, importId)
  const report = await read(importId)
  expect(report).toMatchObject({ state: 'done', faults: [] })
  expect(report.remarks.map(({ cell, message }) => [cell, message])).toEqual([['P1', '“备注”这一列用不上，没有读。']])
  const { listings } = await act(seller, listListings, { organisationId })
  expect(listings[0]).toMatchObject({
    priceFen: 1280_50,
    gtin: '6901234567892',
    seasonMonths: 4095,
    storage: 'chilled',
  })
  const { harvests } = await act(seller, listHarvests, { organisationId })
  expect(harvests[0]).toMatchObject({ weightGrams: 120_000, packedGrams: 25_000, harvestedOn: '2026-10-02' })
})

test('missing columns are named, and codes used before are told', async () => {
  const { submit, read } = await newSeller()
  const short = await submit('c.csv', csv([{}], ['price_yuan', 'lot_code', 'season']))
  await importListings(app, short.importId)
  expect((await read(short.importId)).faults.map(({ message }) => message)).toEqual([
    '缺少“价格(元)”这一列。',
    '缺少“批号”这一列。',
  ])
  const taken = await submit('d.csv', csv([{}]))
  await importListings(app, taken.importId)
  const again = await submit('e.csv', csv([{ title_zh: '又一批' }, { lot_code: '中文' }, { freight: '顺丰' }]))
  await importListings(app, again.importId)
  expect((await read(again.importId)).faults.map(({ cell, message }) => `${cell} ${message}`)).toEqual([
    'R2 批号“CY000000A”以前用过了，请换一个。',
    'R3 批号“中文”不合规：最多 20 位，只用字母、数字和常用符号。',
    'P4 没有叫“顺丰”的运费模板，您现在有：包邮、标准、生鲜。',
  ])
})

test('the same file counts once, however often and by however many it is handed in', async () => {
  const { seller, organisationId, submit, listings } = await newSeller()
  const file = csv([{}, {}])
  const answers = await Promise.allSettled(Array.from({ length: 5 }, () => submit('f.csv', file)))
  const taken = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.importId] : []))
  expect(taken).toHaveLength(1)
  await Promise.all(Array.from({ length: 3 }, () => importListings(app, taken[0]!)))
  expect(await listings()).toHaveLength(2)
  await expect(submit('renamed.csv', file)).rejects.toMatchObject({ code: 'market.import.same_file' })
  expect((await act(seller, listImports, { organisationId })).imports).toMatchObject([
    { state: 'done', listingsOpened: 2 },
  ])
})

test('ended in the middle, the job is taken up again and gives exactly one result', async () => {
  const { organisationId, submit, read } = await newSeller()
  const { importId } = await submit('g.csv', csv(Array.from({ length: 1500 }, () => ({}))))
  // The process dies after the harvests are written: its transaction goes with it.
  const dying = {
    ...app,
    ports: {
      ...app.ports,
      workbooks: { ...app.ports.workbooks, searchTexts: () => [Promise.reject(new Error('killed'))] },
    },
  }
  await expect(importListings(dying, importId)).rejects.toThrow('killed')
  expect(await read(importId)).toMatchObject({ state: 'reading', rowsTotal: 1500, rowsChecked: 1500 })
  expect(await rowsOf(organisationId)).toEqual(nothing)
  await resumeImportsJob.run(app, {})
  expect((await read(importId)).state).toBe('reading')
  clock.advance(180)
  await resumeImportsJob.run(app, {})
  await resumeImportsJob.run(app, {})
  expect(await read(importId)).toMatchObject({ state: 'done', listingsOpened: 1500 })
  expect(await rowsOf(organisationId)).toMatchObject({ harvests: 1500, lots: 1500, listings: 1500 })
})

test('progress is seen by others while the file is on its way', async () => {
  const { submit, read } = await newSeller()
  const { importId } = await submit('h.csv', csv(Array.from({ length: 2500 }, () => ({}))))
  const seen: string[] = []
  const { workbooks } = app.ports
  const watched = {
    ...app,
    ports: {
      ...app.ports,
      workbooks: {
        ...workbooks,
        searchTexts: (...asked: Parameters<typeof workbooks.searchTexts>) =>
          workbooks.searchTexts(...asked).map(async (part) => {
            const report = await read(importId)
            seen.push(`${report.state} ${report.rowsChecked} ${report.rowsDone}`)
            return part
          }),
      },
    },
  }
  await importListings(watched, importId)
  expect(seen[0]).toBe('reading 2500 0')
  expect((await read(importId)).state).toBe('done')
})

test('five thousand rows', async () => {
  const { organisationId, submit, read } = await newSeller()
  const { importId } = await submit('big.csv', csv(Array.from({ length: 5000 }, () => ({}))))
  const before = app.database.statements.count
  const started = performance.now()
  await importListings(app, importId)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  expect(await read(importId)).toMatchObject({ state: 'done', listingsOpened: 5000 })
  expect(await rowsOf(organisationId)).toMatchObject({ listings: 5000, lots: 5000, steps: 10_000 })
  process.stdout.write(`5,000 rows: ${app.database.statements.count - before} statements, ${seconds} s\n`)
}, 60_000)

test('strangers may neither hand in nor read', async () => {
  const one = await newSeller()
  const other = await newSeller()
  const { importId } = await one.submit('i.csv', csv([{}]))
  await expect(other.read(importId)).rejects.toMatchObject({ code: 'market.import.unknown' })
  const { organisationId } = one
  await expect(act(other.seller, readImport, { organisationId, importId })).rejects.toMatchObject({
    code: 'kernel.not_allowed',
  })
  await expect(act({ kind: 'guest', guestId: null }, importTemplate, { organisationId })).rejects.toMatchObject({
    code: 'kernel.sign_in_required',
  })
})

test('the template, filled in with its own examples, is taken', async () => {
  const { organisationId, seller, submit, read } = await newSeller()
  for (const format of ['xlsx', 'csv'] as const) {
    const file = Buffer.from((await act(seller, importTemplate, { organisationId, format })).base64, 'base64')
    const table = await app.ports.workbooks.read(file)
    expect(table.ok && table.table.rows[0]).toEqual(importColumns.map(({ zh }) => zh))
  }
  const examples = Object.fromEntries(importColumns.map(({ key, exampleZh }) => [key, exampleZh]))
  const { importId } = await submit('j.csv', csv([examples]))
  await importListings(app, importId)
  expect(await read(importId)).toMatchObject({ state: 'done', faults: [] })
  expect(await act(seller, listLots, { organisationId })).toMatchObject({
    lots: [{ code: 'CY260415A', packedUnits: 210 }],
  })
})

test('every operation of the import is on offer, and its job known to the worker', () => {
  const names = [submitImport, listImports, readImport, importFaultSheet, importTemplate].map((one) => one.name)
  expect(app.operations.map((one) => one.name)).toEqual(expect.arrayContaining(names))
  expect(app.jobs).toContain(resumeImportsJob)
})

test('a refused file is forgotten after a month, the refusal is not', async () => {
  const { organisationId, seller, submit, read } = await newSeller()
  const { importId } = await submit('k.csv', csv([{ units: '' }]))
  await importListings(app, importId)
  await forgetImportsJob.run(app, {})
  expect((await read(importId)).faults).toHaveLength(1)
  clock.advance(31 * 24 * 3600)
  await forgetImportsJob.run(app, {})
  expect(await read(importId)).toMatchObject({ state: 'refused', faultsTotal: 1, faults: [] })
  await expect(act(seller, importFaultSheet, { organisationId, importId })).rejects.toMatchObject({
    code: 'market.import.no_fault_sheet',
  })
})

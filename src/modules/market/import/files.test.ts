import { deflateRawSync } from 'node:zlib'
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs'
import * as xlsx from '@e965/xlsx'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../kernel/clock.ts'
import { categories } from '../category.ts'
import { listingDraft } from '../listing.ops.ts'
import { monthsOf } from '../listing.ts'
import { words as zh } from '../words.zh.ts'
import { pack, unpack } from './archive.ts'
import { columns } from './columns.ts'
import type { ColumnKey } from './columns.ts'
import { firstLook } from './first-look.ts'
import { beginReading, findRepeated, readRows } from './goods.ts'
import type { Surroundings } from './row.ts'
import { nameKey } from './row.ts'
import type { ReadTable } from './table.ts'
import { columnLetters } from './table.ts'
import { readFile } from './workbook.ts'
import { workbooksInThreads } from './workbooks.ts'
import { writeBook } from './write.ts'

const FREIGHT = '019ab31c-0000-7000-8000-000000000001'
const around: Surroundings = {
  today: '2026-11-23',
  oldestHarvest: '2024-11-23',
  villages: new Map([[nameKey('湖山乡 奕山村'), '331123202203']]),
  freightTemplates: new Map([['包邮', FREIGHT]]),
  freightNames: ['包邮'],
  gtinPrefix: '9520000',
}

type Row = Record<ColumnKey, string | number>

function goodsOf(read: ReadTable) {
  if (!read.ok) throw new Error(read.code)
  const reading = beginReading(read.table)
  readRows(reading, [...reading.rows.keys()], around)
  findRepeated(reading)
  return reading
}

const heading = columns.map(({ zh: name }) => name)
const cells = (rows: readonly Row[]) => rows.map((row) => columns.map(({ key }) => row[key]))
const xlsxOf = (rows: readonly Row[]) => writeBook([{ name: '商品', rows: [heading, ...cells(rows)] }])

function csvOf(rows: readonly Row[], delimiter: string): string {
  const quoted = (value: string | number) =>
    /[",;\t\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)
  return [heading, ...cells(rows)].map((row) => row.map(quoted).join(delimiter)).join('\r\n')
}

/** The same workbook as Excel 97 to 2003 kept it. */
const legacyOf = (file: Buffer): Buffer => xlsx.write(xlsx.read(file), { type: 'buffer', bookType: 'xls' }) as Buffer

/** The library's types leave its own functions out. */
const gbk = (text: string): Buffer =>
  Buffer.from(
    (codepages as unknown as { utils: { encode(page: number, text: string, type: 'buf'): Uint8Array } }).utils.encode(
      936,
      text,
      'buf',
    ),
  )

/** Text a person could type, in the characters GB 18030 and spreadsheets share. */
const typed = (max: number) =>
  fc
    .string({
      unit: fc.constantFrom(...'茶叶笋干香菇山村甲乙丙 丁ABCxyz019,;"\'()（）。，·&<>%#/'),
      minLength: 1,
      maxLength: max,
    })
    .map((text) => text.normalize('NFKC').trim())
    .filter((text) => text !== '')

const goodRow = fc
  .record({
    title: typed(80),
    english: typed(80),
    description: typed(200),
    category: fc.constantFrom(...categories),
    storage: fc.constantFrom('ambient' as const, 'chilled' as const, 'frozen' as const),
    netGrams: fc.integer({ min: 1, max: 5000 }),
    units: fc.integer({ min: 1, max: 500 }),
    priceFen: fc.integer({ min: 1, max: 10_000_00 }),
    shelfLifeDays: fc.integer({ min: 1, max: 3650 }),
    daysAgo: fc.integer({ min: 0, max: 700 }),
    season: fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })),
  })
  .map((made) => ({
    ...made,
    harvestedOn: addDays(around.today, -made.daysAgo),
    jin: Math.ceil((made.netGrams * made.units) / 500),
  }))

const rowOf = (made: typeof goodRow extends fc.Arbitrary<infer T> ? T : never, i: number): Row => ({
  title_zh: made.title,
  title_en: made.english,
  category: zh.categories[made.category],
  village: '湖山乡 奕山村',
  grower: '示范户甲01',
  plot: '奕山茶园1号',
  harvest_date: made.harvestedOn,
  harvest_jin: made.jin,
  net_grams: made.netGrams,
  units: made.units,
  price_yuan: made.priceFen / 100,
  storage: zh.storage[made.storage],
  shelf_life_days: made.shelfLifeDays,
  description_zh: made.description,
  description_en: '',
  freight: '包邮',
  season: made.season.join('-'),
  lot_code: `L${i}`,
  packed_date: '',
  gtin: '',
  licence: '',
  variants: '',
})

test('good rows written as a workbook or as text come back as they were', () => {
  fc.assert(
    fc.property(
      fc.array(goodRow, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(',', ';', '\t'),
      (made, delimiter) => {
        const rows = made.map(rowOf)
        const text = csvOf(rows, delimiter)
        const files = [
          xlsxOf(rows),
          Buffer.from(text),
          Buffer.from(`\uFEFF${text}`),
          gbk(text),
          legacyOf(xlsxOf(rows)),
          Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
        ]
        for (const file of files) {
          const reading = goodsOf(readFile(file))
          expect(reading.faults).toEqual([])
          expect(reading.goods).toMatchObject(
            made.map((one) => ({
              titleZh: one.title,
              titleEn: one.english,
              descriptionZh: one.description,
              category: one.category,
              storage: one.storage,
              netGrams: one.netGrams,
              units: one.units,
              priceFen: one.priceFen,
              shelfLifeDays: one.shelfLifeDays,
              harvestedOn: one.harvestedOn,
              weightGrams: one.jin * 500,
              seasonMonths: monthsOf(...one.season),
            })),
          )
          // What the import takes, the operation for a single listing takes as well.
          for (const goods of reading.goods) listingDraft.parse(goods)
        }
      },
    ),
    { numRuns: 40 },
  )
})

const tea = {
  title: '茶',
  english: 'Tea',
  description: '',
  category: 'tea' as const,
  storage: 'ambient' as const,
  netGrams: 50,
  units: 1,
  priceFen: 100,
  shelfLifeDays: 9,
  daysAgo: 1,
  season: [1, 2] as [number, number],
  harvestedOn: '2026-11-22',
  jin: 1,
}

const sample = () => xlsxOf([rowOf(tea, 1)])

test('an empty day of packing is the day of the harvest, and nothing is said of it where that day is wrong', () => {
  const faultsOf = (harvest_date: string, packed_date: string) =>
    goodsOf(readFile(xlsxOf([{ ...rowOf(tea, 1), harvest_date, packed_date }]))).faults.map(
      ({ code, params }) => `${String(params.key)}: ${code}`,
    )
  const [goods] = goodsOf(readFile(sample())).goods
  expect(goods?.packedOn).toBe('2026-11-22')
  for (const empty of ['', ' ']) {
    expect(faultsOf('2026-11-24', empty)).toEqual(['harvest_date: market.import.date_to_come'])
    expect(faultsOf('soon', empty)).toEqual(['harvest_date: market.import.not_a_date'])
  }
  expect(faultsOf('2026-11-22', '2026-11-21')).toEqual(['packed_date: market.import.packed_before_harvest'])
})

test('random bytes and damaged workbooks are refused, never more than that', () => {
  const whole = sample()
  const damaged = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 400 }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes])),
    fc.uint8Array({ maxLength: 900 }).map((bytes) => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), bytes])),
    fc.nat(whole.length - 1).map((length) => whole.subarray(0, Math.max(1, length))),
    fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
      const changed = Buffer.from(whole)
      changed[at] = byte
      return changed
    }),
  )
  fc.assert(
    fc.property(damaged, (bytes) => {
      const read = readFile(bytes)
      if (read.ok) goodsOf(read)
      else expect(read.code).toMatch(/^market\.import\./)
    }),
    { numRuns: 400 },
  )
})

test('an archive that unpacks to gigabytes is refused before it does', () => {
  const content = Buffer.alloc(200_000_000)
  const entries = unpack(sample(), { entries: 100, bytes: 1e8 }, () => true)
  if (!entries.ok) throw new Error(entries.why)
  const bomb = withDeflated(entries.entries, 'xl/worksheets/sheet1.xml', deflateRawSync(content, { level: 9 }))
  expect(bomb.length).toBeLessThan(1_000_000)
  const before = process.memoryUsage().rss
  expect(readFile(bomb)).toMatchObject({ ok: false, code: 'market.import.too_large' })
  expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
})

/** The archive with one entry's content compressed and its true size hidden. */
function withDeflated(entries: readonly { name: string; bytes: Uint8Array }[], name: string, packed: Buffer): Buffer {
  const zip = pack(entries.map((one) => (one.name === name ? { name, bytes: packed } : one)))
  for (let at = zip.indexOf(name); at >= 0; at = zip.indexOf(name, at + 1)) {
    const [method, size] = zip.readUInt32LE(at - 30) === 0x04034b50 ? [at - 22, at - 8] : [at - 36, at - 22]
    zip.writeUInt16LE(8, method)
    zip.writeUInt32LE(10, size)
  }
  return zip
}

test('what is plainly no table of goods is told at once, and no table is turned away', () => {
  const text = csvOf([], ',')
  for (const file of [
    sample(),
    Buffer.from(text),
    gbk(`${text}\r\n${'茶,'.repeat(40_000)}`),
    Buffer.from(`\uFEFF${text}`),
  ])
    expect(firstLook(file)).toBeNull()
  for (const file of [
    Buffer.from('<svg/>'),
    Buffer.from('PK\u0003\u0004'),
    Buffer.from([0x89, 0x50, 0, 1]),
    pack([{ name: 'a.xml', bytes: Buffer.from('x') }]),
  ])
    expect(firstLook(file)).toMatch(/^market\.import\.(unreadable|bad_encoding|no_header)$/)
})

test('too many rows and too many columns are refused', () => {
  const line = (n: number) => Array.from({ length: n }, () => 'x').join(',')
  expect(readFile(Buffer.from(`${line(201)}\n`))).toMatchObject({ code: 'market.import.too_many_columns' })
  expect(readFile(Buffer.from('a,b\n'.repeat(20_200)))).toMatchObject({ code: 'market.import.too_many_rows' })
})

test('a thread that takes too long is ended and the file refused', async () => {
  expect(await workbooksInThreads(0.001).read(sample())).toMatchObject({
    ok: false,
    code: 'market.import.took_too_long',
  })
})

test('headings below a title and a sheet with a formula in it', () => {
  const book = writeBook([{ name: '商品', rows: [['二〇二六年春茶'], [], heading, ...cells([])] }])
  const read = readFile(book)
  expect(read.ok && beginReading(read.table).faults).toMatchObject([{ code: 'market.import.no_rows' }])
})

test('columns are lettered as spreadsheets letter them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})

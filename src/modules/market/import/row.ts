import { isGtin, isLotCode } from '../../../engines/gs1/index.ts'
import type { CivilDate } from '../../../kernel/clock.ts'
import type { RefusalParams } from '../../../kernel/refusal.ts'
import type { Category } from '../category.ts'
import { categories } from '../category.ts'
import { isFoodLicence } from '../label.ts'
import { words as en } from '../words.en.ts'
import { words as zh } from '../words.zh.ts'
import type { ColumnKey } from './columns.ts'
import { columnOf } from './columns.ts'
import type { Header } from './header.ts'
import type { Cell, Fault } from './table.ts'
import { columnLetters, isBlank, shown } from './table.ts'
import type { Read } from './values.ts'
import { bad, dayOf, fenIn, folded, gramsIn, lineOf, lineZhOf, ok, proseOf, seasonOf, wholeOf } from './values.ts'

/** What a row is judged against: the day, the county's villages, the seller's freight templates. */
export type Surroundings = {
  today: CivilDate
  /** Harvests before this day are taken for a slip of the pen. */
  oldestHarvest: CivilDate
  /** Village code by what people write; null where several villages have the name. */
  villages: ReadonlyMap<string, string | null>
  /** Template id by `nameKey` of its name, and the names as the seller wrote them. */
  freightTemplates: ReadonlyMap<string, string>
  freightNames: readonly string[]
  /** Numbers below this prefix are the county's own to give. */
  gtinPrefix: string
}

/** One row understood: a harvest, its packing and its listing. */
export type GoodsRow = {
  row: number
  titleZh: string
  titleEn: string
  category: Category
  villageCode: string
  grower: string
  plot: string
  harvestedOn: CivilDate
  weightGrams: number
  netGrams: number
  units: number
  priceFen: number
  storage: Storage
  shelfLifeDays: number
  descriptionZh: string
  descriptionEn: string
  freightTemplateId: string
  seasonMonths: number
  lotCode: string
  packedOn: CivilDate
  gtin: string | null
  licenceNumber: string | null
  /** Rows with the same name here share a page. */
  variants: string | null
}

/** The codes of a row that may stand only once; null where there is none to compare. */
export type RowCodes = { row: number; lotCode: string | null; gtin: string | null }

type Storage = 'ambient' | 'chilled' | 'frozen'

const FEN_MAX = 10_000_000_00
const NET_GRAMS_MAX = 1_000_000
const HARVEST_GRAMS_MAX = 1_000_000_000
const UNITS_MAX = 1_000_000
const SHELF_LIFE_DAYS_MAX = 3650

/** Reads one row; `faults` has every cell that is wrong, and `goods` is null unless there is none. */
export function readRow(
  header: Header,
  cells: readonly Cell[],
  rowNumber: number,
  around: Surroundings,
): { goods: GoodsRow | null; codes: RowCodes; faults: Fault[] } {
  const faults: Fault[] = []
  const cellOf = (key: ColumnKey): Cell => cells[header.at.get(key) ?? -1] ?? null
  const wrong = (key: ColumnKey, code: string, params: RefusalParams = {}) =>
    faults.push(cellFault(header, key, cellOf(key), rowNumber, code, params))
  /** The value of a cell; a placeholder once a fault is noted, as the row then goes nowhere. */
  const take = <T>(key: ColumnKey, read: Read<T>, placeholder: T): T => {
    if (read.ok) return read.value
    wrong(key, read.code, read.params)
    return placeholder
  }
  const before = (key: ColumnKey) => faults.some((fault) => fault.params.key === key)
  const line = (key: ColumnKey, max: number) => take(key, lineOf(cellOf(key), max), '')
  const grams = (key: ColumnKey, usual: number, max: number) =>
    take(key, gramsIn(cellOf(key), header.gramsPerUnit[key] ?? usual, max), 0)

  const harvestedOn = take('harvest_date', dayOf(cellOf('harvest_date')), around.today)
  const packedAsHarvested = isBlank(cellOf('packed_date'))
  const goods: GoodsRow = {
    row: rowNumber,
    titleZh: take('title_zh', lineZhOf(cellOf('title_zh'), 80), ''),
    titleEn: line('title_en', 160),
    category: take('category', oneOf(cellOf('category'), categoryByName, 'unknown_category'), 'tea'),
    villageCode: take('village', villageOf(cellOf('village'), around.villages), ''),
    grower: line('grower', 60),
    plot: line('plot', 60),
    harvestedOn,
    weightGrams: grams('harvest_jin', 500, HARVEST_GRAMS_MAX),
    netGrams: grams('net_grams', 1, NET_GRAMS_MAX),
    units: take('units', wholeOf(cellOf('units'), UNITS_MAX), 0),
    priceFen: take('price_yuan', fenIn(cellOf('price_yuan'), FEN_MAX), 0),
    storage: take('storage', oneOf(cellOf('storage'), storageByName, 'unknown_storage'), 'ambient'),
    shelfLifeDays: take('shelf_life_days', wholeOf(cellOf('shelf_life_days'), SHELF_LIFE_DAYS_MAX), 0),
    descriptionZh: take('description_zh', proseOf(cellOf('description_zh'), 2000), ''),
    descriptionEn: take('description_en', proseOf(cellOf('description_en'), 4000), ''),
    freightTemplateId: take('freight', freightOf(cellOf('freight'), around), ''),
    seasonMonths: take('season', seasonOf(cellOf('season')), 4095),
    lotCode: take('lot_code', lotCodeOf(cellOf('lot_code')), ''),
    packedOn: packedAsHarvested ? harvestedOn : take('packed_date', dayOf(cellOf('packed_date')), harvestedOn),
    gtin: isBlank(cellOf('gtin')) ? null : take('gtin', gtinOf(cellOf('gtin'), around.gtinPrefix), null),
    licenceNumber: isBlank(cellOf('licence')) ? null : take('licence', licenceOf(cellOf('licence')), null),
    variants: isBlank(cellOf('variants')) ? null : line('variants', 40),
  }
  if (!before('harvest_date')) {
    if (harvestedOn > around.today) wrong('harvest_date', 'date_to_come')
    if (harvestedOn < around.oldestHarvest) wrong('harvest_date', 'date_too_old', { oldest: around.oldestHarvest })
  }
  if (!packedAsHarvested && !before('packed_date')) {
    if (goods.packedOn > around.today) wrong('packed_date', 'date_to_come')
    else if (goods.packedOn < harvestedOn) wrong('packed_date', 'packed_before_harvest', { harvest: harvestedOn })
  }
  if (
    !before('harvest_jin') &&
    !before('net_grams') &&
    !before('units') &&
    goods.units * goods.netGrams > goods.weightGrams
  )
    wrong('harvest_jin', 'packs_too_much', {
      packedJin: (goods.units * goods.netGrams) / 500,
      harvestJin: goods.weightGrams / 500,
    })
  const codes = { row: rowNumber, lotCode: goods.lotCode === '' ? null : goods.lotCode, gtin: goods.gtin }
  return { goods: faults.length > 0 ? null : goods, codes, faults }
}

/** A fault of one cell; the heading's words are looked up when it is told. */
export function cellFault(
  header: Header,
  key: ColumnKey,
  cell: Cell,
  rowNumber: number,
  code: string,
  params: RefusalParams = {},
): Fault {
  const column = columnLetters(header.at.get(key) ?? 0)
  const value = shown(cell)
  const told = { ...params, key, value }
  return { row: rowNumber, column, cell: `${column}${rowNumber}`, value, code: `market.import.${code}`, params: told }
}

const named = <T extends string>(keys: readonly T[], ...names: Readonly<Record<T, string>>[]): Map<string, T> =>
  new Map(keys.flatMap((key) => [key, ...names.map((one) => one[key])].map((name) => [nameKey(name), key] as const)))

/** Names are compared without spaces and case. */
export const nameKey = (text: string): string => folded(text).toLowerCase().replaceAll(/[\s,]/g, '')

const categoryByName = named(categories, zh.categories, en.categories)
const storageByName = named<Storage>(['ambient', 'chilled', 'frozen'], zh.storage, en.storage)

function oneOf<T>(cell: Cell, byName: ReadonlyMap<string, T>, unknown: string): Read<T> {
  const read = lineOf(cell, 200)
  if (!read.ok) return read
  const found = byName.get(nameKey(read.value))
  return found === undefined ? bad(unknown) : ok(found)
}

function villageOf(cell: Cell, villages: Surroundings['villages']): Read<string> {
  const read = oneOf(cell, villages, 'unknown_village')
  return read.ok && read.value === null ? bad('several_villages') : (read as Read<string>)
}

function freightOf(cell: Cell, around: Surroundings): Read<string> {
  const read = oneOf(cell, around.freightTemplates, 'unknown_freight')
  return read.ok || read.code !== 'unknown_freight' ? read : bad(read.code, { known: around.freightNames.join('、') })
}

function lotCodeOf(cell: Cell): Read<string> {
  const read = lineOf(cell, 200)
  return read.ok && !isLotCode(read.value) ? bad('lot_code_not_allowed') : read
}

function licenceOf(cell: Cell): Read<string | null> {
  const read = lineOf(cell, 40)
  if (!read.ok) return read
  const number = read.value.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  return isFoodLicence(number) ? ok(number) : bad('licence_wrong')
}

function gtinOf(cell: Cell, countyPrefix: string): Read<string | null> {
  const read = lineOf(cell, 40)
  if (!read.ok) return read
  const digits = read.value.replaceAll(/[\s-]/g, '')
  if (!/^\d{13}$/.test(digits) || !isGtin(digits)) return bad('gtin_not_valid')
  // 20 to 29 are for use within one company (GS1 General Specifications, 1.4.2); the county gives its own.
  return digits.startsWith('2') || digits.startsWith(countyPrefix) ? bad('gtin_of_county') : ok(digits)
}

/** What the words files call the column of a fault. */
export const columnName = (params: RefusalParams, lang: 'zh' | 'en'): string =>
  typeof params.key === 'string' ? columnOf(params.key as ColumnKey)[lang] : ''

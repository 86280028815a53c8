import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../kernel/app.ts'
import type { CivilDate } from '../kernel/clock.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { perform } from '../kernel/perform.ts'
import type { Category } from '../modules/market/index.ts'
import {
  categories,
  importColumns,
  isInSeason,
  listImports,
  monthsOf,
  submitImport,
  wordsZh,
} from '../modules/market/index.ts'
import { importListings } from '../workflows/import-listings.ts'
import type { DemoSeller } from './accounts.ts'

const WORKBOOK = join(import.meta.dirname, '../../examples/suichang-goods.xlsx')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A row of the example workbook by column name. */
export type GoodsLine = { category: Category; harvestedOn: CivilDate; cells: (string | number | null)[] }
type Columns = Record<'category' | 'harvest_date' | 'shelf_life_days' | 'season' | 'lot_code', number>
export type Workbook = { headings: string[]; lines: GoodsLine[] }

/** The example workbook with its dates brought to the year before `today`. */
export async function readWorkbook(app: App, today: CivilDate): Promise<Workbook> {
  const read = await app.ports.workbooks.read(readFileSync(WORKBOOK))
  if (!read.ok) throw new Error(`examples/suichang-goods.xlsx: ${read.code}`)
  const [headings = [], ...rows] = read.table.rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' || typeof cell === 'number' ? cell : null)),
  )
  const names = headings.map(String)
  const at = Object.fromEntries(importColumns.map(({ key, zh }) => [key, names.indexOf(zh)])) as Columns
  const lotCodes = new Set<string>()
  return { headings: names, lines: rows.map((cells) => broughtNear(cells, at, today, lotCodes)) }
}

const categoryByName = new Map(categories.map((one) => [wordsZh.categories[one] as string, one]))

/** The harvest of the last year; goods in season that would be out of date by now are harvested anew. */
function broughtNear(cells: GoodsLine['cells'], at: Columns, today: CivilDate, lotCodes: Set<string>): GoodsLine {
  const text = (key: keyof Columns) => String(cells[at[key]] ?? '')
  const [year, day] = [Number(today.slice(0, 4)), text('harvest_date').slice(4)]
  const last = `${year}${day}` < today ? `${year}${day}` : `${year - 1}${day}`
  const shelfDays = Number(text('shelf_life_days'))
  const over = addDays(last, shelfDays) <= addDays(today, Math.min(shelfDays, 14) - 1)
  const inSeason = isInSeason(seasonOf(text('season')), Number(today.slice(5, 7)))
  const harvestedOn = over && inSeason ? addDays(today, -Math.min(1 + Math.floor(shelfDays / 6), 14)) : last
  // A seller who tries the example workbook must find its lot codes unused.
  const lotCode = unused(`D${text('lot_code')}`.replace(/\d{6}/, harvestedOn.slice(2).replaceAll('-', '')), lotCodes)
  const changed = new Map<number, string>([
    [at.harvest_date, harvestedOn],
    [at.lot_code, lotCode],
  ])
  const category = categoryByName.get(text('category')) ?? 'tea'
  return { category, harvestedOn, cells: cells.map((cell, i) => changed.get(i) ?? cell) }
}

function seasonOf(season: string): number {
  const [from, to] = season.split('-').map(Number)
  return from === undefined || to === undefined || Number.isNaN(from) ? 4095 : monthsOf(from, to)
}

/** The code, or the next one by its last letter. */
function unused(code: string, taken: Set<string>): string {
  const free = taken.has(code)
    ? unused(
        code.replace(/.$/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1)),
        taken,
      )
    : code
  taken.add(free)
  return free
}

/** A seller hands in what was harvested after `since` and up to the clock's day; handed in before, it is seen through. */
export async function handIn(
  app: App,
  seller: DemoSeller,
  workbook: Workbook,
  since: CivilDate,
  fileName: string,
): Promise<number> {
  const caller = { actor: seller.actor, lang: 'zh' as const }
  const { organisationId } = seller
  const today = civilDate(app.clock.now())
  const lines = workbook.lines.filter(
    (line) => seller.sells.includes(line.category) && line.harvestedOn > since && line.harvestedOn <= today,
  )
  if (lines.length === 0) return 0
  const earlier = (await perform(app, listImports, caller, { organisationId })).imports.find(
    (one) => one.fileName === fileName,
  )
  const importId = earlier?.id ?? (await submitted(app, seller, workbook.headings, lines, fileName))
  await importListings(app, importId)
  const { imports } = await perform(app, listImports, caller, { organisationId })
  const done = imports.find((one) => one.id === importId)
  if (done?.state !== 'done') throw new Error(`${seller.nameZh}: ${fileName} was not taken`)
  return done.listingsOpened
}

async function submitted(
  app: App,
  seller: DemoSeller,
  headings: string[],
  lines: GoodsLine[],
  name: string,
): Promise<string> {
  const bytes = await app.ports.workbooks.write([
    { name: '商品', rows: [headings, ...lines.map(({ cells }) => cells)] },
  ])
  const input = { organisationId: seller.organisationId, file: { name, mediaType: XLSX, bytes } }
  return (await perform(app, submitImport, { actor: seller.actor, lang: 'zh' }, input)).importId
}

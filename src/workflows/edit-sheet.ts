import { createHash } from 'node:crypto'
import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { actorId } from '../kernel/actor.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, upload } from '../kernel/validation.ts'
import { freightTemplatesOf } from '../modules/delivery/index.ts'
import type { Around, BulkListing, BulkValues, Edit, Fault, SheetColumn, SheetRow } from '../modules/market/index.ts'
import {
  bulkSheetRows,
  countOrNone,
  difference,
  fenIn,
  lineOf,
  lineOrNone,
  nameKey,
  readSheet,
  refusalOf,
  seasonOf,
  sheetMark,
  valuesOf,
} from '../modules/market/index.ts'
import { aroundOf, bulkEdit, completed, putInForce } from './edit-listings.ts'
import { sheetBytes, sheetFaults, sheetOutcome, sheetRefusals, tableIn } from './sheet.ts'

export type EditKey =
  | 'gtin'
  | 'title'
  | 'price'
  | 'floor'
  | 'minimum'
  | 'season'
  | 'freight'
  | 'state'
  | 'producer'
  | 'certificate'
  | 'mark'

/** The workbook of listings that comes back. Title and floor are there to read; the mark tells whether a listing changed since. */
export const editColumns: readonly SheetColumn<EditKey>[] = [
  { key: 'gtin', zh: '商品条码', en: 'Barcode (GTIN)', also: ['gtin'], needed: true },
  { key: 'title', zh: '商品', en: 'Listing' },
  { key: 'price', zh: '价格（元）', en: 'Price (¥)', also: ['价格'] },
  { key: 'floor', zh: '底价（元）', en: 'Floor (¥)' },
  { key: 'minimum', zh: '低库存提醒', en: 'Low-stock warning' },
  { key: 'season', zh: '当季', en: 'In season' },
  { key: 'freight', zh: '运费模板', en: 'Freight template' },
  { key: 'state', zh: '在售', en: 'On sale' },
  { key: 'producer', zh: '生产者', en: 'Producer' },
  { key: 'certificate', zh: '合格证编号', en: 'Certificate' },
  { key: 'mark', zh: '核对码（请勿改动）', en: 'Check mark (leave as it is)', also: ['核对码'], needed: true },
]

const ROWS_MAX = 5000
const ROWS_SHOWN = 300
const FEN_MAX = 10_000_000_00

export const editBySheet = operation({
  name: 'market.bulk.sheet',
  method: 'POST',
  path: '/market/organisations/{organisationId}/bulk-edits-by-workbook',
  summary:
    'Shows what an exported and edited workbook of listings changes, every fault at its cell; applied as shown, it changes all or nothing',
  access: member('seller'),
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({
    organisationId: id,
    file: upload(sheetBytes),
    /** The digest of what was shown; without it nothing is changed. */
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  output: sheetOutcome.extend({
    digest: z.string(),
    editId: id.nullable(),
    changes: z.int(),
    shown: z.array(bulkEdit.extend({ titleZh: z.string(), titleEn: z.string(), row: z.int() })),
  }),
  refusals: [...sheetRefusals, 'market.sheet.shown_otherwise', 'market.bulk.changed_meanwhile', 'market.bulk.refused'],
  audit: (_input, output) => ({ changes: output.changes, done: output.done, editId: output.editId }),
  prepare: ({ file }, { ports }) => tableIn(ports, file),
  async run({ tx, actor, now, lang, prepared }, { organisationId, digest }) {
    const { rows, faults } = readSheet(prepared, editColumns, ROWS_MAX)
    const gtins = rows.flatMap((row) => gtinOf(row) ?? [])
    const own = await completed(
      tx,
      organisationId,
      await bulkSheetRows(
        tx,
        organisationId,
        gtins.map(({ gtin }) => gtin),
      ),
    )
    const templates = await freightTemplatesOf(tx, organisationId)
    const around = { ...(await aroundOf(tx, organisationId)), names: templates }
    const changes = changesIn(rows, new Map(own.map((one) => [one.gtin, one])), around, faults)
    const edits = changes.map(({ edit }) => edit)
    const seen = createHash('sha256').update(JSON.stringify(edits)).digest('hex')
    const told = sheetFaults(faults, editColumns, lang)
    const shown = changes
      .slice(0, ROWS_SHOWN)
      .map(({ edit, listing, row }) => ({ ...edit, titleZh: listing.titleZh, titleEn: listing.titleEn, row }))
    const outcome = { rows: rows.length, digest: seen, changes: edits.length, shown, ...told }
    if (digest === undefined || faults.length > 0 || edits.length === 0)
      return { ...outcome, done: false, editId: null }
    if (digest !== seen) refuse('market.sheet.shown_otherwise')
    const by = { organisationId, actorId: actorId(actor) ?? '' }
    return { ...outcome, done: true, editId: await putInForce(tx, by, edits, 'workbook', now) }
  },
})

type Own = BulkListing & { gtin: string }
type Known = Around & { names: readonly { id: string; name: string }[] }
type Changed = { row: number; listing: Own; edit: Edit }

function gtinOf(row: SheetRow<EditKey>) {
  const read = lineOf(row.cell('gtin'), 20)
  return read.ok ? { gtin: read.value } : undefined
}

function changesIn(
  rows: readonly SheetRow<EditKey>[],
  listings: ReadonlyMap<string, Own>,
  around: Known,
  faults: Fault[],
): Changed[] {
  const seen = new Map<string, number>()
  return rows.flatMap((row): Changed[] => {
    const gtin = gtinOf(row)?.gtin ?? ''
    const listing = listings.get(gtin)
    const first = seen.get(gtin)
    seen.set(gtin, row.row)
    if (first !== undefined) faults.push(row.fault('gtin', 'twice', { row: first }))
    else if (listing === undefined) faults.push(row.fault('gtin', gtin === '' ? 'empty' : 'unknown_goods'))
    if (first !== undefined || listing === undefined) return []
    const wanted = wantedIn(row, listing, around, faults)
    const edit = wanted === null ? null : difference(listing.listingId, valuesOf(listing), wanted)
    if (edit === null) return []
    const mark = lineOf(row.cell('mark'), 20)
    if (!mark.ok) faults.push(row.fault('mark', 'no_mark'))
    else if (mark.value !== sheetMark(listing)) faults.push(row.fault('mark', 'changed_since'))
    const refusal = refusalOf(listing, edit, around)
    if (refusal !== null)
      faults.push(row.fault(columnOf(edit), refusal.code.replace('market.bulk.', ''), refusal.params))
    return [{ row: row.row, listing, edit }]
  })
}

/** The column a refused edit is told at. */
function columnOf({ after }: Edit): EditKey {
  if (after.priceFen !== undefined) return 'price'
  return after.state !== undefined ? 'state' : after.producer !== undefined ? 'producer' : 'certificate'
}

/** What a row asks for; a column that is not there asks for nothing. Null where a cell is wrong. */
function wantedIn(row: SheetRow<EditKey>, listing: Own, around: Known, faults: Fault[]): BulkValues | null {
  const before = faults.length
  const take = <T>(
    key: EditKey,
    now: T,
    read: () => { ok: true; value: T } | { ok: false; code: string; params?: Fault['params'] },
  ): T => {
    if (!row.has(key)) return now
    const found = read()
    if (found.ok) return found.value
    faults.push(row.fault(key, found.code, found.params))
    return now
  }
  const wanted: BulkValues = {
    priceFen: take('price', listing.priceFen, () => fenIn(row.cell('price'), FEN_MAX)),
    minimumUnits: take('minimum', listing.minimumUnits, () => countOrNone(row.cell('minimum'), 1_000_000)),
    seasonMonths: take('season', listing.seasonMonths, () => seasonOf(row.cell('season'))),
    freightTemplateId: take('freight', listing.freightTemplateId, () => freightIn(row, around)),
    state: take('state', listing.state, () => stateIn(row)),
    producer: take('producer', listing.producer, () => lineOrNone(row.cell('producer'), 80)),
    certificate: take('certificate', listing.certificate, () => lineOrNone(row.cell('certificate'), 60)),
  }
  return faults.length > before ? null : wanted
}

function freightIn(row: SheetRow<EditKey>, { names }: Known) {
  const read = lineOf(row.cell('freight'), 60)
  if (!read.ok) return read
  const found = names.find(({ name }) => nameKey(name) === nameKey(read.value))
  const known = names.map(({ name }) => name).join('、')
  return found === undefined
    ? { ok: false as const, code: 'unknown_freight', params: { known } }
    : { ok: true as const, value: found.id }
}

const states: Record<string, 'open' | 'closed'> = {
  在售: 'open',
  onsale: 'open',
  是: 'open',
  下架: 'closed',
  已下架: 'closed',
  offsale: 'closed',
  否: 'closed',
}

function stateIn(row: SheetRow<EditKey>) {
  const read = lineOf(row.cell('state'), 20)
  if (!read.ok) return read
  const state = states[nameKey(read.value)]
  return state === undefined ? { ok: false as const, code: 'unknown_state' } : { ok: true as const, value: state }
}

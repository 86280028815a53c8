import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { id, upload } from '../kernel/validation.ts'
import type { Fault, SheetColumn, SheetRow } from '../modules/market/index.ts'
import { countOf, isBlank, lineOf, lineOrNone, nameKey, readSheet } from '../modules/market/index.ts'
import { countedChange, countLots, lockLotsByCode, openPlace, placeRows, unitsAt } from '../modules/stock/index.ts'
import type { LockedLot, Place } from '../modules/stock/index.ts'
import { sheetBytes, sheetFaults, sheetOutcome, sheetRefusals, tableIn } from './sheet.ts'

type Key = 'lot' | 'place' | 'counted' | 'reason'

export const countColumns: readonly SheetColumn<Key>[] = [
  { key: 'lot', zh: '批号', en: 'Lot', needed: true },
  { key: 'place', zh: '存放点', en: 'Place', also: ['仓库'] },
  { key: 'counted', zh: '数出（份）', en: 'Counted (units)', also: ['实盘数', '盘点数'], needed: true },
  { key: 'reason', zh: '不一样的原因', en: 'Reason if it differs', also: ['原因', 'reason'] },
]

const ROWS_MAX = 5000
const UNITS_MAX = 1_000_000

type Asked = { row: SheetRow<Key>; code: string; place: Place; countedUnits: number; reason: string | null }

export const countBySheet = operation({
  name: 'stock.count.sheet',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/counts-by-workbook',
  summary:
    'Counts the lots of a workbook: all of them or none, every fault at its cell; a difference becomes found or missing units',
  access: member('seller', 'packer'),
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({
    organisationId: id,
    file: upload(sheetBytes),
    /** Only say what would change and what is wrong; count nothing. */
    check: z.union([z.boolean(), z.stringbool()]).default(false),
  }),
  output: sheetOutcome.extend({ differences: z.int() }),
  refusals: [...sheetRefusals, 'stock.place.unknown', 'stock.place.closed', 'stock.item.not_one'],
  audit: (_input, output) => ({ rows: output.rows, done: output.done, differences: output.differences }),
  prepare: ({ file }, { ports }) => tableIn(ports, file),
  async run({ tx, now, lang, prepared }, { organisationId, check }) {
    const { rows: all, faults } = readSheet(prepared, countColumns, ROWS_MAX)
    const rows = all.filter(isCounted)
    const places = await placeRows(tx, organisationId)
    const asked = rows.flatMap((row) => readRow(row, places, faults))
    findTwice(asked, faults)
    const byPlace = Map.groupBy(asked, ({ place }) => place.id)
    for (const placeId of [...byPlace.keys()].toSorted()) await openPlace(tx, organisationId, placeId)
    const lots = await lockLotsByCode(
      tx,
      organisationId,
      asked.map(({ code }) => code),
    )
    const differences = await judge(tx, byPlace, lots, faults)
    const done = faults.length === 0 && !check
    if (done)
      for (const [placeId, counted] of byPlace) {
        const lines = counted.map(({ code, countedUnits, reason }) => ({
          lotId: (lots.get(code) as LockedLot).id,
          countedUnits,
          reason,
        }))
        await countLots(tx, organisationId, placeId, lines, now)
      }
    return { rows: rows.length, done, differences, ...sheetFaults(faults, countColumns, lang) }
  },
})

/** A row of the count sheet that nobody filled in is left alone. */
const isCounted = (row: SheetRow<Key>) => !isBlank(row.cell('counted')) || !isBlank(row.cell('reason'))

function readRow(row: SheetRow<Key>, places: readonly Place[], faults: Fault[]): Asked[] {
  const before = faults.length
  const code = lineOf(row.cell('lot'), 20)
  if (!code.ok) faults.push(row.fault('lot', code.code, code.params))
  const counted = countOf(row.cell('counted'), UNITS_MAX)
  if (!counted.ok) faults.push(row.fault('counted', counted.code, counted.params))
  const reason = lineOrNone(row.cell('reason'), 200)
  if (!reason.ok) faults.push(row.fault('reason', reason.code, reason.params))
  const named = lineOrNone(row.cell('place'), 60)
  if (!named.ok) faults.push(row.fault('place', named.code, named.params))
  if (!code.ok || !counted.ok || !reason.ok || !named.ok) return []
  const known = places.map(({ name }) => name).join('、')
  const place = places.find((one) => (named.value === null ? one.main : nameKey(one.name) === nameKey(named.value)))
  if (place === undefined) faults.push(row.fault('place', 'unknown_place', { known }))
  else if (place.state !== 'open') faults.push(row.fault('place', 'place_closed'))
  if (place === undefined || faults.length > before) return []
  return [{ row, code: code.value, place, countedUnits: counted.value, reason: reason.value }]
}

function findTwice(asked: readonly Asked[], faults: Fault[]): void {
  const seen = new Map<string, number>()
  for (const { row, code, place } of asked) {
    const first = seen.get(`${code}\n${place.id}`)
    if (first === undefined) seen.set(`${code}\n${place.id}`, row.row)
    else faults.push(row.fault('lot', 'twice', { row: first }))
  }
}

/** What each count would change, and what stands in its way; a lot that stands at several places is missed from all of them together. */
async function judge(
  tx: Tx,
  byPlace: ReadonlyMap<string, readonly Asked[]>,
  lots: ReadonlyMap<string, LockedLot>,
  faults: Fault[],
): Promise<number> {
  const available = new Map([...lots].map(([code, lot]) => [code, lot.availableUnits]))
  let differences = 0
  for (const [placeId, counted] of byPlace) {
    const ids = counted.flatMap(({ code }) => lots.get(code)?.id ?? [])
    const standing = await unitsAt(tx, placeId, ids)
    for (const { row, code, countedUnits, reason } of counted) {
      const lot = lots.get(code)
      if (lot === undefined) faults.push(row.fault('lot', 'unknown_lot'))
      else {
        const at = { code, availableUnits: available.get(code) ?? 0, unitsAtPlace: standing.get(lot.id) ?? 0 }
        const change = changeOr(row, at, countedUnits, reason, faults)
        if (change === null) continue
        differences += 1
        available.set(code, at.availableUnits + (change.kind === 'found' ? change.units : -change.units))
      }
    }
  }
  return differences
}

function changeOr(
  row: SheetRow<Key>,
  lot: Parameters<typeof countedChange>[0],
  countedUnits: number,
  reason: string | null,
  faults: Fault[],
) {
  try {
    return countedChange(lot, countedUnits, reason)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const missing = error.code === 'stock.count.reason_missing'
    faults.push(row.fault(missing ? 'reason' : 'counted', missing ? 'reason_missing' : 'promised', error.params))
    return null
  }
}

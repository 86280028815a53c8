import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import type { Difference } from './bill.ts'
import { billedKinds, isSameBill, matchBill, sumFen } from './bill.ts'
import { billLines, bookedForBill, explainSettledDifferences, noteDifferences, storeBill } from './bill.sql.ts'
import type { BillLine } from './gateways/port.ts'

/**
 * Keeps a day's bill, holds it against our books and writes the differences down; returns what was found, known ones too.
 * A bill is kept as it was first read: another reading of the same day that says otherwise is a difference of its own.
 */
export async function reconcileLines(
  tx: Tx,
  gateway: string,
  date: CivilDate,
  lines: readonly BillLine[],
  now: Instant,
  feeRate: string | null = null,
): Promise<Difference[]> {
  const isNew = await storeBill(tx, gateway, date, lines, now)
  const kept = isNew ? lines : await billLines(tx, gateway, date)
  const kinds = billedKinds(gateway)
  const fees = kinds.includes('fee') ? 'booked' : feeRate
  const differences = matchBill(await bookedForBill(tx, gateway, date, kinds), kept, fees)
  if (!isNew && !isSameBill(kept, lines)) differences.push(changed(kept, lines))
  await noteDifferences(tx, gateway, date, differences, now)
  await explainSettledDifferences(tx, gateway, now)
  return differences
}

function changed(kept: readonly BillLine[], lines: readonly BillLine[]): Difference {
  const sums = { ourFen: sumFen(kept), billFen: sumFen(lines) }
  return { kind: 'bill_changed', lineKind: '', ourId: '', position: null, ...sums }
}

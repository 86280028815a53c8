import { isLotCode, gtin13 } from '../../engines/gs1/index.ts'
import type { CivilDate } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'

/**
 * The trade item number for a reference, under the county's GS1 company prefix. Refuses: stock.item.numbers_used_up.
 */
export function gtinFor(companyPrefix: string, reference: number): string {
  const digits = 12 - companyPrefix.length
  const item = String(reference).padStart(digits, '0')
  if (item.length > digits) refuse('stock.item.numbers_used_up')
  const gtin = gtin13(companyPrefix, item)
  return gtin.ok ? gtin.value : refuse('stock.item.numbers_used_up')
}

/** GS1 General Specifications, AI (10): up to 20 characters of set 82. */
export function checkLotCode(code: string): void {
  if (!isLotCode(code)) refuse('stock.lot.code_not_allowed', { code })
}

export function expiryOf(packedOn: CivilDate, shelfLifeDays: number): CivilDate {
  return addDays(packedOn, shelfLifeDays)
}

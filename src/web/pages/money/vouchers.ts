import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { readCountyVouchers } from '../../../workflows/read-vouchers.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import { moneyWords } from './words.ts'

/** Voucher lines as a table: date, voucher number, subject code and name, summary, debit, credit, auxiliary. */
export function voucherSheet(
  { lines }: OutputOf<typeof readCountyVouchers>,
  month: string,
  kind: 'csv' | 'xlsx',
  lang: Lang,
): Promise<Response> {
  const { statements: say } = moneyWords[lang]
  const rows = lines.map((line): Cell[] => [
    line.date,
    line.voucher,
    line.code,
    line.name,
    line.summary,
    line.debitFen === 0 ? null : { fen: line.debitFen },
    line.creditFen === 0 ? null : { fen: line.creditFen },
    line.auxiliary,
  ])
  return sheetResponse({ name: say.vouchers, heads: say.voucherHeads, rows }, `${say.vouchers} ${month}`, kind)
}

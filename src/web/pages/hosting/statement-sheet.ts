import type { OutputOf } from '../../../kernel/operation.ts'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { readBookingStatement } from '../../../workflows/read-booking-statement.ts'
import { call } from '../../call.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import { appOf, langOf } from '../seller/read.ts'
import { sheetKind } from '../seller/sheets.ts'
import type { Route } from './+types/statement-sheet.ts'
import { bookingWords } from './statement-words.ts'

type Statement = OutputOf<typeof readBookingStatement>
const DAY = /^20\d\d-\d\d-\d\d$/

/** A house's or sight's bookings that begin in a period, with their money and a row of totals, as workbook or CSV. */
export async function loader({ context, request, params: { organisationId, kind } }: Route.LoaderArgs) {
  const ending = sheetKind(kind)
  const lang = langOf(context)
  const asked = new URL(request.url).searchParams
  const today = civilDate(appOf(context).clock.now())
  const given = (name: string, otherwise: string) => asked.get(name)?.match(DAY)?.[0] ?? otherwise
  const from = given('from', `${today.slice(0, 7)}-01`)
  const until = given('to', addDays(from, 30))
  const { lines, totals } = await call(context, readBookingStatement, { organisationId, from, until })
  const say = bookingWords[lang]
  const rows = lines.map((line): Cell[] => [
    line.code,
    lang === 'zh' ? line.titleZh : line.titleEn,
    line.day,
    line.nights,
    line.guests,
    line.isResold ? say.resold : say.outcomes[line.outcome],
    ...amounts(line),
  ])
  const sum: Cell[] = [say.total, '', '', '', '', '', ...amounts(totals)]
  return sheetResponse(
    { name: say.title, heads: say.heads, rows: [...rows, sum] },
    `${say.title} ${from} ${until}`,
    ending,
  )
}

const amounts = (of: Statement['totals']): Cell[] =>
  [of.soldFen, of.refundedFen, of.keptFen, of.commissionFen, of.feeFen, of.netFen, of.paidOutFen].map((fen) => ({
    fen,
  }))

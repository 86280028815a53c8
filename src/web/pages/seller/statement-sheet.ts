import { refundWords } from '../../../modules/market/web/refund-words.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import type { Route } from './+types/statement-sheet.ts'
import { langOf } from './read.ts'
import { dayAndTime, sheetKind } from './sheets.ts'
import { statementFor } from './statement-read.ts'
import { words } from './words.ts'

/** The statement as a table: opening balances, every line from the oldest, closing balances. */
export async function loader({ context, request, params }: Route.LoaderArgs) {
  const kind = sheetKind(params.kind)
  const lang = langOf(context)
  const say = words[lang].statement
  const { openingFen, closingFen, lines, from, to } = await statementFor(
    context,
    params.organisationId,
    new URL(request.url).searchParams,
  )
  const balance = (day: string, name: string, account: 'frozen' | 'payable', fen: number): Cell[] => [
    day,
    name,
    say[account],
    '',
    { fen },
    '',
  ]
  const kinds = say.kinds as Record<string, string>
  const rows: Cell[][] = [
    balance(from, say.opening, 'frozen', openingFen.frozen),
    balance(from, say.opening, 'payable', openingFen.payable),
    ...lines
      .toReversed()
      .map((line): Cell[] => [
        dayAndTime(line.at),
        [kinds[line.kind] ?? line.kind, line.cause && refundWords[lang].causes[line.cause]].filter(Boolean).join(' · '),
        say[line.account],
        line.orderCode,
        { fen: line.amountFen },
        line.reference,
      ]),
    balance(to, say.closing, 'frozen', closingFen.frozen),
    balance(to, say.closing, 'payable', closingFen.payable),
  ]
  const heads = [say.at, say.kind, say.account, say.order, say.amount, say.reference]
  return sheetResponse({ name: say.title, heads, rows }, `${say.title} ${from} ${to}`, kind)
}

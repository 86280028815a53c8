import { refundWords } from '../../../modules/market/web/refund-words.ts'
import { appContext } from '../../context.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import { fullMoment } from './format.ts'
import { readRefunds } from './refunds-read.ts'
import type { Route } from './+types/refunds-file.ts'

const ROWS_MAX = 2000

/** The refunds of the page's filters as CSV, the newest two thousand. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const say = refundWords[context.get(appContext).visit.lang]
  const { refunds, filter } = await readRefunds(context, request, ROWS_MAX)
  return sheetResponse(
    {
      name: say.file,
      heads: [say.at, say.cause, say.order, say.seller, say.amount, say.freight, say.reason, say.actor],
      rows: refunds.map((one) => [
        fullMoment(one.at),
        say.causes[one.cause],
        one.orderCode,
        one.seller,
        { fen: one.amountFen },
        { fen: one.freightFen },
        one.cause === 'weighing' ? '' : one.reason,
        say.actors[one.actorKind] ?? one.actorKind,
      ]),
    },
    `${say.file} ${filter.from} ${filter.to}`,
    'csv',
  )
}

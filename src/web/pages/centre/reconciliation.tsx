import type { OutputOf } from '../../../kernel/operation.ts'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import {
  closeBillDifference,
  escalateBillDifference,
  explainBillDifference,
  readReconciliation,
} from '../../../modules/payment/index.ts'
import { runReconciliation } from '../../../workflows/reconcile-bill.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/reconciliation.ts'
import { colleagues } from './colleagues.ts'
import { ReconciliationScreen } from './reconciliation-screen.tsx'

const DAYS_BACK = 62

/** Two months of bills, and the differences that still need an explanation (or all of them). */
export async function loader({ context, request }: Route.LoaderArgs) {
  const today = civilDate(context.get(appContext).app.clock.now())
  const staff = await colleagues(context)
  const show = new URL(request.url).searchParams.get('show') === 'all' ? ('all' as const) : ('open' as const)
  const read = await call(context, readReconciliation, { from: addDays(today, -DAYS_BACK), to: today, show })
  return {
    show,
    staff,
    yesterday: addDays(today, -1),
    differences: read.differences,
    bills: read.bills.map((bill) => ({
      ...bill,
      paidFen: bill.totals.find(({ kind }) => kind === 'payment')?.amountFen ?? 0,
    })),
  }
}

export type Reconciliation = Awaited<ReturnType<typeof loader>>
export type Difference = OutputOf<typeof readReconciliation>['differences'][number]
export type Ran = OutputOf<typeof runReconciliation>

export async function action({ context, request }: Route.ActionArgs) {
  const { intent, ...input } = await formInput(request)
  const result =
    intent === 'run'
      ? await attempt(context, runReconciliation, input)
      : intent === 'escalate'
        ? await attempt(context, escalateBillDifference, input)
        : intent === 'close'
          ? await attempt(context, closeBillDifference, input)
          : await attempt(context, explainBillDifference, input)
  return result.ok ? result : refused(result)
}

export default function ReconciliationPage({ loaderData }: Route.ComponentProps) {
  return <ReconciliationScreen {...loaderData} />
}

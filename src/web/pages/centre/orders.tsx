import type { OutputOf } from '../../../kernel/operation.ts'
import { lookUpOrder, wordsEn, wordsZh } from '../../../modules/market/index.ts'
import { nameOrganisations } from '../../../modules/people/index.ts'
import { readOrderMoney } from '../../../workflows/order-money.ts'
import type { OrderMoney } from '../money/names.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import type { Attempt } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/orders.ts'
import { placeName, regionLine } from './names.ts'
import { OrdersScreen } from './orders-screen.tsx'

type Found = OutputOf<typeof lookUpOrder>
export type LookedUp = Found & {
  seller: string
  sendTo: string
  villages: Record<string, string>
  money: OrderMoney | null
  stateName: string
  stepNames: Record<string, string>
}

/** Looking up is an act: it is posted, done once and kept in the audit trail. */
export async function action({ context, request }: Route.ActionArgs) {
  const { lang } = context.get(appContext).visit
  const result = await attempt(context, lookUpOrder, await formInput(request))
  if (!result.ok) return refused(result)
  const order = result.output
  const { names } = await call(context, nameOrganisations, { ids: order.organisationId })
  const [seller] = names
  const say = lang === 'zh' ? wordsZh : wordsEn
  const money = await attempt(context, readOrderMoney, { orderId: order.id })
  const output: LookedUp = {
    ...order,
    seller: seller === undefined ? '' : lang === 'zh' ? seller.nameZh : seller.nameEn,
    sendTo: regionLine(order.destination.countyCode, lang),
    villages: Object.fromEntries(order.lines.map((line) => [line.villageCode, placeName(line.villageCode, lang)])),
    money: money.ok ? money.output : null,
    stateName: say.orderStates[order.state],
    stepNames: say.orderSteps,
  }
  return { ok: true, output } satisfies Attempt<LookedUp>
}

export default function OrdersPage({ actionData }: Route.ComponentProps) {
  return <OrdersScreen found={actionData} />
}

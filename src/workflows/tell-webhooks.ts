import { z } from 'zod'
import type { Tx } from '../kernel/database.ts'
import type { Fact } from '../kernel/follow.ts'
import { follow } from '../kernel/follow.ts'
import { job } from '../kernel/jobs.ts'
import type { OrderView } from '../modules/market/index.ts'
import { ordersById } from '../modules/market/index.ts'
import type { EventType, Happening } from '../modules/webhooks/index.ts'
import { announce, listeningOrganisations } from '../modules/webhooks/index.ts'

const types: Readonly<Record<string, EventType>> = {
  'market.orders.paid': 'order.paid',
  'market.order.shipped': 'order.shipped',
  'market.order.cancelled': 'order.cancelled',
  'market.order.refunded': 'order.refunded',
  'market.order.completed': 'order.completed',
  'aftersales.case.opened': 'after_sales.opened',
  'aftersales.case.moved': 'after_sales.moved',
}

const named = z.object({
  orderIds: z.array(z.uuid()).optional(),
  orderId: z.uuid().optional(),
  amountFen: z.int().optional(),
  step: z.string().optional(),
  state: z.string().optional(),
})

/** Tells sellers' own systems what happened to their orders; whoever it was for is asked by the API, with a key. */
export const tellWebhooksJob = job({
  name: 'webhooks.tell',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const told = await follow(app, { name: 'webhooks', events: Object.keys(types), take: tellSystems })
    if (told > 0)
      await app.database.transact(async (tx) => tx.effects.request({ name: 'webhooks.deliver', payload: {} }))
  },
})

async function tellSystems(tx: Tx, facts: readonly Fact[], now: Date): Promise<void> {
  const listening = await listeningOrganisations(tx)
  if (listening.size === 0) return
  const known = facts.map((fact) => {
    const { orderIds, orderId, ...more } = named.parse(fact.data)
    return { fact, more, orderIds: orderIds ?? (orderId === undefined ? [] : [orderId]) }
  })
  const orders = await ordersById(tx, [...new Set(known.flatMap((one) => one.orderIds))])
  const heard = new Map(orders.filter((one) => listening.has(one.organisationId)).map((one) => [one.id, one]))
  const happenings = known.flatMap(({ fact, more, orderIds }): Happening[] =>
    orderIds.flatMap((orderId) => {
      const order = heard.get(orderId)
      const type = types[fact.name]
      if (order === undefined || type === undefined) return []
      const data = { ...thin(order), ...(type.startsWith('after_sales.') ? { caseId: fact.subject } : {}), ...more }
      return [{ organisationId: order.organisationId, type, about: `${fact.id} ${orderId}`, at: fact.at, data }]
    }),
  )
  await announce(tx, happenings, now)
}

const LINES_MAX = 60

/** An order without anyone's name, number or address. */
function thin({ id, code, state, goodsFen, freightFen, refundedFen, lines }: OrderView) {
  return {
    orderId: id,
    code,
    orderState: state,
    goodsFen,
    freightFen,
    refundedFen,
    lines: lines
      .slice(0, LINES_MAX)
      .map(({ line, gtin, units, priceFen, refundedUnits }) => ({ line, gtin, units, priceFen, refundedUnits })),
  }
}

import type { County } from '../../../src/county.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { addSeconds } from '../../../src/kernel/clock.ts'
import { guestIdOf } from '../../../src/kernel/http/visit.ts'
import { runJob } from '../../../src/kernel/jobs.ts'
import type { OutputOf } from '../../../src/kernel/operation.ts'
import type { Refusal } from '../../../src/kernel/refusal.ts'
import { confirmReceipt, dueOrders, overduePayments, putInBasket } from '../../../src/modules/market/index.ts'
import { openInstructions, openPayment, paymentsStillAsked } from '../../../src/modules/payment/index.ts'
import { cancelMyOrder, cancelSellerOrder } from '../../../src/workflows/cancel-order.ts'
import { placeOrders } from '../../../src/workflows/checkout.ts'
import { quoteBasket } from '../../../src/workflows/price-basket.ts'
import { refundSellerOrder } from '../../../src/workflows/refund-order.ts'
import { sendInstructions } from '../../../src/workflows/send-instructions.ts'
import { shipSellerOrder } from '../../../src/workflows/ship-order.ts'
import { recipient } from '../../harness/trade.ts'
import { answerLater, openAhead, takeCoupon } from './ahead.ts'
import type { Ahead } from './ahead.ts'
import { acts, tried } from './act.ts'
import type { Ordered, Town } from './act.ts'
import { complain } from './complain.ts'
import type { Day, Fate, Plan, Visit } from './plan.ts'
import { eachOf } from './pool.ts'
import type { Shop } from './town.ts'

/** Something that is to be done on a later day. */
type Act = () => Promise<unknown>
type Agenda = Map<number, Act[]>

const DAY = 86_400
/** Receipt is assumed after ten days, money released after eight more; cases and slow gateways want some weeks. */
const TAIL_DAYS = 45
/** More than there ever is of anything on one day. */
const ALL = 1_000_000

/** Lives through the plan, then lets time do the rest. */
export async function liveMonth(town: Town, plan: Plan): Promise<void> {
  const agenda: Agenda = new Map()
  const offered = await openAhead(town, plan, (day, act) => put(agenda, day, () => tried(town, act())))
  const visits = Map.groupBy(plan.visits, (visit) => visit.day)
  for (const [day, weather] of plan.days.entries()) {
    badDay(town, weather)
    await liveDay(town, day, agenda, () =>
      eachOf(visits.get(day) ?? [], (visit, at) => {
        if (at % 40 === 39) town.clock.advance(weather.jumps[at % weather.jumps.length] ?? 0)
        return visitShop(town, visit, agenda, offered)
      }),
    )
  }
  badDay(town, null)
  for (let day = plan.days.length; day < plan.days.length + TAIL_DAYS; day += 1)
    await liveDay(town, day, agenda, async () => {})
  await bankWorks(town)
}

function badDay({ faults }: Town, weather: Day | null): void {
  let [notices, answers] = [0, 0]
  delete faults.notice
  delete faults.answer
  if (weather === null) return
  faults.notice = () => weather.noticeFaults[(notices += 1) % weather.noticeFaults.length] ?? []
  faults.answer = ({ name }) =>
    name === 'bill' ? null : (weather.answerFaults[(answers += 1) % weather.answerFaults.length] ?? null)
}

/** While people shop, sellers do what they planned and the bank what the night left; then comes what the day brought, and time. */
async function liveDay(town: Town, day: number, agenda: Agenda, shopping: Act): Promise<void> {
  await Promise.all([shopping(), doPlanned(agenda, day), bankWorks(town)])
  await bankWorks(town)
  await doPlanned(agenda, day)
  town.clock.advance(1800)
  await timeWorks(town)
  town.clock.advance(DAY - 1800 - ((town.clock.now().getTime() / 1000) % 3600))
}

async function doPlanned(agenda: Agenda, day: number): Promise<void> {
  const planned = agenda.get(day) ?? []
  agenda.delete(day)
  await eachOf(planned, (act) => act())
}

type Offered = { harvests: readonly Ahead[]; couponId: string }

function put(agenda: Agenda, day: number, act: Act): void {
  const list = agenda.get(day)
  if (list === undefined) agenda.set(day, [act])
  else list.push(act)
}

/** The harvest a visit buys from, unless it buys from that seller's shelf too. */
function aheadOf({ ahead, lines }: Visit, { harvests }: Offered): Ahead | undefined {
  const harvest = ahead === null ? undefined : harvests[ahead.harvest]
  return lines.some(({ seller }) => seller === harvest?.plan.seller) ? undefined : harvest
}

async function visitShop(town: Town, visit: Visit, agenda: Agenda, offered: Offered): Promise<void> {
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(`visit ${visit.id}`) }
  const lines = visit.lines.map(({ seller, units }) => ({ listingId: town.shops[seller]?.listingId ?? '', units }))
  const harvest = aheadOf(visit, offered)
  await acts(town, buyer, putInBasket, { lines })
  if (harvest !== undefined)
    await tried(
      town,
      acts(town, buyer, putInBasket, { lines: [{ listingId: harvest.listingId, units: visit.ahead?.units ?? 1 }] }),
    )
  if (visit.coupon) await takeCoupon(town, buyer, offered.couponId)
  const placed = await checkout(town, buyer, visit)
  if (placed === null || visit.ending === 'leave') return
  await pay(town, buyer, placed.paymentId, visit.ending)
  for (const { seller, fate, units } of visit.lines) {
    const shop = town.shops[seller] as Shop
    const order = placed.orders.find((one) => one.organisationId === shop.organisationId)
    if (order !== undefined) intend(town, agenda, visit, { buyer, shop, orderId: order.id, units }, fate)
  }
  const waits = placed.orders.find((one) => one.organisationId === harvest?.shop.organisationId)
  if (harvest !== undefined && waits !== undefined)
    answerLater(town, harvest, { buyer, orderId: waits.id }, visit.ahead?.answer ?? 0, (day, act) =>
      put(agenda, day, () => tried(town, act())),
    )
}

async function checkout(town: Town, buyer: Actor, visit: Visit): Promise<OutputOf<typeof placeOrders> | null> {
  const key = visit.asksTwice ? `one visit: ${visit.id}` : undefined
  let placed: OutputOf<typeof placeOrders> | null = null
  await tried(
    town,
    (async () => {
      const quote = await acts(town, buyer, quoteBasket, { provinceCode: recipient.provinceCode })
      const input = { recipient, expectedFen: quote.totalFen }
      placed = await acts(town, buyer, placeOrders, input, key)
      if (key === undefined) return
      const again = await acts(town, buyer, placeOrders, input, key)
      if (again.paymentId !== placed.paymentId) throw new Error(`visit ${visit.id} was placed twice`)
    })(),
  )
  return placed
}

async function pay(town: Town, buyer: Actor, paymentId: string, ending: Visit['ending']): Promise<void> {
  await tried(
    town,
    (async () => {
      const { payUrl } = await acts(town, buyer, openPayment, { paymentId })
      const press = () =>
        town.fetch(
          new Request(payUrl, {
            method: 'POST',
            body: new URLSearchParams({ do: ending === 'pay_twice' ? 'pay' : ending }),
          }),
        )
      await press()
      if (ending === 'pay_twice') await press()
    })(),
  )
}

/** Whether an order has come to its end, so that nothing more can be done with it on another day either. */
const isOver = ({ params }: Refusal) => params.state === 'expired' || params.state === 'cancelled'

/** Puts on the agenda what becomes of an order. */
function intend(town: Town, agenda: Agenda, visit: Visit, ordered: Ordered, fate: Fate): void {
  const { buyer, shop, orderId, units } = ordered
  const { organisationId, owner } = shop
  const on = (after: number, act: () => Promise<unknown>) => {
    put(agenda, visit.day + after, () => tried(town, act()))
  }
  // The bank's word may be late: what cannot be packed today is looked at again tomorrow.
  const onceThere = (after: number, act: () => Promise<unknown>, tries = 5): void =>
    on(after, async () => {
      const refusal = await tried(town, act())
      if (refusal !== null && !isOver(refusal) && tries > 1) onceThere(after + 1, act, tries - 1)
    })
  const part = { organisationId, orderId }
  const ship = () =>
    acts(town, owner, shipSellerOrder, { ...part, carrier: '邮政', trackingNumber: `M${orderId.slice(-12)}` })
  const refund = () =>
    acts(town, owner, refundSellerOrder, { ...part, units: [{ line: 0, units: 1 }], reason: '少了一份' })
  if (visit.cancelsAfter !== null) on(visit.cancelsAfter, () => acts(town, buyer, cancelMyOrder, { orderId }))
  if (fate.pack === 'out_of_stock')
    onceThere(fate.packedAfter, () =>
      acts(town, owner, cancelSellerOrder, { ...part, reason: '没有货了', outOfStock: true }),
    )
  else if (fate.pack === 'ship' || units === 1) onceThere(fate.packedAfter, ship)
  else onceThere(fate.packedAfter, () => tried(town, refund()).then(ship))
  if (fate.receivedAfter !== null) on(fate.receivedAfter, () => acts(town, buyer, confirmReceipt, { orderId }))
  const { claim } = fate
  if (claim !== null) complain(town, on, ordered, claim)
}

/** Lets the bank's messages and the platform's instructions run until nothing is left that can run now. */
async function bankWorks({ county }: Town): Promise<void> {
  const { app, sandbox } = county
  for (let round = 0; round < 6; round += 1) {
    await sandbox?.sender.flush()
    const open = await app.database.read((sql) => openInstructions(sql, app.clock.now(), ALL))
    if (open.length === 0) break
    await sendInstructions(app, open).catch(() => {})
  }
}

/** The jobs of the clock, each until it finds nothing more to do. */
async function timeWorks(town: Town): Promise<void> {
  const { app } = town.county
  const now = app.clock.now()
  const asked = addSeconds(now, -120)
  await jobWorks(town, 'payment.ask-gateway', (sql) => paymentsStillAsked(sql, asked, ALL))
  await jobWorks(town, 'market.expire-orders', (sql) => overduePayments(sql, now, ALL))
  await jobWorks(town, 'supply.await-goods', null)
  await jobWorks(town, 'aftersales.advance-cases', null)
  await jobWorks(town, 'market.advance-orders', (sql) => dueOrders(sql, now, ALL))
  await jobWorks(town, 'payment.resend-instructions', null)
}

type Left = Parameters<County['app']['database']['read']>[0] extends (sql: infer S) => unknown
  ? (sql: S) => Promise<readonly unknown[]>
  : never

async function jobWorks({ county: { app } }: Town, name: string, left: Left | null): Promise<void> {
  const job = app.jobs.find((one) => one.name === name)
  if (job === undefined) throw new Error(`no job ${name}`)
  for (let before = Infinity; ;) {
    await runJob(app, job, {})
    if (left === null) return
    const still = (await app.database.read(left)).length
    if (still === 0 || still >= before) return
    before = still
  }
}

import { addDays, civilDate } from '../../../src/kernel/clock.ts'
import type { Instant } from '../../../src/kernel/clock.ts'
import { statement } from '../../../src/kernel/database.ts'
import { totalFaults, trialBalance } from '../../../src/modules/ledger/index.ts'
import { readReconciliation } from '../../../src/modules/payment/index.ts'
import { reconcileBill } from '../../../src/workflows/reconcile-bill.ts'
import { officer } from '../../harness/trade.ts'
import { acts } from './act.ts'
import type { Town } from './act.ts'

/** What must hold when a month is over, each as rows that break it: `table WHERE …`. */
const broken: Readonly<Record<string, string>> = {
  'a hold outlived its time': `stock.hold WHERE state = 'held'`,
  'an order came to no end': `market."order" o WHERE state NOT IN ('completed', 'cancelled', 'expired', 'refunded')
    AND NOT EXISTS (SELECT FROM aftersales."case" c WHERE c.order_id = o.id AND c.closed_at IS NULL AND c.state = 'disputed')`,
  'an instruction was left open': `payment.instruction WHERE state <> 'done'`,
  'a share was not divided to the fen': `ledger.frozen WHERE release_id IS NOT NULL
    AND amount_fen + subsidy_fen <> released_fen + commission_fen + shared_fen + fee_fen + refunded_fen - drawn_fen + subsidy_back_fen - subsidy_drawn_fen`,
  'an order and the books differ about what went back': `market."order" o
    WHERE o.refunded_fen <> (SELECT coalesce(max(refunded_fen), 0) FROM ledger.frozen f WHERE f.order_id = o.id)`,
  'refunds of lines and freight are not the refund of the order': `market."order" o
    WHERE refunded_fen <> freight_refunded_fen + (SELECT sum(l.refunded_fen) FROM market.order_line l WHERE l.order_id = o.id)`,
  'more went back than was paid': `market."order" WHERE refunded_fen > goods_fen + freight_fen`,
  'a lot and its holds differ about what was sold': `stock.lot l WHERE l.sold_units
    <> (SELECT coalesce(sum(h.units), 0) FROM stock.hold h WHERE h.lot_id = l.id AND h.state IN ('sold', 'shipped'))
    - (SELECT coalesce(sum(m.units), 0) FROM stock.movement m WHERE m.lot_id = l.id AND m.kind IN ('returned', 'returned_spoiled'))`,
  'more units were sold than there are': `stock.lot WHERE sold_units + held_units > packed_units + found_units`,
  'a harvest and its bookings differ': `supply.allotment a WHERE held_units + promised_units + served_units > 0 AND NOT EXISTS (
    SELECT FROM supply.allotment_recounted r WHERE (r.plan_id, r.from_on, r.held_units, r.promised_units, r.served_units)
      = (a.plan_id, a.from_on, a.held_units, a.promised_units, a.served_units))`,
  'money for a short harvest is still owed': `supply.booking WHERE back_units > 0`,
  'a budget and the books differ about what came back': `ledger.frozen f WHERE f.subsidy_back_fen
    <> (SELECT coalesce(sum(CASE h.state WHEN 'used' THEN h.returned_fen ELSE h.amount_fen END), 0) FROM pricing.hold h
      WHERE h.order_id = f.order_id AND h.budget_id IS NOT NULL)`,
  'a budget or a coupon and what was taken from it differ': 'pricing.remainder_fault',
  'a budget is held after its time': `pricing.hold WHERE state = 'held'`,
  'a case came to no end': `aftersales."case" WHERE closed_at IS NULL AND state <> 'disputed'`,
  'money moved while a case was open': `ledger.frozen WHERE released_fen > 0
    AND order_id IN (SELECT order_id FROM aftersales."case" WHERE closed_at IS NULL)`,
  'the bank kept money of a seller': `sandbox.account WHERE balance_fen <> 0`,
}

const counts = statement<{ what: string; rows: number }>(
  'simulation.month.broken',
  Object.entries(broken)
    .map(([what, rows]) => `SELECT '${what}' AS what, (SELECT count(*) FROM ${rows})::int AS rows`)
    .join(' UNION ALL '),
)

/** Everything that does not hold, in words; empty when all is well. */
export async function whatBroke(town: Town, since: Instant): Promise<string[]> {
  const { app } = town.county
  const found = await app.database.read((sql) => sql.run(counts))
  const faults = found.filter(({ rows }) => rows > 0).map(({ what, rows }) => `${what}: ${rows}`)
  const accounts = await app.database.read((sql) => trialBalance(sql))
  const sumFen = accounts.reduce((sum, one) => sum + one.balanceFen, 0)
  if (sumFen !== 0) faults.push(`the trial balance is ${sumFen} fen`)
  for (const fault of await app.database.read((sql) => totalFaults(sql)))
    faults.push(`a running total is off: ${JSON.stringify(fault)}`)
  return [...faults, ...(await billFaults(town, since))]
}

/** Every day of the gateway's bill against the books. */
async function billFaults(town: Town, since: Instant): Promise<string[]> {
  const { app } = town.county
  const asking = { transact: app.database.transact, clock: app.clock, ports: app.ports }
  const until = addDays(civilDate(app.clock.now()), -1)
  const gateway = app.ports.gateways.preferred
  const faults: string[] = []
  for (let date = civilDate(since); date <= until; date = addDays(date, 1)) {
    const done = await reconcileBill(asking, gateway, date)
    if (done === null || done.differences > 0) faults.push(`the bill of ${date}: ${done?.differences ?? 'not there'}`)
  }
  const { differences } = await acts(town, officer(), readReconciliation, {
    from: civilDate(since),
    to: until,
    show: 'all',
  })
  return [...faults, ...differences.map((one) => `a difference of the bill: ${JSON.stringify(one)}`)]
}

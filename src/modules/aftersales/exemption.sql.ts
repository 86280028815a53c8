import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { ExemptClass } from './rule.ts'

export type Exemption = { orderId: string; line: number; class: ExemptClass }

const insert = statement(
  'aftersales.exemption.insert',
  `
  INSERT INTO aftersales.exemption (order_id, line, class, confirmed_at)
  SELECT "orderId", line, class, $2 FROM jsonb_to_recordset($1::jsonb) AS e("orderId" uuid, line int, class text)`,
)

/** Records what the buyer confirmed at the checkout, line by line. */
export function recordExemptions(tx: Tx, exemptions: readonly Exemption[], now: Instant): void {
  if (exemptions.length > 0) tx.send(insert, [JSON.stringify(exemptions), now])
}

const ofOrders = statement<Exemption & { confirmedAt: Instant }>(
  'aftersales.exemption.of_orders',
  `SELECT order_id AS "orderId", line, class, confirmed_at AS "confirmedAt" FROM aftersales.exemption WHERE order_id = ANY($1::uuid[])`,
)

export const exemptionsOf = (sql: Sql, orderIds: readonly string[]) => sql.run(ofOrders, [orderIds])

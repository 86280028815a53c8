import { z } from 'zod'
import { member, office } from '../kernel/access.ts'
import type { Sql } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { ordersOfLot } from '../modules/market/index.ts'
import { lotByCode, lotById } from '../modules/stock/index.ts'

const ORDERS_MAX = 5000

const lot = z.object({ id, gtin: z.string(), name: z.string(), code: z.string(), organisationId: id, stops: z.int() })
const sold = z.object({
  orderId: id,
  code: z.string(),
  state: z.string(),
  units: z.int(),
  placedAt: z.date(),
  shippedAt: z.date().nullable(),
})

export const findLotBuyers = operation({
  name: 'stock.lot.buyers',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/lots/{lotId}/buyers',
  summary:
    'Everyone who has units of a lot, with what the seller may know to reach them; each look is kept in the audit trail',
  access: member('seller'),
  input: z.object({ organisationId: id, lotId: id }),
  output: z.object({
    lot,
    orders: z.array(sold.extend({ recipientName: z.string(), phone: z.string(), provinceCode: z.string() })),
  }),
  refusals: ['stock.lot.unknown'],
  audit: ({ lotId }, { orders }) => ({ lotId, orders: orders.length }),
  async run({ tx }, { organisationId, lotId }) {
    const found = await lotById(tx, lotId)
    if (found?.organisationId !== organisationId) refuse('stock.lot.unknown')
    return { lot: found, orders: await ordersOfLot(tx, lotId, ORDERS_MAX) }
  },
})

export const lookUpLot = operation({
  name: 'stock.lot.look_up',
  method: 'POST',
  path: '/stock/lot-look-ups',
  summary:
    'A lot by the number and code on its label, and the orders that have units of it: regions and last digits, no names',
  access: office('service_centre'),
  limitPerMinute: 60,
  input: z.object({ gtin: z.string().regex(/^\d{8,14}$/), code: z.string().min(1).max(20) }),
  output: z.object({
    lot: lot.extend({ availableUnits: z.int(), heldUnits: z.int(), soldUnits: z.int(), shippedUnits: z.int() }),
    orders: z.array(sold.extend({ provinceCode: z.string(), phoneLastFour: z.string() })),
  }),
  refusals: ['stock.lot.unknown'],
  audit: (_input, output) => ({ lotId: output.lot.id, orders: output.orders.length }),
  async run({ tx }, { gtin, code }) {
    const found =
      (await lotByCode(tx, gtin.length === 14 ? gtin.replace(/^0/, '') : gtin, code)) ?? refuse('stock.lot.unknown')
    return { lot: found, orders: await withoutNames(tx, found.id) }
  },
})

async function withoutNames(sql: Sql, lotId: string) {
  const orders = await ordersOfLot(sql, lotId, ORDERS_MAX)
  return orders.map(({ recipientName: _name, phone, ...one }) => ({ ...one, phoneLastFour: phone.slice(-4) }))
}

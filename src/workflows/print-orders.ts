import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { errand, operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { insertPrintings, papers, printedOf } from '../modules/desk/index.ts'
import { ownOrderIds } from '../modules/market/index.ts'

const ORDERS_MAX = 1000

const orderIds = z.array(id).min(1).max(ORDERS_MAX)

export const recordPrinting = operation({
  name: 'desk.printing.record',
  method: 'POST',
  path: '/desk/organisations/{organisationId}/printings',
  summary: 'Records which papers of which orders were printed',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, orderIds, papers: z.array(z.enum(papers)).min(1).max(3) }),
  output: z.object({ orders: z.int() }),
  refusals: ['market.order.unknown'],
  audit: (input) => ({ papers: input.papers, orders: input.orderIds.length }),
  async run({ tx, now }, { organisationId, orderIds: asked, papers: printed }) {
    const ids = [...new Set(asked)]
    if ((await ownOrderIds(tx, organisationId, ids)).length < ids.length) refuse('market.order.unknown')
    await insertPrintings(tx, organisationId, ids, [...new Set(printed)], now)
    return { orders: ids.length }
  },
})

export const listPrintings = errand({
  name: 'desk.printing.list',
  method: 'POST',
  path: '/desk/organisations/{organisationId}/printings/of-orders',
  summary: 'Which papers of some orders were printed before, how often and when last; writes nothing',
  access: member('seller', 'packer', 'bookkeeper'),
  audit: false,
  input: z.object({ organisationId: id, orderIds }),
  output: z.object({
    printed: z.array(z.object({ orderId: id, paper: z.enum(papers), times: z.int(), lastAt: z.date() })),
  }),
  run: ({ read }, { organisationId, orderIds: asked }) =>
    read(async (sql) => ({ printed: await printedOf(sql, organisationId, asked) })),
})

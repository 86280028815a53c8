import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { operation } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { orderView } from './order.ops.ts'
import { orderByCode } from './order-view.sql.ts'

/** An order without its buyer: who helps a caller needs the region and four digits to match, no name and no street. */
const lookedUpOrder = orderView.omit({ buyerId: true, recipient: true, note: true, steps: true }).extend({
  destination: z.object({ provinceCode: z.string(), cityCode: z.string(), countyCode: z.string() }),
  phoneLastFour: z.string(),
  steps: z.array(z.object({ at: z.date(), step: z.string(), actorKind: z.string() })),
})

/**
 * A code as it was said or copied: spaces, hyphens of any kind and case do not matter, and the letters O, I and L,
 * which codes never hold, stand for the digits they look like.
 */
export function readAloud(text: string): string {
  const bare = text
    .normalize('NFKC')
    .replaceAll(/[\s\-\u2010-\u2015\u2212]/g, '')
    .toUpperCase()
  const [, day, rest = ''] = /^(\d{6})([0-9A-Z]{8})$/.exec(bare) ?? []
  return day === undefined ? bare : `${day}-${rest.replaceAll('O', '0').replaceAll(/[IL]/g, '1')}`
}

export const lookUpOrder = operation({
  name: 'market.order.look_up',
  method: 'POST',
  path: '/market/order-look-ups',
  summary: 'One order by its code, without the buyer; each look is kept in the audit trail',
  access: office('service_centre'),
  limitPerMinute: 60,
  input: z.object({
    code: z.string().max(60).transform(readAloud).pipe(z.string().min(4).max(32)),
  }),
  output: lookedUpOrder,
  refusals: ['market.order.unknown'],
  audit: (_input, order) => ({ orderId: order.id, code: order.code }),
  async run({ tx }, { code }) {
    const order = (await orderByCode(tx, code)) ?? refuse('market.order.unknown')
    const { buyerId: _buyerId, recipient, note: _note, steps, ...open } = order
    const { provinceCode, cityCode, countyCode, phone } = recipient
    return {
      ...open,
      destination: { provinceCode, cityCode, countyCode },
      phoneLastFour: phone.slice(-4),
      steps: steps.map(({ at, step, actorKind }) => ({ at, step, actorKind })),
    }
  },
})

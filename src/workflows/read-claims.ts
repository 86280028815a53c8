import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import {
  causeRules,
  causes,
  claimFault,
  claimUntil,
  exemptionsOf,
  isExemptable,
  openCaseOf,
  remedies,
  classAsSold,
  returnRules,
} from '../modules/aftersales/index.ts'
import { ordersById } from '../modules/market/index.ts'
import { lastDaysOf } from './case-parts.ts'

export const readClaims = query({
  name: 'aftersales.claim.options',
  path: '/aftersales/orders/{orderId}/claims',
  summary: 'What the buyer of an order may claim now: by cause the remedies, and for which lines until when',
  access: buyer,
  input: z.object({ orderId: id }),
  output: z.object({
    orderCode: z.string(),
    openCaseId: id.nullable(),
    causes: z.array(
      z.object({
        cause: z.enum(causes),
        remedies: z.array(z.enum(remedies)),
        freight: z.enum(['buyer', 'seller']),
        photos: z.boolean(),
        lines: z.array(
          z.object({
            line: z.int(),
            titleZh: z.string(),
            titleEn: z.string(),
            left: z.int(),
            until: z.date().nullable(),
          }),
        ),
      }),
    ),
    exempt: z.array(z.object({ titleZh: z.string(), titleEn: z.string() })),
    spoiledHours: z.int().nullable(),
    /** The seller has the money already: what is granted comes back from it. */
    settled: z.boolean(),
  }),
  refusals: ['market.order.unknown'],
  async run({ sql, actor, now }, { orderId }) {
    const [order] = await ordersById(sql, [orderId])
    if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
    const confirmed = new Set((await exemptionsOf(sql, [orderId])).map((e) => e.line))
    const there = ['shipped', 'received', 'completed'].includes(order.state)
    const lastDays = await lastDaysOf(sql, order)
    const lines = order.lines
      .map((line) => ({ ...line, left: line.units - line.refundedUnits, class: classAsSold(order, line) }))
      .filter((line) => there && line.left > 0)
    const claimable = (cause: (typeof causes)[number]) =>
      lines
        .filter(
          (line) =>
            claimFault(
              cause,
              {
                class: line.class,
                exemptionConfirmed: confirmed.has(line.line),
                bestBefore: lastDays.get(line.line) ?? null,
              },
              order.receivedAt,
              now,
            ) === null,
        )
        .map(({ line, titleZh, titleEn, left, class: goods }) => ({
          line,
          titleZh,
          titleEn,
          left,
          until:
            order.receivedAt === null ? null : claimUntil(cause, goods, order.receivedAt, lastDays.get(line) ?? null),
        }))
    return {
      orderCode: order.code,
      openCaseId: await openCaseOf(sql, orderId),
      causes: causes
        .map((cause) => ({
          cause,
          remedies: [...causeRules[cause].remedies],
          freight: causeRules[cause].freight,
          photos: causeRules[cause].photos,
          lines: claimable(cause),
        }))
        .filter((one) => one.lines.length > 0),
      exempt: lines
        .filter((line) => isExemptable(line.class) && confirmed.has(line.line))
        .map(({ titleZh, titleEn }) => ({ titleZh, titleEn })),
      settled: order.state === 'completed',
      spoiledHours: lines.some((line) => line.class === 'fresh') ? returnRules.fresh.spoiledClaimHours : null,
    }
  },
})

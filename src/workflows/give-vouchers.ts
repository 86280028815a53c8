import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds, civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { eachInTurn, job } from '../kernel/jobs.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id, line, prose } from '../kernel/validation.ts'
import { HOLD_SECONDS } from '../modules/market/index.ts'
import { askPayment } from '../modules/payment/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import type { VoucherRow } from '../modules/tourism/index.ts'
import {
  dueVouchers,
  endVoucher,
  giftOf,
  insertVoucher,
  isPut,
  lastDayOf,
  lockVoucher,
} from '../modules/tourism/index.ts'
import { giveBack } from './give-back.ts'

const VALUE_FEN_MIN = 10_00
const VALUE_FEN_MAX = 10_000_00

export const buyVoucher = operation({
  name: 'tourism.voucher.buy',
  method: 'POST',
  path: '/tourism/vouchers',
  summary:
    "Asks for the payment of a gift voucher: so much towards a ticket, experience or house, or towards anything of its supplier; the payment is frozen as the supplier's until the voucher is used, or goes back",
  access: buyer,
  input: z.object({
    /** What it is for; a house or a product. */
    placeId: id,
    /** False for anything of the same supplier. */
    onlyThere: z.boolean().default(true),
    valueFen: z.int().min(VALUE_FEN_MIN).max(VALUE_FEN_MAX),
    giver: line(40),
    card: prose(200).default(''),
  }),
  output: z.object({ voucherId: id, paymentId: id, totalFen: fen, payBy: z.date() }),
  refusals: ['tourism.voucher.unknown_place', 'payment.seller_not_ready'],
  async run({ tx, actor, now, ports }, { placeId, onlyThere, valueFen, giver, card }) {
    const [giverId] = buyerIdsOf(actor)
    if (giverId === undefined) refuse('kernel.sign_in_required')
    const place = (await giftOf(tx, placeId)) ?? refuse('tourism.voucher.unknown_place')
    const { organisationId } = place
    const seller = (await organisationsById(tx, [organisationId])).get(organisationId)
    const sellerAccount = seller?.sellerAccount ?? refuse('payment.seller_not_ready')
    const [voucherId, paymentId, payBy] = [uuidv7(now), uuidv7(now), addSeconds(now, HOLD_SECONDS)]
    await insertVoucher(
      tx,
      {
        id: voucherId,
        door: randomUUID(),
        organisationId,
        productId: onlyThere ? place.productId : null,
        houseId: onlyThere ? place.houseId : null,
        valueFen,
        giverId,
        giver,
        card,
        paymentId,
        lastDay: lastDayOf(civilDate(now)),
      },
      now,
    )
    const share = {
      orderId: voucherId,
      organisationId,
      sellerAccount,
      subject: seller?.nameZh ?? '',
      amountFen: valueFen,
    }
    const gateway = ports.gateways.preferred.name
    const payment = { id: paymentId, buyerId: giverId, gateway, totalFen: valueFen, expiresAt: payBy, shares: [share] }
    await askPayment(tx, payment, now)
    return { voucherId, paymentId, totalFen: valueFen, payBy }
  },
})

/** What was not used goes back whole to who paid. Refuses: tourism.voucher.not_open, tourism.voucher.in_use. */
async function returnVoucher(tx: Tx, voucher: VoucherRow, state: 'released' | 'expired', now: Instant): Promise<void> {
  if (voucher.state !== 'confirmed') refuse('tourism.voucher.not_open')
  if (await isPut(tx, voucher)) refuse('tourism.voucher.in_use')
  await endVoucher(tx, voucher.id, state, now)
  const refund = { id: uuidv7(now), amountFen: voucher.valueFen, reason: `voucher_${state}`, given: null }
  await giveBack(tx, voucher.id, refund, now)
}

export const takeBackVoucher = operation({
  name: 'tourism.voucher.take_back',
  method: 'POST',
  path: '/tourism/vouchers/{voucherId}/taking-back',
  summary: 'The giver takes back a voucher that was not used: all of it goes back, and its code opens nothing any more',
  access: buyer,
  input: z.object({ voucherId: id }),
  output: z.object({ voucherId: id, refundedFen: fen }),
  refusals: ['tourism.voucher.unknown', 'tourism.voucher.not_open', 'tourism.voucher.in_use'],
  async run({ tx, actor, now }, { voucherId }) {
    const voucher = await lockVoucher(tx, voucherId)
    if (voucher === undefined || !buyerIdsOf(actor).includes(voucher.giverId)) refuse('tourism.voucher.unknown')
    await returnVoucher(tx, voucher, 'released', now)
    return { voucherId, refundedFen: voucher.valueFen }
  },
})

const BATCH = 200

/** After its last day a voucher goes back whole: nobody keeps what was not used. One put to a booking waits for what becomes of that. */
export const expireVouchersJob = job({
  name: 'tourism.expire-vouchers',
  payload: z.unknown(),
  every: '20 * * * *',
  async run(app) {
    const now = app.clock.now()
    const due = await app.database.read((sql) => dueVouchers(sql, civilDate(now), BATCH))
    await eachInTurn(app, due, async (tx, voucherId) => {
      const voucher = await lockVoucher(tx, voucherId)
      if (voucher?.state !== 'confirmed' || (await isPut(tx, voucher))) return
      await returnVoucher(tx, voucher, 'expired', now)
    })
  },
})

import { z } from 'zod'
import { anyone, buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id } from '../kernel/validation.ts'
import { doorId, doorText } from '../modules/delivery/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { giftOf, isPut, voucherBehind, vouchersOfGivers, voucherStates } from '../modules/tourism/index.ts'
import type { VoucherRow } from '../modules/tourism/index.ts'

const voucherView = z.object({
  valueFen: fen,
  giver: z.string(),
  card: z.string(),
  state: z.enum(voucherStates),
  /** Whether it may be put to a booking now. */
  isOpen: z.boolean(),
  lastDay: civilDay,
  sellerZh: z.string(),
  sellerEn: z.string(),
  /** What it is for, while that takes bookings; null for anything of the seller. */
  place: z
    .object({
      kind: z.enum(['visit', 'stay']),
      id,
      nameZh: z.string(),
      nameEn: z.string(),
      siteZh: z.string(),
      siteEn: z.string(),
      villageCode: z.string(),
    })
    .nullable(),
})

async function viewOf(sql: Sql, voucher: VoucherRow, now: Instant): Promise<z.input<typeof voucherView>> {
  const { organisationId, productId, houseId, valueFen, giver, card, state, lastDay } = voucher
  const placeId = productId ?? houseId
  const place = placeId === null ? undefined : await giftOf(sql, placeId)
  const seller = (await organisationsById(sql, [organisationId])).get(organisationId)
  const isOpen = state === 'confirmed' && lastDay >= civilDate(now) && !(await isPut(sql, voucher))
  return {
    valueFen,
    giver,
    card,
    state,
    isOpen,
    lastDay,
    sellerZh: seller?.nameZh ?? '',
    sellerEn: seller?.nameEn ?? seller?.nameZh ?? '',
    place: place === undefined || placeId === null ? null : { ...place, id: placeId },
  }
}

export const openVoucher = query({
  name: 'tourism.voucher.open',
  path: '/tourism/vouchers/{door}',
  summary: 'What the code on a gift voucher leads to: who gave it, the card, what it is for and how much it pays',
  access: anyone,
  limitPerMinute: 60,
  input: z.object({ door: z.string().max(40) }),
  output: voucherView,
  refusals: ['tourism.voucher.unknown'],
  async run({ sql, now }, { door }) {
    const behind = doorId(door)
    const voucher = behind === null ? undefined : await voucherBehind(sql, behind)
    if (voucher === undefined || voucher.state === 'held') refuse('tourism.voucher.unknown')
    return viewOf(sql, voucher, now)
  },
})

export const readGiftPlace = query({
  name: 'tourism.voucher.place',
  path: '/tourism/gift-places/{placeId}',
  summary: 'A product or house that a voucher can be for, and the least it costs for one',
  access: anyone,
  input: z.object({ placeId: id }),
  output: z.object({
    id,
    kind: z.enum(['visit', 'stay']),
    nameZh: z.string(),
    nameEn: z.string(),
    siteZh: z.string(),
    siteEn: z.string(),
    villageCode: z.string(),
    fromFen: fen.nullable(),
  }),
  refusals: ['tourism.voucher.unknown_place'],
  async run({ sql }, { placeId }) {
    const place = (await giftOf(sql, placeId)) ?? refuse('tourism.voucher.unknown_place')
    return { ...place, id: placeId }
  },
})

const VOUCHERS_MAX = 100

export const listVouchers = query({
  name: 'tourism.voucher.list',
  path: '/tourism/given-vouchers',
  summary: 'Gift vouchers the asker paid for, the latest first, with their codes and what became of them',
  access: buyer,
  input: z.object({}),
  output: z.object({
    vouchers: z.array(voucherView.extend({ id, door: z.string(), paymentId: id, refundedFen: fen, madeAt: z.date() })),
  }),
  async run({ sql, actor, now }) {
    const rows = await vouchersOfGivers(sql, buyerIdsOf(actor), VOUCHERS_MAX)
    const vouchers = []
    for (const row of rows) {
      const { id: voucherId, paymentId, refundedFen, madeAt } = row
      vouchers.push({
        ...(await viewOf(sql, row, now)),
        id: voucherId,
        door: doorText(row.door),
        paymentId,
        refundedFen,
        madeAt,
      })
    }
    return { vouchers }
  },
})

import type { Database } from '../kernel/database.ts'
import { instructionsOf } from '../modules/payment/index.ts'
import { buyVoucher } from './give-vouchers.ts'
import { listVouchers } from './read-gift-vouchers.ts'
import type { Town } from './town.fake.ts'

/** What the gateway paid back under a share. */
export async function refundedOf(database: Database, shareId: string): Promise<number> {
  const told = await database.read((sql) => instructionsOf(sql, [shareId]))
  return told
    .filter((one) => one.kind === 'refund' && one.state === 'done')
    .reduce((fen, one) => fen + one.amountFen, 0)
}

/** A voucher that was bought, and paid by `pay`. */
export async function settledVoucher(
  { trade, newGuest }: Town,
  asked: { placeId: string; valueFen: number; onlyThere?: boolean },
  pay: (buyer: ReturnType<Town['newGuest']>, paymentId: string) => Promise<unknown>,
) {
  const { act } = trade.county
  const giver = newGuest()
  const { voucherId, paymentId } = await act(giver, buyVoucher, { ...asked, giver: '示例送礼人', card: '去山里住两天' })
  await pay(giver, paymentId)
  const [voucher] = (await act(giver, listVouchers, {})).vouchers
  return { giver, voucherId, paymentId, door: voucher?.door ?? '' }
}

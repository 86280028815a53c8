import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, id, line } from '../kernel/validation.ts'
import { bookedGoodsOf, bookingsById, goodsToSend, lockBookings } from '../modules/tourism/index.ts'
import { handOverGoods } from './hand-over-goods.ts'
import { trackingCode } from './ship-order.ts'

const LISTED_MAX = 200
/** So long what was sent is still listed. */
const SHOWN_DAYS = 30

export const listGoodsToSend = query({
  name: 'tourism.goods.to_send',
  path: '/tourism/organisations/{organisationId}/goods-to-send',
  summary: 'Goods of packages that guests want sent, the next to be there first, and what was sent in the last month',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({
    goods: z.array(
      z.object({
        bookingId: id,
        code: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        /** When the guests arrive at their stay. */
        day: civilDay,
        name: z.string(),
        phone: z.string(),
        sendTo: z.string().nullable(),
        sentAt: z.date().nullable(),
        carrier: z.string().nullable(),
        trackingNumber: z.string().nullable(),
      }),
    ),
  }),
  async run({ sql, now }, { organisationId }) {
    const since = new Date(`${addDays(civilDate(now), -SHOWN_DAYS)}T00:00:00+08:00`)
    const ids = await goodsToSend(sql, organisationId, since, LISTED_MAX)
    const [rows, goods] = [await bookingsById(sql, ids), await bookedGoodsOf(sql, ids)]
    const found = new Map(rows.map((row) => [row.id, row]))
    return {
      goods: ids.flatMap((bookingId) => {
        const [row, own] = [found.get(bookingId), goods.get(bookingId)]
        if (row === undefined || own === undefined) return []
        const { code, titleZh, titleEn, day, contact } = row
        const { sendTo, sentAt, carrier, trackingNumber } = own
        const who = { name: contact.fullName ?? '', phone: contact.phoneNumber ?? '' }
        return [{ bookingId, code, titleZh, titleEn, day, ...who, sendTo, sentAt, carrier, trackingNumber }]
      }),
    }
  },
})

export const sendGoods = operation({
  name: 'tourism.goods.send',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/bookings/{bookingId}/sending',
  summary:
    'Goods of a package that the guest wants sent are with a carrier: from then on they are an order, returned and settled as all goods are',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, bookingId: id, carrier: line(30), trackingNumber: trackingCode }),
  output: z.object({ bookingId: id, sentAt: z.date() }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'stock.lot.stopped',
    'delivery.parcel.tracking_used',
  ],
  async run({ tx, now }, { organisationId, bookingId, carrier, trackingNumber }) {
    const [row] = await lockBookings(tx, [bookingId])
    const goods = (await bookedGoodsOf(tx, [bookingId])).get(bookingId)
    if (row?.organisationId !== organisationId || goods?.toSend !== true) refuse('tourism.booking.unknown')
    if (row.state !== 'confirmed' || goods.sentAt !== null) refuse('tourism.booking.step_not_possible')
    await handOverGoods(tx, row, { carrier, trackingNumber }, now)
    const data = { bookingId, carrier, trackingNumber, by: 'supplier' }
    tx.effects.publish({ name: 'tourism.goods.sent', subject: bookingId, data })
    return { bookingId, sentAt: now }
  },
})

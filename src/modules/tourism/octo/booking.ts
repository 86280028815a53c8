import type { Instant } from '../../../kernel/clock.ts'
import { hoursBefore, stateAt } from '../booking.ts'
import type { BookingRow } from '../booking.sql.ts'
import type { VisitOffer } from '../offer.sql.ts'
import { timesOf, utc } from './availability.ts'
import type { Form } from './product.ts'
import { pricing, productView, unitView } from './product.ts'

const statuses = {
  held: 'ON_HOLD',
  confirmed: 'CONFIRMED',
  redeemed: 'REDEEMED',
  released: 'CANCELLED',
  expired: 'EXPIRED',
} as const

const moment = (at: Instant | null) => (at === null ? null : utc(at))

/** What is scanned at the gate: a ticket's own id. */
const ticketOf = (id: string, isConfirmed: boolean, redeemedAt: string | null) => ({
  redemptionMethod: 'DIGITAL',
  utcRedeemedAt: redeemedAt === null ? null : utc(new Date(redeemedAt)),
  deliveryOptions: isConfirmed ? [{ deliveryFormat: 'QRCODE', deliveryValue: id }] : [],
})

/** A booking in the words of OCTO Core, with its product, option and units. */
export function octoBooking(
  row: BookingRow,
  offers: readonly [VisitOffer, ...VisitOffer[]],
  starts: ReadonlyMap<string, readonly number[]>,
  form: Form,
  now: Instant,
) {
  const offer = offers.find((one) => one.optionId === row.optionId) ?? offers[0]
  const product = productView(offers, starts, form)
  const state = stateAt(row, now)
  const redeemed = row.units.flatMap((unit) => unit.redeemedAt ?? []).toSorted()
  return {
    id: row.id,
    uuid: row.id,
    testMode: false,
    resellerReference: row.resellerReference,
    supplierReference: row.code,
    status: statuses[state],
    utcCreatedAt: utc(row.madeAt),
    utcUpdatedAt: utc(row.changedAt),
    utcExpiresAt: state === 'held' || state === 'expired' ? utc(row.expiresAt) : null,
    utcRedeemedAt: state === 'redeemed' && redeemed.length > 0 ? utc(new Date(redeemed.at(-1) as string)) : null,
    utcConfirmedAt: moment(row.confirmedAt),
    productId: offer.productId,
    product,
    optionId: offer.optionId,
    option: product.options.find((option) => option.id === offer.optionId) ?? product.options[0],
    cancellable: state === 'held' || (state === 'confirmed' && hoursBefore(row.startsAt, now) > 0),
    cancellation:
      row.cancelledAt === null
        ? null
        : { refund: refundWord(row), reason: row.cancelReason, utcCancelledAt: utc(row.cancelledAt) },
    freesale: false,
    availabilityId: timesOf(offer, row.day, row.minute).id,
    availability: {
      ...timesOf(offer, row.day, row.minute),
      available: true,
      status: 'AVAILABLE',
      vacancies: null,
      capacity: null,
      maxUnits: offer.partyMax,
    },
    contact: row.contact,
    notes: row.notes,
    deliveryMethods: ['TICKET'],
    voucher: null,
    unitItems: row.units.map((unit) => unitItem(row, unit, offer, form, state)),
    ...(form.priced && { pricing: pricing(row.totalFen, form) }),
  }
}

function unitItem(
  row: BookingRow,
  unit: BookingRow['units'][number],
  offer: VisitOffer,
  form: Form,
  state: BookingRow['state'],
) {
  const kind = offer.units.find((one) => one.type === unit.type)
  return {
    uuid: unit.id,
    resellerReference: unit.resellerReference,
    supplierReference: `${row.code}-${row.units.indexOf(unit) + 1}`,
    unitId: unit.type,
    ...(kind && { unit: unitView(kind, form, offer.needsNames) }),
    status: unit.redeemedAt === null ? statuses[state] : 'REDEEMED',
    utcRedeemedAt: unit.redeemedAt === null ? null : utc(new Date(unit.redeemedAt)),
    contact: unit.contact,
    ticket: ticketOf(unit.id, state === 'confirmed' || state === 'redeemed', unit.redeemedAt),
    ...(form.priced && { pricing: pricing(unit.priceFen, form) }),
  }
}

/** Everything for what was never confirmed; else what the policy gave back of what was owed. */
function refundWord(row: BookingRow): 'FULL' | 'PARTIAL' | 'NONE' {
  if (row.confirmedAt === null || row.refundedFen === row.totalFen) return 'FULL'
  return row.refundedFen === 0 ? 'NONE' : 'PARTIAL'
}

import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { civilDate, daysBetween } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id } from '../kernel/validation.ts'
import { moneyOf, shareById } from '../modules/ledger/index.ts'
import type { BookingRow } from '../modules/tourism/index.ts'
import { chargesOf, soldBookings } from '../modules/tourism/index.ts'

const BOOKINGS_MAX = 500
const DAYS_MAX = 92
/** Nothing was booked before; PostgreSQL knows no year 0. */
const FIRST_DAY = '2000-01-01'

const money = {
  /** All that was paid for it, changes that cost more among it. */
  soldFen: fen,
  refundedFen: fen,
  /** Of what was given up, what the policy kept. */
  keptFen: fen,
  commissionFen: fen,
  feeFen: fen,
  /** What stands for the supplier: sold, less refunded, commission and fee. */
  netFen: fen,
  /** Of it, what left the freeze. */
  paidOutFen: fen,
}
const line = z.object({
  bookingId: id,
  code: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  day: civilDay,
  nights: z.int(),
  guests: z.int(),
  outcome: z.enum(['booked', 'ended', 'no_show', 'cancelled_by_guest', 'cancelled_by_supplier', 'cancelled_otherwise']),
  /** A reseller's guests pay the reseller: of their money the books here know nothing. */
  isResold: z.boolean(),
  ...money,
})
type Line = z.output<typeof line>

export const readBookingStatement = query({
  name: 'tourism.statement.read',
  path: '/tourism/organisations/{organisationId}/statement',
  summary:
    'Bookings that begin in a period: what was sold, refunded, kept by the policy, commission, and paid out, from the books',
  access: member('seller', 'bookkeeper'),
  input: z.object({ organisationId: id, from: civilDay, until: civilDay }),
  output: z.object({ lines: z.array(line), totals: z.object(money), isCut: z.boolean() }),
  refusals: ['tourism.calendar.range'],
  async run({ sql, now }, { organisationId, from, until }) {
    const days = daysBetween(from, until) + 1
    if (days < 1 || days > DAYS_MAX || from < FIRST_DAY) refuse('tourism.calendar.range', { most: DAYS_MAX })
    const rows = await soldBookings(sql, organisationId, { from, until }, BOOKINGS_MAX + 1)
    const lines: Line[] = []
    for (const row of rows.slice(0, BOOKINGS_MAX)) lines.push(await lineOf(sql, row, civilDate(now)))
    const own = lines.filter((one) => !one.isResold)
    const sum = (key: keyof typeof money) => own.reduce((total, one) => total + one[key], 0)
    const totals = {
      soldFen: sum('soldFen'),
      refundedFen: sum('refundedFen'),
      keptFen: sum('keptFen'),
      commissionFen: sum('commissionFen'),
    }
    return {
      lines,
      totals: { ...totals, feeFen: sum('feeFen'), netFen: sum('netFen'), paidOutFen: sum('paidOutFen') },
      isCut: rows.length > BOOKINGS_MAX,
    }
  },
})

async function lineOf(sql: Sql, row: BookingRow, today: string): Promise<Line> {
  const { id: bookingId, code, titleZh, titleEn, day, nights, guests } = row
  const known = {
    bookingId,
    code,
    titleZh,
    titleEn,
    day,
    nights,
    guests,
    outcome: outcomeOf(row, today),
    isResold: row.resellerId !== null,
  }
  const total = { soldFen: 0, refundedFen: 0, commissionFen: 0, feeFen: 0, netFen: 0, paidOutFen: 0 }
  if (row.resellerId !== null) return { ...known, ...total, soldFen: row.totalFen, keptFen: 0 }
  for (const { id: chargeId } of await chargesOf(sql, row)) {
    const share = await shareById(sql, chargeId)
    if (share === null) continue
    const { paidFen, refundedFen, parts } = moneyOf(share)
    const of = (kind: 'seller' | 'commission' | 'fee', what: 'fen' | 'movedFen') =>
      parts.filter((part) => part.kind === kind).reduce((sum, part) => sum + part[what], 0)
    total.soldFen += paidFen
    total.refundedFen += refundedFen
    total.commissionFen += of('commission', 'fen')
    total.feeFen += of('fee', 'fen')
    total.netFen += of('seller', 'fen')
    total.paidOutFen += of('seller', 'movedFen')
  }
  return { ...known, ...total, keptFen: row.keptFen }
}

function outcomeOf(row: BookingRow, today: string): Line['outcome'] {
  if (row.noShowAt !== null) return 'no_show'
  if (row.cancelledBy === 'guest') return 'cancelled_by_guest'
  if (row.cancelledBy === 'supplier') return 'cancelled_by_supplier'
  if (row.cancelledAt !== null) return 'cancelled_otherwise'
  return row.endsOn < today ? 'ended' : 'booked'
}

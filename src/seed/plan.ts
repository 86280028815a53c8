import type { Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Recipient } from '../modules/market/index.ts'
import { cities, counties } from '../modules/people/index.ts'
import { destinations } from './cast.ts'
import { randomFrom } from './random.ts'
import type { Random } from './random.ts'

/** Goods a demonstration order may ask for. */
export type Offer = { listingId: string; organisationId: string; share: number; sellableUntil: string; titleZh: string }

/** What becomes of an order: most arrive, a few do not. */
export type Fate = 'confirmed' | 'assumed' | 'unpaid' | 'cancelled' | 'partly_refunded'

export type PlannedOrder = {
  number: number
  at: Instant
  byAccount: boolean
  lines: { listingId: string; units: number }[]
  recipient: Recipient
  fate: Fate
  shipAfterSeconds: number
  receiveAfterSeconds: number
}

const fates: readonly { fate: Fate; share: number }[] = [
  { fate: 'confirmed', share: 70 },
  { fate: 'assumed', share: 17 },
  { fate: 'unpaid', share: 4 },
  { fate: 'cancelled', share: 5 },
  { fate: 'partly_refunded', share: 4 },
]

const HOUR = 3600
const DAY = 24 * HOUR
/** People order in the evening more than in the morning; hours in Shanghai, counted from midnight. */
const hours = [8, 9, 10, 11, 12, 12, 13, 15, 16, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22]

/** Demonstration orders over `days` days from `midnight`, in the order of time; the same for the same offers. */
export function planOrders(offers: readonly Offer[], midnight: Instant, days: number, count: number): PlannedOrder[] {
  const random = randomFrom(331_123)
  const moments = Array.from({ length: count }, () => momentIn(random, midnight, days)).sort(
    (a, b) => a.getTime() - b.getTime(),
  )
  return moments.map((at, i) => ({
    number: i + 1,
    at,
    byAccount: i % 25 === 7,
    lines: linesOf(
      random,
      offers.filter((offer) => offer.sellableUntil > addSeconds(at, DAY).toISOString().slice(0, 10)),
    ),
    recipient: recipientOf(random, i + 1),
    fate: random.shared(fates).fate,
    shipAfterSeconds: random.whole(6 * HOUR, 30 * HOUR),
    receiveAfterSeconds: random.whole(2 * DAY, 5 * DAY),
  }))
}

/** Business grows a little: later days are likelier. */
function momentIn(random: Random, midnight: Instant, days: number): Instant {
  const day = Math.max(random.whole(0, days - 1), random.whole(0, Math.floor((days - 1) * 0.8)))
  return addSeconds(midnight, day * DAY + random.pick(hours) * HOUR + random.whole(0, HOUR - 1))
}

function linesOf(random: Random, offers: readonly Offer[]): PlannedOrder['lines'] {
  const first = random.shared(offers)
  const more = offers.filter((one) => one.organisationId === first.organisationId || random.chance(0.1))
  const chosen = new Map([[first.listingId, unitsOf(random)]])
  for (let i = random.whole(0, 2); i > 0; i -= 1) chosen.set(random.shared(more).listingId, unitsOf(random))
  return [...chosen].map(([listingId, units]) => ({ listingId, units }))
}

const unitsOf = (random: Random) => random.pick([1, 1, 1, 2, 2, 3])

function recipientOf(random: Random, number: number): Recipient {
  const { provinceCode } = random.shared(destinations)
  const city = random.pick(cities(provinceCode).filter(({ code }) => counties(code).length > 0))
  const county = random.pick(counties(city.code))
  return {
    name: `示范买家${number}`,
    phone: `1380000${String(1000 + number)}`,
    provinceCode,
    cityCode: city.code,
    countyCode: county.code,
    detail: `示范路 ${random.whole(1, 199)} 号`,
  }
}

import type { AnswerFault, NoticeFault } from '../../../src/modules/payment/index.ts'
import { seeded } from '../random.ts'

// A month as data: every choice is drawn here, so that a part of a plan does what that part did in the whole.

export type Size = { sellers: number; orders: number; days: number }

/** What becomes of one order; days are counted from the day it was placed. */
export type Fate = {
  /** The day its seller turns to it; then it is shipped, or something is found missing. */
  packedAfter: number
  pack: 'ship' | 'out_of_stock' | 'refund_part_and_ship'
  /** Null: receipt is left to time. */
  receivedAfter: number | null
  claim: Claim | null
}

export type Claim = {
  after: number
  cause: number
  remedy: number
  /** One number for each thing somebody says until the case ends; beyond them there is silence. */
  turns: readonly number[]
}

export type Visit = {
  id: number
  day: number
  lines: readonly { seller: number; units: number; fate: Fate }[]
  ending: 'pay' | 'pay_twice' | 'lose' | 'decline' | 'leave'
  /** The order is asked for twice under one key, as a phone does that lost its signal. */
  asksTwice: boolean
  /** Of the days until the buyer thinks better of it; null: never. */
  cancelsAfter: number | null
  /** The county's coupon is taken first. */
  coupon: boolean
  /** Units of a harvest still to come, bought with the rest; `answer` is drawn for when its days move. */
  ahead: { harvest: number; units: number; answer: number } | null
}

/** A harvest sold before it is ripe; days are those of the month. */
export type Harvest = {
  seller: number
  quota: number
  sharing: 'by_order_time' | 'pro_rata'
  silence: 'wait' | 'refund'
  slipsOn: number | null
  ripeOn: number
  yieldPercent: number
}

export type Day = {
  /** Seconds the clock moves between two acts of this day; now and then it is set back. */
  jumps: readonly number[]
  noticeFaults: readonly (readonly NoticeFault[])[]
  answerFaults: readonly (AnswerFault | null)[]
}

export type Plan = {
  seed: number
  sellers: readonly { units: number }[]
  visits: readonly Visit[]
  days: readonly Day[]
  harvests: readonly Harvest[]
}

type Random = ReturnType<typeof seeded>

export function planMonth(seed: number, { sellers, orders, days }: Size): Plan {
  const random = seeded(seed)
  const visits: Visit[] = []
  let planned = 0
  while (planned < orders) {
    const visit = planVisit(random, visits.length, random.below(days), sellers, orders - planned)
    planned += visit.lines.length
    visits.push(visit)
  }
  const harvests = Array.from({ length: harvestsOf(sellers) }, () => planHarvest(random, sellers, days, orders))
  visits.sort((a, b) => a.day - b.day || a.id - b.id)
  const sold = visits.flatMap((v) => v.lines).reduce((sum, line) => sum + line.units, 0)
  return {
    seed,
    visits,
    harvests,
    // On the whole there is enough; at one seller in five there is not.
    sellers: Array.from({ length: sellers }, (_, at) => ({
      units: Math.ceil((sold / sellers) * (at % 5 === 4 ? 0.5 : 3) * popularity(at, sellers)) + 2,
    })),
    days: Array.from({ length: days }, () => planDay(random)),
  }
}

/** A few sellers sell much, most a little: the first a hundred times what the last does. */
const popularity = (at: number, sellers: number) => 0.3 + 3 / (1 + (30 * at) / sellers)

function pickSeller(random: Random, sellers: number): number {
  const bent = random.next() ** 1.7
  return Math.min(sellers - 1, Math.floor(bent * sellers))
}

function planVisit(random: Random, id: number, day: number, sellers: number, most: number): Visit {
  const wanted = Math.min(most, random.pick([1, 1, 1, 2, 2, 3, 4, 6]))
  const chosen = new Set(Array.from({ length: wanted }, () => pickSeller(random, sellers)))
  return {
    id,
    day,
    lines: [...chosen].map((seller) => ({ seller, units: 1 + random.below(4), fate: planFate(random) })),
    ending: random.chance(0.86) ? 'pay' : random.pick(['pay_twice', 'lose', 'decline', 'leave'] as const),
    asksTwice: random.chance(0.05),
    cancelsAfter: random.chance(0.03) ? random.below(2) : null,
    coupon: random.chance(0.1),
    ahead: random.chance(0.05)
      ? { harvest: random.below(harvestsOf(sellers)), units: 1 + random.below(3), answer: random.below(1000) }
      : null,
  }
}

/** One seller in fifty sells ahead. */
const harvestsOf = (sellers: number) => Math.max(1, Math.floor(sellers / 50))

function planHarvest(random: Random, sellers: number, days: number, orders: number): Harvest {
  const ripeOn = Math.floor(days * 0.5) + random.below(Math.max(1, Math.floor(days * 0.4)))
  return {
    seller: random.below(sellers),
    // About what is asked for; here and there too little.
    quota: 4 + Math.ceil((orders / harvestsOf(sellers)) * 0.1 * (0.5 + random.next())),
    sharing: random.pick(['by_order_time', 'pro_rata'] as const),
    silence: random.pick(['wait', 'refund'] as const),
    slipsOn: random.chance(0.4) ? Math.max(1, ripeOn - 5) : null,
    ripeOn,
    yieldPercent: random.pick([40, 80, 100, 120]),
  }
}

function planFate(random: Random): Fate {
  const packedAfter = random.pick([0, 0, 1, 1, 1, 2, 4])
  return {
    packedAfter,
    pack: random.chance(0.95) ? 'ship' : random.pick(['out_of_stock', 'refund_part_and_ship'] as const),
    receivedAfter: random.chance(0.35) ? packedAfter + 2 + random.below(5) : null,
    claim: random.chance(0.04)
      ? {
          after: packedAfter + 2 + random.below(6),
          cause: random.below(1000),
          remedy: random.below(1000),
          turns: Array.from({ length: random.below(6) }, () => random.below(1000)),
        }
      : null,
  }
}

function planDay(random: Random): Day {
  return {
    jumps: Array.from({ length: 8 }, () =>
      random.chance(0.15) ? -random.below(240) : random.pick([60, 300, 900, 3600, 7200]) + random.below(600),
    ),
    noticeFaults: Array.from({ length: 41 }, () => planNoticeFault(random)),
    answerFaults: Array.from({ length: 43 }, () => planAnswerFault(random)),
  }
}

function planNoticeFault(random: Random): NoticeFault[] {
  if (random.chance(0.75)) return []
  if (random.chance(0.2)) return [{ delaySeconds: random.below(3000) }]
  return [random.pick(['duplicate', 'reorder', 'lose', 'forge', 'tamper_amount'] as const)]
}

function planAnswerFault(random: Random): AnswerFault | null {
  if (random.chance(0.9)) return null
  return random.chance(0.25)
    ? { pendingSeconds: random.below(5000) }
    : random.pick(['refuse', 'unreachable', 'time_out'] as const)
}

import type { Instant } from '../kernel/clock.ts'

/** In the order in which things of one level are done: whom a deadline binds, then what is nearly out of the door. */
export const waitingKinds = ['case', 'hand_over', 'label', 'pack', 'answer', 'restock', 'price', 'count'] as const
export type WaitingKind = (typeof waitingKinds)[number]

/** 3 now, 2 today, 1 this week, 0 when there is time. */
export type Level = 0 | 1 | 2 | 3

export type QueueFacts = {
  orders: readonly { id: string; paidAt: Instant; boxes: number | null; labelled: boolean }[]
  questions: readonly { id: string; lastAt: Instant }[]
  cases: readonly { id: string; openedAt: Instant; dueAt: Instant | null }[]
  shortages: readonly { itemId: string; soldOut: boolean }[]
  prices: readonly { listingId: string; since: Instant; daysToExpiry: number | null }[]
  counts: readonly { lotId: string; since: Instant }[]
}

/** `thing` names it for good: a kind and its subject. `since` is null where nothing says when it began. */
export type Waiting = {
  thing: string
  kind: WaitingKind
  subjectId: string
  level: Level
  since: Instant | null
  putOff: boolean
}

export type PutOff = { thing: string; level: number; at: Instant }

const HOUR_MS = 3_600_000
/** Platform rules, not law: a day for a parcel and an answer, a day before a case's own deadline. */
const PATIENCE_MS = 24 * HOUR_MS
const EXPIRY_SOON_DAYS = 7

/**
 * What waits for a seller, the most urgent first; every thing once. What was put off stands behind all of its level, the
 * longest put off first, until it is more urgent than it was then. The order is total: ties end at the thing's name.
 */
export function sellerQueue(facts: QueueFacts, putOffs: readonly PutOff[], now: Instant): Waiting[] {
  const laterOf = new Map(putOffs.map((one) => [one.thing, one]))
  const placed = once(waitingThings(facts, now)).map((one) => {
    const later = laterOf.get(one.thing)
    const holds = later !== undefined && one.level <= later.level
    return { waiting: { ...one, putOff: holds }, laterMs: holds ? later.at.getTime() : 0 }
  })
  return placed
    .sort((a, b) => b.waiting.level - a.waiting.level || a.laterMs - b.laterMs || byKind(a.waiting, b.waiting))
    .map(({ waiting }) => waiting)
}

/** The card to show: the first, or the next where the first was put off just now and something else waits. */
export function cardOf(queue: readonly Waiting[], justPutOff: string | null): Waiting | null {
  return queue.find(({ thing }) => thing !== justPutOff) ?? queue[0] ?? null
}

type Thing = Omit<Waiting, 'putOff'>

function waitingThings(facts: QueueFacts, now: Instant): Thing[] {
  const waited = (since: Instant): Level => (now.getTime() - since.getTime() >= PATIENCE_MS ? 3 : 2)
  return [
    ...facts.cases.map((one) => thing('case', one.id, caseLevel(one.dueAt, now), one.openedAt)),
    ...facts.orders.map((one) => thing(stepOf(one), one.id, waited(one.paidAt), one.paidAt)),
    ...facts.questions.map((one) => thing('answer', one.id, waited(one.lastAt), one.lastAt)),
    ...facts.shortages.map((one) => thing('restock', one.itemId, one.soldOut ? 1 : 0, null)),
    ...facts.counts.map((one) => thing('count', one.lotId, 0, one.since)),
    ...facts.prices.map((one) => thing('price', one.listingId, priceLevel(one.daysToExpiry), one.since)),
  ]
}

const thing = (kind: WaitingKind, subjectId: string, level: Level, since: Instant | null): Thing => ({
  thing: `${kind}:${subjectId}`,
  kind,
  subjectId,
  level,
  since,
})

function stepOf({ boxes, labelled }: QueueFacts['orders'][number]): 'pack' | 'label' | 'hand_over' {
  if (boxes === null) return 'pack'
  return labelled ? 'hand_over' : 'label'
}

const caseLevel = (dueAt: Instant | null, now: Instant): Level =>
  dueAt !== null && dueAt.getTime() - now.getTime() <= PATIENCE_MS ? 3 : 2

const priceLevel = (daysToExpiry: number | null): Level =>
  daysToExpiry !== null && daysToExpiry <= EXPIRY_SOON_DAYS ? 1 : 0

/** Where facts name a thing twice, the more urgent one counts. */
function once(things: readonly Thing[]): Thing[] {
  const found = new Map<string, Thing>()
  for (const one of [...things].sort((a, b) => b.level - a.level || byKind(a, b)))
    if (!found.has(one.thing)) found.set(one.thing, one)
  return [...found.values()]
}

const rankOf = (kind: WaitingKind) => waitingKinds.indexOf(kind)
const sinceMs = (since: Instant | null) => since?.getTime() ?? Number.MAX_SAFE_INTEGER

function byKind(a: Thing, b: Thing): number {
  const order = rankOf(a.kind) - rankOf(b.kind) || sinceMs(a.since) - sinceMs(b.since)
  return order || (a.thing < b.thing ? -1 : a.thing > b.thing ? 1 : 0)
}

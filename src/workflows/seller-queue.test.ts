import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addSeconds } from '../kernel/clock.ts'
import { cardOf, sellerQueue } from './seller-queue.ts'
import type { PutOff, QueueFacts } from './seller-queue.ts'

const now = new Date('2026-04-18T00:30:00Z')
const HOUR = 3600
const moment = fc.integer({ min: -96, max: 96 }).map((hours) => addSeconds(now, hours * HOUR))
const past = fc.integer({ min: 0, max: 96 }).map((hours) => addSeconds(now, -hours * HOUR))
const listOf = <T>(one: fc.Arbitrary<T>, nameOf: (value: T) => string) =>
  fc.uniqueArray(one, { maxLength: 6, selector: nameOf })
const name = fc.uuid()

const facts: fc.Arbitrary<QueueFacts> = fc.record({
  orders: listOf(
    fc.record({
      id: name,
      paidAt: past,
      boxes: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
      labelled: fc.boolean(),
    }),
    (one) => one.id,
  ),
  questions: listOf(fc.record({ id: name, lastAt: past }), (one) => one.id),
  cases: listOf(fc.record({ id: name, openedAt: past, dueAt: fc.option(moment, { nil: null }) }), (one) => one.id),
  shortages: listOf(fc.record({ itemId: name, soldOut: fc.boolean() }), (one) => one.itemId),
  prices: listOf(
    fc.record({
      listingId: name,
      since: past,
      daysToExpiry: fc.option(fc.integer({ min: -5, max: 40 }), { nil: null }),
    }),
    (one) => one.listingId,
  ),
  counts: listOf(fc.record({ lotId: name, since: past }), (one) => one.lotId),
})

const none: QueueFacts = { orders: [], questions: [], cases: [], shortages: [], prices: [], counts: [] }
const subjects = (of: QueueFacts) => [
  ...[...of.orders, ...of.questions, ...of.cases].map(({ id }) => id),
  ...of.shortages.map(({ itemId }) => itemId),
  ...of.prices.map(({ listingId }) => listingId),
  ...of.counts.map(({ lotId }) => lotId),
]
const backwards = (of: QueueFacts): QueueFacts => ({
  orders: of.orders.toReversed(),
  questions: of.questions.toReversed(),
  cases: of.cases.toReversed(),
  shortages: of.shortages.toReversed(),
  prices: of.prices.toReversed(),
  counts: of.counts.toReversed(),
})

test('every waiting thing appears exactly once, also where facts say it twice', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const doubled = { ...given, shortages: [...given.shortages, ...given.shortages] }
      const queue = sellerQueue(doubled, [], now)
      expect(queue.map(({ subjectId }) => subjectId).sort()).toEqual(subjects(given).sort())
      expect(new Set(queue.map(({ thing }) => thing)).size).toBe(queue.length)
    }),
  )
})

test('the order is total: facts in any order, and putting off in any order, give the same queue', () => {
  fc.assert(
    fc.property(facts, fc.array(fc.nat(), { maxLength: 8 }), (given, picks) => {
      const plain = sellerQueue(given, [], now)
      const later = picks.flatMap((pick, n): PutOff[] => {
        const one = plain[pick % Math.max(1, plain.length)]
        return one === undefined ? [] : [{ thing: one.thing, level: one.level, at: addSeconds(now, -(n % 3)) }]
      })
      const distinct = [...new Map(later.map((one) => [one.thing, one])).values()]
      const queue = sellerQueue(given, distinct, now)
      expect(sellerQueue(backwards(given), distinct.toReversed(), now)).toEqual(queue)
      const levels = queue.map(({ level }) => level)
      expect(levels).toEqual(levels.toSorted((a, b) => b - a))
    }),
  )
})

test('later puts a thing behind all that is as urgent and before all that is less, and moves nothing else', () => {
  fc.assert(
    fc.property(facts, fc.nat(), (given, pick) => {
      const before = sellerQueue(given, [], now)
      fc.pre(before.length > 0)
      const chosen = before[pick % before.length]
      if (chosen === undefined) return
      const after = sellerQueue(given, [{ thing: chosen.thing, level: chosen.level, at: now }], now)
      const others = (queue: typeof before) => queue.map(({ thing }) => thing).filter((one) => one !== chosen.thing)
      expect(others(after)).toEqual(others(before))
      const at = after.findIndex(({ thing }) => thing === chosen.thing)
      expect(after.slice(at + 1).every(({ level }) => level < chosen.level)).toBe(true)
      expect(after.slice(0, at).every(({ level }) => level >= chosen.level)).toBe(true)
    }),
  )
})

test('put off again and again, each thing of a level comes to the front before any comes twice', () => {
  const questions = ['a', 'b', 'c'].map((id) => ({ id, lastAt: addSeconds(now, -HOUR) }))
  const put: PutOff[] = []
  const seen: string[] = []
  for (let n = 0; n < 6; n += 1) {
    const front = sellerQueue({ ...none, questions }, put, now)[0]
    if (front === undefined) throw new Error('nothing waits')
    seen.push(front.subjectId)
    put.splice(0, put.length, ...put.filter(({ thing }) => thing !== front.thing), {
      thing: front.thing,
      level: front.level,
      at: addSeconds(now, n),
    })
  }
  expect(seen.join('')).toBe('abcabc')
})

test('what was put off comes forward again once it is more urgent', () => {
  const order = (id: string, hours: number) => ({
    id,
    paidAt: addSeconds(now, -hours * HOUR),
    boxes: null,
    labelled: false,
  })
  const given = { ...none, orders: [order('old', 23), order('new', 2)] }
  const put = [{ thing: 'pack:old', level: 2, at: now }]
  const firstAt = (at: Date) => sellerQueue(given, put, at)[0]
  expect(firstAt(now)).toMatchObject({ subjectId: 'new' })
  expect(firstAt(addSeconds(now, HOUR))).toMatchObject({ subjectId: 'old', level: 3, putOff: false })
})

test('an order is one card at each step, and the step just put off is not shown next', () => {
  const step = (boxes: number | null, labelled: boolean) =>
    sellerQueue({ ...none, orders: [{ id: 'o', paidAt: now, boxes, labelled }] }, [], now).map(({ kind }) => kind)
  expect([step(null, false), step(2, false), step(2, true)]).toEqual([['pack'], ['label'], ['hand_over']])
  const queue = sellerQueue({ ...none, questions: ['a', 'b'].map((id) => ({ id, lastAt: now })) }, [], now)
  expect(cardOf(queue, 'answer:a')).toMatchObject({ subjectId: 'b' })
  expect(cardOf(queue.slice(0, 1), 'answer:a')).toMatchObject({ subjectId: 'a' })
  expect(cardOf([], null)).toBeNull()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { billedKinds, isSameBill, matchBill } from './bill.ts'
import type { Booked, Difference } from './bill.ts'
import type { BillLine } from './gateways/port.ts'

const at = new Date('2026-04-18T09:00:00+08:00')

const lineOf = (entry: Booked): BillLine => ({
  kind: entry.kind,
  ourId: entry.ourId,
  gatewayRef: `R${entry.ourId}`,
  sellerAccount: entry.sellerAccount,
  amountFen: entry.amountFen,
  at,
})

/** What happens to an entry's line on its way into the bill, and what must then be found. */
const fates = [
  'kept',
  'dropped',
  'doubled',
  'dearer',
  'other_seller',
  'not_ended',
  'not_ours',
  'billed_before',
] as const
type Fate = (typeof fates)[number]

const entry = fc.record({
  kind: fc.constantFrom(...billedKinds('sandbox').filter((kind) => kind !== 'share')),
  sellerAccount: fc.constantFrom('s1', 's2', 's3'),
  amountFen: fc.integer({ min: 1, max: 10_000_000_000 }),
  due: fc.boolean(),
  fate: fc.constantFrom(...fates),
  extraFen: fc.integer({ min: 1, max: 1000 }),
})

const days = fc
  .array(entry, { maxLength: 40 })
  .map((entries) => entries.map((e, n) => ({ ...e, ourId: `id-${n}` })))
  .chain((entries) => fc.tuple(fc.constant(entries), fc.func(fc.integer())))

test('any set of lines, permuted, dropped, doubled or changed, is found exactly', () => {
  fc.assert(
    fc.property(days, ([entries, shuffle]) => {
      const booked: Booked[] = []
      const lines: BillLine[] = []
      const expected: string[] = []
      for (const { fate, extraFen, ...rest } of entries) {
        const ours: Booked = { ...rest, ended: fate !== 'not_ended', billedBefore: fate === 'billed_before' }
        if (fate === 'not_ended') ours.due = false
        if (fate !== 'not_ours') booked.push(ours)
        lines.push(...linesFor(fate, lineOf(ours), extraFen))
        const found = findingOf(fate, ours.due)
        if (found !== null) expected.push(`${found} ${ours.kind} ${ours.ourId}`)
      }
      const shuffled = lines.map((line, i) => ({ line, by: shuffle(i, line.ourId) })).sort((a, b) => a.by - b.by)
      const found = matchBill(
        booked,
        shuffled.map((s) => s.line),
        'booked',
      )
      expect(found.map((d) => `${d.kind} ${d.lineKind} ${d.ourId}`).sort()).toEqual(expected.sort())
    }),
    { numRuns: 500 },
  )
})

function linesFor(fate: Fate, line: BillLine, extraFen: number): BillLine[] {
  switch (fate) {
    case 'dropped':
      return []
    case 'doubled':
      return [line, line]
    case 'dearer':
      return [{ ...line, amountFen: line.amountFen + extraFen }]
    case 'other_seller':
      return [{ ...line, sellerAccount: 'someone else' }]
    default:
      return [line]
  }
}

function findingOf(fate: Fate, due: boolean): Difference['kind'] | null {
  switch (fate) {
    case 'kept':
      return null
    case 'dropped':
      return due ? 'missing' : null
    case 'dearer':
      return 'amount'
    case 'other_seller':
      return 'seller'
    case 'not_ours':
      return 'unknown'
    case 'billed_before':
      return 'doubled'
    default:
      return fate
  }
}

test('a line that is nobody’s is unknown, a fee is not looked at, a missing seller is no fault', () => {
  const ours: Booked = {
    kind: 'payment',
    ourId: 'a',
    sellerAccount: 's1',
    amountFen: 5,
    ended: true,
    due: true,
    billedBefore: false,
  }
  const line = lineOf(ours)
  expect(matchBill([], [{ ...line, ourId: null }])).toEqual([
    { kind: 'unknown', lineKind: 'payment', ourId: '', position: 0, ourFen: null, billFen: 5 },
  ])
  expect(matchBill([ours], [{ ...line, kind: 'fee' }])).toMatchObject([{ kind: 'missing', ourId: 'a', ourFen: 5 }])
  expect(matchBill([ours], [{ ...line, sellerAccount: null }])).toEqual([])
  expect(matchBill([ours], [{ ...line, kind: 'refund' }]).map((d) => d.kind)).toEqual(['unknown', 'missing'])
})

test('two readings are the same bill whatever their order, and no other', () => {
  const line = fc.record({
    kind: fc.constantFrom('payment' as const, 'refund' as const),
    ourId: fc.option(fc.constantFrom('a', 'b')),
    gatewayRef: fc.constantFrom('x', 'y'),
    sellerAccount: fc.option(fc.constant('s')),
    amountFen: fc.integer({ min: 1, max: 3 }),
    at: fc.constant(at),
  })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      expect(isSameBill(lines, lines.toReversed())).toBe(true)
      if (lines[0] !== undefined) {
        expect(isSameBill(lines, [...lines, lines[0]])).toBe(false)
        expect(isSameBill(lines, lines.with(0, { ...lines[0], amountFen: 99 }))).toBe(false)
      }
    }),
  )
})

test('parts of one release are told apart by whom they went to', () => {
  const part = (sellerAccount: string, amountFen: number): Booked => ({
    kind: 'share',
    ourId: 'r',
    sellerAccount,
    amountFen,
    ended: true,
    due: true,
    billedBefore: false,
  })
  const booked = [part('grower', 300), part('carrier', 500)]
  expect(matchBill(booked, booked.map(lineOf))).toEqual([])
  expect(matchBill(booked, [lineOf(part('grower', 300)), lineOf(part('stranger', 500))])).toMatchObject([
    { kind: 'unknown', billFen: 500 },
    { kind: 'missing', ourFen: 500 },
  ])
})

test('a fee is held against the rate, to a fen', () => {
  const payment = { kind: 'payment' as const, ourId: 'p', gatewayRef: 'R', sellerAccount: null, amountFen: 10_000, at }
  const ours: Booked = { ...payment, sellerAccount: 's', ended: true, due: true, billedBefore: false }
  const fee = (amountFen: number) => ({ ...payment, kind: 'fee' as const, amountFen })
  expect(matchBill([ours], [payment, fee(61)], '0.006')).toEqual([])
  expect(matchBill([ours], [payment, fee(75)], '0.006')).toMatchObject([{ kind: 'fee', ourFen: 60, billFen: 75 }])
})

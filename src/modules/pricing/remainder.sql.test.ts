import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countRows } from '../../../tests/harness/count.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { addSeconds } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { confirmOffers, giveBackOffers, holdOffers, releaseOffers, returnOffers } from './hold.sql.ts'
import { budgetById, changeBudgetRow, insertBudgetRow, insertOfferRow } from './offer.sql.ts'
import { standing } from './rule.ts'

const county = await openTestDatabase()
const { database } = county.app
const now = county.clock.now()

/** What is left and what was taken are the whole, of every budget here. */
const addsUp = async () => expect(await countRows(database, 'pricing.remainder_fault')).toBe(0)

/** A reduction of the platform, from a budget of its own. */
async function budgetOf(amountFen: number) {
  return database.transact(async (tx) => {
    const titles = { titleZh: '补贴', titleEn: 'Subsidy' }
    const budgetId = await insertBudgetRow(tx, { organisationId: null, ...titles, amountFen }, now)
    const offer = {
      ...titles,
      ...standing.platform.reduction,
      kind: 'reduction' as const,
      bearerKind: 'platform' as const,
      bearerId: null,
      budgetId,
      sellerId: null,
      category: null,
      tiers: [{ fromFen: 100, offFen: 10 }],
      startsAt: now,
      endsAt: addSeconds(now, 3600),
      claimsMost: null,
      claimsEach: null,
    }
    return { budgetId, offerId: await insertOfferRow(tx, offer, now) }
  })
}
type Budget = Awaited<ReturnType<typeof budgetOf>>

const holdIn = async (tx: Tx, { budgetId, offerId }: Budget, amountFen: number) => {
  const orderId = crypto.randomUUID()
  await holdOffers(tx, [{ orderId, offerId, claimId: null, budgetId, amountFen }])
  return orderId
}
/** The order that holds the amount; null where the budget has less. */
const hold = (budget: Budget, amountFen: number) =>
  database
    .transact((tx) => holdIn(tx, budget, amountFen))
    .catch((error: unknown) => {
      if (isRefusal(error) && error.code === 'pricing.budget.used_up') return null
      throw error
    })
const standingOf = async ({ budgetId }: Budget) => {
  const read = await database.read((sql) => budgetById(sql, budgetId))
  return { amountFen: read?.amountFen, heldFen: read?.heldFen, usedFen: read?.usedFen }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('hold' as const), fen: fc.integer({ min: 1, max: 120 }) }) },
  fc.record({ kind: fc.constantFrom('release' as const, 'confirm' as const, 'giveBack' as const), which: fc.nat(20) }),
  fc.record({ kind: fc.constant('return' as const), which: fc.nat(20), percent: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ kind: fc.constant('change' as const), fen: fc.integer({ min: 1, max: 400 }) }),
)

test('whatever is held, used, given back and changed, the slots decide as one number would', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.array(step, { maxLength: 25 }), async (opening, steps) => {
      const budget = await budgetOf(opening)
      let amountFen = opening
      const orders: { id: string; state: 'held' | 'used'; fen: number }[] = []
      const sum = (state: string) => orders.reduce((fen, o) => fen + (o.state === state ? o.fen : 0), 0)
      const taken = () => sum('held') + sum('used')
      const acts = {
        release: ['held', releaseOffers],
        confirm: ['held', confirmOffers],
        giveBack: ['used', giveBackOffers],
      } as const
      for (const one of steps) {
        if (one.kind === 'hold') {
          const id = await hold(budget, one.fen)
          expect(id !== null).toBe(taken() + one.fen <= amountFen)
          if (id !== null) orders.push({ id, state: 'held', fen: one.fen })
        } else if (one.kind === 'change') {
          const done = await database.transact((tx) => changeBudgetRow(tx, budget.budgetId, one.fen))
          expect(done).toBe(taken() <= one.fen)
          if (done) amountFen = one.fen
        } else if (orders.length > 0) {
          const at = one.which % orders.length
          const order = orders[at] as (typeof orders)[0]
          if (one.kind === 'return') {
            const fen = Math.floor((order.fen * one.percent) / 100)
            if (order.state !== 'used' || fen === 0) continue
            await database.transact((tx) => returnOffers(tx, order.id, [{ offerId: budget.offerId, fen }]))
            order.fen -= fen
          } else {
            const [from, act] = acts[one.kind]
            await database.transact(async (tx) => act(tx, [order.id]))
            if (order.state === from && one.kind === 'confirm') order.state = 'used'
            else if (order.state === from) orders.splice(at, 1)
          }
        }
        expect(await standingOf(budget)).toEqual({ amountFen, heldFen: sum('held'), usedFen: sum('used') })
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('raced by sixty, a budget goes out to its last fitting order and no further', async () => {
  const budget = await budgetOf(1000)
  const wanted = Array.from({ length: 60 }, (_, i) => 1 + ((i * 37) % 90))
  const held = await Promise.all(wanted.map((fen) => hold(budget, fen)))
  const gone = wanted.reduce((sum, fen, i) => sum + (held[i] === null ? 0 : fen), 0)
  expect(gone).toBeLessThanOrEqual(1000)
  expect(await standingOf(budget)).toEqual({ amountFen: 1000, heldFen: gone, usedFen: 0 })
  // Nothing was given back, so whoever was refused wants more than is left now.
  for (const [i, fen] of wanted.entries()) if (held[i] === null) expect(fen).toBeGreaterThan(1000 - gone)
  await addsUp()
})

test('one checkout does not wait for another that draws on the same budget', async () => {
  const budget = await budgetOf(16_000)
  const slow = Promise.withResolvers<void>()
  const hasHeld = Promise.withResolvers<void>()
  const first = database.transact(async (tx) => {
    await holdIn(tx, budget, 10)
    hasHeld.resolve()
    await slow.promise
  })
  await hasHeld.promise
  // Each of these commits while the first is still open.
  for (const fen of [20, 30, 40]) expect(await hold(budget, fen)).not.toBeNull()
  expect(await standingOf(budget)).toMatchObject({ heldFen: 90 })
  slow.resolve()
  await first
  expect(await standingOf(budget)).toMatchObject({ heldFen: 100 })
})

test('who needs what an open checkout has hold of waits for its end, and gets it if that one ends in nothing', async () => {
  const budget = await budgetOf(160)
  const slow = Promise.withResolvers<void>()
  const hasHeld = Promise.withResolvers<void>()
  const first = database.transact(async (tx) => {
    await holdIn(tx, budget, 100)
    hasHeld.resolve()
    await slow.promise
    throw new Error('thought better of it')
  })
  await hasHeld.promise
  const second = hold(budget, 160)
  slow.resolve()
  await expect(first).rejects.toThrow('thought better of it')
  expect(await second).not.toBeNull()
  expect(await hold(budget, 1)).toBeNull()
  await addsUp()
})

test('nothing is given back that was not taken, and a budget raised or lowered keeps that', async () => {
  const put = statement('test.remainder.put', 'SELECT pricing.put($1, $2)')
  const giveBack = ({ budgetId }: Budget, fen: number) => database.transact((tx) => tx.run(put, [budgetId, fen]))
  const budget = await budgetOf(1000)
  await expect(giveBack(budget, 1)).rejects.toMatchObject({ constraint: 'never_too_much' })
  await hold(budget, 300)
  await expect(giveBack(budget, 301)).rejects.toMatchObject({ constraint: 'never_too_much' })
  for (const amountFen of [5000, 400]) {
    expect(await database.transact((tx) => changeBudgetRow(tx, budget.budgetId, amountFen))).toBe(true)
    await expect(giveBack(budget, 301)).rejects.toMatchObject({ constraint: 'never_too_much' })
  }
  await addsUp()
})

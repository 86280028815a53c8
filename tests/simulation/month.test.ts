import fc from 'fast-check'
import { afterAll, expect, inject, test } from 'vitest'
import { databaseNamed, onCluster, TEMPLATE } from '../harness/cluster.ts'
import { planMonth } from './month/plan.ts'
import { runMonth } from './month/run.ts'
import { shrinkPlan } from './month/shrink.ts'
import { printedSeed } from './random.ts'

// The same month at its full size, 3,000 sellers and 50,000 orders: npm run bench month.

const seed = printedSeed('month')
const cluster = inject('postgresUrl')
const name = `month_${process.pid}`
afterAll(() => onCluster(cluster, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))

test('a month of a small county with a bad bank, leaping clocks, returns and disputes: every fen and every unit is where it belongs', async () => {
  await onCluster(cluster, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  const plan = planMonth(seed, { sellers: 25, orders: 260, days: 30 })
  const { broken, met } = await runMonth(databaseNamed(cluster, name), plan)
  expect(broken).toEqual([])
  // It was a bad month indeed: goods ran out, and steps came too early or too late.
  expect([...met.keys()]).toEqual(expect.arrayContaining(['stock.sold_out', 'market.order.step_not_possible']))
}, 300_000)

test('the same seed plans the same month, and all its orders', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 200 }), (from, orders) => {
      const size = { sellers: 7, orders, days: 30 }
      const plan = planMonth(from, size)
      expect(planMonth(from, size)).toEqual(plan)
      expect(plan.visits.flatMap((visit) => visit.lines)).toHaveLength(orders)
      for (const { day, lines } of plan.visits) {
        expect(day).toBeLessThan(30)
        expect(new Set(lines.map((line) => line.seller)).size).toBe(lines.length)
      }
    }),
    { numRuns: 50 },
  )
})

test('what two visits break together is shrunk to these two, and what bad days break keeps them', async () => {
  const plan = planMonth(7, { sellers: 9, orders: 80, days: 10 })
  const ids = [plan.visits[3]?.id, plan.visits.at(-2)?.id]
  const breaksTogether = async ({ visits }: typeof plan) => ids.every((id) => visits.some((visit) => visit.id === id))
  const small = await shrinkPlan(plan, breaksTogether, 500)
  expect(small.visits.map((visit) => visit.id).toSorted()).toEqual(ids.toSorted())
  expect(small.days[0]?.noticeFaults).toEqual([[]])
  const badDays = async (some: typeof plan) =>
    (await breaksTogether(some)) && some.days.some((day) => day.noticeFaults.flat().length > 0)
  expect((await shrinkPlan(plan, badDays, 500)).days).toEqual(plan.days)
})

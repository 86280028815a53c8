import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { logReadable } from '../../tests/harness/log.ts'
import { follow } from './follow.ts'
import type { Fact } from './follow.ts'

const county = await openTestDatabase()
const { database } = county.app

const begun = (subject: string, name = 'test.happened') =>
  database.transact(async (tx) => tx.effects.publish({ name, subject, data: {} }))

async function happen(subject: string, name?: string): Promise<void> {
  await begun(subject, name)
  await logReadable(database)
}

function follower(name: string) {
  const seen: string[] = []
  return {
    seen,
    look: () =>
      follow(county.app, {
        name,
        events: ['test.happened'],
        take: async (_tx, facts: readonly Fact[]) => void seen.push(...facts.map((fact) => fact.subject)),
      }),
  }
}

test('a follower starts where it is first seen and then misses nothing, whatever else is recorded', async () => {
  await happen('before')
  const one = follower('one')
  await one.look()
  await happen('first')
  await happen('other', 'test.other')
  await one.look()
  await one.look()
  await happen('second')
  await one.look()
  expect(one.seen).toEqual(['first', 'second'])
})

test('an event of a transaction that ends late is neither lost nor told twice', async () => {
  const late = follower('late')
  await late.look()
  let end = () => {}
  const open = new Promise<void>((resolve) => {
    end = resolve
  })
  const slow = database.transact(async (tx) => {
    await tx.effects.write(tx)
    tx.effects.publish({ name: 'test.happened', subject: 'slow', data: {} })
    await tx.effects.write(tx)
    await open
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await begun('quick')
  await late.look()
  expect(late.seen).toEqual([])
  end()
  await slow
  await logReadable(database)
  await late.look()
  expect(new Set(late.seen)).toEqual(new Set(['slow', 'quick']))
  expect(late.seen.filter((one) => one === 'quick')).toHaveLength(1)
})

test('followers that look at once, and a take that fails, leave each fact taken once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('happen', 'look', 'both', 'fail'), { maxLength: 12 }), async (moves) => {
      const name = crypto.randomUUID()
      const own = follower(name)
      await own.look()
      const made: string[] = []
      const one = async () => {
        const subject = crypto.randomUUID()
        made.push(subject)
        await happen(subject)
      }
      const failing = () =>
        follow(county.app, { name, events: ['test.happened'], take: () => Promise.reject(new Error('down')) }).catch(
          () => {},
        )
      for (const move of moves) {
        if (move === 'happen') await one()
        else if (move === 'look') await own.look()
        else if (move === 'fail') await failing()
        else await Promise.all([one(), own.look(), own.look()])
      }
      await own.look()
      await own.look()
      expect(own.seen).toEqual(expect.arrayContaining(made))
      expect(new Set(own.seen).size).toBe(own.seen.length)
    }),
    { numRuns: 15 },
  )
})

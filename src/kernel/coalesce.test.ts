import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coalescer, CrowdedOut } from './coalesce.ts'

const limits = { batchMax: 1000, waitingMax: 10_000, separable: () => true }

test('what is asked together is decided together, and what comes meanwhile in the next batch', async () => {
  const batches: number[][] = []
  let release = () => {}
  const line = coalescer<number, number>(async (batch) => {
    batches.push([...batch])
    await new Promise<void>((done) => {
      release = done
    })
    return batch.map((n) => n * 2)
  }, limits)
  const first = [line.ask(1), line.ask(2)]
  await Promise.resolve()
  await Promise.resolve()
  const second = [line.ask(3), line.ask(4), line.ask(5)]
  release()
  expect(await Promise.all(first)).toEqual([2, 4])
  release()
  expect(await Promise.all(second)).toEqual([6, 8, 10])
  expect(batches).toEqual([
    [1, 2],
    [3, 4, 5],
  ])
})

test('a scarce thing goes to those who came first, however batches fall', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 1, max: 9 }),
      async (wanted, stock, batchMax) => {
        let left = stock
        const line = coalescer<number, boolean>(
          async (batch) => {
            await Promise.resolve()
            return batch.map((n) => {
              if (n > left) return false
              left -= n
              return true
            })
          },
          { ...limits, batchMax },
        )
        let expected = stock
        const model = wanted.map((n) => {
          if (n > expected) return false
          expected -= n
          return true
        })
        expect(await Promise.all(wanted.map((n) => line.ask(n)))).toEqual(model)
      },
    ),
  )
})

test('one bad item fails alone; a failure of everything fails all without trying each', async () => {
  let tries = 0
  const decide = async (batch: readonly number[]) => {
    tries += 1
    if (batch.includes(13)) throw new Error('thirteen')
    return batch
  }
  const line = coalescer(decide, limits)
  const outcomes = await Promise.allSettled([1, 13, 2].map((n) => line.ask(n)))
  expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  tries = 0
  const down = coalescer(decide, { ...limits, separable: () => false })
  const all = await Promise.allSettled([1, 13, 2].map((n) => down.ask(n)))
  expect(all.map((o) => o.status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(tries).toBe(1)
})

test('too many waiting are turned away at once, and those in line are served', async () => {
  const line = coalescer(async (batch: readonly number[]) => batch, { ...limits, waitingMax: 2 })
  const outcomes = await Promise.allSettled([1, 2, 3].map((n) => line.ask(n)))
  expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect((outcomes[2] as PromiseRejectedResult).reason).toBeInstanceOf(CrowdedOut)
  await line.settled()
  expect(await line.ask(4)).toBe(4)
})

test('an answer too few is a bug and reaches all who asked', async () => {
  const line = coalescer<number, number>(async () => [], { ...limits, separable: () => false })
  await expect(line.ask(1)).rejects.toThrow('1 asked, 0 answered')
})

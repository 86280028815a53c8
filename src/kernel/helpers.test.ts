import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { FakeTask } from './helper.fake.ts'
import { helpers } from './helpers.ts'
import type { HelperLimits } from './helpers.ts'

const open: ReturnType<typeof helpers>[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

function opened(limits: Partial<HelperLimits> = {}) {
  const all = helpers(limits)
  open.push(all)
  return (task: FakeTask, lane?: string) => all.run<{ pid: number; said: string }>('kernel/helper.fake.ts', task, lane)
}

test('tasks are done by one helper in the order they came; another lane has one of its own', async () => {
  const run = opened()
  const ended: string[] = []
  const names = ['a', 'b', 'c']
  const all = await Promise.all(
    names.map(async (say) => {
      const answer = await run({ say })
      ended.push(answer.said)
      return answer
    }),
  )
  expect(ended).toEqual(names)
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(1)
  expect((await run({ say: 'd' }, 'another')).pid).not.toBe(all[0]?.pid)
})

test('a lane that is kept busy does not hold up another', async () => {
  const run = opened()
  const busy = run('never end', 'slow')
  expect((await run({ say: 'served' }, 'quick')).said).toBe('served')
  const [fate] = await Promise.all([busy.catch((error: Error) => error.message), open[0]?.close()])
  expect(fate).toBe('closing')
})

test('what fails, takes too long or cannot be sent fails alone; the next is served', async () => {
  const run = opened({ taskMsMax: 3_000 })
  const fates = await Promise.allSettled([
    run({ say: 'before' }),
    run({ fail: 3 }),
    run({ say: 'between' }),
    run('never end'),
    run({ say: () => 'a function' } as never),
    run({ say: 'after' }),
  ])
  const told = fates.map((fate) => (fate.status === 'fulfilled' ? fate.value.said : (fate.reason as Error).message))
  expect(told).toEqual([
    'before',
    expect.stringContaining('ended with 3'),
    'between',
    expect.stringContaining('took too long'),
    expect.stringContaining('could not be cloned'),
    'after',
  ])
})

test('a helper nobody needs ends, and the next task has a new one', async () => {
  const run = opened({ idleMs: 0 })
  const first = await run({ say: '1' })
  await sleep(20)
  expect((await run({ say: '2' })).pid).not.toBe(first.pid)
})

test('more than may wait are told to come again', async () => {
  const run = opened({ waitingMax: 2 })
  const fates = await Promise.allSettled(['a', 'b', 'c', 'd'].map((say) => run({ say })))
  expect(fates.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
  expect((fates[3] as PromiseRejectedResult).reason).toMatchObject({ code: 'kernel.busy' })
})

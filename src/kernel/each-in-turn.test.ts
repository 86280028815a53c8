import { expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { eachInTurn } from './jobs.ts'

const { app } = await openTestDatabase()

test('what cannot be done for one keeps nobody waiting, and is not hidden', async () => {
  const done: number[] = []
  const work = (broken: readonly number[]) =>
    eachInTurn(app, [1, 2, 3, 4], async (_tx, one) => {
      if (broken.includes(one)) throw new Error(`not ${one}`)
      done.push(one)
    })
  await work([])
  await expect(work([2])).rejects.toThrow('not 2')
  await expect(work([1, 4])).rejects.toThrow('2 of 4 failed')
  expect(done).toEqual([1, 2, 3, 4, 1, 3, 4, 2, 3])
})

import { afterAll, expect, test } from 'vitest'
import { openTestDatabase } from './database.ts'
import { openWriteWatch } from './writes.ts'

const county = await openTestDatabase()
const watch = await openWriteWatch(county)
afterAll(() => watch.close())

test('one row anywhere changes the state, reading and a rolled-back write do not', async () => {
  const before = await watch.state()
  await county.app.database.read(async () => undefined)
  const failed = county.app.database.transact(async (tx) => {
    tx.effects.publish({ name: 'test.happened', subject: 'test', data: {} })
    throw new Error('undo')
  })
  await expect(failed).rejects.toThrow('undo')
  expect(await watch.state()).toEqual(before)
  await county.app.database.transact(async (tx) =>
    tx.effects.publish({ name: 'test.happened', subject: 'test', data: {} }),
  )
  expect(await watch.state()).not.toEqual(before)
})

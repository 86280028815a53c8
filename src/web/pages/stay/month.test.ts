import { expect, test } from 'vitest'
import type { MonthRange } from './month.tsx'
import { openMonth } from './month.tsx'

const today = '2026-11-30'

/** Which month opens, and how often was looked, where the days given are free. */
async function opened(asked: { month?: string; day?: string }, free: readonly string[]) {
  const looked: string[] = []
  const look = (range: MonthRange) => {
    looked.push(range.month)
    return Promise.resolve(free.filter((day) => range.from <= day && day <= range.until))
  }
  const { range, found } = await openMonth(
    { month: asked.month ?? null, day: asked.day, today },
    look,
    (days) => days.length > 0,
  )
  return { month: range.month, from: range.from, found, looked }
}

test('a calendar opens on the month that has something to book, be it the next', async () => {
  const next = ['2026-12-01', '2026-12-05']
  expect(await opened({}, next)).toMatchObject({ month: '2026-12', found: next, looked: ['2026-11', '2026-12'] })
  expect(await opened({}, ['2026-11-30', ...next])).toMatchObject({
    month: '2026-11',
    from: today,
    looked: ['2026-11'],
  })
})

test('whoever asks for a month or a day sees that one, even where nothing is free', async () => {
  expect(await opened({ month: '2026-11' }, ['2026-12-05'])).toMatchObject({ month: '2026-11', found: [] })
  expect(await opened({ day: '2026-12-24' }, [])).toMatchObject({ month: '2026-12', looked: ['2026-12'] })
})

test('no month before today’s or beyond a year and a half opens', async () => {
  expect(await opened({ month: '2020-01' }, [])).toMatchObject({ month: '2026-11' })
  expect(await opened({ month: '2099-01' }, [])).toMatchObject({ month: '2028-05' })
})

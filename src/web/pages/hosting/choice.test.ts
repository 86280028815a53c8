import { describe, expect, test } from 'vitest'
import { chosenAt, clicked, moved } from './choice.ts'

const size = { rows: 3, days: 28 }

describe('days of a calendar are chosen', () => {
  test('by a click, and on to another by Shift, in either direction', () => {
    const first = clicked(null, 1, 5, false)
    expect(first).toMatchObject({ row: 1, from: 5, until: 5 })
    expect(clicked(first, 1, 9, true)).toMatchObject({ from: 5, until: 9 })
    expect(clicked(clicked(first, 1, 9, true), 1, 2, true)).toMatchObject({ from: 2, until: 5 })
    expect(clicked(first, 2, 9, true)).toMatchObject({ row: 2, from: 9, until: 9 })
  })

  test('by arrows, with Shift several, never beyond the table', () => {
    const begin = chosenAt(0, 0)
    expect(moved(begin, 'ArrowLeft', false, size)).toEqual(begin)
    expect(moved(begin, 'ArrowUp', false, size)).toEqual(begin)
    expect(moved(chosenAt(0, 3), 'ArrowRight', true, size)).toMatchObject({ anchor: 3, from: 3, until: 4 })
    expect(moved(chosenAt(0, 3, 5), 'ArrowLeft', true, size)).toMatchObject({ from: 3, until: 4 })
    expect(moved(chosenAt(0, 3, 5), 'ArrowDown', false, size)).toMatchObject({ row: 1, from: 5, until: 5 })
    expect(moved(chosenAt(2, 3), 'End', false, size)).toMatchObject({ row: 2, from: 27, until: 27 })
    expect(moved(begin, 'a', false, size)).toBeUndefined()
  })
})

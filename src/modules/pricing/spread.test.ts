import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread } from './spread.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const places = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)), { minLength: 1, maxLength: 12 })

test('gives out the whole amount, or all the room there is, and nobody more than their room', () => {
  fc.assert(
    fc.property(fc.nat(5_000_000), places, (totalFen, drawn) => {
      const [weights, rooms] = [drawn.map(([weight]) => weight), drawn.map(([, room]) => room)]
      const parts = spread(totalFen, weights, rooms)
      expect(sum(parts)).toBe(Math.min(totalFen, sum(rooms)))
      expect(parts.every((part, i) => part >= 0 && part <= (rooms[i] ?? 0))).toBe(true)
    }),
  )
})

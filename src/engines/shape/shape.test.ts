import { expect, test } from 'vitest'
import { floats, listOf, nullable, number, numbers, objectOf, optional, text, truth } from './index.ts'

const shape = objectOf({
  name: text,
  sizes: numbers,
  way: floats,
  parts: listOf(objectOf({ count: number, kept: optional(truth), end: nullable(number) })),
})
const fine = { name: '', sizes: [1, NaN], way: new Float64Array(1), parts: [{ count: 1, end: null }] }

test('what fits fits, with members nobody asked for', () => {
  expect(shape(fine, '')).toBeNull()
  expect(shape({ ...fine, sizes: Int32Array.of(1), more: 1 }, 'it')).toBeNull()
})

test('what does not is told where it is, and what was wanted', () => {
  const misfits: [unknown, string, string][] = [
    [null, '', 'an object'],
    [[], '', 'an object'],
    [{ ...fine, name: 1 }, 'name', 'a text'],
    [{ ...fine, sizes: [1, '2'] }, 'sizes[1]', 'a number'],
    [{ ...fine, sizes: new BigInt64Array(1) }, 'sizes', 'a list'],
    [{ ...fine, sizes: [1, , 2] }, 'sizes[1]', 'a number'], // oxlint-disable-line no-sparse-arrays -- a hole is what is tried
    [{ ...fine, way: [1] }, 'way', 'a Float64Array'],
    [{ ...fine, parts: { length: 1e9 } }, 'parts', 'a list'],
    [{ ...fine, parts: [{ count: 1, end: null, kept: 1 }] }, 'parts[0].kept', 'true or false'],
    [{ ...fine, parts: [{ count: 1 }] }, 'parts[0].end', 'a number'],
  ]
  for (const [value, where, wanted] of misfits) expect(shape(value, '')).toEqual({ where, wanted })
})

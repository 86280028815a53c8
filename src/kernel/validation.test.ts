import { expect, test } from 'vitest'
import { z } from 'zod'
import { isRefusal } from './refusal.ts'
import { parseInput } from './validation.ts'

test('a NUL anywhere in the input is refused at its place, before the schema sees it', () => {
  const schema = z.object({ a: z.string(), list: z.array(z.object({ 'b/c': z.string() })) })
  try {
    parseInput(schema, { a: 'fine', list: [{ 'b/c': 'x' }, { 'b/c': 'no\u0000' }] }, 'zh')
    expect.unreachable()
  } catch (error) {
    expect(isRefusal(error) && [error.code, error.faults[0]?.pointer]).toEqual(['kernel.invalid_input', '/list/1/b~1c'])
  }
})

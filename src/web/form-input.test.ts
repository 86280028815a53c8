import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { anyone } from '../kernel/access.ts'
import { FIELDS_MAX } from '../kernel/http/body.ts'
import { operation } from '../kernel/operation.ts'
import { formInput, nest } from './form-input.ts'

const order = operation({
  name: 'test.order',
  method: 'POST',
  path: '/test',
  summary: 'Test',
  access: anyone,
  input: z.object({
    name: z.string(),
    phone: z.string(),
    gift: z.boolean().optional(),
    note: z.string().optional(),
    roles: z.array(z.string()),
    lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  }),
  output: z.object({}),
  run: async () => ({}),
})

const post = (fields: [string, string][]) =>
  new Request('http://county.test/', { method: 'POST', body: new URLSearchParams(fields) })

test('names nest, numbers and switches take the types the operation wants, empty fields are left out', async () => {
  const request = post([
    ['name', '蓝阿婆'],
    ['phone', '13800000000'],
    ['gift', 'on'],
    ['note', ' '],
    ['roles', 'seller'],
    ['lines[1].sku', 'B'],
    ['lines[1].quantity', '2'],
    ['lines[0].sku', 'A'],
    ['lines[0].quantity', '1'],
  ])
  expect(await formInput(request, order)).toEqual({
    name: '蓝阿婆',
    phone: '13800000000',
    gift: true,
    roles: ['seller'],
    lines: [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
    ],
  })
})

test('what is no number stays as typed, for the operation to refuse', async () => {
  const request = post([
    ['lines.0.quantity', '三'],
    ['lines.0.sku', 'A'],
  ])
  expect(await formInput(request, order)).toEqual({ lines: [{ quantity: '三', sku: 'A' }] })
})

test('no field name reaches a prototype, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '0', '__proto__', 'constructor', 'prototype', '', 'toString'), { minLength: 1 }),
      (steps) => {
        nest({ [steps.join('.')]: 'polluted' })
        expect(({} as Record<string, unknown>).a).toBeUndefined()
      },
    ),
  )
})

test('a form of more fields than any page has is refused before it is parsed, and one of many is read in one pass', async () => {
  const many = (count: number) => post(Array.from({ length: count }, (_, at) => [`f${at}`, '1']))
  expect(Object.keys(await formInput(many(FIELDS_MAX)))).toHaveLength(FIELDS_MAX)
  await expect(formInput(many(FIELDS_MAX + 2))).rejects.toMatchObject({ init: { status: 413 } })
  const parts = new FormData()
  for (let at = 0; at < FIELDS_MAX + 1; at++) parts.append('f', '1')
  const form = new Request('http://county.test/', { method: 'POST', body: parts })
  await expect(formInput(form)).rejects.toMatchObject({ init: { status: 413 } })
})

test('what is typed is bounded as JSON is; only files may be longer', async () => {
  const long = 'x'.repeat(1_000_001)
  await expect(formInput(post([['note', long]]))).rejects.toMatchObject({ init: { status: 413 } })
  const withFiles = (note: string) => {
    const body = new FormData()
    body.append('photo', new Blob([long]), 'photo.jpg')
    body.append('note', note)
    return new Request('http://county.test/', { method: 'POST', body })
  }
  await expect(formInput(withFiles(long))).rejects.toMatchObject({ init: { status: 413 } })
  expect(Object.keys(await formInput(withFiles('short')))).toEqual(['photo', 'note'])
})

test('a name that nests deeper than any form of ours is dropped', () => {
  expect(nest({ [`a${'.a'.repeat(400_000)}`]: '1', kept: '1' })).toEqual({ kept: '1' })
})

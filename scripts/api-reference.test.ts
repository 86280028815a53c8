import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { API_REFERENCE, apiReference, withOperations } from './api-reference.ts'

test('the API reference says what the operations declare; `npm run api-reference` brings it up to date', async () => {
  expect(readFileSync(API_REFERENCE, 'utf8')).toBe(await withOperations(apiReference))
})

test('every operation that can be reached stands in it, with every refusal in words', async () => {
  const [text, operations] = await withOperations((app) => [apiReference(app), app.operations] as const)
  const reachable = operations.filter(({ access }) => access.rule !== 'system')
  expect(reachable.length).toBeGreaterThan(50)
  for (const { name, refusals = [] } of reachable) {
    expect(text).toContain(`### ${name}\n`)
    for (const code of refusals) expect(text).toMatch(new RegExp(`^- \\d{3} \`${code}\`: \\S`, 'm'))
  }
})

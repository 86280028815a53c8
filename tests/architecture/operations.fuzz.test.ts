import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Actor } from '../../src/kernel/actor.ts'
import { judge } from '../../src/kernel/access.ts'
import type { AnyOperation } from '../../src/kernel/operation.ts'
import { apiClient, asText } from '../harness/api-client.ts'
import { castOf } from '../harness/cast.ts'
import { openTestDatabase } from '../harness/database.ts'
import { brokenInput, fieldsOf, shapedInput } from '../harness/inputs.ts'
import { openWriteWatch } from '../harness/writes.ts'

// Every operation there is, by itself: whatever is sent, the answer is never a 5xx, and what is refused wrote nothing.

const county = await openTestDatabase()
const cast = await castOf(county)
const client = apiClient(county)
const watch = await openWriteWatch(county)
afterAll(() => watch.close())

const RUNS = Number(process.env.FUZZ_RUNS ?? 40)
/** Some answers are whole workbooks. */
const LONG = 120_000
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)
process.stdout.write(`operations fuzz: FUZZ_SEED=${seed} FUZZ_RUNS=${RUNS}\n`)

const reachable = county.app.operations.filter((operation) => operation.access.rule !== 'system')

/** Someone who passes the access check, so that the input is what is judged. */
function allowedActor(operation: AnyOperation): Actor {
  const input = { organisationId: cast.organisationId }
  const actor = Object.values(cast.actors).find((a) => judge(operation.access, a, input) === 'allowed')
  if (actor === undefined) throw new Error(`nobody may ${operation.name}`)
  return actor
}

const ours = (operation: AnyOperation, input: Record<string, unknown>) =>
  operation.access.rule === 'member' ? { ...input, organisationId: cast.organisationId } : input

async function sent(operation: AnyOperation, input: Record<string, unknown>) {
  const response = await client.send(allowedActor(operation), operation, input)
  const text = await response.text()
  expect(response.status, `${operation.name} ${JSON.stringify(input).slice(0, 500)}\n${text}`).toBeLessThan(500)
  return { status: response.status, text }
}

describe.each(reachable.map((operation) => [operation.name, operation] as const))('%s', (_name, operation) => {
  test(
    'broken input is refused and nothing is written',
    async () => {
      const before = await watch.state()
      let refusals = 0
      await fc.assert(
        fc.asyncProperty(brokenInput(operation), async (broken) => {
          const input = ours(operation, broken)
          if (operation.method === 'GET') return void (await sent(operation, input))
          if ((operation.input as z.ZodType).safeParse(asArrived(operation, input)).success) return
          expect((await sent(operation, input)).status).toBeGreaterThanOrEqual(400)
          refusals += 1
        }),
        { numRuns: RUNS, seed },
      )
      if (operation.method !== 'GET' && takesInput(operation)) expect(refusals).toBeGreaterThan(0)
      expect(await watch.state()).toEqual(before)
    },
    LONG,
  )

  test(
    'input of the right shape about things that do not exist is answered, and a refusal writes nothing',
    async () => {
      await fc.assert(
        fc.asyncProperty(shapedInput(operation), async (shaped) => {
          const before = await watch.state()
          const { status } = await sent(operation, ours(operation, shaped))
          if (status >= 400) expect(await watch.state()).toEqual(before)
          else expect(status).toBe(200)
        }),
        { numRuns: Math.ceil(RUNS / 4), seed },
      )
    },
    LONG,
  )
})

/** With nothing to fill in, nothing can be wrong. */
const takesInput = (operation: AnyOperation) => fieldsOf(operation).some((field) => field !== 'organisationId')

const inForm = (value: unknown) =>
  value instanceof File ? { name: value.name, mediaType: value.type, bytes: new Uint8Array(value.size) } : asText(value)

/** What is left of an input after its way through JSON or a form. */
function asArrived(operation: AnyOperation, input: Record<string, unknown>): unknown {
  if (operation.body === 'multipart') return Object.fromEntries(Object.entries(input).map(([k, v]) => [k, inForm(v)]))
  const arrived = JSON.parse(JSON.stringify(input)) as Record<string, unknown>
  for (const [, name = ''] of operation.path.matchAll(/\{(\w+)\}/g)) arrived[name] = asText(input[name]) || '-'
  return arrived
}

test('a body that is no JSON, too large or of another kind is refused before anything else', async () => {
  const operation = reachable.find((o) => o.method === 'POST' && o.body !== 'multipart' && !o.path.includes('{'))
  expect(operation).toBeDefined()
  if (operation === undefined) return
  const before = await watch.state()
  const long = await sent(operation, ours(operation, { padding: 'x'.repeat(1_100_000) }))
  expect(long.status).toBe(413)
  expect(await watch.state()).toEqual(before)
})

import { afterAll, describe, expect, test } from 'vitest'
import { judge } from '../../src/kernel/access.ts'
import type { Access, Verdict } from '../../src/kernel/access.ts'
import type { AnyOperation } from '../../src/kernel/operation.ts'
import { languages } from '../../src/kernel/words.ts'
import { apiClient } from '../harness/api-client.ts'
import { castOf } from '../harness/cast.ts'
import { openTestDatabase } from '../harness/database.ts'
import { fieldsOf } from '../harness/inputs.ts'
import { openWriteWatch } from '../harness/writes.ts'

// Every actor against every operation, by a table of its own: who may is said here a second time, in other words.

const county = await openTestDatabase()
const { operations, dictionary } = county.app
const cast = await castOf(county)
const client = apiClient(county)
const watch = await openWriteWatch(county)
afterAll(() => watch.close())

function expected(access: Access, who: string): Verdict {
  const isGuest = who.startsWith('guest')
  switch (access.rule) {
    case 'anyone':
      return 'allowed'
    case 'buyer':
      return who === 'guest without a token' ? 'sign_in_required' : 'allowed'
    case 'signed_in':
      return isGuest ? 'sign_in_required' : 'allowed'
    case 'member':
      if (isGuest) return 'sign_in_required'
      return (access.roles as readonly string[]).includes(who) ? 'allowed' : 'not_allowed'
    case 'office':
      if (isGuest) return 'sign_in_required'
      return who === 'office member' ? 'allowed' : 'not_allowed'
    case 'system':
      return 'not_allowed'
  }
}

const input = { organisationId: cast.organisationId }
const everyone = Object.entries(cast.actors)
const each = operations.map((operation) => [operation.name, operation] as const)

describe.each(each)('%s', (_name, operation) => {
  test.each(everyone)('%s', async (who, actor) => {
    const verdict = expected(operation.access, who)
    expect(judge(operation.access, actor, input)).toBe(verdict)
    if (operation.access.rule === 'system') return
    // Over HTTP everyone without a token is given one, so only the rule for people can turn a guest away.
    const overHttp = who === 'guest without a token' && operation.access.rule === 'buyer' ? 'allowed' : verdict
    const before = await watch.state()
    const response = await client.send(actor, operation, input)
    const problem = (await response.json()) as { code?: string; errors?: unknown } | null
    if (overHttp === 'allowed') {
      expect(problem?.code).not.toBe('kernel.sign_in_required')
      expect(response.status).toBeLessThan(500)
      return
    }
    expect(response.status).toBe(overHttp === 'sign_in_required' ? 401 : 403)
    expect(problem?.code).toBe(`kernel.${overHttp}`)
    // Whoever may not, learns nothing of the input's shape, and leaves nothing behind.
    expect(problem).not.toHaveProperty('errors')
    expect(await watch.state()).toEqual(before)
  })

  test('its declaration is whole', () => {
    expect(operation.name).toMatch(/^[a-z]+(\.[a-z][a-z_]*)+$/)
    expect(operation.path).toMatch(/^\/[a-z]/)
    const fields = fieldsOf(operation)
    for (const [, parameter] of operation.path.matchAll(/\{(\w+)\}/g)) expect(fields).toContain(parameter)
    if (operation.access.rule === 'member') expect(fields).toContain('organisationId')
    for (const code of operation.refusals ?? [])
      for (const lang of languages) expect(dictionary[lang], `${code} in ${lang}`).toHaveProperty([code])
  })
})

test('no two operations share a name or an address', () => {
  const names = operations.map((operation) => operation.name)
  const addresses = operations.map((o: AnyOperation) => `${o.method} ${o.path.replaceAll(/\{\w+\}/g, '{}')}`)
  expect(names).toEqual([...new Set(names)])
  expect(addresses).toEqual([...new Set(addresses)])
})

test('an operation for the system alone has no address', async () => {
  for (const operation of operations.filter((o) => o.access.rule === 'system')) {
    const owner = cast.actors.owner
    if (owner === undefined) throw new Error('the cast has an owner')
    expect((await client.send(owner, operation, input)).status).toBe(404)
  }
})

import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { judge, receiver } from '../../../examples/webhook-receiver.mjs'
import { countRows } from '../../../tests/harness/count.ts'
import { openTrade, toolsFor } from '../../workflows/testing.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { afterAttempt, ATTEMPTS_MAX, FAILING_SECONDS, hasFailedLong } from './delivery.ts'
import {
  createEndpoint,
  listDeliveries,
  listEndpoints,
  pingEndpoint,
  readAttempts,
  removeEndpoint,
  replay,
  rotateEndpointSecret,
  switchEndpoint,
} from './endpoint.ops.ts'
import { post } from './post.ts'
import { newSecret, sealed, signedHeaders, unsealed } from './signing.ts'
import { isOutside, urlFault } from '../../kernel/http/outside.ts'
import { runFollowers } from '../../../tests/harness/jobs.ts'

const NOW = new Date('2026-04-18T01:00:00Z')

describe('signing', () => {
  test('is that of the specification', () => {
    const headers = signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), '{"test": 2432232314}', [
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    ])
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  const asArrived = (headers: ReturnType<typeof signedHeaders>, body: string) => ({
    id: headers['webhook-id'],
    timestamp: headers['webhook-timestamp'],
    signature: headers['webhook-signature'],
    body,
  })

  test('the example receiver takes what is signed, once, and nothing that was changed, kept too long or sent again', () => {
    const secret = newSecret()
    const seconds = NOW.getTime() / 1000
    fc.assert(
      fc.property(fc.uuid(), fc.json(), fc.integer({ min: -900, max: 900 }), fc.nat(2), (id, body, late, part) => {
        const arrived = asArrived(signedHeaders(id, NOW, body, [newSecret(), secret]), body)
        const seen = new Set<string>()
        expect(judge(arrived, [secret], seen, seconds + late)).toBe(Math.abs(late) > 300 ? 'too_old' : 'taken')
        if (Math.abs(late) <= 300) expect(judge(arrived, [secret], seen, seconds + late)).toBe('seen_before')
        const changed = [
          { ...arrived, body: `${body} ` },
          { ...arrived, id: `${id}x` },
          { ...arrived, timestamp: String(seconds + 1) },
        ][part]
        if (changed !== undefined) expect(judge(changed, [secret], new Set(), seconds)).toBe('wrong_signature')
        expect(judge(arrived, [newSecret()], new Set(), seconds)).toBe('wrong_signature')
      }),
      { numRuns: 60 },
    )
  })

  test('a secret is sealed under the secret of the county alone', () => {
    const secret = newSecret()
    expect(unsealed('county', sealed('county', secret))).toBe(secret)
    expect(() => unsealed('other', sealed('county', secret))).toThrow(/authenticate/)
    expect(Buffer.from(sealed('county', secret)).toString('latin1')).not.toContain(secret)
  })
})

describe('where a webhook may go', () => {
  test.each([
    ['https://hooks.example.com/a', null],
    ['https://8.8.8.8/', null],
    ['https://[2606:4700::1111]:8443/x', null],
    ['http://hooks.example.com/a', 'not_https'],
    ['https://localhost/', 'not_allowed'],
    ['https://intranet/', 'not_allowed'],
    ['https://printer.local/', 'not_allowed'],
    ['https://127.0.0.1/', 'not_allowed'],
    ['https://2130706433/', 'not_allowed'],
    ['https://0x7f.1/', 'not_allowed'],
    ['https://[::1]/', 'not_allowed'],
    ['https://[::ffff:127.0.0.1]/', 'not_allowed'],
    ['https://[64:ff9b::7f00:1]/', 'not_allowed'],
    ['https://169.254.169.254/latest/meta-data', 'not_allowed'],
    ['https://100.100.100.200/', 'not_allowed'],
    ['https://10.1.2.3/', 'not_allowed'],
    ['https://user:pw@hooks.example.com/', 'not_allowed'],
    ['https://hooks.example.com:22/', 'not_allowed'],
    ['file:///etc/passwd', 'not_https'],
  ])('%s', (url, fault) => {
    expect(urlFault(url, false)).toBe(fault)
  })

  test('no private or loopback address is outside', () => {
    const inside = fc.oneof(
      fc.tuple(fc.constantFrom(10, 127, 0, 224, 255), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
    )
    fc.assert(
      fc.property(inside, (parts) => {
        expect(isOutside(parts.join('.'))).toBe(false)
        expect(isOutside(`::ffff:${parts.join('.')}`)).toBe(false)
      }),
    )
  })

  test('a name that points inside at the moment of sending finds nobody, whatever it pointed to before', async () => {
    const knocked: string[] = []
    const inside = createServer((request, response) => {
      knocked.push(request.url ?? '')
      response.end()
    })
    const port = await listening(inside)
    const to = (address: string) => ({
      local: false,
      timeoutMs: 2_000,
      resolve: (_host: string, done: (error: null, found: { address: string; family: number }[]) => void) =>
        done(null, [{ address, family: 4 }]),
    })
    const answer = await post('https://rebinding.example.com/', {}, '{}', to('127.0.0.1'))
    expect(answer).toMatchObject({ status: null, fault: 'address_inside' })
    expect(await post(`http://127.0.0.1:${port}/`, {}, '{}', to('8.8.8.8'))).toMatchObject({
      fault: 'address_not_allowed',
    })
    expect(knocked).toEqual([])
    inside.close()
  })
})

test('attempts end after ten, come later and later, and never sooner than the receiver asks', () => {
  const status = fc.option(fc.constantFrom(200, 204, 301, 404, 410, 429, 500, 503), { nil: null })
  const answered = fc.record({ status, retryAfter: fc.option(fc.nat(200_000), { nil: null }) })
  fc.assert(
    fc.property(
      fc.array(answered, { maxLength: 20 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (answers, chance) => {
        for (const [at, answer] of answers.entries()) {
          const verdict = afterAttempt(answer, at + 1, chance, NOW)
          if (verdict.state !== 'waiting') {
            if (verdict.state === 'delivered') expect(Math.trunc((answer.status ?? 0) / 100)).toBe(2)
            return
          }
          expect(at + 1).toBeLessThan(ATTEMPTS_MAX)
          const wait = (verdict.nextAt.getTime() - NOW.getTime()) / 1000
          expect(wait).toBeGreaterThanOrEqual(Math.min(answer.retryAfter ?? 0, 86_400))
          expect(wait).toBeLessThanOrEqual(86_400 * 1.2)
        }
      },
    ),
  )
  expect(hasFailedLong(addSeconds(NOW, -FAILING_SECONDS), NOW)).toBe(true)
  expect(hasFailedLong(addSeconds(NOW, -FAILING_SECONDS + 1), NOW)).toBe(false)
})

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

describe('a seller who listens', async () => {
  const trade = await openTrade({ sellers: 2, environment: { TERRACE_WEBHOOKS_LOCAL: '1' } })
  const { county, shops } = trade
  const { act, app, clock } = county
  const [shop, other] = shops as [(typeof shops)[number], (typeof shops)[number]]
  const { owner, organisationId } = shop
  const taken: string[] = []
  const open: Server[] = []
  afterAll(() => open.forEach((server) => server.close()))
  const run = (...names: string[]) => runFollowers(app, ...names)
  const tools = toolsFor(trade)

  async function listen(secrets: string[]): Promise<{ server: Server; url: string }> {
    const server = receiver(
      secrets,
      (body) => void taken.push(body.type),
      () => clock.now().getTime() / 1000,
    )
    open.push(server)
    return { server, url: `http://127.0.0.1:${await listening(server)}/hooks` }
  }

  test('hears of its own orders in order, signed; a rotation keeps both secrets for a day', async () => {
    const secrets: string[] = []
    const { url } = await listen(secrets)
    const { endpointId, secret } = await act(owner, createEndpoint, {
      organisationId,
      url,
      events: ['order.paid', 'order.shipped'],
    })
    secrets.push(secret)
    await run('webhooks.tell')
    const ordered = await tools.paid()
    await tools.ship(ordered, shop)
    await tools.ship(ordered, other)
    await run('webhooks.tell', 'webhooks.deliver')
    expect(taken.splice(0).sort()).toEqual(['order.paid', 'order.shipped'])
    const { deliveries } = await act(owner, listDeliveries, { organisationId, endpointId })
    expect(deliveries.map((one) => one.state)).toEqual(['delivered', 'delivered'])
    expect(deliveries.every((one) => one.body?.includes('138') === false)).toBe(true)

    const rotated = await act(owner, rotateEndpointSecret, { organisationId, endpointId })
    await act(owner, pingEndpoint, { organisationId, endpointId })
    await run('webhooks.deliver')
    expect(taken.splice(0)).toEqual(['ping'])
    clock.advance(90_000)
    const { deliveryId } = await act(owner, pingEndpoint, { organisationId, endpointId })
    await run('webhooks.deliver')
    expect(taken).toEqual([])
    secrets[0] = rotated.secret
    clock.advance(10)
    await run('webhooks.deliver')
    expect(taken.splice(0)).toEqual(['ping'])
    const { attempts } = await act(owner, readAttempts, { organisationId, endpointId, deliveryId })
    expect(attempts.map((one) => one.status)).toEqual([400, 204])
    expect(await act(owner, replay, { organisationId, endpointId, deliveryId })).toMatchObject({ replayed: 1 })
    await run('webhooks.deliver')
    expect(taken).toEqual([])
    expect((await act(owner, listDeliveries, { organisationId, endpointId })).deliveries[0]).toMatchObject({
      replay: 1,
      state: 'delivered',
    })
    await act(owner, removeEndpoint, { organisationId, endpointId })
  })

  test('a system that is down hears all of it when it is back; after two days it is switched off and its owner told', async () => {
    let down = true
    const heard = new Map<string, number>()
    const server = createServer((request, response) => {
      if (!down)
        heard.set(String(request.headers['webhook-id']), (heard.get(String(request.headers['webhook-id'])) ?? 0) + 1)
      response.writeHead(down ? 503 : 204, { location: 'http://127.0.0.1:1/' }).end('x'.repeat(10_000))
    })
    open.push(server)
    const url = `http://127.0.0.1:${await listening(server)}/`
    const { endpointId } = await act(owner, createEndpoint, { organisationId, url, events: ['order.paid'] })
    await run('webhooks.tell', 'messages.tell-of-orders')
    for (let n = 0; n < 3; n += 1) await tools.paid()
    await run('webhooks.tell')
    for (let hour = 0; hour < 24 * 6; hour += 1) {
      await run('webhooks.deliver')
      clock.advance(3600)
    }
    const [endpoint] = (await act(owner, listEndpoints, { organisationId })).endpoints
    expect(endpoint).toMatchObject({ state: 'disabled', disabledWhy: 'failing' })
    await run('messages.tell-of-orders')
    expect(await countRows(app.database, 'messages.notice', `template = 'webhook_disabled'`)).toBe(1)
    expect(await countRows(app.database, 'webhooks.attempt', 'length(answer) > 500')).toBe(0)
    down = false
    await expect(act(owner, replay, { organisationId, endpointId })).rejects.toThrow('webhooks.endpoint.disabled')
    await act(owner, switchEndpoint, { organisationId, endpointId, active: true })
    expect(await act(owner, replay, { organisationId, endpointId })).toMatchObject({ replayed: 3 })
    expect(await act(owner, replay, { organisationId, endpointId })).toMatchObject({ replayed: 0 })
    await run('webhooks.deliver')
    expect([...heard.values()]).toEqual([1, 1, 1])
  })

  test("another's addresses and log stay out of reach; bodies are forgotten in time", async () => {
    const [endpoint] = (await act(owner, listEndpoints, { organisationId })).endpoints
    const theirs = { organisationId: other.organisationId, endpointId: endpoint?.id ?? '' }
    for (const attempt of [
      () => act(other.owner, pingEndpoint, theirs),
      () => act(other.owner, rotateEndpointSecret, theirs),
      () => act(other.owner, removeEndpoint, theirs),
      () => act(other.owner, replay, theirs),
    ])
      expect(await attempt().catch((error: unknown) => (isRefusal(error) ? error.code : error))).toBe(
        'webhooks.endpoint.unknown',
      )
    expect((await act(other.owner, listDeliveries, theirs)).deliveries).toEqual([])
    clock.advance(40 * 86_400)
    await run('webhooks.age')
    expect(await countRows(app.database, 'webhooks.message', 'body IS NOT NULL')).toBe(0)
    clock.advance(60 * 86_400)
    await run('webhooks.age')
    expect(await countRows(app.database, 'webhooks.message')).toBe(0)
  })

  test('eleven addresses at once: ten find room', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 11 }, (_, n) =>
        act(other.owner, createEndpoint, {
          organisationId: other.organisationId,
          url: `http://127.0.0.1:${4000 + n}/`,
          events: ['order.paid'],
        }),
      ),
    )
    expect(made.filter((one) => one.status === 'fulfilled').length).toBeLessThanOrEqual(10)
    expect(
      (await act(other.owner, listEndpoints, { organisationId: other.organisationId })).endpoints.length,
    ).toBeLessThanOrEqual(10)
  })
})

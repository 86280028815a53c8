import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { SendFault } from '../../src/kernel/post.ts'
import type { SendFaultKind } from '../../src/kernel/post.ts'
import { listDispatches, replyMessage, saveConsents, sendMessage } from '../../src/modules/messages/index.ts'
import { ATTEMPTS_MAX } from '../../src/modules/messages/notice.ts'
import { createEndpoint, replayWebhook, switchEndpoint } from '../../src/modules/webhooks/index.ts'
import { officer, openTrade, toolsFor } from '../../src/workflows/testing.ts'
import { openConversation } from '../../src/workflows/write-seller.ts'
import { printedSeed, seeded } from './random.ts'
import { runFollowers } from '../harness/jobs.ts'

const seed = printedSeed('messages')

test('weeks in which mail and a receiver fail at random: all that was wanted is told, each webhook is taken, none is lost', async () => {
  const random = seeded(seed)
  const letters: string[] = []
  const mail = {
    delivers: true,
    async send({ to, subject }: { to: string; subject: string }) {
      const dice = random.below(12)
      const fault = (['temporary', 'throttled', 'temporary'] as SendFaultKind[])[dice]
      if (fault !== undefined) throw new SendFault(fault, 'smtp.451')
      letters.push(`${to} ${subject}`)
      return { ref: null }
    },
  }
  const trade = await openTrade({ sellers: 2, environment: { TERRACE_WEBHOOKS_LOCAL: '1' }, ports: { mail } })
  const { county, shops } = trade
  const { act, app, clock } = county
  const tools = toolsFor(trade)
  const taken = new Set<string>()
  let down = false
  const receiver = createServer((request, response) => {
    const fails = down || random.chance(0.3)
    if (!fails) taken.add(String(request.headers['webhook-id']))
    response.writeHead(fails ? random.pick([500, 503, 429, 302]) : 204).end()
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  const endpoints: { endpointId: string; organisationId: string; owner: (typeof shops)[number]['owner'] }[] = []
  for (const { owner, organisationId } of shops) {
    const { endpointId } = await act(owner, createEndpoint, {
      organisationId,
      url,
      events: ['order.paid', 'order.shipped'],
    })
    endpoints.push({ endpointId, organisationId, owner })
  }
  const email = `buyer-${seed}@example.org`
  const personId = await app.ports.auth.createPerson({ name: '常客', email, password: 'a long enough password' })
  const buyer = { kind: 'person' as const, personId, guestId: null, memberships: [] }
  await act(buyer, saveConsents, { choices: [{ topic: 'message', channel: 'email', granted: true }] })
  const jobs = ['webhooks.tell', 'webhooks.deliver', 'messages.tell-of-orders', 'messages.remind', 'messages.deliver']
  const run = () => runFollowers(app, ...jobs)
  await run()
  let written = 0
  for (let day = 0; day < 8; day += 1) {
    down = random.chance(0.3)
    const ordered = await tools.paid()
    for (const shop of shops) if (random.chance(0.7)) await tools.ship(ordered, shop)
    for (const shop of shops) {
      const about = { listingId: shop.listingId }
      const { conversationId } = await act(buyer, openConversation, { about })
      await act(buyer, sendMessage, { conversationId, body: '在吗' })
      if (!random.chance(0.6)) continue
      await act(shop.owner, replyMessage, { organisationId: shop.organisationId, conversationId, body: '在' })
      written += 1
    }
    for (let hour = 0; hour < 4; hour += 1) {
      clock.advance(6 * 3600)
      await run()
    }
  }
  down = false
  for (const { endpointId, organisationId, owner } of endpoints) {
    await act(owner, switchEndpoint, { organisationId, endpointId, active: true })
    await act(owner, replayWebhook, { organisationId, endpointId })
  }
  for (let round = 0; round < 30; round += 1) {
    clock.advance(86_400 / 2)
    await run()
    for (const { endpointId, organisationId, owner } of endpoints) {
      await act(owner, switchEndpoint, { organisationId, endpointId, active: true })
      await act(owner, replayWebhook, { organisationId, endpointId })
    }
  }
  receiver.close()
  expect(await tools.countOf('webhooks.delivery', `state = 'waiting'`)).toBe(0)
  expect(taken.size).toBe(await tools.countOf('webhooks.message'))
  const { dispatches } = await act(officer(), listDispatches, { limit: 200 })
  // What could not be sent in all its attempts is given up, and on record.
  const givenUp = dispatches.filter(({ state }) => state === 'given_up')
  expect(givenUp.filter(({ attempts }) => attempts < ATTEMPTS_MAX)).toEqual([])
  expect(dispatches.filter(({ state }) => !['sent', 'no_address', 'given_up'].includes(state))).toEqual([])
  expect(letters.filter((letter) => letter.startsWith(email)).length + givenUp.length).toBe(
    await tools.countOf('messages.notice', `person_id = '${personId}'`),
  )
  expect(written).toBeGreaterThan(0)
}, 120_000)

import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { changeListingState } from '../modules/market/index.ts'
import { listNotices, saveConsents } from '../modules/messages/index.ts'
import { perform } from '../kernel/perform.ts'
import { watchGoods } from './keep-goods.ts'
import { openTrade } from './testing.ts'
import { runFollowers } from '../../tests/harness/jobs.ts'

const letters: { to: string; subject: string; text: string }[] = []
const trade = await openTrade({
  sellers: 1,
  ports: {
    mail: {
      delivers: true,
      async send(letter) {
        letters.push(letter)
        return { ref: `m${letters.length}` }
      },
    },
  },
})
const { app, act, clock } = trade.county
const [shop] = trade.shops as [(typeof trade.shops)[number]]

/** The jobs as the county's minute runs them: what is back, who is told, what leaves. */
async function minute() {
  clock.advance(60)
  await runFollowers(app, 'discovery.tell-back-in-stock', 'messages.tell-of-orders', 'messages.deliver')
}
const set = (state: 'open' | 'closed') =>
  act(shop.owner, changeListingState, { organisationId: shop.organisationId, listingId: shop.listingId, state })

test('who waits for goods is told once on the page, and by letter only where agreed to', async () => {
  const email = `${crypto.randomUUID()}@example.org`
  const personId = await app.ports.auth.createPerson({ name: '等货人', email, password: 'a long enough password' })
  const someone: Actor = { kind: 'person', personId, guestId: null, memberships: [] }
  const guest: Actor = { kind: 'guest', guestId: crypto.randomUUID() }
  const titles = async () => (await act(someone, listNotices, {})).notices.map((one) => one.title)
  await minute()
  await set('closed')
  await act(someone, watchGoods, { listingId: shop.listingId })
  await act(guest, watchGoods, { listingId: shop.listingId })
  await minute()
  expect(await titles()).toEqual([])

  await set('open')
  await minute()
  await minute()
  expect(await titles()).toEqual(['冬笋干 到货了'])
  const english = await perform(app, listNotices, { actor: someone, lang: 'en' }, {})
  expect(english.notices).toMatchObject([
    { title: 'Dried bamboo shoots is back', href: `/goods/${shop.listingId}`, topic: 'restock' },
  ])
  expect(letters).toEqual([])

  await act(someone, saveConsents, { choices: [{ topic: 'restock', channel: 'email', granted: true }] })
  await set('closed')
  await act(someone, watchGoods, { listingId: shop.listingId })
  await set('open')
  await minute()
  await minute()
  expect(letters.map(({ to, subject }) => ({ to, subject }))).toEqual([{ to: email, subject: '广告: 冬笋干 到货了' }])
  expect(letters[0]?.text).toContain(`/goods/${shop.listingId}`)
  expect(await titles()).toHaveLength(2)
})

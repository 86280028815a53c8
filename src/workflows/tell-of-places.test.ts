import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { runJob } from '../kernel/jobs.ts'
import { listNotices } from '../modules/messages/index.ts'
import { readOthers, offerOthers } from './rebook.ts'
import { changeBooking } from './change-booking.ts'
import { cancelMyBooking } from './end-booking.ts'
import { answerPackage, closePackage, pausePackage } from '../modules/tourism/index.ts'
import { proposePackage } from './keep-packages.ts'
import { openTown, said } from './town.fake.ts'
import { joinWaiting, offerPlacesJob } from './wait-list.ts'
import { runFollowers } from '../../tests/harness/jobs.ts'

const town = await openTown()
const { trade, host, sight, roomTypeId, siteId, optionId, paidVisit, newGuest } = town
const { act, app, clock } = trade.county

const personId = await app.ports.auth.createPerson({ name: '等位人', email: `${crypto.randomUUID()}@example.org` })
const someone: Actor = { kind: 'person', personId, guestId: null, memberships: [] }

async function minute() {
  clock.advance(60)
  await runFollowers(app, 'messages.tell-of-orders')
}
const latest = async (actor: Actor) => (await act(actor, listNotices, {})).notices[0]

test('who waited is told what is held and until when', async () => {
  await minute()
  const day = '2026-05-06'
  const early = newGuest()
  const visit = await paidVisit(early, 10, day)
  const wanted = { kind: 'visit' as const, optionId, day, tickets: [{ type: 'adult' as const, count: 2 }] }
  await act(someone, joinWaiting, { waitingId: crypto.randomUUID(), wanted, ...said })
  await minute()
  expect(await latest(someone)).toBeUndefined()
  await act(early, cancelMyBooking, { bookingId: visit.id, expectedRefundFen: 80_000 })
  await runJob(app, offerPlacesJob, {})
  await minute()
  const told = await latest(someone)
  expect(told).toMatchObject({ title: '神龙谷 · 一日票 有位了', href: '/basket#held', topic: 'order' })
  expect(told?.text).toMatch(/给您留到 2026-\d\d-\d\d \d\d:\d\d/)
})

test('a guest hears that a host cannot receive them, a host that a guest changed the booking', async () => {
  const visit = await paidVisit(someone, 2, '2026-05-10')
  await minute()
  const change = { bookingId: visit.id, day: '2026-05-11', expectedToPayFen: 0, expectedRefundFen: 0 }
  await act(someone, changeBooking, change)
  await minute()
  expect(await latest(sight.owner)).toMatchObject({ title: `预订 ${visit.code} 有改动` })
  const { organisationId } = sight
  await act(sight.owner, offerOthers, { organisationId, bookingIds: [visit.id], reason: '塌方' })
  await minute()
  expect(await latest(someone)).toMatchObject({ title: `预订 ${visit.code} 要改一改`, href: `/bookings/${visit.id}` })
  expect((await act(someone, readOthers, { bookingId: visit.id })).answer).toBeNull()
})

test('a house hears of nights sold twice, a sight that a day runs full', async () => {
  await app.database.transact(async (tx) => {
    const nights = ['2026-05-12', '2026-05-13']
    const conflict = { eventId: crypto.randomUUID(), linkId: crypto.randomUUID(), roomTypeId, nights }
    tx.effects.publish({ name: 'tourism.calendar_event.conflicted', subject: conflict.eventId, data: conflict })
    tx.effects.publish({ name: 'tourism.crowd.full', subject: siteId, data: { ownerId: siteId, day: '2026-05-14' } })
  })
  await minute()
  expect(await latest(host.owner)).toMatchObject({
    title: '示范民宿 · 大床房 的房不够了',
    href: `/seller/${host.organisationId}/calendar?from=2026-05-12`,
  })
  expect(await latest(sight.owner)).toMatchObject({
    title: '神龙谷 2026-05-14 满了',
    href: `/seller/${sight.organisationId}/calendar?from=2026-05-14`,
  })
})

test('a supplier hears that a package asks for its word, and the others what each of them answers', async () => {
  const { organisationId } = host
  const [first, second] = [host.organisationId, sight.organisationId]
  const { packageId } = await act(host.owner, proposePackage, {
    organisationId,
    nameZh: '山里两天',
    nameEn: 'Two days in the hills',
    offPercent: 10,
    parts: [
      { kind: 'stay', roomTypeId, nights: 1 },
      { kind: 'visit', optionId, dayOffset: 1 },
    ],
  })
  await minute()
  expect(await latest(sight.owner)).toMatchObject({
    title: expect.stringMatching(/请您一起做套餐$/),
    text: expect.stringMatching(/把您的票放进了套餐「山里两天」，便宜 10%/),
    href: `/seller/${second}/packages`,
  })
  const answer = { organisationId: second, packageId }
  await act(sight.owner, answerPackage, { ...answer, agree: true })
  await minute()
  expect(await latest(host.owner)).toMatchObject({ title: '套餐「山里两天」开卖了', href: `/seller/${first}/packages` })
  await act(sight.owner, pausePackage, answer)
  await minute()
  expect(await latest(host.owner)).toMatchObject({ title: '套餐「山里两天」暂停了' })
  await act(host.owner, closePackage, { organisationId: first, packageId })
  await minute()
  expect(await latest(sight.owner)).toMatchObject({ title: '套餐「山里两天」停售了' })
})

import { z } from 'zod'
import type { Tx } from '../kernel/database.ts'
import type { Fact } from '../kernel/follow.ts'
import type { Notice } from '../modules/messages/index.ts'
import { tell } from '../modules/messages/index.ts'
import { contactsOf, organisationsById, staffOf, staffOnDuty } from '../modules/people/index.ts'
import { COUNTY_ID, housesById, packageById, roomTypesById, sitesById } from '../modules/tourism/index.ts'
import { sells } from './tell-of-bookings.ts'

type Telling = (tx: Tx, fact: Fact, now: Date) => Promise<void>

/** What is told of beds and places themselves: that some came free, were sold twice elsewhere, or run out. */
export const placeTellings: Readonly<Record<string, Telling>> = {
  'tourism.waiting.offered': tellOfFreePlaces,
  'tourism.calendar_event.conflicted': tellOfConflict,
  'tourism.crowd.nearly_full': tellOfCrowd,
  'tourism.crowd.full': tellOfCrowd,
  'tourism.package.proposed': tellOfPackage,
  'tourism.package.answered': tellOfAnswer,
}

const offered = z.object({
  buyerId: z.uuid(),
  titleZh: z.string(),
  titleEn: z.string(),
  expiresAt: z.coerce.date(),
})

const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** Whoever waited hears what is held for them and until when; a guest without an account sees it in the basket. */
async function tellOfFreePlaces(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const { buyerId, titleZh, titleEn, expiresAt } = offered.parse(fact.data)
  if (!(await contactsOf(tx, [buyerId])).has(buyerId)) return
  const params = { title: titleZh, titleEn, until: moment.format(expiresAt) }
  await tell(
    tx,
    [{ personId: buyerId, template: 'waiting_offered', params, href: '/basket#held', about: fact.id }],
    now,
  )
}

const conflicted = z.object({ roomTypeId: z.uuid(), nights: z.array(z.string()).min(1) })

/** The house hears of nights another platform sold that it has not. */
async function tellOfConflict(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const { roomTypeId, nights } = conflicted.parse(fact.data)
  const type = (await roomTypesById(tx, [roomTypeId])).get(roomTypeId)
  if (type === undefined) return
  const house = (await housesById(tx, [type.houseId])).get(type.houseId)
  const params = {
    title: `${house?.nameZh ?? ''} · ${type.nameZh}`,
    titleEn: `${house?.nameEn ?? ''} · ${type.nameEn}`,
    nights: nights.join(', '),
  }
  const staff = (await staffOf(tx, [type.organisationId])).filter((one) => sells(one.roles))
  const href = `/seller/${type.organisationId}/calendar?from=${nights[0]}`
  await tell(
    tx,
    staff.map(({ personId }): Notice => ({ personId, template: 'calendar_conflict', params, href, about: fact.id })),
    now,
  )
}

const crowded = z.object({ ownerId: z.uuid(), day: z.string() })
const levels = {
  'tourism.crowd.nearly_full': { level: '快满了', levelEn: 'nearly full' },
  'tourism.crowd.full': { level: '满了', levelEn: 'full' },
} as const

/** The sight, and the county's office, hear that a day runs full; of the whole county the office alone. */
async function tellOfCrowd(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const { ownerId, day } = crowded.parse(fact.data)
  const site = (await sitesById(tx, [ownerId])).get(ownerId)
  if (site === undefined && ownerId !== COUNTY_ID) return
  const params = {
    site: site?.nameZh ?? '全县',
    siteEn: site?.nameEn ?? 'The county',
    day,
    ...levels[fact.name as keyof typeof levels],
  }
  const own = site === undefined ? [] : (await staffOf(tx, [site.organisationId])).filter((one) => sells(one.roles))
  const office = await staffOnDuty(tx, 'service_centre')
  const hosts = own.map(({ personId }) => ({ personId, href: `/seller/${site?.organisationId}/calendar?from=${day}` }))
  const officers = office.map(({ personId }) => ({ personId, href: '/centre/tourism' }))
  const once = new Map([...officers, ...hosts].map((one) => [one.personId, one]))
  await tell(
    tx,
    [...once.values()].map((one): Notice => ({ ...one, template: 'crowd_alert', params, about: fact.id })),
    now,
  )
}

const proposed = z.object({ packageId: z.uuid(), by: z.uuid() })

/** Whoever sells for one of these organisations hears of a package, on the page where they answer. */
async function tellSellers(
  tx: Tx,
  organisationIds: readonly string[],
  told: Pick<Notice, 'template' | 'params' | 'about'>,
  now: Date,
): Promise<void> {
  const staff = (await staffOf(tx, organisationIds)).filter((one) => sells(one.roles))
  await tell(
    tx,
    staff.map(({ personId, organisationId }): Notice => {
      return { personId, href: `/seller/${organisationId}/packages`, ...told }
    }),
    now,
  )
}

const partNames = {
  stay: { zh: '房', en: 'rooms' },
  visit: { zh: '票', en: 'tickets' },
  goods: { zh: '货', en: 'goods' },
} as const

/** Every other supplier of a package hears that it waits for their word. */
async function tellOfPackage(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const { packageId, by } = proposed.parse(fact.data)
  const held = await packageById(tx, packageId)
  if (held === undefined) return
  const from = (await organisationsById(tx, [by])).get(by)
  const waiting = Map.groupBy(
    held.parts.filter((part) => !part.agreed && part.organisationId !== by),
    (part) => part.organisationId,
  )
  for (const [organisationId, parts] of waiting) {
    const kinds = [...new Set(parts.map((part) => part.kind))]
    const params = {
      title: held.nameZh,
      titleEn: held.nameEn,
      from: from?.nameZh ?? '',
      fromEn: from?.nameEn ?? '',
      off: String(held.offPercent),
      parts: kinds.map((kind) => partNames[kind].zh).join('、'),
      partsEn: kinds.map((kind) => partNames[kind].en).join(', '),
    }
    await tellSellers(tx, [organisationId], { template: 'package_proposed', params, about: fact.id }, now)
  }
}

const answered = proposed.extend({ did: z.enum(['agreed', 'declined', 'paused', 'closed']) })
const answers = {
  agreed: { did: '同意', didEn: 'agreed to', outcome: '有一家同意了', outcomeEn: 'one supplier agreed' },
  declined: { did: '谢绝', didEn: 'declined', outcome: '没有谈成', outcomeEn: 'declined' },
  paused: { did: '暂停', didEn: 'paused', outcome: '暂停了', outcomeEn: 'paused' },
  closed: { did: '停售', didEn: 'closed', outcome: '停售了', outcomeEn: 'no longer on sale' },
} as const

/** The others of a package hear what one of them answered, paused or closed. */
async function tellOfAnswer(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const { packageId, by, did } = answered.parse(fact.data)
  const held = await packageById(tx, packageId)
  if (held === undefined) return
  const from = (await organisationsById(tx, [by])).get(by)
  const isOnSale = did === 'agreed' && held.state === 'open'
  const params = {
    title: held.nameZh,
    titleEn: held.nameEn,
    from: from?.nameZh ?? '',
    fromEn: from?.nameEn ?? '',
    ...answers[did],
    ...(isOnSale && { outcome: '开卖了', outcomeEn: 'on sale' }),
  }
  const others = [...new Set(held.parts.map((part) => part.organisationId))].filter((one) => one !== by)
  await tellSellers(tx, others, { template: 'package_answered', params, about: fact.id }, now)
}

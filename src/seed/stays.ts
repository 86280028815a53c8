import type { App } from '../kernel/app.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { perform } from '../kernel/perform.ts'
import {
  addReseller,
  addResource,
  listSites,
  openNights,
  openSlots,
  rosterGuide,
  saveGear,
  saveGuide,
  saveProduct,
  saveRatePlan,
  saveRoomType,
  stateDayRule,
  stateEntryRule,
} from '../modules/tourism/index.ts'
import { saveGuesthouse, saveSight } from '../workflows/keep-sights.ts'
import type { DemoPeople, DemoSeller } from './accounts.ts'
import { makePackages } from './packages.ts'
import { demoHouses, demoSights } from './sights.ts'
import type { DemoHouse, DemoSight } from './sights.ts'

/** So far ahead the calendars are open. */
const DAYS_OPEN = 90
const SLOT_PLACES = 40
const DAY_PLACES = 800

export type Tourism = { sights: number; houses: number; packages: number; octoKey: string | null }

/** Real sights and plainly demonstration houses of one seller, open for three months; done before, it does nothing. */
export async function makeStays(app: App, { sellers }: DemoPeople): Promise<Tourism> {
  const [seller] = sellers
  if (seller === undefined) return { sights: 0, houses: 0, packages: 0, octoKey: null }
  const { organisationId } = seller
  const caller = { actor: seller.actor, lang: 'zh' as const }
  if ((await perform(app, listSites, caller, { organisationId })).sites.length > 0)
    return { sights: 0, houses: 0, packages: 0, octoKey: null }
  const options = new Map<string, string>()
  const rooms = new Map<string, string>()
  for (const sight of demoSights)
    for (const [name, id] of await makeSight(app, seller, sight)) options.set(`${sight.nameZh} ${name}`, id)
  for (const house of demoHouses)
    for (const [name, id] of await makeHouse(app, seller, house)) rooms.set(`${house.nameZh} ${name}`, id)
  const packages = await makePackages(app, sellers, { options, rooms })
  const reseller = { organisationId, name: '示范分销商', commissionRate: '0.1' }
  const { key } = await perform(app, addReseller, caller, reseller)
  return { sights: demoSights.length, houses: demoHouses.length, packages, octoKey: key }
}

/** Its options by their tickets' names. */
async function makeSight(
  app: App,
  { organisationId, actor }: DemoSeller,
  sight: DemoSight,
): Promise<Map<string, string>> {
  const caller = { actor, lang: 'zh' as const }
  const { tickets, needsNames = false, ...words } = sight
  const { siteId } = await perform(app, saveSight, caller, { organisationId, ...words })
  const from = civilDate(app.clock.now())
  const until = addDays(from, DAYS_OPEN)
  if (needsNames) await perform(app, stateEntryRule, caller, { organisationId, ownerId: siteId, needsNames })
  const made = new Map<string, string>()
  for (const { minutes, soldOutIn, durationMinutes, units, guides = [], gear = [], ...told } of tickets) {
    const isTimed = minutes.length > 0
    const names = { nameZh: told.nameZh, nameEn: told.nameEn }
    const { resourceId } = await perform(app, addResource, caller, { organisationId, siteId, ...names, isTimed })
    const open = { organisationId, resourceId, minutes: [...minutes] }
    await perform(app, openSlots, caller, { ...open, from, until, capacity: isTimed ? SLOT_PLACES : DAY_PLACES })
    if (soldOutIn !== null) {
      const day = addDays(from, soldOutIn)
      await perform(app, openSlots, caller, { ...open, from: day, until: day, capacity: 0 })
    }
    const lent = []
    for (const one of gear)
      lent.push({ gearId: (await perform(app, saveGear, caller, { organisationId, ...one })).gearId })
    for (const guide of guides) {
      const { guideId } = await perform(app, saveGuide, caller, { organisationId, ...guide })
      const leads = { organisationId, guideId, resourceId, minutes: [...minutes], durationMinutes }
      await perform(app, rosterGuide, caller, { ...leads, from, until })
    }
    const way = { isGuided: guides.length > 0, gear: lent }
    const option = { ...names, resourceId, durationMinutes, partyMax: 8, units: [...units], ...way }
    const product = { organisationId, siteId, ...told, options: [option] }
    const { optionIds } = await perform(app, saveProduct, caller, product)
    made.set(told.nameZh, optionIds[0] ?? '')
  }
  return made
}

/** Its room types by their names. */
async function makeHouse(
  app: App,
  { organisationId, actor }: DemoSeller,
  house: DemoHouse,
): Promise<Map<string, string>> {
  const caller = { actor, lang: 'zh' as const }
  const { roomTypes, ...words } = house
  const { houseId } = await perform(app, saveGuesthouse, caller, { organisationId, ...words })
  const from = civilDate(app.clock.now())
  const until = addDays(from, DAYS_OPEN)
  const made = new Map<string, string>()
  for (const type of roomTypes) {
    const { roomTypeId } = await perform(app, saveRoomType, caller, { organisationId, houseId, ...type })
    made.set(type.nameZh, roomTypeId)
    await perform(app, openNights, caller, { organisationId, roomTypeId, from, until, rooms: type.rooms })
    const dear = { organisationId, ownerId: roomTypeId, fromDay: from, untilDay: until }
    const weekend = Math.round((type.priceFen * 1.3) / 100) * 100
    await perform(app, stateDayRule, caller, { ...dear, kinds: ['weekend'], priceFen: weekend })
    await perform(app, stateDayRule, caller, { ...dear, kinds: ['holiday'], priceFen: type.priceFen * 2, nightsMin: 2 })
    await perform(app, saveRatePlan, caller, {
      organisationId,
      roomTypeId,
      kind: 'breakfast',
      nameZh: '含早餐',
      nameEn: 'With breakfast',
      guestNightFen: 15_00,
    })
    await perform(app, saveRatePlan, caller, {
      organisationId,
      roomTypeId,
      kind: 'long_stay',
      nameZh: '住满三晚',
      nameEn: 'Three nights or more',
      percent: 90,
      nightsMin: 3,
    })
  }
  return made
}

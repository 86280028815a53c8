import type { Actor } from '../kernel/actor.ts'
import type { InputOf } from '../kernel/operation.ts'
import { villages } from '../modules/people/index.ts'
import type { holdVisit, saveProduct } from '../modules/tourism/index.ts'
import {
  addResource,
  holdVisit as hold,
  openSlots,
  rosterGuide,
  saveGear,
  saveGuide,
  saveProduct as save,
} from '../modules/tourism/index.ts'
import { saveSight } from './keep-sights.ts'
import type { Trade } from './testing.ts'
import { said } from './town.fake.ts'

const villageCode = villages()[0]?.code ?? ''
const OPEN = { from: '2026-04-20', until: '2026-05-20' }
const units = [{ type: 'adult' as const, priceFen: 10_000 }]

export type Weather = InputOf<typeof saveProduct>['weather']
export const otherDay: Weather = {
  whenZh: '暴雨或河水过高',
  whenEn: 'heavy rain or high water',
  decider: 'sight',
  hoursBefore: 12,
  gives: 'other_day',
}

/**
 * A river with two products that share three rafts of four people: rafting for 60 minutes at nine and ten, led by guides, and a drift of 90
 * minutes at half past nine, which nobody leads.
 */
export async function openRiver({ county: { act } }: Trade, shop: Trade['shops'][number], weather: Weather = null) {
  const { owner, organisationId } = shop
  const named = { organisationId, nameZh: '示范漂流', nameEn: 'Demonstration rafting' }
  const { siteId } = await act(owner, saveSight, { ...named, villageCode })
  const { gearId } = await act(owner, saveGear, { ...named, nameZh: '竹筏', nameEn: 'Raft', pieces: 3 })
  const place = async (minutes: number[]) => {
    const { resourceId } = await act(owner, addResource, { ...named, siteId, isTimed: true })
    await act(owner, openSlots, { organisationId, resourceId, ...OPEN, minutes, capacity: 10 })
    return resourceId
  }
  const product = async (resourceId: string, way: { durationMinutes: number; isGuided: boolean }) => {
    const option = { resourceId, nameZh: '一程', nameEn: 'One way', partyMax: 10, units, ...way }
    const gear = [{ gearId, peopleEach: 4 }]
    const made = { ...named, siteId, kind: 'experience' as const, weather, options: [{ ...option, gear }] }
    const { productId, optionIds } = await act(owner, save, made)
    return { productId, resourceId, optionId: optionIds[0] as string }
  }
  const rafting = await product(await place([540, 600]), { durationMinutes: 60, isGuided: true })
  const drift = await product(await place([570]), { durationMinutes: 90, isGuided: false })
  const guide = async (nameZh: string, languages: InputOf<typeof saveGuide>['languages'], peopleMax: number | null) => {
    const { guideId } = await act(owner, saveGuide, { organisationId, nameZh, nameEn: 'Guide', languages, peopleMax })
    const leads = { resourceId: rafting.resourceId, minutes: [540, 600], durationMinutes: 60 }
    await act(owner, rosterGuide, { organisationId, guideId, ...OPEN, ...leads })
    return guideId
  }
  const holdOf = (
    buyer: Actor,
    optionId: string,
    {
      count = 2,
      day = '2026-05-10',
      minute = 540,
      ...more
    }: Partial<InputOf<typeof holdVisit>> & { count?: number } = {},
  ) =>
    act(buyer, hold, {
      bookingId: crypto.randomUUID(),
      optionId,
      day,
      minute,
      tickets: [{ type: 'adult', count }],
      ...said,
      ...more,
    })
  return { siteId, gearId, rafting, drift, guide, holdOf, ...shop }
}

import { z } from 'zod'
import type { Sql } from '../../kernel/database.ts'
import { fen, id } from '../../kernel/validation.ts'
import { placeKinds } from './find.sql.ts'
import { housesById } from './house.sql.ts'
import type { PackagePart } from './package.ts'
import { policyTiers } from './place.ts'
import { unitTypes } from './product.sql.ts'
import { sitesById } from './site.sql.ts'
import { soldInParts } from './package-parts.ts'

const unitView = z.object({
  type: z.enum(unitTypes),
  priceFen: fen,
  places: z.int(),
  ageMin: z.int().nullable(),
  ageMax: z.int().nullable(),
  needsAdult: z.boolean(),
})

/** What a part of a package is, in words, with what its own page says of party, price and refund. */
export const partWords = {
  titleZh: z.string(),
  titleEn: z.string(),
  /** Where its own page is: a house, a product of a sight, or a listing. */
  place: z.object({ kind: z.enum([...placeKinds, 'goods']), id, nameZh: z.string(), siteZh: z.string() }),
  villageCode: z.string(),
  policy: policyTiers,
  /** The price before days change it: of the nights in one room, of one adult, or of the goods. */
  priceFen: fen,
  /** Guests of one room: included in its price, and at most. */
  guestsIncluded: z.int().nullable(),
  guestsMax: z.int().nullable(),
  /** Tickets at once. */
  partyMin: z.int().nullable(),
  partyMax: z.int().nullable(),
  isTimed: z.boolean(),
  /** Kinds of tickets of a visit. */
  kinds: z.array(unitView),
}
const partView = z.object(partWords)
export type PartWords = z.input<typeof partView>

const plain = { guestsIncluded: null, guestsMax: null, partyMin: null, partyMax: null, isTimed: false, kinds: [] }
export const goodsWords = (words: Omit<PartWords, keyof typeof plain>): PartWords => ({ ...plain, ...words })

/** The nights and visits among parts in words, by position. */
export async function wordsOfParts(sql: Sql, parts: readonly PackagePart[]): Promise<Map<number, PartWords>> {
  const { types, offers } = await soldInParts(sql, parts)
  const houses = await housesById(sql, [...new Set([...types.values()].map((type) => type.houseId))])
  const sites = await sitesById(sql, [...new Set([...offers.values()].map((offer) => offer.siteId))])
  return new Map(
    parts.flatMap((part): [number, PartWords][] => {
      const type = types.get(part.roomTypeId ?? '')
      const house = houses.get(type?.houseId ?? '')
      if (type !== undefined && house !== undefined) return [[part.position, ofStay(part, type, house)]]
      const offer = offers.get(part.optionId ?? '')
      const site = sites.get(offer?.siteId ?? '')
      return offer === undefined || site === undefined ? [] : [[part.position, ofVisit(offer, site)]]
    }),
  )
}

type MapValue<T> = T extends Map<string, infer V> ? V : never
type Sold = Awaited<ReturnType<typeof soldInParts>>
type Type = MapValue<Sold['types']>
type House = MapValue<Awaited<ReturnType<typeof housesById>>>
type Offer = MapValue<Sold['offers']>
type Site = MapValue<Awaited<ReturnType<typeof sitesById>>>

const ofStay = (part: PackagePart, type: Type, house: House): PartWords => ({
  ...plain,
  titleZh: `${house.nameZh} · ${type.nameZh}`,
  titleEn: `${house.nameEn} · ${type.nameEn}`,
  place: { kind: 'house', id: house.id, nameZh: house.nameZh, siteZh: house.nameZh },
  villageCode: house.villageCode,
  policy: house.policy,
  priceFen: type.priceFen * (part.nights ?? 1),
  guestsIncluded: type.guestsIncluded,
  guestsMax: type.guestsMax,
})

const ofVisit = (offer: Offer, site: Site): PartWords => ({
  ...plain,
  titleZh: `${site.nameZh} · ${offer.productZh}`,
  titleEn: `${site.nameEn} · ${offer.productEn}`,
  place: { kind: offer.kind, id: offer.productId, nameZh: offer.productZh, siteZh: site.nameZh },
  villageCode: site.villageCode,
  policy: offer.policy,
  priceFen: (offer.units.find((unit) => unit.type === 'adult') ?? offer.units[0])?.priceFen ?? 0,
  partyMin: offer.partyMin,
  partyMax: offer.partyMax,
  isTimed: offer.isTimed,
  kinds: offer.units,
})

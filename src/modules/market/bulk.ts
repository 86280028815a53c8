import { Decimal } from 'decimal.js'
import type { Label } from './label.ts'

/** What can be changed of many listings at once. */
export const bulkFields = [
  'priceFen',
  'seasonMonths',
  'freightTemplateId',
  'minimumUnits',
  'state',
  'producer',
  'certificate',
] as const
export type BulkField = (typeof bulkFields)[number]

export type BulkValues = {
  priceFen: number
  seasonMonths: number
  freightTemplateId: string
  /** Below how many units on sale the seller is warned; 0 for no warning. */
  minimumUnits: number
  state: 'open' | 'closed'
  producer: string | null
  certificate: string | null
}

export type BulkListing = BulkValues & {
  listingId: string
  itemId: string
  titleZh: string
  titleEn: string
  category: string
  approved: boolean
  floorFen: number | null
} & Pick<Label, 'productClass' | 'licenceNumber'>

export type PriceChange =
  | { by: 'set'; fen: number }
  /** Per cent up or down, then to a whole fen, jiao or yuan. */
  | { by: 'percent'; percent: number; to: 'fen' | 'jiao' | 'yuan' }
  | { by: 'fen'; fen: number }
  | { by: 'floor' }

/** Some of the values; what is not named stays. */
export type BulkPart = { [Field in BulkField]?: BulkValues[Field] | undefined }

export type Change = Omit<BulkPart, 'priceFen'> & {
  price?: PriceChange | undefined
  /** A price that would fall below the floor stops there, instead of being refused. */
  stopAtFloor?: boolean | undefined
}

export type Edit = { listingId: string; before: BulkPart; after: BulkPart }
export type Told = { code: string; params: Record<string, string | number> }
export type Planned = { edit: Edit | null; refusal: Told | null }

export const PRICE_FEN_MAX = 10_000_000_00

/** What an edit is judged by, besides the listing: the seller's freight templates, and whether the service centre sees labels first. */
export type Around = { templateIds: ReadonlySet<string>; reviewed: boolean }

/** What a change makes of one listing: an edit, nothing, or why not. */
export function planned(listing: BulkListing, change: Change, around: Around): Planned {
  const wanted: BulkValues = { ...valuesOf(listing) }
  for (const field of bulkFields)
    if (field !== 'priceFen' && change[field] !== undefined) Object.assign(wanted, { [field]: change[field] })
  if (change.price !== undefined) {
    const price = priceAfter(listing, change.price)
    if (price === null) return { edit: null, refusal: { code: 'market.bulk.no_floor', params: {} } }
    const floorFen = listing.floorFen ?? 1
    wanted.priceFen = change.stopAtFloor === true ? Math.max(price, Math.min(floorFen, listing.priceFen)) : price
  }
  const edit = difference(listing.listingId, valuesOf(listing), wanted)
  return { edit, refusal: edit === null ? null : refusalOf(listing, edit, around) }
}

const step = { fen: 1, jiao: 10, yuan: 100 } as const

/** Null where the listing has no floor to go by. */
export function priceAfter({ priceFen, floorFen }: BulkListing, change: PriceChange): number | null {
  switch (change.by) {
    case 'set':
      return change.fen
    case 'fen':
      return priceFen + change.fen
    case 'floor':
      return floorFen
    case 'percent': {
      const exact = new Decimal(priceFen).times(new Decimal(100).plus(change.percent)).div(100)
      const to = step[change.to]
      return change.percent === 0
        ? priceFen
        : exact.div(to).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).times(to).toNumber()
    }
  }
}

export function valuesOf(listing: BulkValues): BulkValues {
  const { priceFen, seasonMonths, freightTemplateId, minimumUnits, state, producer, certificate } = listing
  return { priceFen, seasonMonths, freightTemplateId, minimumUnits, state, producer, certificate }
}

/** Tells by eight signs whether a listing still is what it was when a workbook was written (FNV-1a, twice 32 bits, cut). */
export function sheetMark(listing: BulkValues): string {
  const text = JSON.stringify(bulkFields.map((field) => listing[field]))
  const hash = (seed: number) =>
    [...text].reduce((sum, sign) => Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0, seed)
  return `${hash(0x811c9dc5).toString(36)}${hash(0x9747b28c).toString(36)}`.slice(0, 8).toUpperCase()
}

/** What leads from one to the other; null where nothing differs. */
export function difference(listingId: string, from: BulkValues, to: BulkValues): Edit | null {
  const changed = bulkFields.filter((field) => from[field] !== to[field])
  if (changed.length === 0) return null
  const part = (values: BulkValues): BulkPart => Object.fromEntries(changed.map((field) => [field, values[field]]))
  return { listingId, before: part(from), after: part(to) }
}

export const applied = (values: BulkValues, { after }: Edit): BulkValues =>
  // An edit names a field or does not; none is named and undefined.
  ({ ...values, ...after }) as BulkValues

export const reversed = ({ listingId, before, after }: Edit): Edit => ({ listingId, before: after, after: before })

/** True while every value an edit changes is still what it was when the edit was made. */
export const stillHolds = (values: BulkValues, { before }: Edit): boolean =>
  bulkFields.every((field) => !Object.hasOwn(before, field) || before[field] === values[field])

/** Why an edit of a listing is not done; null where it is. A price never falls below the floor. */
export function refusalOf(listing: BulkListing, { after }: Edit, around: Around): Told | null {
  const told = (code: string, params: Told['params'] = {}): Told => ({ code: `market.bulk.${code}`, params })
  const { priceFen, freightTemplateId } = after
  if (priceFen !== undefined) {
    if (priceFen < 1 || priceFen > PRICE_FEN_MAX) return told('price_out_of_range')
    if (listing.floorFen !== null && priceFen < listing.floorFen)
      return told('below_floor', { yuan: (listing.floorFen / 100).toFixed(2) })
  }
  if (freightTemplateId !== undefined && !around.templateIds.has(freightTemplateId)) return told('unknown_template')
  if (after.state === 'open' && !listing.approved) return told('not_approved')
  const labels = after.producer !== undefined || after.certificate !== undefined
  if (labels && (around.reviewed || !listing.approved)) return told('labels_reviewed')
  return null
}

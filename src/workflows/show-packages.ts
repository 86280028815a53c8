import { z } from 'zod'
import { anyone, buyer, member } from '../kernel/access.ts'
import type { CivilDate, Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { errand, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id } from '../kernel/validation.ts'
import { listingsById } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import type { PackageRow, PartWords, SetOfGoods } from '../modules/tourism/index.ts'
import {
  checkRange,
  fetchedPolicy,
  goodsWords,
  minuteOfDay,
  openPackageRows,
  packageById,
  packagesOf,
  packageDays,
  packageView,
  partWords,
  percentOf,
  wordsOfParts,
} from '../modules/tourism/index.ts'
import { packageWish } from './book-package.ts'
import { goodsOf } from './keep-packages.ts'
import { unitsLeft } from './units-left.ts'

const shown = packageView.extend({
  parts: z.array(packageView.shape.parts.element.extend({ ...partWords, sellerZh: z.string(), sellerEn: z.string() })),
  /** For the guests one room is for, before days change prices: beside what the parts cost one by one. */
  from: z.object({ guests: z.int(), separateFen: fen, totalFen: fen }),
})
type Shown = z.input<typeof shown>

const LISTED_MAX = 100

export const listPackages = query({
  name: 'tourism.package.list',
  path: '/tourism/packages',
  summary: 'Packages on sale with their parts and suppliers, newest first',
  access: anyone,
  input: z.object({}),
  output: z.object({ packages: z.array(shown) }),
  run: async ({ sql }) => ({ packages: await show(sql, await openPackageRows(sql, LISTED_MAX)) }),
})

export const listOwnPackages = query({
  name: 'tourism.package.own_list',
  path: '/tourism/organisations/{organisationId}/packages',
  summary: 'Packages in which a supplier has a part, with all parts and who agreed, newest first',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({ packages: z.array(shown) }),
  run: async ({ sql }, { organisationId }) => ({ packages: await show(sql, await packagesOf(sql, organisationId)) }),
})

export const readPackage = query({
  name: 'tourism.package.read',
  path: '/tourism/packages/{packageId}',
  summary: 'A package with its parts and suppliers, once it was on sale',
  access: anyone,
  input: z.object({ packageId: id }),
  output: shown,
  refusals: ['tourism.package.unknown'],
  async run({ sql }, { packageId }) {
    const [one] = await show(sql, [await once(sql, packageId)])
    return one ?? refuse('tourism.package.unknown')
  },
})

/** A package that is on sale, or was. Refuses: tourism.package.unknown. */
async function once(sql: Sql, packageId: string): Promise<PackageRow> {
  const held = await packageById(sql, packageId)
  return held === undefined || held.state === 'proposed' ? refuse('tourism.package.unknown') : held
}

/** Packages with what their parts are; one of whose parts nothing is known any more is left out. */
async function show(sql: Sql, rows: readonly PackageRow[]): Promise<Shown[]> {
  const parts = rows.flatMap((row) => row.parts)
  const sellers = await organisationsById(sql, [...new Set(parts.map((part) => part.organisationId))])
  const listings = await listingsById(
    sql,
    parts.flatMap((part) => part.listingId ?? []),
  )
  const found: Shown[] = []
  for (const row of rows) {
    const words = await wordsOfParts(sql, row.parts)
    const known = row.parts.flatMap((part) => {
      const said = words.get(part.position) ?? wordsOfGoods(part, listings)
      if (said === null) return []
      const seller = sellers.get(part.organisationId)
      return [{ ...part, ...said, sellerZh: seller?.nameZh ?? '', sellerEn: seller?.nameEn ?? '' }]
    })
    if (known.length === row.parts.length) found.push({ ...row, parts: known, from: leastOf(known, row.offPercent) })
  }
  return found
}

type Part = PackageRow['parts'][number]

function wordsOfGoods(part: Part, listings: Awaited<ReturnType<typeof listingsById>>): PartWords | null {
  const listing = listings.find((one) => one.id === part.listingId)
  if (listing === undefined) return null
  const units = part.units ?? 1
  return goodsWords({
    titleZh: `${listing.titleZh} × ${units}`,
    titleEn: `${listing.titleEn} × ${units}`,
    place: { kind: 'goods', id: listing.id, nameZh: listing.titleZh, siteZh: listing.titleZh },
    villageCode: listing.villageCode,
    policy: fetchedPolicy(),
    priceFen: listing.priceFen * units,
  })
}

function leastOf(parts: readonly (Part & PartWords)[], offPercent: number): Shown['from'] {
  const guests = guestsOf(parts)
  const separateFen = parts.reduce((sum, part) => sum + part.priceFen * (part.kind === 'visit' ? guests : 1), 0)
  return { guests, separateFen, totalFen: separateFen - percentOf(separateFen, offPercent) }
}

/** Whom a package is for at least: the guests of a room, or the smallest party of a visit. */
const guestsOf = (parts: readonly PartWords[]): number =>
  parts.find((part) => part.guestsIncluded !== null)?.guestsIncluded ??
  Math.max(1, ...parts.map((part) => part.partyMin ?? 1))

const { packageId: _packageId, arrival: _arrival, minutes: _minutes, ...party } = packageWish

export const searchPackageDays = errand({
  name: 'tourism.package.days',
  method: 'POST',
  path: '/tourism/packages/{packageId}/days',
  summary: 'On which days of arrival every part of a package has room for a party, and what it costs then',
  access: buyer,
  audit: false,
  input: z.object({ packageId: id, from: civilDay, until: civilDay, ...party }),
  output: z.object({
    days: z.array(
      z.object({
        day: civilDay,
        /** `closed` where a part is not sold on its day, `full` where one has no room left. */
        state: z.enum(['free', 'full', 'closed']),
        totalFen: fen.nullable(),
        /** When visits can begin whose time the guest chooses. */
        times: z.array(z.object({ position: z.int(), minute: minuteOfDay, free: z.int() })),
      }),
    ),
  }),
  refusals: ['tourism.package.unknown', 'tourism.calendar.range'],
  async run({ read, now }, { packageId, from, until, ...wanted }) {
    checkRange(from, until)
    return read(async (sql) => {
      const held = await once(sql, packageId)
      return { days: await packageDays(sql, held, wanted, await setsOfGoods(sql, held, now), { from, until }, now) }
    })
  },
})

/** What a package's goods cost and how many sets the shelf has, by position; what is not on sale is missing. */
async function setsOfGoods(sql: Sql, held: PackageRow, now: Instant): Promise<Map<number, SetOfGoods>> {
  const goods = await goodsOf(
    sql,
    held.parts.flatMap((part) => part.listingId ?? []),
  )
  const lines = [...goods.values()].map(({ listingId, itemId }) => ({ listingId, itemId, supply: 'stock' as const }))
  const today: CivilDate = civilDate(now)
  const left = await unitsLeft(sql, lines, today)
  return new Map(
    held.parts.flatMap((part): [number, SetOfGoods][] => {
      const own = goods.get(part.listingId ?? '')
      if (own === undefined) return []
      const units = part.units ?? 1
      const { availableUnits } = left({ listingId: own.listingId, itemId: own.itemId, supply: 'stock' })
      return [[part.position, { fen: own.priceFen * units, sets: Math.floor(availableUnits / units) }]]
    }),
  )
}

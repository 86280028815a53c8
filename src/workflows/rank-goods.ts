import { z } from 'zod'
import { anyone, office } from '../kernel/access.ts'
import type { App } from '../kernel/app.ts'
import type { CivilDate, Instant } from '../kernel/clock.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { job } from '../kernel/jobs.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import type { SellerExposure } from '../modules/discovery/index.ts'
import { fairTurnPoints, gini, lorenz, shownBySeller, totalOf } from '../modules/discovery/index.ts'
import type { RankFacts, RankRow } from '../modules/market/index.ts'
import {
  fillFront,
  LAST_ID,
  listingsBySeller,
  rankOf,
  rankParts,
  rankRow,
  rankRows,
  saveRanks,
} from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { listingTallies, ratingCenti } from '../modules/reviews/index.ts'
import { availability } from '../modules/stock/index.ts'

/** Impressions of the last week decide whose turn it is. */
const TURN_DAYS = 7
const AT_ONCE = 1000

/** Each seller's part of open listings and of what was shown in a period, both days included. */
export async function sellerExposures(sql: Sql, from: CivilDate, to: CivilDate): Promise<SellerExposure[]> {
  const shown = await shownBySeller(sql, from, to)
  const sellers = await listingsBySeller(sql)
  return sellers.map((one) => ({ ...one, shown: shown.get(one.organisationId) ?? 0 }))
}

async function turnsAt(sql: Sql, today: CivilDate): Promise<Map<string, number>> {
  const sellers = await sellerExposures(sql, addDays(today, 1 - TURN_DAYS), today)
  const all = totalOf(sellers)
  return new Map(sellers.map((one) => [one.organisationId, fairTurnPoints(one, all)]))
}

async function factsOf(sql: Sql, rows: readonly RankRow[], turns: ReadonlyMap<string, number>, today: CivilDate) {
  const shelf = await availability(
    sql,
    rows.map((row) => row.itemId),
    today,
  )
  const tallies = await listingTallies(
    sql,
    rows.map((row) => row.id),
  )
  return rows.map((row): RankFacts & { id: string } => ({
    ...row,
    soldOut: (shelf.get(row.itemId)?.units ?? 0) === 0,
    rating: ratingOf(tallies.get(row.id)),
    fairTurn: turns.get(row.organisationId) ?? 0,
  }))
}

type Tally = Parameters<typeof ratingCenti>[0]

/** The Bayesian mean that the reviews themselves show. */
function ratingOf(tally: Tally | undefined): RankFacts['rating'] {
  const centi = tally === undefined ? null : ratingCenti(tally)
  return centi === null ? null : { mean: centi / 100, count: tally?.reviews ?? 0 }
}

const monthOf = (now: Instant) => Number(civilDate(now).slice(5, 7))

/** Gives every open listing its points anew and puts the best to the front. */
export async function rankAllGoods(app: App): Promise<void> {
  await app.ports.exposures.flush()
  const now = app.clock.now()
  const today = civilDate(now)
  const turns = await app.database.read((sql) => turnsAt(sql, today))
  for (let before = LAST_ID; ;) {
    const rows = await app.database.read((sql) => rankRows(sql, before, AT_ONCE))
    const last = rows.at(-1)
    if (last === undefined) break
    before = last.id
    const facts = await app.database.read((sql) => factsOf(sql, rows, turns, today))
    const ranks = facts.map((one) => ({
      id: one.id,
      rank: rankOf(rankParts(one, monthOf(now), now)),
      soldOut: one.soldOut,
    }))
    await app.database.transact((tx) => saveRanks(tx, ranks))
  }
  await app.database.transact(fillFront)
}

/** Every quarter of an hour. */
export const rankGoodsJob = job({
  name: 'market.rank-goods',
  payload: z.unknown(),
  every: '7,22,37,52 * * * *',
  run: rankAllGoods,
})

const pointsView = z.int()

export const explainRank = query({
  name: 'market.rank.explain',
  path: '/market/listings/{listingId}/rank',
  summary: 'Why a listing stands where it stands: its points, part by part',
  access: anyone,
  input: z.object({ listingId: id }),
  output: z.object({
    rank: pointsView,
    parts: z.object({
      base: pointsView,
      fresh: pointsView,
      sold: pointsView,
      season: pointsView,
      photo: pointsView,
      rating: pointsView,
      soldOut: pointsView,
      fairTurn: pointsView,
    }),
  }),
  refusals: ['market.listing.unknown'],
  async run({ sql, now }, { listingId }) {
    const row = (await rankRow(sql, listingId)) ?? refuse('market.listing.unknown')
    const today = civilDate(now)
    const [facts] = await factsOf(sql, [row], await turnsAt(sql, today), today)
    if (facts === undefined) refuse('market.listing.unknown')
    const parts = rankParts(facts, monthOf(now), now)
    return { rank: rankOf(parts), parts }
  },
})

const share = z.number().min(0).max(1)

export const readExposure = query({
  name: 'discovery.exposure.read',
  path: '/discovery/exposure',
  summary: "Each seller's share of open listings beside the share of what was shown, with the Gini coefficient",
  access: office('service_centre'),
  input: z.object({ days: z.coerce.number().int().min(1).max(365).default(7) }),
  output: z.object({
    shown: z.int(),
    gini: share,
    /** The Lorenz curve, at most a hundred points of it. */
    curve: z.array(z.object({ listings: share, shown: share })),
    sellers: z.array(
      z.object({
        organisationId: id,
        nameZh: z.string(),
        nameEn: z.string(),
        listings: z.int(),
        shown: z.int(),
        listingsShare: share,
        shownShare: share,
        points: z.int(),
      }),
    ),
  }),
  async run({ sql, now }, { days }) {
    const today = civilDate(now)
    const exposures = await sellerExposures(sql, addDays(today, 1 - days), today)
    const all = totalOf(exposures)
    const points = lorenz(exposures)
    const names = await organisationsById(
      sql,
      exposures.map((one) => one.organisationId),
    )
    const part = (some: number, whole: number) => (whole === 0 ? 0 : some / whole)
    return {
      shown: all.shown,
      gini: gini(points),
      curve: points.filter((_, at) => at === points.length - 1 || at % Math.ceil(points.length / 100) === 0),
      sellers: exposures
        .map((one) => ({
          ...one,
          nameZh: names.get(one.organisationId)?.nameZh ?? '',
          nameEn: names.get(one.organisationId)?.nameEn ?? '',
          listingsShare: part(one.listings, all.listings),
          shownShare: part(one.shown, all.shown),
          points: fairTurnPoints(one, all),
        }))
        .toSorted((a, b) => b.points - a.points || b.listings - a.listings),
    }
  },
})

import type { Instant } from '../../kernel/clock.ts'
import { isInSeason } from './listing.ts'

/** What the order of goods is made of besides the words searched for. All of it is published or counted, none of it can be bought. */
export type RankFacts = {
  openedAt: Instant
  soldUnits: number
  seasonMonths: number
  photos: number
  soldOut: boolean
  /** Mean of reviews drawn towards the county's mean (0 to 5) and how many there are; null without reviews. */
  rating: { mean: number; count: number } | null
  /** Points for a seller shown less than the fair share, from `discovery.fairTurnPoints`. */
  fairTurn: number
}

export const rankRules = {
  base: 500,
  /** Halves every three weeks. */
  freshMax: 100,
  freshHalfLifeDays: 21,
  /** For each doubling of units sold, so that the ten-thousandth sale adds next to nothing. */
  soldPerDoubling: 20,
  soldMax: 200,
  inSeason: 80,
  outOfSeason: -80,
  photo: 30,
  ratingPerStar: 40,
  ratingNeutral: 4,
  ratingMax: 40,
  soldOut: -400,
  fairTurnMax: 100,
} as const

export type RankParts = {
  base: number
  fresh: number
  sold: number
  season: number
  photo: number
  rating: number
  soldOut: number
  fairTurn: number
}

const ALL_YEAR = 4095
const DAY_MS = 86_400_000

/**
 * Points of a listing, part by part, for a month (1 to 12) and a moment. What was typed always comes first: goods that are it stand
 * before goods that only mention it, whatever their points.
 */
export function rankParts(facts: RankFacts, month: number, now: Instant): RankParts {
  const r = rankRules
  const ageDays = Math.max(0, now.getTime() - facts.openedAt.getTime()) / DAY_MS
  const stars = facts.rating === null || facts.rating.count === 0 ? r.ratingNeutral : facts.rating.mean
  return {
    base: r.base,
    fresh: Math.round(r.freshMax * 0.5 ** (ageDays / r.freshHalfLifeDays)),
    sold: Math.round(Math.min(r.soldMax, r.soldPerDoubling * Math.log2(1 + Math.max(0, facts.soldUnits)))),
    season: seasonPoints(facts.seasonMonths, month),
    photo: facts.photos > 0 ? r.photo : 0,
    rating: Math.round(Math.max(-r.ratingMax, Math.min(r.ratingMax, (stars - r.ratingNeutral) * r.ratingPerStar))),
    soldOut: facts.soldOut ? r.soldOut : 0,
    fairTurn: Math.max(0, Math.min(r.fairTurnMax, Math.round(facts.fairTurn))),
  }
}

function seasonPoints(seasonMonths: number, month: number): number {
  if ((seasonMonths & ALL_YEAR) === ALL_YEAR) return 0
  return isInSeason(seasonMonths, month) ? rankRules.inSeason : rankRules.outOfSeason
}

export const rankOf = (parts: RankParts): number => Object.values(parts).reduce((sum, points) => sum + points, 0)

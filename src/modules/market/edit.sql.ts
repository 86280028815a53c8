import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { saveSearchTexts } from './entry.sql.ts'
import type { SearchText } from './listing.ts'
import type { Proposal } from './review.ts'

export type EditedListing = Proposal & {
  id: string
  organisationId: string
  state: 'open' | 'closed'
  rests: boolean
  approved: boolean
  villageCode: string
}

const lock = statement<EditedListing>(
  'market.listing.lock',
  `
  SELECT id, organisation_id AS "organisationId", state, rests, approved, village_code AS "villageCode", title_zh AS "titleZh", title_en AS "titleEn",
    description_zh AS "descriptionZh", description_en AS "descriptionEn", category, season_months AS "seasonMonths", off_season AS "offSeason",
    product_class AS "productClass", producer, licence_number AS "licenceNumber", certificate
  FROM market.listing WHERE id = $1 FOR NO KEY UPDATE`,
)

export async function lockListing(tx: Tx, listingId: string): Promise<EditedListing | undefined> {
  const [row] = await tx.run(lock, [listingId])
  return row
}

const apply = statement(
  'market.listing.apply',
  `
  UPDATE market.listing SET title_zh = p."titleZh", title_en = p."titleEn", description_zh = p."descriptionZh", description_en = p."descriptionEn",
    category = p.category, season_months = p."seasonMonths", off_season = p."offSeason", product_class = p."productClass", producer = p.producer,
    licence_number = p."licenceNumber", certificate = p.certificate, approved = true,
    state = CASE WHEN approved THEN state ELSE 'open' END, edited_at = $3
  FROM jsonb_to_record($2::jsonb) AS p("titleZh" text, "titleEn" text, "descriptionZh" text, "descriptionEn" text, category text, "seasonMonths" int,
    "offSeason" text, "productClass" text, producer text, "licenceNumber" text, certificate text)
  WHERE id = $1`,
)

/** Puts a proposal in force; a listing that waited for it goes on sale. */
export async function applyProposal(
  tx: Tx,
  listingId: string,
  proposal: Proposal,
  searched: SearchText,
  now: Instant,
): Promise<void> {
  await tx.run(apply, [listingId, JSON.stringify(proposal), now])
  await saveSearchTexts(tx, [{ ...searched, listingId }])
}

const callBack = statement(
  'market.listing.call_back',
  `UPDATE market.listing SET approved = false, state = 'closed', rests = false WHERE id = $1`,
)

/** Takes a listing off sale until it is approved again. */
export async function callBackListing(tx: Tx, listingId: string): Promise<void> {
  await tx.run(callBack, [listingId])
}

const turn = statement<{ id: string }>(
  'market.listing.turn_season',
  `
  UPDATE market.listing SET rests = NOT rests, state = CASE WHEN rests THEN 'open' ELSE 'closed' END
  WHERE ($2::uuid IS NULL OR id = $2) AND approved
    AND CASE WHEN rests THEN off_season = 'sold' OR season_months & (1 << ($1 - 1)) <> 0
      ELSE state = 'open' AND off_season <> 'sold' AND season_months & (1 << ($1 - 1)) = 0 END
  RETURNING id`,
)

/** Closes what is out of season and opens what has come into it again: all listings, or one. Returns how many turned. */
export async function turnSeason(tx: Tx, today: CivilDate, listingId: string | null): Promise<number> {
  return (await tx.run(turn, [Number(today.slice(5, 7)), listingId])).length
}

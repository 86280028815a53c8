import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { HarvestTerms, MakingTerms, RipeWindow, Silence, Stage } from './plan.ts'
import { orderBook, weekOf } from './plan.ts'
import type { Sharing } from './share.ts'

export const planStates = ['open', 'closed', 'shared', 'cancelled'] as const
export type PlanState = (typeof planStates)[number]
export const planKinds = ['harvest', 'making'] as const

/** A plan as all may see it; what belongs to the other kind is null. */
export type PlanRow = {
  id: string
  organisationId: string
  listingId: string
  itemId: string
  kind: (typeof planKinds)[number]
  state: PlanState
  openedAt: Instant
  endedAt: Instant | null
  quotaUnits: number | null
  windowFrom: CivilDate | null
  windowTo: CivilDate | null
  sharing: Sharing | null
  silence: Silence | null
  answerDays: number | null
  leadDays: number | null
  weeklyUnits: number | null
  stages: Stage[] | null
  heldUnits: number
  promisedUnits: number
  servedUnits: number
}

const columns = `
  p.id, p.organisation_id AS "organisationId", p.listing_id AS "listingId", p.item_id AS "itemId", p.kind, p.state, p.opened_at AS "openedAt",
  p.ended_at AS "endedAt", p.quota_units AS "quotaUnits", p.window_from AS "windowFrom", p.window_to AS "windowTo", p.sharing, p.silence,
  p.answer_days AS "answerDays", p.lead_days AS "leadDays", p.weekly_units AS "weeklyUnits", p.stages,
  coalesce((SELECT sum(a.held_units) FROM supply.allotment a WHERE a.plan_id = p.id), 0)::int AS "heldUnits",
  coalesce((SELECT sum(a.promised_units) FROM supply.allotment a WHERE a.plan_id = p.id), 0)::int AS "promisedUnits",
  coalesce((SELECT sum(a.served_units) FROM supply.allotment a WHERE a.plan_id = p.id), 0)::int AS "servedUnits"`

const insert = statement<{ id: string }>(
  'supply.plan.insert',
  `
  WITH made AS (
    INSERT INTO supply.plan (organisation_id, listing_id, item_id, kind, opened_at, quota_units, window_from, window_to, sharing, silence, answer_days,
      lead_days, weekly_units, stages)
    SELECT $1, $2, $3, t.kind, $5, t."quotaUnits", t."from", t."to", t.sharing, t.silence, t."answerDays", t."leadDays", t."weeklyUnits", t.stages
    FROM jsonb_to_record($4::jsonb) AS t(kind text, "quotaUnits" int, "from" date, "to" date, sharing text, silence text, "answerDays" int,
      "leadDays" int, "weeklyUnits" int, stages jsonb)
    ON CONFLICT DO NOTHING RETURNING id, kind, quota_units
  ), allotted AS (
    INSERT INTO supply.allotment (plan_id, from_on, capacity_units) SELECT id, $6, quota_units FROM made WHERE kind = 'harvest'
  )
  SELECT id FROM made`,
)

type Sold = { organisationId: string; listingId: string; itemId: string }
type Terms = ({ kind: 'harvest' } & HarvestTerms) | ({ kind: 'making' } & MakingTerms)

/** Returns null where a plan of the listing already stands. */
export async function insertPlan(
  tx: Tx,
  { organisationId, listingId, itemId }: Sold,
  terms: Terms,
  today: CivilDate,
  now: Instant,
): Promise<string | null> {
  const row = terms.kind === 'harvest' ? { ...terms, ...terms.window } : terms
  const [made] = await tx.run(insert, [organisationId, listingId, itemId, JSON.stringify(row), now, today])
  return made?.id ?? null
}

const lock = statement<{ id: string }>('supply.plan.lock', `SELECT id FROM supply.plan WHERE id = $1 FOR UPDATE`)
const byId = statement<PlanRow>('supply.plan.by_id', `SELECT ${columns} FROM supply.plan p WHERE p.id = $1`)

export async function planById(sql: Sql, planId: string): Promise<PlanRow | null> {
  return (await sql.run(byId, [planId]))[0] ?? null
}

/** The plan, locked: nothing is booked under it and no window of it moves until the transaction ends. */
export async function lockPlan(tx: Tx, planId: string): Promise<PlanRow | null> {
  await tx.run(lock, [planId])
  return planById(tx, planId)
}

const change = statement('supply.plan.change_state', `UPDATE supply.plan SET state = $2, ended_at = $3 WHERE id = $1`)

export async function changePlanState(tx: Tx, planId: string, state: PlanState, now: Instant): Promise<void> {
  await tx.run(change, [planId, state, state === 'shared' || state === 'cancelled' ? now : null])
}

const moveWindow = statement(
  'supply.plan.move_window',
  `
  WITH plan AS (UPDATE supply.plan SET window_from = $2, window_to = $3 WHERE id = $1)
  UPDATE supply.booking SET due_from = $2, due_to = $3, late_told_at = NULL WHERE plan_id = $1 AND state IN ('held', 'promised')`,
)

/** Everyone who waits is re-dated with the plan. */
export async function movePlanWindow(tx: Tx, planId: string, { from, to }: RipeWindow): Promise<void> {
  await tx.run(moveWindow, [planId, from, to])
}

const ofOrganisation = statement<PlanRow>(
  'supply.plan.of_organisation',
  `SELECT ${columns} FROM supply.plan p WHERE p.organisation_id = $1 AND p.kind = $2 ORDER BY p.ended_at IS NOT NULL, p.id DESC LIMIT $3`,
)

export async function plansOfOrganisation(
  sql: Sql,
  organisationId: string,
  kind: PlanRow['kind'],
  limit: number,
): Promise<PlanRow[]> {
  return sql.run(ofOrganisation, [organisationId, kind, limit])
}

const all = statement<PlanRow>(
  'supply.plan.all',
  `SELECT ${columns} FROM supply.plan p WHERE p.kind = 'harvest' AND ($1::uuid IS NULL OR p.id < $1) ORDER BY p.id DESC LIMIT $2`,
)

export async function harvestPlans(sql: Sql, before: string | null, limit: number): Promise<PlanRow[]> {
  return sql.run(all, [before, limit])
}

const current = statement<PlanRow & { weeks: { monday: CivilDate; units: number }[] }>(
  'supply.plan.current',
  `
  SELECT ${columns},
    (SELECT coalesce(jsonb_agg(jsonb_build_object('monday', a.from_on, 'units', a.held_units + a.promised_units + a.served_units)), '[]')
      FROM supply.allotment a WHERE a.plan_id = p.id AND a.from_on >= $2) AS weeks
  FROM supply.plan p WHERE p.listing_id = ANY($1::uuid[]) AND (p.state = 'open' OR (p.kind = 'harvest' AND p.state = 'closed'))`,
)

/** What a buyer can have of a plan now, and when. */
export type OpenPlan = PlanRow & { freeUnits: number; dueFrom: CivilDate | null; dueTo: CivilDate | null }

/** The plans by which these listings are supplied today, by listing. */
export async function currentPlans(
  sql: Sql,
  listingIds: readonly string[],
  today: CivilDate,
): Promise<Map<string, OpenPlan>> {
  if (listingIds.length === 0) return new Map()
  const rows = await sql.run(current, [listingIds, weekOf(today)])
  return new Map(rows.map(({ weeks, ...plan }) => [plan.listingId, openPlan(plan, weeks, today)]))
}

function openPlan(plan: PlanRow, weeks: readonly { monday: CivilDate; units: number }[], today: CivilDate): OpenPlan {
  if (plan.kind === 'harvest') {
    const left = (plan.quotaUnits ?? 0) - plan.heldUnits - plan.promisedUnits - plan.servedUnits
    return { ...plan, freeUnits: plan.state === 'open' ? left : 0, dueFrom: plan.windowFrom, dueTo: plan.windowTo }
  }
  const taken = new Map(weeks.map(({ monday, units }) => [monday, units]))
  const book = orderBook({ leadDays: plan.leadDays ?? 0, weeklyUnits: plan.weeklyUnits ?? 0 }, taken, today)
  return { ...plan, freeUnits: book.freeUnits, dueFrom: book.readyOn, dueTo: book.readyOn }
}

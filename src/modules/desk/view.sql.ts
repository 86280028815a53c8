import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Sheet } from './view.ts'

export type ViewRow = {
  id: string
  personId: string
  sheet: Sheet
  name: string
  query: string
  shared: boolean
  /** True for the view with which the table opens for the asker. */
  opens: boolean
}

const columns = `v.id, v.person_id AS "personId", v.sheet, v.name, v.query, v.shared`

const seen = statement<ViewRow>(
  'desk.view.seen',
  `
  SELECT ${columns}, o.view_id IS NOT NULL AS opens
  FROM desk.view v LEFT JOIN desk.opening o ON o.view_id = v.id AND o.person_id = $2 AND o.organisation_id = $1
  WHERE v.organisation_id = $1 AND v.sheet = $3 AND (v.shared OR v.person_id = $2) ORDER BY v.name, v.id LIMIT 500`,
)

/** What a person sees of a table's views: their own and the shared ones. */
export async function viewsSeen(sql: Sql, organisationId: string, personId: string, sheet: Sheet): Promise<ViewRow[]> {
  return sql.run(seen, [organisationId, personId, sheet])
}

const lock = statement<Omit<ViewRow, 'opens'>>(
  'desk.view.lock',
  `SELECT ${columns} FROM desk.view v WHERE v.organisation_id = $1 AND v.id = $2 FOR UPDATE`,
)

export async function lockView(tx: Tx, organisationId: string, viewId: string): Promise<Omit<ViewRow, 'opens'> | null> {
  return (await tx.run(lock, [organisationId, viewId]))[0] ?? null
}

type NewView = Pick<ViewRow, 'personId' | 'sheet' | 'name' | 'query' | 'shared'> & { organisationId: string }

const save = statement<{ id: string }>(
  'desk.view.save',
  `
  INSERT INTO desk.view (organisation_id, person_id, sheet, name, query, shared, saved_at)
  SELECT $1, $2, $3, $4, $5, $6, $7
  WHERE (SELECT count(*) FROM desk.view WHERE organisation_id = $1 AND person_id = $2 AND sheet = $3 AND name <> $4) < $8
  ON CONFLICT (organisation_id, person_id, sheet, name) DO UPDATE SET query = EXCLUDED.query, shared = EXCLUDED.shared, saved_at = EXCLUDED.saved_at
  RETURNING id`,
)

/** Keeps a view, in place of the person's own of that name; null where they keep too many already. */
export async function saveViewRow(tx: Tx, view: NewView, most: number, now: Instant): Promise<string | null> {
  const { organisationId, personId, sheet, name, query, shared } = view
  return (await tx.run(save, [organisationId, personId, sheet, name, query, shared, now, most]))[0]?.id ?? null
}

const open = statement(
  'desk.opening.set',
  `
  INSERT INTO desk.opening (organisation_id, person_id, sheet, view_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT (organisation_id, person_id, sheet) DO UPDATE SET view_id = EXCLUDED.view_id`,
)
const close = statement(
  'desk.opening.clear',
  'DELETE FROM desk.opening WHERE organisation_id = $1 AND person_id = $2 AND sheet = $3 AND view_id = $4',
)

/** Says whether a table opens with a view for a person. */
export async function setOpening(
  tx: Tx,
  at: { organisationId: string; personId: string; sheet: Sheet; viewId: string },
  opens: boolean,
): Promise<void> {
  await tx.run(opens ? open : close, [at.organisationId, at.personId, at.sheet, at.viewId])
}

const unshare = statement(
  'desk.opening.unshare',
  'DELETE FROM desk.opening o USING desk.view v WHERE v.id = $1 AND o.view_id = v.id AND o.person_id <> v.person_id',
)

/** A view that is not shared any more opens for nobody but its maker. */
export async function closeForOthers(tx: Tx, viewId: string): Promise<void> {
  await tx.run(unshare, [viewId])
}

const remove = statement('desk.view.remove', 'DELETE FROM desk.view WHERE id = $1')

export async function removeViewRow(tx: Tx, viewId: string): Promise<void> {
  await tx.run(remove, [viewId])
}

const forget = statement(
  'desk.view.forget',
  `WITH gone AS (DELETE FROM desk.opening WHERE person_id = $1) DELETE FROM desk.view WHERE person_id = $1`,
)

/** An erased person's views go, the shared ones too: they were theirs. */
export async function forgetViews(tx: Tx, personId: string): Promise<void> {
  await tx.run(forget, [personId])
}

import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { actorId } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql, Tx } from '../kernel/database.ts'
import { errand, operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, line } from '../kernel/validation.ts'
import { freightTemplatesOf } from '../modules/delivery/index.ts'
import type { Around, BulkCause, BulkListing, BulkRow, Edit, Told } from '../modules/market/index.ts'
import {
  bulkEditOf,
  bulkEditRows,
  bulkRows,
  keepBulkEdit,
  lockBulkRows,
  planned,
  priceFen,
  refusalOf,
  reversed,
  reviewModeOf,
  stillHolds,
  turnSeasonOf,
  updateInBulk,
  valuesOf,
} from '../modules/market/index.ts'
import { floorsOf } from '../modules/pricing/index.ts'
import { minimumsOf, setMinimums } from '../modules/stock/index.ts'

/** Rows of one transaction; more are sent in parts, each whole. */
const BULK_ROWS_MAX = 1000
const UNDO_SECONDS = 24 * 3600

const values = z
  .object({
    priceFen,
    seasonMonths: z.int().min(1).max(4095),
    freightTemplateId: id,
    minimumUnits: z.int().min(0).max(1_000_000),
    state: z.enum(['open', 'closed']),
    producer: line(80).nullable(),
    certificate: line(60).nullable(),
  })
  .partial()
const edit = z.object({ listingId: id, before: values, after: values })
const told = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
const signedFen = z.int().min(-10_000_000_00).max(10_000_000_00)

export const bulkChange = values.omit({ priceFen: true }).extend({
  price: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('set'), fen: priceFen }),
      z.object({
        by: z.literal('percent'),
        percent: z.number().min(-99).max(900),
        to: z.enum(['fen', 'jiao', 'yuan']).default('fen'),
      }),
      z.object({ by: z.literal('fen'), fen: signedFen }),
      z.object({ by: z.literal('floor') }),
    ])
    .optional(),
  stopAtFloor: z.boolean().optional(),
})

const listingIds = z
  .array(id)
  .min(1)
  .max(BULK_ROWS_MAX)
  .refine((all) => new Set(all).size === all.length)

export const previewBulkEdit = errand({
  name: 'market.bulk.preview',
  method: 'POST',
  path: '/market/organisations/{organisationId}/bulk-edits/preview',
  summary:
    'What a change would make of many listings, each before and after, and why some would be refused; writes nothing',
  access: member('seller'),
  audit: false,
  input: z.object({ organisationId: id, listingIds, change: bulkChange }),
  output: z.object({
    rows: z.array(
      z.object({
        listingId: id,
        titleZh: z.string(),
        titleEn: z.string(),
        edit: edit.nullable(),
        refusal: told.nullable(),
      }),
    ),
    /** Listings asked for that are not the seller's any more. */
    unknown: z.int(),
  }),
  run: ({ read }, { organisationId, listingIds: asked, change }) =>
    read(async (sql) => {
      const around = await aroundOf(sql, organisationId)
      const listings = await completed(sql, organisationId, await bulkRows(sql, organisationId, asked))
      const rows = listings.map((one) => ({
        listingId: one.listingId,
        titleZh: one.titleZh,
        titleEn: one.titleEn,
        ...planned(one, change, around),
      }))
      return { rows, unknown: asked.length - listings.length }
    }),
})

/** The seller's templates, and whether the service centre looks at labels before they count. */
export async function aroundOf(sql: Sql, organisationId: string): Promise<Around> {
  const templates = await freightTemplatesOf(sql, organisationId)
  const mode = await reviewModeOf(sql, organisationId)
  return { templateIds: new Set(templates.map((one) => one.id)), reviewed: mode !== 'trusted' }
}

/** Listings with their floors and minimum levels. */
export async function completed<Row extends BulkRow>(
  sql: Sql,
  organisationId: string,
  rows: readonly Row[],
): Promise<(Row & BulkListing)[]> {
  const floors = await floorsOf(
    sql,
    rows.map(({ listingId }) => listingId),
  )
  const minimums = await minimumsOf(
    sql,
    organisationId,
    rows.map(({ itemId }) => itemId),
  )
  return rows.map((row) => ({
    ...row,
    floorFen: floors.get(row.listingId) ?? null,
    minimumUnits: minimums.get(row.itemId) ?? 0,
  }))
}

const edits = z
  .array(edit)
  .min(1)
  .max(BULK_ROWS_MAX)
  .refine((all) => new Set(all.map((one) => one.listingId)).size === all.length)

export const applyBulkEdit = operation({
  name: 'market.bulk.apply',
  method: 'POST',
  path: '/market/organisations/{organisationId}/bulk-edits',
  summary: 'Changes many listings at once, all or none; refused where one was changed since the preview',
  access: member('seller'),
  input: z.object({ organisationId: id, edits }),
  output: z.object({ editId: id, listings: z.int() }),
  refusals: ['market.bulk.changed_meanwhile', 'market.bulk.refused'],
  audit: (input, output) => ({ editId: output.editId, listings: output.listings }),
  async run({ tx, actor, now }, { organisationId, edits: asked }) {
    const by = { organisationId, actorId: actorId(actor) ?? '' }
    return { editId: await putInForce(tx, by, asked, 'edit', now), listings: asked.length }
  },
})

type By = { organisationId: string; actorId: string }

/**
 * Puts edits in force in one transaction, and keeps them to be taken back. Refuses: market.bulk.changed_meanwhile where a value is not
 * what the edit says it was, market.bulk.refused where a row may not be changed so; each row is named.
 */
export async function putInForce(
  tx: Tx,
  by: By,
  asked: readonly Edit[],
  cause: Exclude<BulkCause, 'undo'>,
  now: Instant,
): Promise<string> {
  const listings = await lockedListings(tx, by.organisationId, asked)
  const around = await aroundOf(tx, by.organisationId)
  const at = (n: number, detail: string) => ({ pointer: `/edits/${n}`, detail })
  const changed = asked.flatMap((one, n) => {
    const listing = listings.get(one.listingId)
    return listing !== undefined && stillHolds(valuesOf(listing), one) ? [] : [at(n, 'market.bulk.changed_meanwhile')]
  })
  if (changed.length > 0) refuse('market.bulk.changed_meanwhile', { count: changed.length }, changed)
  const refused = asked.flatMap((one, n) => {
    const refusal = refusalOf(listings.get(one.listingId) as BulkListing, one, around)
    return refusal === null ? [] : [at(n, refusal.code)]
  })
  if (refused.length > 0) refuse('market.bulk.refused', { count: refused.length }, refused)
  await write(tx, by.organisationId, listings, asked, now)
  return (await keepBulkEdit(tx, { ...by, cause, edits: asked, undoes: null }, now)) as string
}

async function lockedListings(tx: Tx, organisationId: string, asked: readonly Edit[]) {
  const rows = await lockBulkRows(
    tx,
    organisationId,
    asked.map(({ listingId }) => listingId),
  )
  return new Map((await completed(tx, organisationId, rows)).map((one) => [one.listingId, one]))
}

async function write(
  tx: Tx,
  organisationId: string,
  listings: ReadonlyMap<string, BulkListing>,
  asked: readonly Edit[],
  now: Instant,
): Promise<void> {
  await updateInBulk(tx, organisationId, asked, now)
  const minimums = asked.flatMap(({ listingId, after }) =>
    after.minimumUnits === undefined
      ? []
      : [{ itemId: listings.get(listingId)?.itemId ?? '', units: after.minimumUnits }],
  )
  if (minimums.length > 0) await setMinimums(tx, organisationId, minimums)
  const turned = asked.filter(({ after }) => after.seasonMonths !== undefined && after.state === undefined)
  await turnSeasonOf(
    tx,
    civilDate(now),
    turned.map(({ listingId }) => listingId),
  )
}

const keptRow = z.object({ listingId: id, refusal: told })

export const undoBulkEdit = operation({
  name: 'market.bulk.undo',
  method: 'POST',
  path: '/market/organisations/{organisationId}/bulk-edits/{editId}/undoing',
  summary: 'Takes a change of many listings back within a day, wherever nothing was changed since; says where it was',
  access: member('seller'),
  input: z.object({ organisationId: id, editId: id }),
  output: z.object({ undone: z.int(), kept: z.array(keptRow) }),
  refusals: ['market.bulk.unknown', 'market.bulk.undone', 'market.bulk.too_late', 'market.bulk.nothing_to_undo'],
  audit: (input, output) => ({ editId: input.editId, undone: output.undone, kept: output.kept.length }),
  async run({ tx, actor, now }, { organisationId, editId }) {
    const done = (await bulkEditOf(tx, organisationId, editId)) ?? refuse('market.bulk.unknown')
    if (done.undone || done.cause === 'undo') refuse('market.bulk.undone')
    if (now.getTime() - done.at.getTime() > UNDO_SECONDS * 1000) refuse('market.bulk.too_late')
    const listings = await lockedListings(tx, organisationId, done.edits)
    const around = await aroundOf(tx, organisationId)
    const judged = done.edits.map((one) => ({ back: reversed(one), refusal: whyNot(listings, reversed(one), around) }))
    const backs = judged.filter(({ refusal }) => refusal === null).map(({ back }) => back)
    if (backs.length === 0) refuse('market.bulk.nothing_to_undo')
    await write(tx, organisationId, listings, backs, now)
    const by = { organisationId, actorId: actorId(actor) ?? '' }
    if ((await keepBulkEdit(tx, { ...by, cause: 'undo', edits: backs, undoes: editId }, now)) === null)
      refuse('market.bulk.undone')
    const kept = judged.flatMap(({ back, refusal }) =>
      refusal === null ? [] : [{ listingId: back.listingId, refusal }],
    )
    return { undone: backs.length, kept }
  },
})

function whyNot(listings: ReadonlyMap<string, BulkListing>, back: Edit, around: Around): Told | null {
  const listing = listings.get(back.listingId)
  if (listing === undefined || !stillHolds(valuesOf(listing), back))
    return { code: 'market.bulk.changed_meanwhile', params: { count: 1 } }
  return refusalOf(listing, back, around)
}

export const listBulkEdits = query({
  name: 'market.bulk.list',
  path: '/market/organisations/{organisationId}/bulk-edits',
  summary: 'Changes of many listings, newest first, and which can still be taken back',
  access: member('seller'),
  input: z.object({ organisationId: id, limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({
    edits: z.array(
      z.object({
        id,
        cause: z.enum(['edit', 'workbook', 'undo']),
        listings: z.int(),
        at: z.date(),
        mayUndo: z.boolean(),
        undone: z.boolean(),
      }),
    ),
  }),
  async run({ sql, now }, { organisationId, limit }) {
    const rows = await bulkEditRows(sql, organisationId, limit)
    return {
      edits: rows.map(({ actorId: _who, undoes: _what, ...row }) => ({
        ...row,
        mayUndo: row.cause !== 'undo' && !row.undone && now.getTime() - row.at.getTime() <= UNDO_SECONDS * 1000,
      })),
    }
  },
})

export const bulkEdit = edit

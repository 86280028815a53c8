import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import { actorId } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import type { Stopper } from './stop.sql.ts'
import { placeStopRow, readStop, releaseStopRow, stopRows, stopsOfOrganisation } from './stop.sql.ts'

const stop = z.object({
  id,
  lotId: id,
  lotCode: z.string(),
  gtin: z.string(),
  name: z.string(),
  organisationId: id,
  placedBy: z.enum(['seller', 'service_centre']),
  reason: z.string(),
  at: z.date(),
  releasedAt: z.date().nullable(),
  finding: z.string().nullable(),
  availableUnits: z.int(),
  waitingUnits: z.int(),
})

type Stopping = { lotId: string; organisationId: string | null; placedBy: Stopper; reason: string }

/** Puts a lot on hold: nobody can buy of it or pack it until the hold is released. Refuses: stock.lot.unknown. */
export async function stopLot(tx: Tx, stopping: Stopping, actor: Actor, now: Instant): Promise<string> {
  const placed = await placeStopRow(tx, { ...stopping, actorId: actorId(actor) }, now)
  return placed ?? refuse('stock.lot.unknown')
}

/** Refuses: stock.stop.unknown, stock.stop.not_yours, stock.stop.released. */
async function releaseStop(
  tx: Tx,
  stopId: string,
  by: { placedBy: Stopper; organisationId: string | null; finding: string },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const found = (await readStop(tx, stopId)) ?? refuse('stock.stop.unknown')
  if (by.organisationId !== null && found.organisationId !== by.organisationId) refuse('stock.stop.unknown')
  if (found.placedBy !== by.placedBy) refuse('stock.stop.not_yours')
  if (!(await releaseStopRow(tx, stopId, by.finding, actorId(actor), now))) refuse('stock.stop.released')
}

export const stopOwnLot = operation({
  name: 'stock.stop.place',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/lots/{lotId}/stops',
  summary: 'The seller puts a lot on hold: it is neither sold nor packed until released',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, lotId: id, reason: line(500) }),
  output: z.object({ stopId: id }),
  refusals: ['stock.lot.unknown'],
  run: async ({ tx, actor, now }, input) => ({
    stopId: await stopLot(tx, { ...input, placedBy: 'seller' }, actor, now),
  }),
})

export const releaseOwnStop = operation({
  name: 'stock.stop.release',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/stops/{stopId}/release',
  summary: "The seller releases its own hold, with what was found; the service centre's holds are its own to release",
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, stopId: id, finding: line(500) }),
  output: z.object({ stopId: id }),
  refusals: ['stock.stop.unknown', 'stock.stop.not_yours', 'stock.stop.released'],
  async run({ tx, actor, now }, { stopId, organisationId, finding }) {
    await releaseStop(tx, stopId, { placedBy: 'seller', organisationId, finding }, actor, now)
    return { stopId }
  },
})

export const listOwnStops = query({
  name: 'stock.stop.own_list',
  path: '/stock/organisations/{organisationId}/stops',
  summary: "Holds on a seller's lots, the standing ones first, with reasons and findings",
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({ stops: z.array(stop) }),
  run: async ({ sql }, input) => ({ stops: await stopsOfOrganisation(sql, input.organisationId) }),
})

export const stopAnyLot = operation({
  name: 'stock.stop.centre_place',
  method: 'POST',
  path: '/stock/lots/{lotId}/stops',
  summary: 'The service centre puts a lot on hold: it is neither sold nor packed until released',
  access: office('service_centre'),
  input: z.object({ lotId: id, reason: line(500) }),
  output: z.object({ stopId: id }),
  refusals: ['stock.lot.unknown'],
  run: async ({ tx, actor, now }, input) => ({
    stopId: await stopLot(tx, { ...input, organisationId: null, placedBy: 'service_centre' }, actor, now),
  }),
})

export const releaseAnyStop = operation({
  name: 'stock.stop.centre_release',
  method: 'POST',
  path: '/stock/stops/{stopId}/release',
  summary: "The service centre releases a hold of its own, with what was found; sellers' holds are theirs",
  access: office('service_centre'),
  input: z.object({ stopId: id, finding: line(500) }),
  output: z.object({ stopId: id }),
  refusals: ['stock.stop.unknown', 'stock.stop.not_yours', 'stock.stop.released'],
  async run({ tx, actor, now }, { stopId, finding }) {
    await releaseStop(tx, stopId, { placedBy: 'service_centre', organisationId: null, finding }, actor, now)
    return { stopId }
  },
})

export const listStops = query({
  name: 'stock.stop.list',
  path: '/stock/stops',
  summary: 'Lots on hold in the whole county, newest first',
  access: office('service_centre'),
  input: z.object({
    released: z.stringbool().default(false),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({ stops: z.array(stop) }),
  run: async ({ sql }, input) => ({
    stops: await stopRows(sql, input.released, input.before ?? null, input.limit),
  }),
})

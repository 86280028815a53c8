import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { arrivedUnits, checkFree } from './lot-change.ts'
import { lockLots, moveUnits, unitsAt } from './movement.sql.ts'
import { openPlace } from './place.ops.ts'
import { insertTransfer, lockTransfer, receiveTransferRow, transferRows } from './transfer.sql.ts'

const path = '/stock/organisations/{organisationId}/transfers'

export const sendTransfer = operation({
  name: 'stock.transfer.send',
  method: 'POST',
  path,
  summary: 'Sends units of a lot to another place; on their way they are not on sale',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    lotId: id,
    fromPlaceId: id,
    toPlaceId: id,
    units: z.int().min(1).max(1_000_000),
  }),
  output: z.object({ transferId: id }),
  refusals: [
    'stock.place.unknown',
    'stock.place.closed',
    'stock.place.same',
    'stock.place.not_enough',
    'stock.lot.unknown',
  ],
  async run({ tx, now }, { organisationId, ...transfer }) {
    const { lotId, fromPlaceId, toPlaceId, units } = transfer
    if (fromPlaceId === toPlaceId) refuse('stock.place.same')
    for (const placeId of [fromPlaceId, toPlaceId].sort()) await openPlace(tx, organisationId, placeId)
    const lot = (await lockLots(tx, organisationId, [lotId])).get(lotId) ?? refuse('stock.lot.unknown')
    checkFree({ ...lot, unitsAtPlace: (await unitsAt(tx, fromPlaceId, [lotId])).get(lotId) ?? 0 }, units)
    const transferId = await insertTransfer(tx, organisationId, transfer, now)
    await moveUnits(tx, [{ lotId, kind: 'sent', units, placeId: fromPlaceId, causeId: transferId }], now)
    return { transferId }
  },
})

export const receiveTransfer = operation({
  name: 'stock.transfer.receive',
  method: 'POST',
  path: `${path}/{transferId}/receipt`,
  summary: 'Receives what was sent; fewer than sent only with the reason',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    transferId: id,
    receivedUnits: z.int().min(0).max(1_000_000),
    reason: line(200).nullable().default(null),
  }),
  output: z.object({ transferId: id, lostUnits: z.int() }),
  refusals: [
    'stock.transfer.unknown',
    'stock.transfer.received',
    'stock.transfer.too_many',
    'stock.transfer.reason_missing',
    'stock.lot.unknown',
  ],
  async run({ tx, now }, { organisationId, transferId, receivedUnits, reason }) {
    const sent = (await lockTransfer(tx, organisationId, transferId)) ?? refuse('stock.transfer.unknown')
    if (sent.receivedAt !== null) refuse('stock.transfer.received')
    const lot = (await lockLots(tx, organisationId, [sent.lotId])).get(sent.lotId) ?? refuse('stock.lot.unknown')
    const moves = arrivedUnits({ code: lot.code, sentUnits: sent.units }, receivedUnits, reason)
    const explained = receivedUnits === sent.units ? null : reason
    await receiveTransferRow(tx, transferId, receivedUnits, explained, now)
    await moveUnits(
      tx,
      moves.map((one) => ({
        ...one,
        lotId: sent.lotId,
        placeId: one.kind === 'arrived' ? sent.toPlaceId : null,
        causeId: transferId,
      })),
      now,
    )
    return { transferId, lostUnits: sent.units - receivedUnits }
  },
})

export const listTransfers = query({
  name: 'stock.transfer.list',
  path,
  summary: 'Transfers between places, newest first, those on their way included',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    transfers: z.array(
      z.object({
        id,
        lotId: id,
        lotCode: z.string(),
        name: z.string(),
        from: z.string(),
        to: z.string(),
        units: z.int(),
        sentAt: z.date(),
        receivedAt: z.date().nullable(),
        receivedUnits: z.int().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ sql }, input) => ({
    transfers: await transferRows(sql, input.organisationId, input.before ?? null, input.limit),
  }),
})

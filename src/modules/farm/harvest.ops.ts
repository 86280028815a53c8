import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line } from '../../kernel/validation.ts'
import type { HarvestReceipt } from './harvest.ts'
import { checkHarvestDay } from './harvest.ts'
import type { ReceivedHarvest } from './harvest.sql.ts'
import { insertHarvestRows, listHarvestRows, useWeightRows } from './harvest.sql.ts'

/** Input of a harvest receipt, for the operations and workbooks that take one in. */
export const harvestReceipt = z.object({
  grower: line(60),
  villageCode: z.string().regex(/^\d{12}$/),
  plot: line(60),
  product: line(120),
  weightGrams: z.int().min(1).max(1_000_000_000),
  harvestedOn: civilDay,
})

/** Takes harvests in. Refuses: farm.harvest.in_future, farm.harvest.too_old. */
export async function receiveHarvests(
  tx: Tx,
  organisationId: string,
  receipts: readonly HarvestReceipt[],
  now: Instant,
): Promise<ReceivedHarvest[]> {
  for (const receipt of receipts) checkHarvestDay(receipt.harvestedOn, now)
  return insertHarvestRows(tx, organisationId, receipts, now)
}

/** Takes weight from harvests for packing. Refuses: farm.harvest.not_enough. */
export async function useHarvestWeight(
  tx: Tx,
  organisationId: string,
  uses: readonly { harvestId: string; grams: number }[],
): Promise<void> {
  const served = await useWeightRows(tx, organisationId, uses)
  if (uses.some((use) => !served.has(use.harvestId))) refuse('farm.harvest.not_enough')
}

const harvestSummary = z.object({
  id,
  grower: z.string(),
  villageCode: z.string(),
  plot: z.string(),
  product: z.string(),
  weightGrams: z.int(),
  packedGrams: z.int(),
  harvestedOn: civilDay,
})

export const listHarvests = query({
  name: 'farm.harvest.list',
  path: '/farm/organisations/{organisationId}/harvests',
  summary: 'Harvests an organisation took in, newest first',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ harvests: z.array(harvestSummary) }),
  run: async ({ sql }, input) => ({
    harvests: await listHarvestRows(sql, input.organisationId, input.before ?? null, input.limit),
  }),
})

import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { operation } from '../kernel/operation.ts'
import { id } from '../kernel/validation.ts'
import { harvestReceipt, receiveHarvests } from '../modules/farm/index.ts'
import { knownVillage } from '../modules/people/index.ts'

export const receiveHarvest = operation({
  name: 'farm.harvest.receive',
  method: 'POST',
  path: '/farm/organisations/{organisationId}/harvests',
  summary: 'Takes in a harvest of a grower: village, plot, product, weight, day',
  access: member('seller', 'packer'),
  input: harvestReceipt.extend({ organisationId: id }),
  output: z.object({ harvestId: id }),
  refusals: ['farm.harvest.in_future', 'farm.harvest.too_old', 'people.village.unknown'],
  async run({ tx, now }, { organisationId, ...receipt }) {
    knownVillage(receipt.villageCode)
    const [received] = await receiveHarvests(tx, organisationId, [receipt], now)
    return { harvestId: received?.harvestId as string }
  },
})

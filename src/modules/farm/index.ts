import { listHarvests } from './harvest.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { harvestReceipt, listHarvests, receiveHarvests, useHarvestWeight } from './harvest.ops.ts'
export { harvestRows as harvestsById, listHarvestRows as harvestsOf } from './harvest.sql.ts'
export type { HarvestSummary, ReceivedHarvest } from './harvest.sql.ts'
export { HARVEST_AGE_DAYS_MAX } from './harvest.ts'
export type { HarvestReceipt } from './harvest.ts'

export const operations = [listHarvests]
export const words = { zh, en }

import { listItems, listLots } from './stock.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { availability, confirmHolds, expireHolds, giveBackSold, releaseHolds, withdrawSold } from './hold.sql.ts'
export type { Allocation, Wanted } from './hold.sql.ts'
export { itemRows as itemsById, usedCodes } from './item.sql.ts'
export type { Item, NewItem, Storage } from './item.sql.ts'
export { lotByCode, lotsOfGtin } from './lot.sql.ts'
export type { LotSummary, OpenLot } from './lot.sql.ts'
export { takeBackSold } from './return.sql.ts'
export { createItems, holdStock, listItems, listLots, packLots } from './stock.ops.ts'
export type { Packing } from './stock.ops.ts'

export const operations = [listItems, listLots]
export const words = { zh, en }

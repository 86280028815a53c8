import { listCounts, recordCount } from './count.ops.ts'
import { changePlace, listPlaces } from './place.ops.ts'
import { listMovements, readShelves, setMinimum } from './shelf.ops.ts'
import { enterItem, listItems, listLots } from './stock.ops.ts'
import { listOwnStops, listStops, releaseAnyStop, releaseOwnStop, stopAnyLot, stopOwnLot } from './stop.ops.ts'
import { listTransfers, receiveTransfer, sendTransfer } from './transfer.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'
import { listWriteOffs } from './write-off.ops.ts'

export { countLots, listCounts, recordCount } from './count.ops.ts'
export type { Counted } from './count.ops.ts'
export { lotForCount, lotsToCount } from './count.sql.ts'
export type { CountFacts } from './count.sql.ts'
export { unitsNearExpiry } from './fefo.sql.ts'
export { availability, confirmHolds, expireHolds, giveBackSold, releaseHolds } from './hold.sql.ts'
export type { Allocation, Wanted } from './hold.sql.ts'
export { itemRows as itemsById, usedCodes } from './item.sql.ts'
export type { Item, NewItem, Storage } from './item.sql.ts'
export { expiryOfLots, lotByCode, lotById, lotCodesOf, lotNames, lotsOfGtin, newestLots } from './lot.sql.ts'
export type { LotSummary, OpenLot } from './lot.sql.ts'
export { markOneOfAKind } from './one-piece.sql.ts'
export { movementKinds } from './movement.ts'
export type { MovementKind } from './movement.ts'
export { countedChange } from './lot-change.ts'
export { lockLots, lockLotsByCode, lotsOutOfStep, moveUnits, unitsAt } from './movement.sql.ts'
export type { LockedLot } from './movement.sql.ts'
export { changePlace, listPlaces, openPlace, placeWords, savePlace } from './place.ops.ts'
export { placeRows } from './place.sql.ts'
export type { Place } from './place.sql.ts'
export { takeBackSold } from './return.sql.ts'
export { sellToOrders, unitsPackedSince } from './serve.sql.ts'
export { listMovements, readShelves, setMinimum } from './shelf.ops.ts'
export { minimumRows, minimumsOf, setMinimums, shelfLots } from './shelf.sql.ts'
export { keepBackSold, shipSold, stoppedOrders, withdrawSold } from './shipping.sql.ts'
export { createItems, enterItem, holdStock, listItems, listLots, newItem, packLots } from './stock.ops.ts'
export type { Packing } from './stock.ops.ts'
export { listOwnStops, listStops, releaseAnyStop, releaseOwnStop, stopAnyLot, stopOwnLot } from './stop.ops.ts'
export { listTransfers, receiveTransfer, sendTransfer } from './transfer.ops.ts'
export { listWriteOffs, writeOff } from './write-off.ops.ts'
export { writeOffCauses, writeOffPhoto } from './write-off.sql.ts'

export const operations = [
  enterItem,
  listItems,
  listLots,
  listPlaces,
  changePlace,
  readShelves,
  listMovements,
  setMinimum,
  recordCount,
  listCounts,
  sendTransfer,
  receiveTransfer,
  listTransfers,
  listWriteOffs,
  stopOwnLot,
  releaseOwnStop,
  listOwnStops,
  stopAnyLot,
  releaseAnyStop,
  listStops,
]
export const words = { zh, en }

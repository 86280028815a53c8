import { closeCalendar, openNights, openSlots, readCalendar } from './calendar.ops.ts'
import { listHouses, saveRoomType } from './house.ops.ts'
import { expireHoldsJob } from './jobs.ts'
import { listProducts, saveProduct } from './product.ops.ts'
import { addResource, limitCounty, listSites } from './site.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { closeCalendar, openNights, openSlots, readCalendar } from './calendar.ops.ts'
export { claimsOfStay, claimsOfVisit, COUNTY_ID, WHOLE_DAY } from './claim.ts'
export type { Claim, CounterKey, Outcome } from './claim.ts'
export { countersBetween, countersOutOfStep, freeOf } from './counter.sql.ts'
export type { CounterRow } from './counter.sql.ts'
export {
  confirmHolds,
  expireHolds,
  extendHolds,
  holdParties,
  holdsById,
  redeemHold,
  releaseHolds,
  reshapeHold,
} from './hold.sql.ts'
export type { HoldState, Party } from './hold.sql.ts'
export { houseWords, listHouses, saveHouse, saveRoomType } from './house.ops.ts'
export { listProducts, saveProduct } from './product.ops.ts'
export { placesQueue } from './places-queue.ts'
export type { PlacesQueue } from './places-queue.ts'
export { addResource, limitCounty, listSites, saveSite, siteWords } from './site.ops.ts'

export const operations = [
  limitCounty,
  listSites,
  addResource,
  saveProduct,
  listProducts,
  saveRoomType,
  listHouses,
  openSlots,
  openNights,
  closeCalendar,
  readCalendar,
]
export const jobs = [expireHoldsJob]
export const words = { zh, en }

import { readPlan } from './plan.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export {
  bookUnits,
  confirmBookings,
  expireBookings,
  notePaidBack,
  owedBookings,
  oweBookingsBack,
  releaseBookings,
  serveBookings,
  takeLateBookings,
} from './booking.sql.ts'
export type { Booked, BackReason } from './booking.sql.ts'
export { checkStage, mayGiveUp } from './making.ts'
export { harvestTerms, makingTerms, openPlanView, planView, readPlan, slipView, windowInput } from './plan.ops.ts'
export {
  changePlanState,
  currentPlans,
  harvestPlans,
  insertPlan,
  lockPlan,
  movePlanWindow,
  planById,
  plansOfOrganisation,
} from './plan.sql.ts'
export type { OpenPlan, PlanRow } from './plan.sql.ts'
export { checkWindow } from './plan.ts'
export type { RipeWindow, Silence, Stage } from './plan.ts'
export { shareHarvest } from './share.ts'
export type { Share, Sharing, Waiting } from './share.ts'
export { answerForSilent, answersOf, closeSlip, dueSlips, insertAnswer, insertSlip, slipsOf } from './slip.sql.ts'
export type { Answer, Slip } from './slip.sql.ts'
export {
  bookingsOf,
  heldUnder,
  insertStageReport,
  inTheMaking,
  reportsOf,
  shortUnitsOf,
  stagePhoto,
  waitingFor,
} from './waiting.sql.ts'
export type { Booking, StageReport } from './waiting.sql.ts'

export const operations = [readPlan]
export const words = { zh, en }

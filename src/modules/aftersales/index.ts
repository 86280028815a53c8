import {
  listCentreCases,
  listMyCases,
  listSellerCases,
  readCentreCase,
  readCosts,
  readMyCase,
  readRules,
  readSellerCase,
} from './case.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { partOf, withoutFreight } from './amount.ts'
export type { Back } from './amount.ts'
export {
  caseOut,
  caseState,
  listCentreCases,
  listMyCases,
  listSellerCases,
  readCentreCase,
  readCosts,
  readMyCase,
  readRules,
  readSellerCase,
} from './case.ops.ts'
export {
  caseHead,
  caseLines,
  caseLots,
  countBack,
  dueCases,
  handOverCaseParcel,
  insertCase,
  lockCase,
  lockDueCase,
  moveCaseRow,
  openCaseOf,
  ordersInCase,
  speakRow,
  takenLots,
} from './case.sql.ts'
export type { CaseHead, NewCase } from './case.sql.ts'
export {
  backOf,
  caseAfter,
  caseDue,
  deadlines,
  EVIDENCE_SECONDS,
  isOpen,
  lotsOfUnits,
  mayDecide,
  stepsFor,
} from './case.ts'
export type { CaseState, CaseStep, OpenState, Side, SoldLot } from './case.ts'
export { caseView, sellerCases } from './case-view.sql.ts'
export type { CaseView } from './case-view.sql.ts'
export { exemptionsOf, recordExemptions } from './exemption.sql.ts'
export type { Exemption } from './exemption.sql.ts'
export { addEvidencePhotos, evidenceFile } from './photo.sql.ts'
export { maySeeEvidence } from './photo.ts'
export {
  causeRules,
  causes,
  claimFault,
  claimUntil,
  isExemptable,
  lastDayOf,
  remedies,
  classAsSold,
  returnClassOf,
  returnRules,
} from './rule.ts'
export type { Cause, ExemptClass, Remedy, ReturnClass } from './rule.ts'

export const operations = [
  listMyCases,
  readMyCase,
  listSellerCases,
  readSellerCase,
  readCosts,
  listCentreCases,
  readCentreCase,
  readRules,
]
export const words = { zh, en }

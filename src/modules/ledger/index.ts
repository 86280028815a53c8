import { readAccount } from './account.ops.ts'
import { readStatement, readTrialBalance } from './ledger.ops.ts'
import {
  addCommissionRule,
  dropCommissionRule,
  dropSharingRule,
  listCommissionRules,
  listSharingRules,
} from './rule.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { readAccount } from './account.ops.ts'
export { totalFaults, transfersOfOrder, trialBalance } from './account.sql.ts'
export { shareById } from './frozen.sql.ts'
export { readStatement, readTrialBalance } from './ledger.ops.ts'
export { bookPayout, commissionRateOf, freezeShares, refundShare, releaseEarly, releaseShare } from './ledger.sql.ts'
export type { PaidShare, Refunding, Release } from './ledger.sql.ts'
export { claimPayout, debtsOf, endPayout } from './purse.sql.ts'
export {
  addCommissionRule,
  dropCommissionRule,
  dropSharingRule,
  listCommissionRules,
  listSharingRules,
  rate,
} from './rule.ops.ts'
export { partKinds } from './rule.ts'
export { stateSharingRule, termsOn } from './rule.sql.ts'
export type { Given } from './settlement.ts'
export { frozenFen } from './settlement.ts'
export { decideSplit, entitled, PLATFORM } from './split.ts'
export type { Sold, SoldLine, Terms } from './split.ts'

export const operations = [
  readStatement,
  readTrialBalance,
  readAccount,
  listCommissionRules,
  addCommissionRule,
  dropCommissionRule,
  listSharingRules,
  dropSharingRule,
]
export const words = { zh, en }

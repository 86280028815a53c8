import { readAccount } from './account.ops.ts'
import { readDebts, readStatement, readTrialBalance } from './ledger.ops.ts'
import { closeMonthJob, listMonths, readMonth, verifyTotalsJob } from './month.ops.ts'
import {
  addCommissionRule,
  dropCommissionRule,
  dropSharingRule,
  listCommissionRules,
  listSharingRules,
} from './rule.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { month, monthSpan, readAccount } from './account.ops.ts'
export { totalFaults, transfersOfOrder, trialBalance } from './account.sql.ts'
export { shareById } from './frozen.sql.ts'
export { readDebts, readStatement, readTrialBalance } from './ledger.ops.ts'
export { bookPayouts, commissionRateOf, freezeShares, refundShare, releaseEarly, releaseShares } from './ledger.sql.ts'
export type { PaidShare, Refunding, Release } from './ledger.sql.ts'
export { closeMonthJob, listMonths, readMonth, verifyTotalsJob } from './month.ops.ts'
export { monthRows } from './month.ts'
export { moneyOf } from './order-money.ts'
export type { MoneyPart } from './order-money.ts'
export { claimPayout, debtsOf, endPayouts, lockPurses } from './purse.sql.ts'
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
export { transfersBetween } from './voucher.sql.ts'
export { standards, voucherSummaries, vouchersOf } from './voucher.ts'
export type { Book, Standard } from './voucher.ts'

export const operations = [
  readStatement,
  readTrialBalance,
  readAccount,
  listCommissionRules,
  addCommissionRule,
  dropCommissionRule,
  listSharingRules,
  dropSharingRule,
  readDebts,
  listMonths,
  readMonth,
]
export const jobs = [closeMonthJob, verifyTotalsJob]
export const words = { zh, en }

import { readAccount } from './account.ops.ts'
import { readStatement, readTrialBalance } from './ledger.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { readAccount } from './account.ops.ts'
export { readStatement, readTrialBalance } from './ledger.ops.ts'
export { bookPayout, commissionRateOf, freezeShares, refundShare, releaseShare, trialBalance } from './ledger.sql.ts'
export type { PaidShare } from './ledger.sql.ts'

export const operations = [readStatement, readTrialBalance, readAccount]
export const words = { zh, en }

import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'ledger.account.unknown': 'The books have no such account.',
  'ledger.share.unknown': 'The books hold no money for this order.',
  'ledger.refund.too_much': 'The refund is more than what can still be refunded of this order.',
}

import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'ledger.account.unknown': 'The books have no such account.',
  'ledger.share.unknown': 'The books hold no money for this order.',
  'ledger.refund.too_much': 'The refund is more than what can still be refunded of this order.',
  'ledger.rule.begins_too_early':
    'A rule begins tomorrow at the earliest: orders paid today keep the rules of their payment.',
  'ledger.rule.ends_before_it_begins': 'The last day cannot be before the first.',
  'ledger.rule.same_day': 'Another rule for the same goods and seller begins that day. Withdraw it first.',
  'ledger.rule.stands': 'This rule has begun or ended and can no longer be changed.',
  'ledger.rule.percent_or_fen': 'Give a share of the money, or an amount for each unit, not both.',
  'ledger.rule.no_account': 'The other side has no account to be paid on yet.',
  'ledger.rule.own_organisation': 'An organisation cannot share with itself.',
  'ledger.statement.month_not_over': 'This month is not over yet. Its statement is made at the beginning of the next.',
}

export const refusals = {
  'ledger.account.unknown': '账上没有这个账户的记录。',
  'ledger.share.unknown': '账上没有这笔订单的款项。',
  'ledger.refund.too_much': '退款超出了这笔订单还能退的金额。',
  'ledger.rule.begins_too_early': '规则最早从明天起生效：今天已付款的订单按付款时的规则算。',
  'ledger.rule.ends_before_it_begins': '结束日不能早于开始日。',
  'ledger.rule.same_day': '同一范围在这一天已有一条规则，请先撤回那条。',
  'ledger.rule.stands': '这条规则已生效或已结束，不能再改。',
  'ledger.rule.percent_or_fen': '按比例分就填比例，按件分就填每件多少钱，二者取一。',
  'ledger.rule.no_account': '对方还没有收款账户，不能参与分账。',
  'ledger.rule.own_organisation': '不能和自己分账。',
  'ledger.statement.month_not_over': '这个月还没有结束，月结单要到下月初才有。',
} as const

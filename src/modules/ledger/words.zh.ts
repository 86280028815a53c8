export const refusals = {
  'ledger.account.unknown': '账上没有这个账户的记录。',
  'ledger.share.unknown': '账上没有这笔订单的款项。',
  'ledger.refund.too_much': '退款超出了这笔订单还能退的金额。',
} as const

export const refusals = {
  'ledger.share.unknown': '账上没有这笔订单的款项。',
  'ledger.refund.too_much': '退款超出了这笔订单还能退的金额。',
} as const

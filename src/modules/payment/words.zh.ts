export const refusals = {
  'payment.unknown': '没有找到这笔付款。',
  'payment.not_open': '这笔付款已经完成或已过时限。',
  'payment.gateway_unreachable': '支付平台暂时连不上，订单还为您留着，请稍后再试。',
  'payment.gateway_refused': '支付平台没有接受这笔付款，请换一种方式或联系服务中心。',
  'payment.seller_not_ready': '卖家还没有开通收款，暂时不能下单。',
  'payment.gateway_not_configured': '这个支付平台没有启用。',
  'payment.bill_not_ready': '这一天的账单还没有出来，请稍后再试。',
  'payment.difference.unknown': '没有找到这条差异，或已经写过说明。',
  'payment.too_many_sellers': '一次付款最多包含 {most} 家卖家，请分几次下单。',
} as const

export const refusals = {
  'invoicing.title.unknown': '没有找到这个发票抬头。',
  'invoicing.title.bad_number': '企业抬头要填 18 位统一社会信用代码，请核对，可能有一位写错了。',
  'invoicing.title.too_many': '最多保存 {most} 个抬头，请先删掉不用的。',
  'invoicing.request.unknown': '没有找到这条开票申请。',
  'invoicing.request.asked_already': '这个订单已经申请过发票了。',
  'invoicing.request.not_yet': '收到货以后才能申请发票。',
  'invoicing.request.nothing_paid': '这个订单的钱已全部退回，没有可以开票的金额。',
  'invoicing.request.answered': '这条开票申请已经处理过了。',
  'invoicing.number.used': '这个发票号码已经登记过了，请核对。',
  'invoicing.file.unreadable': '发票文件要是 PDF 或 OFD。',
  'invoicing.red_letter.not_possible': '红字发票已经登记过，或号码重复了。',
} as const

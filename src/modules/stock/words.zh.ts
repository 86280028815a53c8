export const refusals = {
  'stock.sold_out': '库存不够了，现在还剩 {left} 份。',
  'stock.item.unknown': '没有找到这个商品规格。',
  'stock.item.numbers_used_up': '商品编号已经用完，请县里申请新的编号段。',
  'stock.lot.code_not_allowed': '批号“{code}”不合规：最多 20 位，只用字母、数字和常用符号。',
  'stock.lot.code_used': '批号“{code}”已经用过了，请换一个。',
  'stock.lot.packed_before_harvest': '包装日期不能早于采收日期，也不能晚于今天。',
  'stock.lot.expired': '批号“{code}”的保质期到 {date} 已经结束，不能上架。',
} as const

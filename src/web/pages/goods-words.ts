import type { Lang } from '../kit/format.ts'

const zh = {
  choose: '规格',
  current: '正在看的规格',
  gone: '缺货',
  producer: '生产者',
  licence: '食品生产许可证编号',
  certificate: '承诺达标合格证',
  grower: '种植户',
  productClass: '类别',
  classes: { edible_farm: '食用农产品', processed_food: '加工食品', craft: '手工艺品' },
  restTitle: '不在产季',
  restHelp: (month: number | null) =>
    month === null ? '这件商品暂时不卖。' : `下一季 ${month} 月开卖，到时这里会重新上架。`,
  seenTitle: (number: number) => `当时的商品页，第 ${number} 版`,
  seenHelp: (at: string) => `这是 ${at} 起的样子，供核对订单用。`,
  seenCurrent: '现在的商品页也是这一版。',
  seenNow: '看现在的商品页',
  seen: '下单时的商品页',
}
const en: typeof zh = {
  choose: 'Choose',
  current: 'The one you are looking at',
  gone: 'Out of stock',
  producer: 'Producer',
  licence: 'Food production licence',
  certificate: 'Commitment certificate',
  grower: 'Grower',
  productClass: 'Class',
  classes: { edible_farm: 'Edible farm product', processed_food: 'Processed food', craft: 'Craft' },
  restTitle: 'Out of season',
  restHelp: (month) =>
    month === null
      ? 'Not on sale for now.'
      : `The next season begins in ${new Intl.DateTimeFormat('en', { month: 'long' }).format(new Date(2026, month - 1, 15))}; it will be on sale here again.`,
  seenTitle: (number) => `The page as it was, version ${number}`,
  seenHelp: (at) => `This is how it looked from ${at}, to compare with an order.`,
  seenCurrent: 'The page still looks like this.',
  seenNow: 'See the page as it is now',
  seen: 'The page when you ordered',
}
export const goodsWords: Record<Lang, typeof zh> = { zh, en }

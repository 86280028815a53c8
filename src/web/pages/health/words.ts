import type { Lang } from '../../../kernel/words.ts'
import type { FigureName } from '../../../modules/insight/index.ts'
import { useLang } from '../../page-context.ts'

type Named = Record<FigureName, string>

const zh = {
  title: '经营体检',
  lead: (days: number): string =>
    `最近 ${days} 天的七项指标，和全县中位数放在一起。线是县里自己定的，每天清早重算一次。`,
  countyLead: (days: number): string => `最近 ${days} 天各家的七项指标，要处理的排在前面。点名称看这一家的建议和明细。`,
  counted: (at: string): string => `算于 ${at}`,
  notCounted: '还没有算过，十分钟内会有。',
  names: {
    packing: '发货快慢',
    answering: '回复快慢',
    returns: '售后比例',
    stock_outs: '断货比例',
    rating: '评分',
    cancellations: '卖家取消',
    disputes: '纠纷判负',
  } satisfies Named,
  what: {
    packing: '从付款到发货的时间，取中间那一单；等了两天还没发的，按已经等的时间算。',
    answering: '从买家开口到您回复的时间，取中间那一次；一天还没回的，按已经等的时间算。',
    returns:
      '付款订单里，因为变质、破损、发错、短少、质量、没收到而申请售后的比例；撤回和不成立的不算，七天无理由不算。',
    stock_outs: '在售商品里，现在一件也买不到的比例。',
    rating: '买家评价的平均星数；被隐藏的评价不算。',
    cancellations: '付款订单里，被卖家取消的比例。',
    disputes: '服务中心作出决定的纠纷里，支持买家的比例。',
  } satisfies Named,
  advice: {
    packing: '先发昨天以前的单；忙不过来，就把商品先下架几天，或者请村里帮手一起装箱。',
    answering: '把常问的问题存成常用语；出门前看一眼消息，晚上再看一次。',
    returns: '点“看明细”，看看集中在哪件商品、哪个批次。变质破损多的，换包装、改走冷链；短少的，装箱时拍一张称重照片。',
    stock_outs: '补货，或者把过了季的商品下架：买不到的商品占着位置，买家会失望。',
    rating: '逐条回复低分评价，把里面说的毛病改掉；描述写得老实一点，评分会慢慢回来。',
    cancellations: '卖多少就上架多少。下单后再取消，买家最不满意。库存数不准的，先盘一次。',
    disputes: '申请一来就在 48 小时内答复，能赔的先赔；留好发货照片，服务中心看证据说话。',
  } satisfies Named,
  levels: { few: '还太少，先不评', good: '好', watch: '留意', act: '要处理' },
  hours: (value: string): string => `${value} 小时`,
  stars: (value: string): string => `${value} 星`,
  sample: {
    packing: (n: string): string => `${n} 单`,
    answering: (n: string): string => `${n} 次`,
    returns: (n: string): string => `${n} 单`,
    stock_outs: (n: string): string => `${n} 件商品`,
    rating: (n: string): string => `${n} 条评价`,
    cancellations: (n: string): string => `${n} 单`,
    disputes: (n: string): string => `${n} 件`,
  } satisfies Record<FigureName, (n: string) => string>,
  marks: (better: 'lower' | 'higher', watch: string, act: string): string =>
    better === 'lower' ? `${watch}起留意，${act}起要处理` : `${watch}及以下留意，${act}及以下要处理`,
  least: (n: string): string => `满 ${n}才评`,
  median: (value: string, sellers: number): string => `全县中位数 ${value}（${sellers} 家）`,
  noMedian: '全县还没有可比的',
  behind: '比全县中位数差一半以上，别家做得到。',
  figure: '指标',
  value: '数值',
  level: '结果',
  open: '看明细',
  facts: (name: string): string => `${name}：背后的每一条`,
  factsEmpty: '没有要改的。',
  fact: '哪一条',
  at: '时间',
  back: '收起明细',
  seller: '单位',
  acts: '要处理',
  watches: '留意',
  csv: '下载 CSV',
  xlsx: '下载 Excel',
  empty: '还没有可以体检的单位。',
  question: '买家提问',
  review: '评价',
  unit: { hours: '小时', share: '比例', stars: '星' },
}

const en: typeof zh = {
  title: 'Health',
  lead: (days) =>
    `Seven figures of the last ${days} days beside the county's median. The marks are the county's own; counted again every morning.`,
  countyLead: (days) =>
    `Seven figures of the last ${days} days for every seller, those with most to act on first. Open a name for advice and details.`,
  counted: (at) => `Counted ${at}`,
  notCounted: 'Not counted yet; within ten minutes.',
  names: {
    packing: 'Time to send',
    answering: 'Time to answer',
    returns: 'Claims',
    stock_outs: 'Sold out',
    rating: 'Rating',
    cancellations: 'Cancelled by seller',
    disputes: 'Disputes lost',
  },
  what: {
    packing:
      'From payment to hand-over, the middle order; one that has waited two days counts with the time it has waited.',
    answering:
      'From a buyer’s question to your answer, the middle one; one that has waited a day counts with the time it has waited.',
    returns:
      'Share of paid orders with a claim for spoiled, damaged, wrong, missing, faulty or lost goods. Withdrawn and rejected claims and returns without reason are left out.',
    stock_outs: 'Share of goods on sale of which nothing can be bought now.',
    rating: 'Mean stars of buyers’ reviews; hidden ones are left out.',
    cancellations: 'Share of paid orders cancelled by the seller.',
    disputes: 'Share of disputes decided by the service centre in the buyer’s favour.',
  },
  advice: {
    packing:
      'Send the oldest orders first. When there is too much, take goods off sale for some days or pack together with the village.',
    answering:
      'Keep answers to common questions as quick replies; look at messages before you leave and in the evening.',
    returns:
      'Open the details and see which goods and lots it is. Spoiled or damaged: other packing, a cold route. Missing: a photo of the scales when packing.',
    stock_outs: 'Restock, or take what is out of season off sale: goods nobody can buy disappoint.',
    rating: 'Answer each low review and mend what it names; describe goods as they are. Ratings come back slowly.',
    cancellations:
      'Offer only what there is. Nothing annoys buyers more than a cancelled order; count the stock first.',
    disputes:
      'Answer claims within 48 hours and settle what is fair; keep photos of what you send. The centre goes by evidence.',
  },
  levels: { few: 'too few to say', good: 'good', watch: 'watch', act: 'act' },
  hours: (value) => `${value} h`,
  stars: (value) => `${value} stars`,
  sample: {
    packing: (n) => `${n} orders`,
    answering: (n) => `${n} questions`,
    returns: (n) => `${n} orders`,
    stock_outs: (n) => `${n} goods`,
    rating: (n) => `${n} reviews`,
    cancellations: (n) => `${n} orders`,
    disputes: (n) => `${n} disputes`,
  },
  marks: (better, watch, act) =>
    better === 'lower' ? `Watch from ${watch}, act from ${act}` : `Watch at ${watch} or less, act at ${act} or less`,
  least: (n) => `judged from ${n}`,
  median: (value, sellers) => `county median ${value} (${sellers} sellers)`,
  noMedian: 'nothing to compare with in the county yet',
  behind: 'Worse than the median by half of it or more: others show it can be done.',
  figure: 'Figure',
  value: 'Value',
  level: 'Result',
  open: 'Details',
  facts: (name) => `${name}: what it is made of`,
  factsEmpty: 'Nothing to mend.',
  fact: 'Which',
  at: 'When',
  back: 'Close the details',
  seller: 'Seller',
  acts: 'To act on',
  watches: 'To watch',
  csv: 'Download CSV',
  xlsx: 'Download Excel',
  empty: 'No seller with figures yet.',
  question: 'A buyer’s question',
  review: 'Review',
  unit: { hours: 'hours', share: 'share', stars: 'stars' },
}

export const words: Record<Lang, typeof zh> = { zh, en }
export const useHealthWords = () => words[useLang()]

type Unit = 'hours' | 'share' | 'stars'

export const unitsOf: Readonly<Record<FigureName, 'hours' | 'share' | 'stars'>> = {
  packing: 'hours',
  answering: 'hours',
  returns: 'share',
  stock_outs: 'share',
  rating: 'stars',
  cancellations: 'share',
  disputes: 'share',
}

/** A figure with its unit: `31 小时`, `4.2%`, `4.7 星`. */
export function healthText(value: number, unit: Unit, lang: Lang): string {
  const say = words[lang]
  if (unit === 'share') return `${Number((value * 100).toFixed(value < 0.1 ? 1 : 0))}%`
  if (unit === 'stars') return say.stars(value.toFixed(1))
  return say.hours(value < 10 ? String(Number(value.toFixed(1))) : String(Math.round(value)))
}

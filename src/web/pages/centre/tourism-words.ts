import type { Lang } from '../../../kernel/words.ts'
import { useLang } from '../../page-context.ts'

const zh = {
  title: '旅游看板',
  lead: '今天起一个月的预订、过八成的日子，以及前一个月客人从哪里来、花在哪里。',
  limits: '改全县上限和节日',
  period: (from: string, until: string) => `${from} 至 ${until}`,
  people: '人',
  yuan: '元',
  share: '占上限',
  noLimit: '不限',
  ahead: {
    subject: '全县游客：已订和预计',
    title: (day: string, booked: string) => `${day}订的人最多，${booked} 人`,
    none: '接下来一个月还没有预订',
    forecast: (level: string, how: 'seasonal_naive' | 'combined') =>
      `柱是已订，红柱已过上限八成；线是预计会来的，浅色带是${level}的日子会落在的范围${how === 'combined' ? '，按一年以上的游客数推算' : '，还不满一年，照上一周推算'}；虚线是上限。`,
    noForecast: '柱是已订，红柱已过上限八成；虚线是上限。营业满两周后才有预计。',
    heads: ['日期', '已订（人）', '上限（人）', '预计（人）', '最少（人）', '最多（人）'],
  },
  alerts: {
    subject: '过八成的日子',
    title: (count: number) => `有地方一天订到上限八成，共 ${count} 次`,
    none: '没有哪一天订到上限八成',
    note: (shown: number, all: number) => (all > shown ? `图上是最满的 ${shown} 次，其余在表格里。` : ''),
    text: (share: string, booked: string, limit: string) => `${share}（${booked}/${limit}）`,
    county: '全县',
    heads: ['地方', '日期', '已订（人）', '上限（人）', '占上限（%）'],
  },
  map: {
    subject: '客人去哪些村',
    title: (name: string, share: string) => `去${name}的最多，占 ${share}`,
    none: '还没有人订景点',
    text: (count: string) => `${count} 人次`,
    note: '圆的面积表示一个月里已订的人次。位置为示意，不是测绘结果。',
    heads: ['景点', '村', '已订（人次）'],
  },
  sites: {
    subject: '各景点每天已订',
    title: (name: string, day: string, share: string) => `${name}${day}最满，已订 ${share}`,
    booked: (name: string, day: string, count: string) => `${name}${day}最多，${count} 人`,
    none: '还没有开放的景点',
    note: '格子里是占上限的百分之几，没有上限的写人数；完整的一个月在表格里。',
    foot: '日期',
    heads: ['景点', '日期', '已订（人）', '上限（人）'],
  },
  nights: {
    subject: '住宿：各夜已订',
    title: (day: string, share: string) => `${day}夜最满，已订 ${share}`,
    none: '还没有订出的房间',
    note: '柱是已订的间数，红柱已过八成；虚线是全部房间。',
    rooms: '间',
    heads: ['夜', '已订（间）', '房间（间）'],
  },
  spending: {
    subject: '前 30 天花在哪里',
    title: (name: string, share: string) => `花在${name}上的最多，占 ${share}`,
    none: '前 30 天还没有花费',
    kinds: { stays: '住宿', visits: '门票和体验', goods: '商品' },
    note: '住宿、门票和体验是这段时间到访的客人付的钱减去退款；商品是同一段时间全县卖出的，不只卖给游客。',
    heads: ['花在', '预订（单）', '客人（人）', '金额（元）'],
  },
  origins: {
    subject: '前 30 天的客人从哪里来',
    title: (name: string, share: string) => `${name}最多，占 ${share}`,
    none: '前 30 天还没有客人',
    silent: '客人都没有说从哪里来',
    unknown: '没有说',
    channels: { here: '本站', reseller: '旅行社' },
    label: (country: string, channel: string) => `${country}，${channel}`,
    note: '客人订的时候说了国家或地区才知道；在本站订不问。',
    heads: ['国家或地区', '在哪里订', '客人（人）'],
  },
}

const en: typeof zh = {
  title: 'Tourism',
  lead: 'Bookings of the month from today, days beyond four fifths, and where guests of the last month came from and what they paid for.',
  limits: "Change the county's limit and holidays",
  period: (from, until) => `${from} to ${until}`,
  people: 'people',
  yuan: 'yuan',
  share: 'of the limit',
  noLimit: 'none',
  ahead: {
    subject: 'Visitors of the county: booked and expected',
    title: (day, booked) => `Most are booked for ${day}: ${booked}`,
    none: 'Nobody has booked for the month ahead yet',
    forecast: (level, how) =>
      `Columns are booked, red ones beyond four fifths of the limit; the line is what to expect, the wash where ${level} of days will lie${how === 'combined' ? ', from more than a year of visitors' : ', from the last week, as there is not a year to look back on'}; the dashed line is the limit.`,
    noForecast:
      'Columns are booked, red ones beyond four fifths of the limit; the dashed line is the limit. What to expect is said after two weeks of visitors.',
    heads: ['Day', 'Booked (people)', 'Limit (people)', 'Expected (people)', 'At least (people)', 'At most (people)'],
  },
  alerts: {
    subject: 'Days beyond four fifths',
    title: (count) =>
      count === 1
        ? 'One place is booked beyond four fifths of its limit on a day'
        : `${count} times a place is booked beyond four fifths of its limit`,
    none: 'No day is booked beyond four fifths of its limit',
    note: (shown, all) => (all > shown ? `The chart has the ${shown} fullest; the rest is in the table.` : ''),
    text: (share, booked, limit) => `${share} (${booked}/${limit})`,
    county: 'County',
    heads: ['Place', 'Day', 'Booked (people)', 'Limit (people)', 'Of the limit (%)'],
  },
  map: {
    subject: 'Which villages guests go to',
    title: (name, share) => `Most go to ${name}: ${share}`,
    none: 'Nobody has booked a sight yet',
    text: (count) => `${count} visits`,
    note: "A circle's area stands for the visits booked in the month. Places are approximate, not surveyed.",
    heads: ['Sight', 'Village', 'Booked (visits)'],
  },
  sites: {
    subject: 'Booked at each sight by day',
    title: (name, day, share) => `${name} is fullest on ${day}: ${share}`,
    booked: (name, day, count) => `Most are booked for ${name} on ${day}: ${count}`,
    none: 'No sight is open yet',
    note: 'Percent of the limit, or people where there is none; the whole month is in the table.',
    foot: 'Day',
    heads: ['Sight', 'Day', 'Booked (people)', 'Limit (people)'],
  },
  nights: {
    subject: 'Stays: rooms booked by night',
    title: (day, share) => `The night of ${day} is fullest: ${share}`,
    none: 'No room is booked yet',
    note: 'Columns are rooms booked, red ones beyond four fifths; the dashed line is all rooms.',
    rooms: 'rooms',
    heads: ['Night', 'Booked (rooms)', 'Rooms'],
  },
  spending: {
    subject: 'What was paid for in the last 30 days',
    title: (name, share) => `Most was paid for ${name}: ${share}`,
    none: 'Nothing was paid in the last 30 days',
    kinds: { stays: 'stays', visits: 'tickets and experiences', goods: 'goods' },
    note: 'Stays, tickets and experiences: what guests of these days paid, less refunds. Goods: all the county sold in the same days, not to guests alone.',
    heads: ['Paid for', 'Bookings', 'Guests', 'Amount (yuan)'],
  },
  origins: {
    subject: 'Where guests of the last 30 days came from',
    title: (name, share) => `Most: ${name}, ${share}`,
    none: 'No guests in the last 30 days',
    silent: 'No guest said where they came from',
    unknown: 'Not said',
    channels: { here: 'booked here', reseller: 'travel agency' },
    label: (country, channel) => `${country}, ${channel}`,
    note: 'Known where guests name a country or region when they book; who books here is not asked.',
    heads: ['Country or region', 'Booked at', 'Guests'],
  },
}

export const tourismWords: Record<Lang, typeof zh> = { zh, en }
export const useTourismWords = () => tourismWords[useLang()]

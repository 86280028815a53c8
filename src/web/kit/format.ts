/** The two languages every page is written in. */
export type Lang = 'zh' | 'en'

/** `12800` fen is `¥128.00`; thousands are grouped, a refund reads `-¥5.00`. */
export function yuan(fen: number): string {
  const { sign, whole, cents } = yuanParts(fen)
  return `${sign}¥${whole}.${cents}`
}

/** A caption and what it is about, with the colon of the language. */
export const captioned = (caption: string, text: string, lang: Lang): string =>
  `${caption}${lang === 'zh' ? '：' : ': '}${text}`

/** The parts of an amount, for setting the ¥ and the fen smaller than the yuan. */
export function yuanParts(fen: number): { sign: '' | '-'; whole: string; cents: string } {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${fen}`)
  const amount = Math.abs(fen)
  return {
    sign: fen < 0 ? '-' : '',
    whole: String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, ','),
    cents: String(amount % 100).padStart(2, '0'),
  }
}

const gramsPerJin = 500
const gramsPerLiang = 50

/**
 * A weight as the county writes it: metric first, then 斤 and 两 where they come out even.
 * 250 is `250 克（半斤）`, 2500 is `2.5 公斤（5 斤）`, 330 is `330 克`.
 */
export function weight(grams: number, lang: Lang): string {
  if (!Number.isSafeInteger(grams) || grams < 0) throw new RangeError(`not a whole number of grams: ${grams}`)
  const metric = metricWeight(grams, lang)
  const customary = grams < 1_000_000 ? customaryWeight(grams, lang) : undefined
  if (customary === undefined) return metric
  return lang === 'zh' ? `${metric}（${customary}）` : `${metric} (${customary})`
}

function metricWeight(grams: number, lang: Lang): string {
  const [amount, unit] =
    grams < 1000
      ? [grams, { zh: '克', en: 'g' }]
      : grams < 1_000_000
        ? [grams / 1000, { zh: '公斤', en: 'kg' }]
        : [grams / 1_000_000, { zh: '吨', en: 't' }]
  return `${amount} ${unit[lang]}`
}

/** 斤 and 两 in words, or nothing when the weight is no whole number of 两. */
function customaryWeight(grams: number, lang: Lang): string | undefined {
  if (grams === 0 || grams % gramsPerLiang !== 0) return undefined
  if (lang === 'en') return `${grams / gramsPerJin} jin`
  const jin = Math.floor(grams / gramsPerJin)
  const liang = (grams % gramsPerJin) / gramsPerLiang
  if (liang === 5) return jin === 0 ? '半斤' : `${jin} 斤半`
  return [jin > 0 ? `${jin} 斤` : '', liang > 0 ? `${liang} 两` : ''].filter(Boolean).join(' ')
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `4` is `April`. */
export const monthName = (month: number): string => monthNames[month - 1] ?? ''

/** `2026-04-03` (a civil date, no zone) is `2026年4月3日`, or `3 April 2026`. */
export function civilDate(date: string, lang: Lang): string {
  const match = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(date)
  if (!match) throw new RangeError(`not a civil date: ${date}`)
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return lang === 'zh' ? `${year}年${month}月${day}日` : `${day} ${monthName(month)} ${year}`
}

/** `12` is `12`, `12000` is `1.2 万` or `12,000`: how a shop writes how many were sold. */
export function count(amount: number, lang: Lang): string {
  if (lang === 'zh' && amount >= 10_000) return `${Math.floor(amount / 1000) / 10} 万`
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',')
}

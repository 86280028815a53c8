import type { Lang } from '../../../kernel/words.ts'

const ALL_YEAR = 4095
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Months of a season in words: `3–5 月`, `11 月–次年 2 月`, `全年`. Bit m-1 stands for month m. */
export function seasonWords(seasonMonths: number, lang: Lang): string {
  if ((seasonMonths & ALL_YEAR) === ALL_YEAR) return lang === 'zh' ? '全年' : 'All year'
  return runs(seasonMonths)
    .map(([from, to]) => runWords(from, to, lang))
    .join(lang === 'zh' ? '、' : ', ')
}

function runWords(from: number, to: number, lang: Lang): string {
  if (lang === 'en') return from === to ? `${monthsEn[from - 1]}` : `${monthsEn[from - 1]} to ${monthsEn[to - 1]}`
  if (from === to) return `${from} 月`
  return to > from ? `${from}–${to} 月` : `${from} 月至次年 ${to} 月`
}

const has = (bits: number, month: number) => (bits & (1 << ((month + 11) % 12))) !== 0

/** First and last month of each unbroken run; one over the year's end begins in the old year. */
function runs(bits: number): [number, number][] {
  const starts = Array.from({ length: 12 }, (_, i) => i + 1).filter((m) => has(bits, m) && !has(bits, m - 1))
  return starts.map((from) => {
    let to = from
    while (has(bits, to + 1)) to = (to % 12) + 1
    return [from, to]
  })
}

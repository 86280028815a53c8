import { StatusBadge } from '../../kit/console/figures.tsx'
import type { StatusKind } from '../../kit/console/figures.tsx'
import type { Lang } from '../../kit/format.ts'
import type { OrderState } from './read.ts'
import { useWords } from './words.ts'

const COUNTY_OFFSET_MS = 8 * 3_600_000

/** Parts of a moment on the county's clock; China keeps one offset all year, so server and browser agree. */
function local(at: Date): { day: string; time: string } {
  const shifted = new Date(at.getTime() + COUNTY_OFFSET_MS).toISOString()
  return { day: shifted.slice(0, 10), time: shifted.slice(11, 16) }
}

/** The civil day of a moment, `2026-04-18`. */
export const dayOf = (at: Date): string => local(at).day

/** `4月18日 09:30` or `18 Apr 09:30`. */
export function moment(at: Date, lang: Lang): string {
  const { day, time } = local(at)
  return `${shortDay(day, lang)} ${time}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A civil day without its year. */
export function shortDay(day: string, lang: Lang): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))]
  return lang === 'zh' ? `${month}月${date}日` : `${date} ${months[month - 1]}`
}

const kinds: Record<OrderState, StatusKind> = {
  awaiting_payment: 'neutral',
  awaiting_harvest: 'information',
  in_making: 'information',
  paid: 'attention',
  shipped: 'information',
  received: 'information',
  completed: 'success',
  cancelled: 'neutral',
  expired: 'neutral',
  refunded: 'danger',
}

export function OrderBadge({ state }: { state: OrderState }) {
  return <StatusBadge kind={kinds[state]}>{useWords().states[state]}</StatusBadge>
}

export const titleIn = (lang: Lang, named: { titleZh: string; titleEn: string }) =>
  lang === 'zh' ? named.titleZh : named.titleEn

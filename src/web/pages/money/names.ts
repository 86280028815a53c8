import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { readSellerOrderMoney } from '../../../workflows/order-money.ts'
import type { moneyWords } from './words.ts'

export type OrderMoney = OutputOf<typeof readSellerOrderMoney>
type Part = OrderMoney['parts'][number]
type Say = (typeof moneyWords)[Lang]

/** Whom a part went to, in words: 种植户 高坪合作社. */
export function partName(part: Part, lang: Lang, { split }: Say): string {
  const own = lang === 'zh' ? part.nameZh : part.nameEn
  const name = part.kind === 'subsidy' && part.organisationId === null ? split.platform : own
  return [split.kinds[part.kind], name].filter(Boolean).join(lang === 'zh' ? ' ' : ': ')
}

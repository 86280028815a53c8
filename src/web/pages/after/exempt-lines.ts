import type { Lang } from '../../../kernel/words.ts'
import { classAsSold, isExemptable } from '../../../modules/aftersales/index.ts'
import type { ExemptClass } from '../../../modules/aftersales/index.ts'

type Line = {
  listingId: string
  titleZh: string
  titleEn: string
  category: string
  storage: string
  state: string
  supply: string
}
export type ExemptLine = { listingId: string; title: string; class: ExemptClass }

/** Lines of a basket that the law lets be exempt from returns without reason, if the buyer confirms it. */
export function exemptLines(lines: readonly Line[], lang: Lang): ExemptLine[] {
  return lines.flatMap((line) => {
    const goods = classAsSold(line, line)
    if (!isExemptable(goods) || line.state !== 'open') return []
    return [{ listingId: line.listingId, title: lang === 'zh' ? line.titleZh : line.titleEn, class: goods }]
  })
}

/** The listings a form confirmed. */
export const confirmedIn = (form: ReadonlyMap<string, string>): string[] =>
  [...form].flatMap(([name, value]) => (name.startsWith('exempt-') && value === 'on' ? [name.slice(7)] : []))

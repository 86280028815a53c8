import type { Lang } from '../../../kernel/words.ts'
import type { Tier } from '../../../modules/pricing/index.ts'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { pricingWords } from './words.ts'

type Named = { titleZh: string; titleEn: string }
type Discount = Named & { bearerKind: 'seller' | 'platform' | 'brand'; amountFen: number }
export type ExplainedLine = {
  listFen: number
  priceFen: number
  /** Only while the rules are at hand; an order keeps the prices alone. */
  priceSource?: 'list' | 'group' | 'units' | 'days'
  group?: { nameZh: string; nameEn: string } | null
  discounts: readonly Discount[]
}

export const titleOf = (named: Named, lang: Lang) => (lang === 'zh' ? named.titleZh : named.titleEn)

/** The list price, where it is not the one paid. */
export const wasOf = ({ listFen, priceFen }: { listFen: number; priceFen: number }) =>
  listFen === priceFen ? undefined : listFen

/** Why a line costs what it costs: its unit price, then each discount and who bears it. Nothing where the list price is paid. */
export function LineWhy({ line }: { line: ExplainedLine }) {
  const lang = useLang()
  const { why, bearers } = pricingWords[lang]
  if (line.priceFen === line.listFen && line.discounts.length === 0) return null
  return (
    <ul className="why">
      {line.priceFen !== line.listFen && <li>{unitWhy(line, lang)}</li>}
      {line.discounts.map((discount, at) => (
        <li key={at}>
          <span>{why.off(titleOf(discount, lang), bearers[discount.bearerKind])}</span>
          <span className="figure">−{yuan(discount.amountFen)}</span>
        </li>
      ))}
    </ul>
  )
}

function unitWhy({ listFen, priceSource, group }: ExplainedLine, lang: Lang): string {
  const { why } = pricingWords[lang]
  const list = yuan(listFen)
  if (group) return why.group(lang === 'zh' ? group.nameZh : group.nameEn, list)
  return priceSource === 'units' || priceSource === 'days' ? why[priceSource](list) : why.was(list)
}

type Totals = {
  lines: readonly { units: number; listFen: number; paidFen: number }[]
  next?: readonly (Named & { missingFen: number; tier: Tier })[]
}

/** What all rules together took off, and what a little more would. */
export function Savings({ lines, next = [] }: Totals) {
  const lang = useLang()
  const say = pricingWords[lang]
  const savedFen = lines.reduce((sum, line) => sum + line.units * line.listFen - line.paidFen, 0)
  return (
    <>
      {savedFen > 0 && (
        <p className="sum">
          <span className="soft">{say.why.saved}</span>
          <span>{say.why.savedAll(yuan(savedFen))}</span>
        </p>
      )}
      {next.slice(0, 2).map((one, at) => (
        <p key={at} className="hint">
          {say.why.next(yuan(one.missingFen), say.tier(one.tier))}
        </p>
      ))}
    </>
  )
}

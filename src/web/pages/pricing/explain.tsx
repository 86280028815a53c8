import type { Lang } from '../../../kernel/words.ts'
import type { Tier } from '../../../modules/pricing/index.ts'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { pricingWords } from './words.ts'

type Named = { titleZh: string; titleEn: string }
type Discount = Named & { bearerKind: 'seller' | 'platform' | 'brand'; amountFen: number }
type Rule = {
  unitsFrom: number
  startsOn: string | null
  endsOn: string | null
  groupZh: string | null
  groupEn: string | null
}
export type ExplainedLine = {
  listFen: number
  priceFen: number
  /** Which rule gave the unit price; none where an order is older than that was kept. */
  priceSource?: 'list' | 'group' | 'units' | 'days' | null
  priceRule?: Rule | null
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

/** What gave a unit price: the group, and with it the number of units and the days where the rule names them. */
export function unitWhy({ listFen, priceSource, priceRule, group }: ExplainedLine, lang: Lang): string {
  const { why } = pricingWords[lang]
  const list = yuan(listFen)
  const groupName = lang === 'zh' ? (group?.nameZh ?? priceRule?.groupZh) : (group?.nameEn ?? priceRule?.groupEn)
  const said = groupName
    ? why.group(groupName, list)
    : priceSource === 'units' || priceSource === 'days'
      ? why[priceSource](list)
      : why.was(list)
  const terms = priceRule ? termsOf(priceRule, lang) : []
  return terms.length === 0 ? said : why.terms(said, terms.join(lang === 'zh' ? '，' : ', '))
}

function termsOf({ unitsFrom, startsOn, endsOn }: Rule, lang: Lang): string[] {
  const { why } = pricingWords[lang]
  const units = unitsFrom > 1 ? [why.fromUnits(unitsFrom)] : []
  const days = startsOn === null && endsOn === null ? [] : [why.betweenDays(startsOn ?? '', endsOn ?? '')]
  return [...units, ...days]
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

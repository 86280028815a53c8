import type { Lang } from '../../../kernel/words.ts'
import type { FreightPart } from '../../../modules/delivery/index.ts'
import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { pricingWords } from './words.ts'

/** How freight came about: one line for each parcel. */
export function FreightWhy({ parts }: { parts: readonly FreightPart[] }) {
  const lang = useLang()
  return (
    <ul className="why">
      {parts.map((part, at) => (
        <li key={at}>
          <span>{freightWords(part, lang)}</span>
          <span className="figure">{yuan(part.freightFen)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The template by its Chinese name, what is charged, and by which step of its rule. */
export function freightWords(part: FreightPart, lang: Lang): string {
  const say = pricingWords[lang].freight
  const { grams, chargedGrams, byVolume, cold, joined, free, firstGrams, firstFen, steps, stepGrams, stepFen } = part
  const weighs = byVolume
    ? say.byVolume(weight(grams, lang), weight(chargedGrams, lang))
    : say.weighs(weight(grams, lang))
  const charged = [
    ...(joined ? [say.joined] : [say.first(weight(firstGrams, lang), yuan(firstFen))]),
    ...(steps > 0 ? [say.steps(steps, weight(stepGrams, lang), yuan(stepFen))] : []),
  ]
  const nothing = firstFen === 0 && stepFen === 0
  const how = free === null ? (nothing ? [say.freeRule] : charged) : [say.free[free]]
  const named = lang === 'zh' ? [part.template] : []
  return [...named, ...(cold ? [say.cold] : []), weighs, ...how].join(lang === 'zh' ? '，' : ', ')
}

import type { Lang } from '../../kernel/words.ts'
import { cities, counties, provinces, regionPath, township, village, villageLabel } from '../../modules/people/index.ts'
import type { Choice } from '../kit/form.tsx'

/** For loaders only: the places of the `people` module as pages write them. */

/** A village or township of the county by its code; empty where the code is unknown. */
export function placeName(code: string, lang: Lang): string {
  const found = code.length === 12 ? village(code) : undefined
  if (found !== undefined) return villageLabel(found, lang)
  return township(code.slice(0, 9))?.[lang] ?? ''
}

/** Provinces that have counties on record, so that an address can be completed. */
export function provinceChoices(lang: Lang): Choice[] {
  return provinces()
    .filter(({ code }) => cities(code).length > 0)
    .map(({ code, short, en, zh }) => ({ value: code, label: lang === 'zh' ? (short ?? zh) : en }))
}

const choicesOf = (regions: readonly { code: string; zh: string; en: string }[], lang: Lang): Choice[] =>
  regions.map((region) => ({ value: region.code, label: region[lang] }))

/** The regions below one of two or four digits; none below anything else. */
export function regionsBelow(parent: string, lang: Lang): Choice[] {
  if (parent.length === 2) return choicesOf(cities(parent), lang)
  return parent.length === 4 ? choicesOf(counties(parent), lang) : []
}

export function provinceName(code: string, lang: Lang): string {
  return provinceChoices(lang).find(({ value }) => value === code)?.label ?? ''
}

/** An address's region in one line. */
export function regionLine(countyCode: string, lang: Lang): string {
  const path = regionPath(countyCode, lang)
  return lang === 'zh' ? path.join(' ') : path.toReversed().join(', ')
}

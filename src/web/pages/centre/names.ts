import type { Lang } from '../../../kernel/words.ts'
import { regionPath, townships, village, villageLabel } from '../../../modules/people/index.ts'

/** For loaders: places as people write them. */
export function placeName(code: string, lang: Lang): string {
  const found = village(code)
  return found === undefined ? code : villageLabel(found, lang)
}

export const townshipChoices = (lang: Lang) => townships().map((one) => ({ value: one.code, label: one[lang] }))

/** Province, city and county in one line. */
export function regionLine(countyCode: string, lang: Lang): string {
  const path = regionPath(countyCode, lang)
  return lang === 'zh' ? path.join(' ') : path.toReversed().join(', ')
}

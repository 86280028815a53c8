import type { Lang } from '../../../kernel/words.ts'
import { townships, village, villageLabel, villages } from '../../../modules/people/index.ts'
import type { TownshipChoice } from './village-select.tsx'

/** Townships of the county with their villages, for pickers. */
export function townshipChoices(lang: Lang): TownshipChoice[] {
  return townships().map((one) => ({
    code: one.code,
    name: one[lang],
    villages: villages(one.code).map((v) => ({ code: v.code, name: v[lang] })),
  }))
}

export function villageName(code: string, lang: Lang): string {
  const found = village(code)
  return found === undefined ? code : villageLabel(found, lang)
}

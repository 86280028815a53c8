import type { Lang, SameWords } from '../../../kernel/words.ts'
import { refusals as refusalsEn, words as moduleEn } from '../words.en.ts'
import { refusals as refusalsZh, words as moduleZh } from '../words.zh.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

type ShopWords = SameWords<typeof zh> & SameWords<typeof moduleZh>

/** Everything the shop's pages say, by language. */
export const words: Record<Lang, ShopWords> = { zh: { ...zh, ...moduleZh }, en: { ...en, ...moduleEn } }

/** A category's name; the code itself never reaches a page unless the code is unknown. */
export function categoryName(code: string, lang: Lang): string {
  return (words[lang].categories as Readonly<Record<string, string>>)[code] ?? ''
}

const refusals: Record<Lang, Readonly<Record<string, string>>> = { zh: refusalsZh, en: refusalsEn }

/** Why something of many was not done, in the reader's words. */
export function reasonWords(
  { code, params }: { code: string; params: Readonly<Record<string, string | number>> },
  lang: Lang,
): string {
  return (refusals[lang][code] ?? code).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

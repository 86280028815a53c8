import { cut, fold, keysOf, phraseOf } from '../../engines/searchtext/index.ts'

/** A name of goods and one way to begin typing it. */
export type TermKey = { key: string; lang: 'zh' | 'en'; term: string; whole: boolean }

const TERM_CHARACTERS_MAX = 40

/** What goods are called: the first name in each title, without grade and packing. Empty where a title holds none. */
export const namesOf = (titleZh: string, titleEn: string) => ({
  nameZh: cut(phraseOf(titleZh, 'han'), 12),
  nameEn: cut(phraseOf(titleEn, 'latin'), TERM_CHARACTERS_MAX),
})

/** Every key under which a name is suggested, each once. */
export function termKeys(names: { nameZh: string; nameEn: string }): TermKey[] {
  const made = [
    ...keysOf(names.nameZh, 'han').map((one) => ({ ...one, lang: 'zh' as const, term: names.nameZh })),
    ...keysOf(names.nameEn, 'latin').map((one) => ({ ...one, lang: 'en' as const, term: names.nameEn })),
  ]
  return [...new Map(made.map((one) => [`${one.lang} ${one.key} ${one.term}`, one])).values()]
}

/** What was typed so far as a key begins; the same folding on both sides. */
export const keyOf = (typed: string): string => cut(fold(typed).replaceAll(/\s+/g, ' ').trim(), TERM_CHARACTERS_MAX)

/**
 * Listings that bear each name: a short name counts those of every longer one that ends in it, so that 绿茶 weighs more
 * than 高山绿茶.
 */
export function weighTerms(counts: readonly { lang: 'zh' | 'en'; term: string; listings: number }[]) {
  const own = new Map(counts.map((one) => [`${one.lang} ${one.term}`, one.listings]))
  const sums = new Map<string, number>()
  for (const { lang, term, listings } of counts) {
    for (const end of endsOf(term, lang)) {
      const name = `${lang} ${end}`
      if (own.has(name)) sums.set(name, (sums.get(name) ?? 0) + listings)
    }
  }
  return counts.map(({ lang, term }) => ({ lang, term, listings: sums.get(`${lang} ${term}`) ?? 0 }))
}

function endsOf(term: string, lang: 'zh' | 'en'): string[] {
  const parts = lang === 'zh' ? [...term] : term.split(' ')
  return parts.map((_, at) => parts.slice(at).join(lang === 'zh' ? '' : ' '))
}

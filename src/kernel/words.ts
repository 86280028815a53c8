import type { RefusalParams } from './refusal.ts'

export const languages = ['zh', 'en'] as const
export type Lang = (typeof languages)[number]

/** Same keys, other language: a words file in another language must have this type. */
export type SameWords<T> = T extends (...args: infer A) => infer R
  ? (...args: A) => SameWords<R>
  : T extends string
    ? string
    : { readonly [K in keyof T]: SameWords<T[K]> }

/** Code to sentence; `{name}` stands for a parameter. */
export type RefusalWords = Readonly<Record<string, string>>
export type Dictionary = Readonly<Record<Lang, RefusalWords>>

export function mergeDictionaries(parts: readonly Dictionary[]): Dictionary {
  return {
    zh: Object.assign({}, ...parts.map((p) => p.zh)) as RefusalWords,
    en: Object.assign({}, ...parts.map((p) => p.en)) as RefusalWords,
  }
}

export function sentence(dictionary: Dictionary, lang: Lang, code: string, params: RefusalParams = {}): string {
  const template = dictionary[lang][code] ?? dictionary[lang]['kernel.unexpected'] ?? code
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** The best of our languages for an Accept-Language header; Chinese where nothing says otherwise. */
export function preferredLanguage(header: string | null | undefined): Lang {
  if (!header) return 'zh'
  const ranked = header
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const quality = Number(
        rest
          .find((r) => r.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? '1',
      )
      return { tag, quality: Number.isFinite(quality) ? quality : 0 }
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of ranked) {
    if (tag.startsWith('zh')) return 'zh'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh'
}

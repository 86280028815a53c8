/**
 * One spelling for what people type in many: compatibility forms and full width to plain (NFKC),
 * lower case, no accents (so `lóngjǐng` is `longjing` and `lǜchá` is `lucha`), no apostrophe inside
 * a word (`xi'an` is `xian`), no thousands comma.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/(\p{L})['’ʼ](?=\p{L})/gu, '$1')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
}

/** The first `max` code points: a cut never leaves half a character behind. */
export function cut(text: string, max: number): string {
  // Two code units at most per code point, so this stays small however long the text is.
  return Array.from(text.slice(0, max * 2))
    .slice(0, max)
    .join('')
}

/** An English word without its plural: the S stemmer of Harman (1991), nothing cleverer. */
export function singular(word: string): string {
  if (word.length < 4) return word
  if (/[^ea]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/[^aeo]es$/.test(word)) return word.slice(0, -1)
  if (/[^us]s$/.test(word)) return word.slice(0, -1)
  return word
}

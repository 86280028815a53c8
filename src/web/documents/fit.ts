/** Text that fits a space of a label: the size chosen and its lines. */
export type Fitted = { sizePt: number; lines: string[] }

/** Width of text in ems: Chinese characters are one wide, Latin letters about half. */
export function emsOf(text: string): number {
  let ems = 0
  for (const character of text) ems += emOf(character)
  return ems
}

function emOf(character: string): number {
  if (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f\u{20000}-\u{3ffff}]/u.test(character)) return 1
  if (/[MWmw@%&]/.test(character)) return 0.92
  if (/[A-Z]/.test(character)) return 0.68
  return /[ilI.,:;'|!()]/.test(character) ? 0.32 : 0.57
}

/**
 * The largest of `sizesPt` at which the text takes at most `linesMax` lines of `widthPt`; at the smallest,
 * what is too long ends in an ellipsis.
 */
export function fitted(text: string, widthPt: number, sizesPt: readonly number[], linesMax: number): Fitted {
  const smallest = Math.min(...sizesPt)
  for (const sizePt of [...sizesPt].sort((a, b) => b - a)) {
    const lines = wrapped(text, widthPt / sizePt)
    if (lines.length <= linesMax) return { sizePt, lines }
  }
  const lines = wrapped(text, widthPt / smallest).slice(0, linesMax)
  return { sizePt: smallest, lines: [...lines.slice(0, -1), shortened(lines.at(-1) ?? '', widthPt / smallest)] }
}

function shortened(line: string, widthEms: number): string {
  let characters = [...line]
  while (characters.length > 0 && emsOf(characters.join('')) + 1 > widthEms) characters = characters.slice(0, -1)
  return `${characters.join('').trimEnd()}…`
}

/** A word, a gap, or one character with the closing marks that may not begin a line (GB/T 15834). */
const PIECE = /[\u0021-\u024f]+|\s+|[^][，。、；：！？）》〉」』】〕]*/gu

/** Breaks between Chinese characters and between words; a word longer than a line is broken. */
function wrapped(text: string, widthEms: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.trim().match(PIECE) ?? []) {
    if (emsOf(line) + emsOf(piece.trimEnd()) <= widthEms) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trim())
    line = piece.trimStart()
    while (emsOf(line) > widthEms) {
      const head = headOf(line, widthEms)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line.trim() !== '') lines.push(line.trim())
  return lines.length > 0 ? lines : ['']
}

function headOf(word: string, widthEms: number): string {
  let head = ''
  for (const character of word) {
    if (head !== '' && emsOf(head + character) > widthEms) break
    head += character
  }
  return head
}

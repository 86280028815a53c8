import { RoutingFault } from '../fault.ts'

export const CHARACTERS_MAX = 64 * 1024 * 1024

/** The numbers of one line, with its number for people (from 1). */
export type Row = { line: number; numbers: readonly number[] }

/** Lines that hold numbers only, blank lines left out; anything else is refused. */
export function numberRows(text: string, firstLine = 1): Row[] {
  const rows: Row[] = []
  for (const [index, content] of text.split(/\r\n|[\n\r]/).entries()) {
    const words = content.trim().split(/\s+/).filter(Boolean)
    if (words.length > 0)
      rows.push({ line: firstLine + index, numbers: words.map((word) => numberOf(word, firstLine + index)) })
  }
  return rows
}

export function numberOf(word: string, line: number): number {
  const number = Number(word)
  if (word === '' || !Number.isFinite(number) || Math.abs(number) > 1e12)
    throw new RoutingFault('bad_number', `line ${line}`, `"${word.slice(0, 40)}" is no number`)
  return number
}

/** A whole number within bounds, such as a count or an index. */
export function wholeOf(number: number | undefined, least: number, most: number, where: string): number {
  if (number === undefined || !Number.isInteger(number) || number < least || number > most)
    throw new RoutingFault('bad_number', where, `a whole number from ${least} to ${most} is needed`)
  return number
}

/** The columns of a row, so many at least. */
export function columns(row: Row | undefined, count: number, what: string): readonly number[] {
  if (row === undefined) throw new RoutingFault('bad_shape', what, 'the text ends before it')
  if (row.numbers.length < count)
    throw new RoutingFault(
      'bad_shape',
      `line ${row.line}`,
      `${what} needs ${count} numbers, there are ${row.numbers.length}`,
    )
  return row.numbers
}

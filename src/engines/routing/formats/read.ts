import { RoutingFault } from '../fault.ts'
import type { Problem } from '../problem.ts'
import { parseCordeau } from './cordeau.ts'
import { parseCvrplib } from './cvrplib.ts'
import { parseLiLim } from './lilim.ts'
import { CHARACTERS_MAX } from './lines.ts'
import { parseSolomon } from './solomon.ts'
import { parseVroom } from './vroom.ts'

export type Format = 'cvrplib' | 'solomon' | 'lilim' | 'cordeau' | 'vroom'

const parsers: Record<Format, (text: string) => Problem> = {
  cvrplib: parseCvrplib,
  solomon: parseSolomon,
  lilim: parseLiLim,
  cordeau: parseCordeau,
  vroom: parseVroom,
}

/** Reads a problem, telling the format by its looks. Throws a RoutingFault for what it cannot read. */
export function readProblem(text: string): { format: Format; problem: Problem } {
  if (typeof text !== 'string') throw new RoutingFault('bad_shape', 'text', 'a text is expected')
  if (text.length > CHARACTERS_MAX) throw new RoutingFault('too_long', 'text', `more than ${CHARACTERS_MAX} characters`)
  const format = formatOf(text)
  return { format, problem: parsers[format](text) }
}

function formatOf(text: string): Format {
  const start = text.trimStart()
  if (start === '') throw new RoutingFault('empty', 'text', 'there is nothing to read')
  if (start.startsWith('{')) return 'vroom'
  if (/^\s*(?:DIMENSION|EDGE_WEIGHT_TYPE)\s*:/im.test(text)) return 'cvrplib'
  if (/^\s*NUMBER\s+CAPACITY/im.test(text)) return 'solomon'
  const [first = '', second = ''] = start.split(/\r\n|[\n\r]/).map((line) => line.trim())
  const numbers = [first, second].map((line) => line.split(/\s+/).filter(Boolean))
  if (numbers[0]!.every((word) => Number.isFinite(Number(word)))) {
    if (numbers[0]!.length === 4) return 'cordeau'
    if (numbers[0]!.length <= 3 && numbers[1]!.length === 9) return 'lilim'
  }
  throw new RoutingFault('unknown_format', 'text', 'neither CVRPLIB, Solomon, Li and Lim, Cordeau nor VROOM JSON')
}

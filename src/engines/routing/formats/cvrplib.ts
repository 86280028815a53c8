import { RoutingFault } from '../fault.ts'
import { planeTravel, refuseTooMany } from '../plane.ts'
import type { Problem, Travel } from '../problem.ts'
import { columns, numberOf, numberRows, wholeOf } from './lines.ts'
import type { Row } from './lines.ts'

type Parts = { header: Map<string, string>; sections: Map<string, Row[]> }

/**
 * CVRPLIB in TSPLIB 95 format: EUC_2D, CEIL_2D, or EXPLICIT (FULL_MATRIX, LOWER_ROW, LOWER_DIAG_ROW, UPPER_ROW, UPPER_DIAG_ROW),
 * one depot, CAPACITY, and optionally DISTANCE (limit on a route, service included) with SERVICE_TIME.
 */
export function parseCvrplib(text: string): Problem {
  const { header, sections } = split(text)
  const size = wholeOf(Number(header.get('DIMENSION')), 1, 1e6, 'DIMENSION')
  refuseTooMany(size)
  const travel = travelOf(header, sections, size)
  const capacity = Number(header.get('CAPACITY') ?? Number.NaN)
  if (!(capacity > 0) || !Number.isFinite(capacity))
    throw new RoutingFault('bad_number', 'CAPACITY', 'a positive number is needed')
  const demands = byNode(sections.get('DEMAND_SECTION'), size, 'DEMAND_SECTION')
  const depot = (sections.get('DEPOT_SECTION') ?? []).flatMap((row) => row.numbers).filter((number) => number !== -1)
  if (depot.length > 1) throw new RoutingFault('unsupported', 'DEPOT_SECTION', 'one depot is expected')
  const home = wholeOf(depot[0] ?? 1, 1, size, 'DEPOT_SECTION') - 1
  const service = header.has('SERVICE_TIME') ? numberOf(header.get('SERVICE_TIME')!, 0) : 0
  const limit = header.has('DISTANCE') ? numberOf(header.get('DISTANCE')!, 0) : undefined
  const stops = []
  for (let node = 0; node < size; node++)
    if (node !== home) stops.push({ id: String(node), place: node, deliver: [demands[node]!], service })
  return {
    name: header.get('NAME') ?? '',
    dimensions: 1,
    travel,
    vehicles: [
      {
        id: 'vehicle',
        count: Math.max(1, stops.length),
        start: home,
        end: home,
        capacity: [capacity],
        ...(limit === undefined ? {} : { timeMax: limit }),
      },
    ],
    stops,
    wholeCosts: true,
  }
}

function split(text: string): Parts {
  const header = new Map<string, string>()
  const sections = new Map<string, Row[]>()
  let current: Row[] | undefined
  for (const [index, content] of text.split(/\r\n|[\n\r]/).entries()) {
    const line = content.trim()
    const keyword = line.match(/^([A-Z_\d]+)\s*(?::\s*(.*))?$/i)
    const name = keyword?.[1]?.toUpperCase() ?? ''
    if (line === '' || line === 'EOF') continue
    if (name.endsWith('_SECTION')) sections.set(name, (current = []))
    else if (keyword?.[2] !== undefined) header.set(name, keyword[2].trim())
    else if (current === undefined)
      throw new RoutingFault('bad_shape', `line ${index + 1}`, 'neither a keyword nor a section')
    else current.push(...numberRows(line, index + 1))
  }
  return { header, sections }
}

/** One value for each node of a section whose rows are `node value`. */
function byNode(rows: readonly Row[] | undefined, size: number, section: string, column = 1): number[] {
  if (rows === undefined) throw new RoutingFault('bad_shape', section, 'the section is missing')
  const values: number[] = Array.from({ length: size }, () => Number.NaN)
  for (const row of rows) {
    const numbers = columns(row, column + 1, section)
    values[wholeOf(numbers[0], 1, size, `line ${row.line}`) - 1] = numbers[column]!
  }
  const missing = values.findIndex((value) => Number.isNaN(value))
  if (missing !== -1) throw new RoutingFault('bad_shape', section, `node ${missing + 1} is missing`)
  if (section === 'DEMAND_SECTION' && values.some((value) => value < 0))
    throw new RoutingFault('bad_number', section, 'a demand is below 0')
  return values
}

const ROUNDINGS: Record<string, (length: number) => number> = {
  EUC_2D: (length) => Math.floor(length + 0.5),
  CEIL_2D: (length) => Math.ceil(length),
}

function travelOf(header: Map<string, string>, sections: Map<string, Row[]>, size: number): Travel {
  const type = header.get('EDGE_WEIGHT_TYPE') ?? ''
  if (type === 'EXPLICIT') return explicitTravel(header.get('EDGE_WEIGHT_FORMAT') ?? '', sections, size)
  const round = Object.hasOwn(ROUNDINGS, type) ? ROUNDINGS[type] : undefined
  if (round === undefined)
    throw new RoutingFault('unsupported', 'EDGE_WEIGHT_TYPE', `"${type.slice(0, 40)}" is not read`)
  const rows = sections.get('NODE_COORD_SECTION')
  const x = byNode(rows, size, 'NODE_COORD_SECTION')
  const y = byNode(rows, size, 'NODE_COORD_SECTION', 2)
  return planeTravel(x, y, round)
}

/** Columns of row `a` that a format writes, as from and to (exclusive). */
const SHAPES: Record<string, (a: number, size: number) => [number, number]> = {
  FULL_MATRIX: (_, size) => [0, size],
  LOWER_ROW: (a) => [0, a],
  LOWER_DIAG_ROW: (a) => [0, a + 1],
  UPPER_ROW: (a, size) => [a + 1, size],
  UPPER_DIAG_ROW: (a, size) => [a, size],
}

function explicitTravel(format: string, sections: Map<string, Row[]>, size: number): Travel {
  const shape = Object.hasOwn(SHAPES, format) ? SHAPES[format] : undefined
  if (shape === undefined)
    throw new RoutingFault('unsupported', 'EDGE_WEIGHT_FORMAT', `"${format.slice(0, 40)}" is not read`)
  const numbers = (sections.get('EDGE_WEIGHT_SECTION') ?? []).flatMap((row) => row.numbers)
  const distances = new Float64Array(size * size)
  let read = 0
  for (let a = 0; a < size; a++) {
    const [first, last] = shape(a, size)
    for (let b = first; b < last; b++) {
      const distance = numbers[read++] ?? -1
      if (distance < 0)
        throw new RoutingFault('bad_shape', 'EDGE_WEIGHT_SECTION', `from ${a + 1} to ${b + 1}: missing or below 0`)
      distances[a * size + b] = distance
      if (format !== 'FULL_MATRIX') distances[b * size + a] = distance
    }
  }
  return { places: size, distances, durations: distances }
}

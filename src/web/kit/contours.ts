import { randomFrom } from './random.ts'

/**
 * The motif of Terrace: stepped contour lines of a hill country, as a map maker would draw them.
 * A seeded height field is cut at even levels by marching squares and the cuts are smoothed.
 */
export interface ContourOptions {
  seed: string
  width: number
  height: number
  /** How many levels are cut. */
  levels?: number
  /** Mesh of the height field in the picture's units; larger is smaller and smoother. */
  mesh?: number
  /** True when the right edge continues at the left, for a band that repeats. */
  repeats?: boolean
}

interface Point {
  x: number
  y: number
}

/** SVG path data, one path per level, lowest first; empty levels are left out. */
export function contours({ seed, width, height, levels = 9, mesh = 12, repeats = false }: ContourOptions): string[] {
  const columns = Math.max(4, Math.round(width / mesh))
  const rows = Math.max(3, Math.round(height / mesh))
  const field = heightField(seed, columns, rows, width / height, repeats)
  const flat = field.flat()
  const low = Math.min(...flat)
  const span = Math.max(...flat) - low
  const scale = { x: width / columns, y: height / rows }
  return Array.from({ length: levels }, (_, level) => low + (span * (level + 0.6)) / levels)
    .map((level) =>
      chains(segments(field, level))
        .filter((chain) => chain.length > 3)
        .map((chain) => curve(chain.map(({ x, y }) => ({ x: x * scale.x, y: y * scale.y }))))
        .join(''),
    )
    .filter((path) => path !== '')
}

/** A complete SVG of the motif in the current text colour, lines only. */
export function contourSvg(options: ContourOptions): string {
  const { width, height } = options
  const path = contours(options).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="none" stroke="currentColor" aria-hidden="true"><path d="${path}"/></svg>`
}

/** Heights at the mesh's corners: a few long hills, `rows + 1` by `columns + 1`. */
function heightField(seed: string, columns: number, rows: number, aspect: number, repeats: boolean): number[][] {
  const random = randomFrom(`contours ${seed}`)
  const hills = Array.from({ length: Math.round(4 + aspect * 1.2) }, () => ({
    x: random.between(0, aspect),
    y: random.between(-0.3, 1.3),
    wide: random.between(0.3, 0.75) * Math.max(1, Math.sqrt(aspect)),
    deep: random.between(0.3, 0.7),
    rise: random.between(0.4, 1) * (random.chance(0.25) ? -0.6 : 1),
  }))
  const heightAt = (x: number, y: number): number =>
    hills.reduce((sum, hill) => {
      const straight = Math.abs(x - hill.x)
      const across = repeats ? Math.min(straight, aspect - straight) : straight
      return sum + hill.rise * Math.exp(-((across / hill.wide) ** 2) - ((y - hill.y) / hill.deep) ** 2)
    }, y * 0.6)
  return Array.from({ length: rows + 1 }, (_, row) =>
    Array.from({ length: columns + 1 }, (_unused, column) => heightAt((column / columns) * aspect, row / rows)),
  )
}

/** Where the level crosses each mesh cell, as pairs of points on cell edges. */
function segments(field: number[][], level: number): [Point, Point][] {
  const found: [Point, Point][] = []
  for (let row = 0; row + 1 < field.length; row++) {
    const upper = field[row] as number[]
    const lower = field[row + 1] as number[]
    for (let column = 0; column + 1 < upper.length; column++) {
      const corners = [
        { x: column, y: row, height: upper[column] as number },
        { x: column + 1, y: row, height: upper[column + 1] as number },
        { x: column + 1, y: row + 1, height: lower[column + 1] as number },
        { x: column, y: row + 1, height: lower[column] as number },
      ] as const
      const cuts = corners.flatMap((from, at) => {
        const to = corners[(at + 1) % 4] as (typeof corners)[number]
        return from.height < level === to.height < level ? [] : [crossing(from, to, level)]
      })
      for (let at = 0; at + 1 < cuts.length; at += 2) found.push([cuts[at] as Point, cuts[at + 1] as Point])
    }
  }
  return found
}

interface Corner extends Point {
  height: number
}

/** The crossing on an edge; taken from its lower end so that both neighbours name the same point. */
function crossing(from: Corner, to: Corner, level: number): Point {
  const [low, high] = from.height < to.height ? [from, to] : [to, from]
  const share = (level - low.height) / (high.height - low.height)
  return { x: low.x + (high.x - low.x) * share, y: low.y + (high.y - low.y) * share }
}

const key = ({ x, y }: Point): string => `${x.toFixed(5)} ${y.toFixed(5)}`

/** Joins loose pairs into long lines. */
function chains(pairs: [Point, Point][]): Point[][] {
  const byEnd = new Map<string, Set<[Point, Point]>>()
  for (const pair of pairs) for (const end of pair) byEnd.set(key(end), (byEnd.get(key(end)) ?? new Set()).add(pair))
  const take = (end: Point): Point | undefined => {
    const pair = [...(byEnd.get(key(end)) ?? [])][0]
    if (!pair) return undefined
    for (const point of pair) byEnd.get(key(point))?.delete(pair)
    return key(pair[0]) === key(end) ? pair[1] : pair[0]
  }
  const lines: Point[][] = []
  for (const [start] of pairs) {
    const line = [start]
    for (let next = take(start); next; next = take(next)) line.push(next)
    for (let next = take(start); next; next = take(next)) line.unshift(next)
    if (line.length > 1) lines.push(line)
  }
  return lines
}

const round = (value: number): number => Math.round(value * 10) / 10

/** A smooth line through some of the points (open ends kept, closed lines closed), to one decimal. */
function curve(line: Point[]): string {
  const first = line[0] as Point
  const closed = key(first) === key(line.at(-1) as Point)
  const step = line.length < 12 ? 2 : 3
  const points = (closed ? line.slice(0, -1) : line).filter(
    (_, at) => at % step === 0 || (!closed && at === line.length - 1),
  )
  const length = points.length
  const at = (index: number): Point =>
    points[closed ? (index + length) % length : Math.max(0, Math.min(length - 1, index))] as Point
  const bend = (index: number): string => {
    const [before, point, after] = [at(index - 1), at(index), at(index + 1)]
    const control = `${round(point.x - (after.x - before.x) / 6)} ${round(point.y - (after.y - before.y) / 6)}`
    return `S${control} ${round(point.x)} ${round(point.y)}`
  }
  const leave = `${round(first.x + (at(1).x - at(-1).x) / 6)} ${round(first.y + (at(1).y - at(-1).y) / 6)}`
  const bends = Array.from({ length: closed ? length : length - 1 }, (_, index) => bend(index + 1)).join('')
  return `M${round(first.x)} ${round(first.y)}C${leave} ${bends.slice(1)}`
}

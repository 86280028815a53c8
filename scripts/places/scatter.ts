import type { Bounds } from './seats.ts'

export interface Point {
  lat: number
  lon: number
}

const kmPerDegreeLat = 111.2
const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** Kilometres between two points a county apart; flat-earth error is far below the data's own. */
export function distanceKm(a: Point, b: Point): number {
  const east = (b.lon - a.lon) * kmPerDegreeLat * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(east, (b.lat - a.lat) * kmPerDegreeLat)
}

/** The point so many kilometres from another, kept within the bounds and rounded to 4 decimals. */
export function offset(from: Point, km: number, angle: number, bounds: Bounds): Point {
  const lat = from.lat + (km * Math.sin(angle)) / kmPerDegreeLat
  const lon = from.lon + (km * Math.cos(angle)) / (kmPerDegreeLat * Math.cos((from.lat * Math.PI) / 180))
  return {
    lat: round(Math.min(bounds.north, Math.max(bounds.south, lat))),
    lon: round(Math.min(bounds.east, Math.max(bounds.west, lon))),
  }
}

/**
 * Places `count` points about a centre on a sunflower spiral (Vogel 1979): even cover, no two alike.
 * The seed turns the spiral so that neighbouring townships do not look copied.
 */
export function spiral(centre: Point, count: number, radiusKm: number, seed: number, bounds: Bounds): Point[] {
  const turn = (seed * 0.6180339887498949) % 1
  return Array.from({ length: count }, (_, i) => {
    const km = radiusKm * Math.sqrt((i + 0.5) / count)
    return offset(centre, km, i * goldenAngle + turn * 2 * Math.PI, bounds)
  })
}

/** The convex hull (Andrew's monotone chain), pushed outwards by a buffer, as a closed [lon, lat] ring. */
export function bufferedHull(points: readonly Point[], bufferKm: number, bounds: Bounds): [number, number][] {
  const fringe = points.flatMap((point) =>
    Array.from({ length: 12 }, (_, i) => offset(point, bufferKm, (i * Math.PI) / 6, bounds)),
  )
  const sorted = fringe.toSorted((a, b) => a.lon - b.lon || a.lat - b.lat)
  const ring = [...halfHull(sorted), ...halfHull(sorted.toReversed())]
  return [...ring, ...ring.slice(0, 1)].map(({ lat, lon }) => [lon, lat])
}

function halfHull(sorted: readonly Point[]): Point[] {
  const hull: Point[] = []
  for (const point of sorted) {
    while (hull.length >= 2 && !turnsLeft(hull.at(-2)!, hull.at(-1)!, point)) hull.pop()
    hull.push(point)
  }
  return hull.slice(0, -1)
}

function turnsLeft(a: Point, b: Point, c: Point): boolean {
  return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon) > 0
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000
}

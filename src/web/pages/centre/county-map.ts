import type { Lang } from '../../../kernel/words.ts'
import { homeCounty, townships, villages } from '../../../modules/people/index.ts'

const WIDTH = 640
const MARGIN = 20
// A degree of longitude is shorter than one of latitude by this at 28.5° north.
const SHRINK = Math.cos((28.5 * Math.PI) / 180)

/** How much of something is in a village; `key` is its code. */
export type Placed = { key: string; label: string; value: number; text: string }
export type MapVillage = { x: number; y: number; radius: number; label: string; text: string }
export type MapTownship = { x: number; y: number; label: string; value: number; shown: 'always' | 'wide' | 'never' }
/** The county drawn to a box of `width` by `height`; places are approximate. */
export type VillageMap = {
  width: number
  height: number
  outline: string
  quiet: readonly { x: number; y: number }[]
  villages: readonly MapVillage[]
  townships: readonly MapTownship[]
  villageCount: number
}

const RADIUS_MAX = 34
const RADIUS_MIN = 3

/** Villages as circles with an area that stands for their values, largest first so that small ones lie on top. */
export function villageMap(rows: readonly Placed[], lang: Lang): VillageMap {
  const { at, outline, height } = frame()
  const some = new Map(rows.filter((row) => row.value > 0).map((row) => [row.key, row]))
  const most = Math.max(1, ...rows.map((row) => row.value))
  const all = villages()
  const drawn = all.flatMap(({ code, lat, lon }) => {
    const row = some.get(code)
    if (row === undefined) return []
    const radius = Math.max(RADIUS_MIN, RADIUS_MAX * Math.sqrt(row.value / most))
    return [{ ...at(lat, lon), radius: Math.round(radius * 10) / 10, label: row.label, text: row.text }]
  })
  const quiet = all.filter(({ code }) => !some.has(code)).map(({ lat, lon }) => at(lat, lon))
  return {
    width: WIDTH,
    height,
    outline,
    quiet,
    villages: drawn.toSorted((a, b) => b.radius - a.radius),
    townships: labelled(townshipsOf(rows, lang, at)),
    villageCount: all.length,
  }
}

function frame() {
  const ring = homeCounty().outline.map(([lon = 0, lat = 0]) => ({ x: lon * SHRINK, y: lat }))
  const [west, east] = [Math.min(...ring.map((p) => p.x)), Math.max(...ring.map((p) => p.x))]
  const [south, north] = [Math.min(...ring.map((p) => p.y)), Math.max(...ring.map((p) => p.y))]
  const scale = (WIDTH - 2 * MARGIN) / (east - west)
  const place = (x: number, y: number) => ({
    x: Math.round(((x - west) * scale + MARGIN) * 10) / 10,
    y: Math.round(((north - y) * scale + MARGIN) * 10) / 10,
  })
  return {
    at: (lat: number, lon: number) => place(lon * SHRINK, lat),
    outline: `M${ring
      .map((p) => place(p.x, p.y))
      .map(({ x, y }) => `${x} ${y}`)
      .join('L')}Z`,
    height: Math.round((north - south) * scale + 2 * MARGIN),
  }
}

type At = (lat: number, lon: number) => { x: number; y: number }

function townshipsOf(rows: readonly Placed[], lang: Lang, at: At): MapTownship[] {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(row.key.slice(0, 9), (sums.get(row.key.slice(0, 9)) ?? 0) + row.value)
  return townships()
    .map(({ code, zh, en, lat, lon }) => ({
      ...at(lat, lon),
      label: lang === 'zh' ? zh : en.replace(/ (Subdistrict|Town|Township|She Ethnic Township)$/, ''),
      value: sums.get(code) ?? 0,
      shown: 'never' as const,
    }))
    .toSorted((a, b) => b.value - a.value)
}

/** Names that fit: those with most first, each only where it covers no other; more fit on a wide screen. */
function labelled(all: readonly MapTownship[]): MapTownship[] {
  const narrow = fitting(all, WIDTH / 300)
  const wide = fitting(all, WIDTH / 440)
  return all.map((one) => ({ ...one, shown: narrow.has(one) ? 'always' : wide.has(one) ? 'wide' : 'never' }))
}

function fitting(all: readonly MapTownship[], unitsPerPixel: number): Set<MapTownship> {
  const taken: { left: number; right: number; top: number; bottom: number }[] = []
  const kept = new Set<MapTownship>()
  for (const one of all) {
    const half = (widthOf(one.label) * unitsPerPixel) / 2
    const box = {
      left: one.x - half,
      right: one.x + half,
      top: one.y - 10 * unitsPerPixel,
      bottom: one.y + 10 * unitsPerPixel,
    }
    const outside = box.left < 0 || box.right > WIDTH
    const covered = taken.some(
      (t) => box.left < t.right && box.right > t.left && box.top < t.bottom && box.bottom > t.top,
    )
    if (outside || covered) continue
    taken.push(box)
    kept.add(one)
  }
  return kept
}

/** Width in pixels of a label of 13 px: a Chinese character is a square, a Latin letter about half of one. */
const widthOf = (label: string) => [...label].reduce((sum, c) => sum + (c > '\u2e7f' ? 13 : 7), 8)

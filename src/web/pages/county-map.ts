import { homeCounty, townships } from '../../modules/people/index.ts'
import { contours } from '../kit/contours.ts'

const WIDTH = 320
const MARGIN = 8
// One degree of longitude is shorter than one of latitude by this at 28.5° north.
const LONGITUDE_SHRINK = Math.cos((28.5 * Math.PI) / 180)

export type MapPoint = { x: number; y: number; label?: string | undefined; radius?: number | undefined }
/** A sketch of the county, ready to draw: nothing in it is exact. */
export type CountyMap = {
  width: number
  height: number
  outline: string
  hills: string
  towns: readonly MapPoint[]
  marks: readonly MapPoint[]
}

type Mark = { lat: number; lon: number; label?: string | undefined; radius?: number | undefined }

/** For loaders: the county's schematic outline with township seats, and the places to mark. */
export function countyMap(marks: readonly Mark[]): CountyMap {
  const { outline } = homeCounty()
  const xs = outline.map(([lon]) => (lon as number) * LONGITUDE_SHRINK)
  const ys = outline.map(([, lat]) => lat as number)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const scale = (WIDTH - 2 * MARGIN) / (east - west)
  const height = Math.round((north - south) * scale) + 2 * MARGIN
  const at = (lat: number, lon: number) => ({
    x: Math.round((lon * LONGITUDE_SHRINK - west) * scale + MARGIN),
    y: Math.round((north - lat) * scale + MARGIN),
  })
  const ring = outline.map(([lon, lat]) => at(lat as number, lon as number))
  return {
    width: WIDTH,
    height,
    outline: `M${ring.map(({ x, y }) => `${x} ${y}`).join('L')}Z`,
    hills: contours({ seed: 'suichang', width: WIDTH, height, levels: 8, mesh: 14 }).join(''),
    // A mark that tells of a whole township stands at its seat already.
    towns: marks.some((mark) => mark.radius !== undefined) ? [] : townships().map(({ lat, lon }) => at(lat, lon)),
    marks: marks.map(({ lat, lon, label, radius }) => ({ ...at(lat, lon), label, radius })),
  }
}

/** A round mark at each township's seat, its area by how many goods its villages offer. */
export function townshipMarks(villages: readonly { code: string; count: number }[]): Mark[] {
  return townships().flatMap(({ code, lat, lon }) => {
    const goods = villages.filter((v) => v.code.startsWith(code)).reduce((sum, v) => sum + v.count, 0)
    return goods === 0 ? [] : [{ lat, lon, radius: Math.round(Math.min(16, 2 + 1.8 * Math.sqrt(goods)) * 10) / 10 }]
  })
}

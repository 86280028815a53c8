import { words } from '../../modules/market/web/words.ts'
import { useLang } from '../page-context.ts'
import type { CountyMap, MapPoint } from './county-map.ts'

/** The county in outline with marked places; says that it is only a sketch. */
export function CountyMapView({ map, place }: { map: CountyMap; place?: string | undefined }) {
  const say = words[useLang()].map
  return (
    <figure className="county-map">
      <svg
        viewBox={`0 0 ${map.width} ${map.height}`}
        role="img"
        aria-label={place === undefined ? say.title : say.marked(place)}
      >
        <clipPath id="county">
          <path d={map.outline} />
        </clipPath>
        <path className="land" d={map.outline} />
        <path className="hills" d={map.hills} clipPath="url(#county)" />
        {map.towns.map(({ x, y }) => (
          <circle key={`${x} ${y}`} className="town" cx={x} cy={y} r="1.8" />
        ))}
        {map.marks.map((mark) => (
          <Marked key={`${mark.x} ${mark.y}`} mark={mark} width={map.width} />
        ))}
      </svg>
      <figcaption>{say.approximate}</figcaption>
    </figure>
  )
}

function Marked({ mark: { x, y, label, radius }, width }: { mark: MapPoint; width: number }) {
  const left = x > width / 2
  return (
    <g>
      {label && <circle className="halo" cx={x} cy={y} r="13" />}
      <circle className={radius === undefined ? 'mark' : 'goods'} cx={x} cy={y} r={radius ?? 6} />
      {label && (
        <text x={left ? x - 18 : x + 18} y={y + 5} textAnchor={left ? 'end' : 'start'}>
          {label}
        </text>
      )}
    </g>
  )
}

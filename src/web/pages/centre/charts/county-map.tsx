import type { VillageMap } from '../county-map.ts'
import styles from './charts.module.css'

/** The county in outline, its villages as circles by what is counted; names stand above it in HTML and keep their size. */
export function CountyMap({ map, label: whole }: { map: VillageMap; label: string }) {
  return (
    <figure className={styles.map} style={{ aspectRatio: `${map.width} / ${map.height}` }}>
      <svg viewBox={`0 0 ${map.width} ${map.height}`} role="img" aria-label={whole}>
        <path d={map.outline} className={styles.land} />
        {map.quiet.map(({ x, y }) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r="1.6" className={styles.quietPlace} />
        ))}
        {map.villages.map(({ x, y, radius, label, text }) => (
          <circle key={label} cx={x} cy={y} r={radius} className={styles.place}>
            <title>{`${label} ${text}`}</title>
          </circle>
        ))}
      </svg>
      {map.townships
        .filter(({ shown }) => shown !== 'never')
        .map(({ x, y, label, value, shown }) => (
          <span
            key={label}
            className={[
              styles.township,
              shown === 'wide' ? styles.wideOnly : '',
              value > 0 ? '' : styles.quietName,
            ].join(' ')}
            style={{ left: `${(x / map.width) * 100}%`, top: `${(y / map.height) * 100}%` }}
            aria-hidden
          >
            {label}
          </span>
        ))}
    </figure>
  )
}

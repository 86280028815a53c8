import type { CSSProperties } from 'react'
import type { Lang } from '../../../../kernel/words.ts'
import { useLang } from '../../../page-context.ts'
import { isWeekend, roughYuan, shortDay, weekday } from '../format.ts'
import { useWords } from '../words.ts'
import styles from './charts.module.css'
import { bySevens, niceScale } from './scale.ts'

type Day = { day: string; amountFen: number }
type Column = Day & { before: number; weekend: boolean; mark: string | null; tip: string }

/** Past this many, days are too thin to see and stand together by sevens. */
export const DAYS_MAX = 100

type Props = { days: readonly Day[]; daysBefore: readonly Day[]; comparable: boolean; label: string }

/**
 * Sales by day: columns, weekends shaded, the earlier period as a thin line, the highest day written on.
 * Shapes are an SVG stretched to the room there is; words are HTML above it, so that they keep their size.
 */
export function DayChart({ days, daysBefore, comparable, label }: Props) {
  const lang = useLang()
  const say = useWords().sales.byDay
  const columns = columnsOf(days, daysBefore, lang)
  const most = Math.max(0, ...columns.map((c) => Math.max(c.amountFen, comparable ? c.before : 0)))
  const wan = lang === 'zh' && most >= 1_000_000_0
  const unitFen = wan ? 1_000_000 : 100
  const { top, marks } = niceScale(most / unitFen)
  const share = (fen: number) => (fen / unitFen / top) * 100
  const peak = columns.reduce((a, b) => (b.amountFen > a.amountFen ? b : a), columns[0] as Column)
  return (
    <figure className={styles.days} role="img" aria-label={label}>
      <span className={styles.unit}>{wan ? say.unitWan : say.unit}</span>
      <div className={styles.plot}>
        {marks.map((mark) => (
          <span key={mark} className={styles.gridLine} style={{ bottom: `${(mark / top) * 100}%` }}>
            <span>{markText(mark)}</span>
          </span>
        ))}
        <svg viewBox={`0 0 ${columns.length} 100`} preserveAspectRatio="none" aria-hidden>
          {columns.map((c, at) => (
            <g key={c.day}>
              <title>{c.tip}</title>
              <rect x={at} y="0" width="1" height="100" className={c.weekend ? styles.weekend : styles.weekday} />
              <rect
                x={at + 0.14}
                y={100 - share(c.amountFen)}
                width="0.72"
                height={share(c.amountFen)}
                className={styles.column}
              />
            </g>
          ))}
          {comparable && (
            <polyline
              className={styles.beforeLine}
              points={columns.map((c, at) => `${at + 0.5},${100 - share(c.before)}`).join(' ')}
            />
          )}
        </svg>
        {peak.amountFen > 0 && (
          <Peak
            columns={columns}
            peak={peak}
            height={share(peak.amountFen)}
            lang={lang}
            weeks={days.length > DAYS_MAX}
          />
        )}
      </div>
      <div className={columns.length <= 8 ? styles.weekMarks : styles.dayMarks} aria-hidden>
        {columns.map((c, at) =>
          c.mark === null ? null : (
            <span key={c.day} style={{ left: `${((at + 0.5) / columns.length) * 100}%` }}>
              {c.mark}
            </span>
          ),
        )}
      </div>
    </figure>
  )
}

type PeakProps = { columns: Column[]; peak: Column; height: number; lang: Lang; weeks: boolean }

function Peak({ columns, peak, height, lang, weeks }: PeakProps) {
  const say = useWords().sales.byDay
  const left = ((columns.indexOf(peak) + 0.5) / columns.length) * 100
  const side = left > 70 ? styles.toLeft : left < 30 ? styles.toRight : styles.centred
  const style = { left: `${left}%`, bottom: `${height}%` } as CSSProperties
  return (
    <span className={`${styles.peak} ${side}`} style={style}>
      {(weeks ? say.peakWeek : say.peak)(shortDay(peak.day, lang), roughYuan(peak.amountFen, lang))}
    </span>
  )
}

const markText = (value: number) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')

function columnsOf(days: readonly Day[], daysBefore: readonly Day[], lang: Lang): Column[] {
  if (days.length > DAYS_MAX) return weekColumns(days, daysBefore, lang)
  const every = days.length <= 8 ? 1 : days.length <= 16 ? 2 : days.length <= 45 ? 7 : 14
  return days.map((one, at) => ({
    ...one,
    before: daysBefore[at]?.amountFen ?? 0,
    weekend: isWeekend(one.day),
    mark: at % every === 0 && at < days.length - every / 3 ? dayMark(one.day, days.length, lang) : null,
    tip: `${shortDay(one.day, lang)} ${weekday(one.day, lang)}: ${roughYuan(one.amountFen, lang)}`,
  }))
}

const dayMark = (day: string, count: number, lang: Lang) =>
  count <= 8 ? `${weekday(day, lang)}\n${Number(day.slice(8))}${lang === 'zh' ? '日' : ''}` : shortDay(day, lang)

function weekColumns(days: readonly Day[], daysBefore: readonly Day[], lang: Lang): Column[] {
  const sum = (some: readonly Day[] | undefined) => (some ?? []).reduce((a, b) => a + b.amountFen, 0)
  const before = bySevens(daysBefore)
  let month = ''
  return bySevens(days).map((week, at) => {
    const day = week[0]?.day ?? ''
    const named = day.slice(5, 7) !== month && Number(day.slice(5, 7)) % 2 === 1
    month = day.slice(5, 7)
    const amountFen = sum(week)
    return {
      day,
      amountFen,
      before: sum(before[at]),
      weekend: false,
      mark: named && at > 0 ? shortDay(`${day.slice(0, 8)}01`, lang).replace(/1日|^1 /, '') : null,
      tip: `${shortDay(day, lang)}–${shortDay(week.at(-1)?.day ?? day, lang)}: ${roughYuan(amountFen, lang)}`,
    }
  })
}

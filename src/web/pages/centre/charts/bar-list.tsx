import type { CSSProperties } from 'react'
import { useLang } from '../../../page-context.ts'
import { percent, roughYuan, signed } from '../format.ts'
import type { Row } from '../rows.ts'
import styles from './charts.module.css'

type Props = {
  rows: readonly Row[]
  /** What the shares are taken of; without it no share is shown. */
  wholeFen?: number | undefined
  /** Whether the earlier period can be compared with. */
  comparable: boolean
  /** A last line for all that is not listed. */
  rest?: { label: string; amountFen: number } | undefined
}

/** Sorted bars with their names, amounts and changes written on: the figure first, the bar to see it by. */
export function BarList({ rows, wholeFen, comparable, rest }: Props) {
  const lang = useLang()
  const most = Math.max(1, rest?.amountFen ?? 0, ...rows.map((row) => row.amountFen))
  return (
    <ol className={styles.bars}>
      {rows.map((row) => (
        <Bar
          key={row.key}
          label={row.label}
          detail={row.detail}
          amount={roughYuan(row.amountFen, lang)}
          share={wholeFen === undefined ? undefined : percent(row.amountFen, wholeFen)}
          change={comparable ? signed(row.amountFen, row.amountFenBefore, lang) : undefined}
          length={row.amountFen / most}
        />
      ))}
      {rest && rest.amountFen > 0 && (
        <Bar
          label={rest.label}
          amount={roughYuan(rest.amountFen, lang)}
          share={wholeFen === undefined ? undefined : percent(rest.amountFen, wholeFen)}
          length={rest.amountFen / most}
          quiet
        />
      )}
    </ol>
  )
}

type BarProps = {
  label: string
  detail?: string | undefined
  amount: string
  share?: string | undefined
  change?: string | undefined
  length: number
  quiet?: boolean
}

function Bar({ label, detail, amount, share, change, length, quiet = false }: BarProps) {
  const size = { '--length': `${Math.max(0.5, length * 100)}%` } as CSSProperties
  return (
    <li className={styles.bar}>
      <span className={styles.barLabel}>
        {label}
        {detail && <small>{detail}</small>}
      </span>
      <span className={styles.barAmount}>
        {amount}
        {share && <small>{share}</small>}
      </span>
      <span className={styles.barTrack} style={size}>
        <span className={quiet ? styles.barQuiet : styles.barFill} />
      </span>
      <span className={styles.barChange}>{change}</span>
    </li>
  )
}

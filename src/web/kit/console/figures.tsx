import { Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconTrendingDown,
  IconTrendingUp,
  type Icon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './console.module.css'

export interface StatTileProps {
  label: string
  /** Written out with its unit: ¥12,800.00, 38 单. */
  value: ReactNode
  /** Against what it is measured: 比上周多 12 %. */
  change?: { text: string; direction: 'up' | 'down' | 'level' } | undefined
  detail?: ReactNode
}

/** One figure with its name; several stand in a `StatRow`. */
export function StatTile({ label, value, change, detail }: StatTileProps) {
  const Trend = { up: IconTrendingUp, down: IconTrendingDown, level: undefined }[change?.direction ?? 'level']
  return (
    <div className={styles.stat}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={styles.statValue}>{value}</div>
      {change && (
        <Text size="sm" component="div" display="flex" style={{ alignItems: 'center', gap: 4 }}>
          {Trend && <Trend size={16} aria-hidden style={{ flex: 'none' }} />}
          {change.text}
        </Text>
      )}
      {detail && (
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      )}
    </div>
  )
}

/** Stat tiles side by side, parted by lines. */
export function StatRow({ children }: { children: ReactNode }) {
  return <div className={styles.stats}>{children}</div>
}

export type StatusKind = 'neutral' | 'information' | 'success' | 'attention' | 'danger'

const shapes: Record<StatusKind, Icon> = {
  neutral: IconCircleDashed,
  information: IconClock,
  success: IconCircleCheck,
  attention: IconAlertTriangle,
  danger: IconCircleX,
}

/** A state in words, with a shape of its own; colour comes third. */
export function StatusBadge({ kind, children }: { kind: StatusKind; children: ReactNode }) {
  const Shape = shapes[kind]
  return (
    <span className={`${styles.badge} ${styles[kind]}`}>
      <Shape size={16} aria-hidden />
      {children}
    </span>
  )
}

import { createHash } from 'node:crypto'
import type { Instant } from '../../../kernel/clock.ts'
import { addSeconds } from '../../../kernel/clock.ts'
import type { ScanState } from '../tracking.ts'

/** A scan of the sandbox's carrier: when it happened, and when its handheld got round to saying so. */
export type SandboxScan = { at: Instant; reportedAt: Instant; state: ScanState; text: string }

const HOUR = 3600
type Stop = readonly [hours: number, state: ScanState, text: string]

const usual: readonly Stop[] = [
  [2, 'collected', '【遂昌县】快件已被揽收'],
  [7, 'in_transit', '【丽水市】快件已到达转运中心'],
  [18, 'in_transit', '【杭州市】快件离开转运中心，发往下一站'],
  [30, 'out_for_delivery', '快件正在派送途中，请保持电话畅通'],
]
const endings: readonly { until: number; stops: readonly Stop[] }[] = [
  { until: 80, stops: [[33, 'delivered', '快件已签收，感谢使用']] },
  {
    until: 95,
    stops: [
      [33, 'trouble', '电话无人接听，改日再派'],
      [54, 'out_for_delivery', '快件再次派送'],
      [57, 'delivered', '快件已签收，签收人：代收点'],
    ],
  },
  {
    until: 100,
    stops: [
      [34, 'trouble', '收件人拒收'],
      [40, 'returning', '快件退回发件人'],
      [70, 'returned', '退回件已由发件人签收'],
    ],
  },
]

/**
 * The way of a parcel, made from its number alone: four in five arrive at once, some at the second try, a few come back.
 * Every scan is reported up to eight hours late, so that they arrive out of order.
 */
export function journeyOf(trackingNumber: string, since: Instant): SandboxScan[] {
  const bytes = createHash('sha256').update(trackingNumber).digest()
  const chance = ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % 100
  const { stops } = endings.find(({ until }) => chance < until) ?? { stops: [] }
  return [...usual, ...stops].map(([hours, state, text], at) => {
    const happened = addSeconds(since, hours * HOUR + (bytes[at + 2] ?? 0) * 10)
    return { at: happened, reportedAt: addSeconds(happened, ((bytes[at + 12] ?? 0) % 9) * HOUR), state, text }
  })
}

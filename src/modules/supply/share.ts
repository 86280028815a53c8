export const sharings = ['by_order_time', 'pro_rata'] as const
export type Sharing = (typeof sharings)[number]

/** An order that waits for a harvest: whole sales units, and when it was placed. */
export type Waiting = { orderId: string; units: number; bookedAt: Date }
export type Share = { orderId: string; units: number; servedUnits: number }

/**
 * Shares a harvest over those who wait, in whole units: nobody gets more than they ordered, and all there is goes out as
 * long as anyone waits for it. `by_order_time`: who ordered first is served first, in full. `pro_rata`: everyone gets the
 * same part; what whole units leave over goes by the largest remainder, and between equal ones to who ordered first.
 */
export function shareHarvest(waiting: readonly Waiting[], availableUnits: number, rule: Sharing): Share[] {
  const inTime = waiting.toSorted(byOrderTime)
  const wanted = inTime.reduce((sum, one) => sum + one.units, 0)
  if (availableUnits >= wanted) return inTime.map(({ orderId, units }) => ({ orderId, units, servedUnits: units }))
  return rule === 'by_order_time' ? firstComeFirst(inTime, availableUnits) : proRata(inTime, availableUnits, wanted)
}

/** Ids that were made in one moment decide between orders of that moment. */
const byOrderTime = (a: Waiting, b: Waiting) =>
  a.bookedAt.getTime() - b.bookedAt.getTime() || (a.orderId < b.orderId ? -1 : 1)

function firstComeFirst(inTime: readonly Waiting[], availableUnits: number): Share[] {
  let left = availableUnits
  return inTime.map(({ orderId, units }) => {
    const servedUnits = Math.min(units, left)
    left -= servedUnits
    return { orderId, units, servedUnits }
  })
}

/** Units and harvests are below 100,000, so products are exact. */
function proRata(inTime: readonly Waiting[], availableUnits: number, wanted: number): Share[] {
  const parts = inTime.map(({ orderId, units }, at) => ({
    orderId,
    units,
    at,
    whole: Math.floor((units * availableUnits) / wanted),
    rest: (units * availableUnits) % wanted,
  }))
  const left = availableUnits - parts.reduce((sum, part) => sum + part.whole, 0)
  const more = new Set(
    parts
      .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
      .slice(0, left)
      .map((part) => part.at),
  )
  return parts.map(({ orderId, units, at, whole }) => ({ orderId, units, servedUnits: whole + (more.has(at) ? 1 : 0) }))
}

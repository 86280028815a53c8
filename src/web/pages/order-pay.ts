type Order = { state: string; goodsFen: number; freightFen: number }

export type OwedFor = { totalFen: number; others: boolean; cancelledFen: number }

/** What is asked for by the payment an unpaid order belongs to: all that was placed together, also what was cancelled since and comes back at once. */
export function owedFor(order: Order, together: readonly Order[], totalFen: number): OwedFor {
  const cancelled = together.filter(({ state }) => state === 'cancelled')
  return {
    totalFen,
    others: totalFen !== order.goodsFen + order.freightFen,
    cancelledFen: cancelled.reduce((sum, { goodsFen, freightFen }) => sum + goodsFen + freightFen, 0),
  }
}

import { apportion } from '../../kernel/money.ts'

/**
 * Shares out a whole amount by weights, none getting more than its room; what does not fit is shared among those with
 * room left. Gives out the amount, or all the room there is. Ties go to the earlier.
 */
export function spread(totalFen: number, weights: readonly number[], rooms: readonly number[]): number[] {
  const parts = rooms.map(() => 0)
  let leftFen = Math.min(
    totalFen,
    rooms.reduce((sum, room) => sum + room, 0),
  )
  while (leftFen > 0) {
    const open = rooms.map((room, i) => room - (parts[i] ?? 0))
    const masked = open.map((room, i) => (room > 0 ? (weights[i] ?? 0) : 0))
    const shares = apportion(leftFen, masked.some((weight) => weight > 0) ? masked : open)
    for (const [i, share] of shares.entries()) {
      const taken = Math.min(share, open[i] ?? 0)
      parts[i] = (parts[i] ?? 0) + taken
      leftFen -= taken
    }
  }
  return parts
}

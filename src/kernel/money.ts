import { Decimal } from 'decimal.js'

/** `rate` of an amount, rounded half to even to a whole fen; a rate is a decimal string such as `'0.05'`. */
export function shareOf(amountFen: number, rate: string): number {
  return new Decimal(amountFen).times(rate).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toNumber()
}

/**
 * Splits a whole amount by weights with no fen lost or made: largest remainder method,
 * ties to the earlier share. All weights zero splits nothing to anyone but the first.
 */
export function apportion(totalFen: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return weights.map((_, i) => (i === 0 ? totalFen : 0))
  const exact = weights.map((w) => new Decimal(totalFen).times(w).div(sum))
  const parts = exact.map((e) => e.floor().toNumber())
  let left = totalFen - parts.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((e, i) => ({ i, remainder: e.minus(e.floor()) }))
    .sort((a, b) => b.remainder.cmp(a.remainder) || a.i - b.i)
  for (const { i } of byRemainder) {
    if (left === 0) break
    parts[i] = (parts[i] ?? 0) + 1
    left -= 1
  }
  return parts
}

/** An amount as messages write it: `¥1234.50`. */
export function yuanText(amountFen: number): string {
  const cents = Math.abs(amountFen) % 100
  return `${amountFen < 0 ? '-' : ''}¥${Math.trunc(Math.abs(amountFen) / 100)}.${String(cents).padStart(2, '0')}`
}

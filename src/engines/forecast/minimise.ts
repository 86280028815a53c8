/** A box the parameters stay in. */
export type Bounds = { lower: Float64Array; upper: Float64Array }

const TOLERANCE = 1e-6

/**
 * Nelder and Mead's simplex (1965) in a box, with points brought back to the walls. Deterministic; ends after `evaluations`.
 * What cannot be computed counts as worst.
 */
export function minimise(
  cost: (x: Float64Array) => number,
  start: Float64Array,
  { lower, upper }: Bounds,
  evaluations: number,
): { x: Float64Array; cost: number } {
  const n = start.length
  const inside = (x: Float64Array) => {
    for (let i = 0; i < n; i += 1) x[i] = Math.min(upper[i] ?? 0, Math.max(lower[i] ?? 0, x[i] ?? 0))
    return x
  }
  const spent = { evaluations: 0 }
  const valued = (x: Float64Array) => {
    spent.evaluations += 1
    const value = cost(inside(x))
    return { x, cost: Number.isNaN(value) ? Infinity : value }
  }
  const simplex = [valued(start.slice())]
  for (let i = 0; i < n; i += 1) simplex.push(valued(stepped(start, i, lower[i] ?? 0, upper[i] ?? 0)))
  const between = (from: Float64Array, to: Float64Array, part: number) =>
    from.map((v, i) => v + part * ((to[i] ?? 0) - v))
  while (spent.evaluations < evaluations) {
    simplex.sort((a, b) => a.cost - b.cost)
    const [best, worst, next] = [simplex[0]!, simplex[n]!, simplex[n - 1]!]
    if (Math.abs(worst.cost - best.cost) <= TOLERANCE * (Math.abs(best.cost) + TOLERANCE)) break
    const centre = new Float64Array(n)
    for (let j = 0; j < n; j += 1)
      for (let i = 0; i < n; i += 1) centre[i] = (centre[i] ?? 0) + (simplex[j]!.x[i] ?? 0) / n
    const reflected = valued(between(worst.x, centre, 2))
    if (reflected.cost < best.cost) {
      const expanded = valued(between(worst.x, centre, 3))
      simplex[n] = expanded.cost < reflected.cost ? expanded : reflected
    } else if (reflected.cost < next.cost) simplex[n] = reflected
    else {
      const contracted = valued(between(worst.x, centre, reflected.cost < worst.cost ? 1.5 : 0.5))
      if (contracted.cost < Math.min(worst.cost, reflected.cost)) simplex[n] = contracted
      else for (let j = 1; j <= n; j += 1) simplex[j] = valued(between(simplex[j]!.x, best.x, 0.5))
    }
  }
  simplex.sort((a, b) => a.cost - b.cost)
  return simplex[0]!
}

function stepped(start: Float64Array, i: number, lower: number, upper: number): Float64Array {
  const x = start.slice()
  const own = x[i] ?? 0
  const width = Number.isFinite(upper - lower) ? upper - lower : Math.max(1, Math.abs(own))
  x[i] = own + 0.15 * width <= upper ? own + 0.15 * width : own - 0.15 * width
  return x
}

import { LinearFault } from '../linear/index.ts'
import type { Programme, Row, Solution, Solver } from '../linear/index.ts'
import { numbers } from '../shape/index.ts'
import { alone, everyone, membersOf, mustEnumerate, SharingFault, slackOf, sumOver } from './game.ts'
import type { CostGame, Shares } from './game.ts'

/** How much a coalition would save by leaving, and which one; negative where every coalition is better off staying. */
export type Objection = { coalition: number; excess: number }

/** The coalition with most to complain of: what it pays less what it would cost by itself. Refuses: too_many_firms, bad_shares. */
export function worstObjection(game: CostGame, shares: ArrayLike<number>): Objection {
  mustEnumerate(game)
  mustBeShares(game, shares)
  let worst: Objection = { coalition: 0, excess: -Infinity }
  for (let coalition = 1; coalition < everyone(game); coalition += 1) {
    const excess = sumOver(shares, coalition) - game.cost(coalition)
    if (excess > worst.excess) worst = { coalition, excess }
  }
  return worst.coalition === 0 ? { coalition: 0, excess: 0 } : worst
}

function mustBeShares(game: CostGame, shares: ArrayLike<number>): void {
  if (numbers(shares, '') !== null || shares.length !== game.firms || !Array.from(shares).every(Number.isFinite))
    throw new SharingFault('bad_shares', `${game.firms} finite shares are needed`)
}

/** True where nobody, alone or with others, would pay less by leaving (Gillies 1959). */
export function isInCore(game: CostGame, shares: ArrayLike<number>): boolean {
  mustBeShares(game, shares)
  const whole = sumOver(shares, everyone(game))
  return (
    Math.abs(whole - game.cost(everyone(game))) <= slackOf(game) && worstObjection(game, shares).excess <= slackOf(game)
  )
}

export type LeastCore = {
  shares: Shares
  /** The smallest sum that must be taken from every leaving coalition to keep all together; 0 or less where the core holds something. */
  epsilon: number
  coreIsEmpty: boolean
}

/** The least core (Maschler, Peleg, Shapley 1979): the largest complaint made as small as can be. Refuses: too_many_firms, unsolved. */
export function leastCore(game: CostGame, solver: Solver): LeastCore {
  mustEnumerate(game)
  const n = game.firms
  if (n === 1) return { shares: Float64Array.of(game.cost(1)), epsilon: 0, coreIsEmpty: false }
  const { values } = withCoalitions(game, solver, { lower: -Infinity, rows: [] }, (coalition) => ({
    lower: -Infinity,
    upper: game.cost(coalition),
    columns: [...membersOf(coalition), n],
    coefficients: [...membersOf(coalition).map(() => 1), -1],
  }))
  const epsilon = values[n] ?? 0
  return { shares: values.slice(0, n), epsilon, coreIsEmpty: epsilon > slackOf(game) }
}

/**
 * Equal profit method (Frisk, Göthe-Lundgren, Jörnsten, Rönnqvist 2010): of the shares in the core, those where the
 * firms' relative savings differ least. Where the core is empty, of those in the least core. A firm that costs nothing
 * by itself has no relative saving and is left out of the comparison. Refuses: too_many_firms, unsolved.
 */
export function equalProfit(game: CostGame, solver: Solver, least: LeastCore = leastCore(game, solver)): Shares {
  const n = game.firms
  if (n === 1) return Float64Array.of(game.cost(1))
  const room = least.coreIsEmpty ? least.epsilon + slackOf(game) : 0
  const compared = membersOf(everyone(game)).filter((firm) => game.cost(alone(firm)) > 0)
  const differences = compared.flatMap((a) =>
    compared
      .filter((b) => b !== a)
      .map((b) => ({
        lower: -Infinity,
        upper: 0,
        columns: [a, b, n],
        coefficients: [1 / game.cost(alone(a)), -1 / game.cost(alone(b)), -1],
      })),
  )
  return withCoalitions(game, solver, { lower: 0, rows: differences }, (coalition) => ({
    lower: -Infinity,
    upper: game.cost(coalition) + room,
    columns: membersOf(coalition),
    coefficients: membersOf(coalition).map(() => 1),
  })).values.slice(0, n)
}

/**
 * Minimises a last column, with rows of its own, over shares that add up to the whole; one row for each coalition, added
 * as they are broken: most of the 2ⁿ never matter.
 */
function withCoalitions(
  game: CostGame,
  solver: Solver,
  last: { lower: number; rows: readonly Row[] },
  rowOf: (coalition: number) => Row,
): { values: Float64Array } {
  const [n, all] = [game.firms, everyone(game)]
  const whole: Row = {
    lower: game.cost(all),
    upper: game.cost(all),
    columns: membersOf(all),
    coefficients: membersOf(all).map(() => 1),
  }
  const columns = Array.from({ length: n + 1 }, (_, i) => ({
    cost: i === n ? 1 : 0,
    lower: i === n ? last.lower : -Infinity,
    upper: Infinity,
  }))
  const taken = new Set<number>(membersOf(all).flatMap((firm) => [alone(firm), all - alone(firm)]))
  for (;;) {
    const rows = [whole, ...last.rows, ...[...taken].map(rowOf)]
    const { status, values } = solved(solver, { columns, rows })
    if (status !== 'optimal') throw new SharingFault('unsolved', `the solver ended with ${status}`)
    const broken = mostBroken(game, values, rowOf, taken)
    if (broken.length === 0) return { values }
    for (const coalition of broken) taken.add(coalition)
  }
}

/** Costs that differ too much in size are more than the solver's numbers can hold. */
function solved(solver: Solver, programme: Programme): Solution {
  try {
    return solver.solve(programme)
  } catch (error) {
    if (error instanceof LinearFault) throw new SharingFault('unsolved', error.message)
    throw error
  }
}

const BROKEN_A_ROUND = 50

function mostBroken(
  game: CostGame,
  values: Float64Array,
  rowOf: (coalition: number) => Row,
  taken: ReadonlySet<number>,
): number[] {
  const broken: { coalition: number; by: number }[] = []
  for (let coalition = 1; coalition < everyone(game); coalition += 1) {
    if (taken.has(coalition)) continue
    const row = rowOf(coalition)
    const by = row.columns.reduce((sum, c, i) => sum + (values[c] ?? 0) * (row.coefficients[i] ?? 0), 0) - row.upper
    if (by > slackOf(game) / 10) broken.push({ coalition, by })
  }
  return broken
    .toSorted((a, b) => b.by - a.by)
    .slice(0, BROKEN_A_ROUND)
    .map((b) => b.coalition)
}

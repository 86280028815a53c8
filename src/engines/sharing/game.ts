/**
 * A cost game: what each coalition of firms would pay if it worked by itself. A coalition is a bit mask, bit i for
 * firm i; the empty one costs nothing.
 */
export type CostGame = {
  readonly firms: number
  /** Cost of a coalition, 0 to 10¹⁵, in any one unit of money. The same mask always costs the same. */
  cost(coalition: number): number
}

/** What each firm pays, in the order of firms; adds up to the cost of all together. */
export type Shares = Float64Array

export type SharingFaultCode =
  | 'no_firms'
  | 'too_many_firms'
  | 'bad_cost'
  | 'bad_weights'
  | 'bad_shares'
  | 'bad_samples'
  | 'unsolved'

export class SharingFault extends Error {
  override name = 'SharingFault'
  readonly code: SharingFaultCode
  constructor(code: SharingFaultCode, why: string) {
    super(why)
    this.code = code
  }
}

/** Enumerating all coalitions ends here: a million of them. */
export const FIRMS_ENUMERATED_MAX = 20
/** Costs beyond it are no money; below it they are nothing. */
const COST_MAX = 1e15
const COST_LEAST = 1e-9
/** A bit mask of a JavaScript number ends here. */
export const FIRMS_MAX = 30

/**
 * A game whose costs are asked once each and checked. Refuses: no_firms, too_many_firms; when asked: bad_cost.
 */
export function costGame(firms: number, cost: (coalition: number) => number): CostGame {
  if (typeof firms !== 'number' || !Number.isInteger(firms) || firms < 1)
    throw new SharingFault('no_firms', 'a whole number of firms from 1 on is needed')
  if (firms > FIRMS_MAX) throw new SharingFault('too_many_firms', `${firms} firms; at most ${FIRMS_MAX}`)
  const known = new Map<number, number>([[0, 0]])
  return {
    firms,
    cost(coalition) {
      const before = known.get(coalition)
      if (before !== undefined) return before
      const value = cost(coalition)
      if (typeof value !== 'number' || !(value >= 0 && value <= COST_MAX))
        throw new SharingFault(
          'bad_cost',
          `coalition ${coalition} costs ${typeof value === 'number' ? value : 'no number'}`,
        )
      // What is less than any money would only spoil the solver's numbers.
      const counted = value < COST_LEAST ? 0 : value
      known.set(coalition, counted)
      return counted
    },
  }
}

export const everyone = (game: CostGame): number => 2 ** game.firms - 1
export const alone = (firm: number): number => 2 ** firm

/** What each firm would pay by itself. */
export function aloneCosts(game: CostGame): Float64Array {
  return Float64Array.from({ length: game.firms }, (_, firm) => game.cost(alone(firm)))
}

/** The firms of a coalition, ascending. */
export function membersOf(coalition: number): number[] {
  const members: number[] = []
  for (let rest = coalition, firm = 0; rest !== 0; rest >>>= 1, firm += 1) if (rest & 1) members.push(firm)
  return members
}

export function sumOver(shares: ArrayLike<number>, coalition: number): number {
  let sum = 0
  for (let rest = coalition, firm = 0; rest !== 0; rest >>>= 1, firm += 1) if (rest & 1) sum += shares[firm] ?? 0
  return sum
}

/** Differences below this part of the whole cost are rounding. */
export const TOLERANCE = 1e-7

export const slackOf = (game: CostGame): number => TOLERANCE * Math.max(1, game.cost(everyone(game)))

export function mustEnumerate(game: CostGame): void {
  if (game.firms > FIRMS_ENUMERATED_MAX)
    throw new SharingFault(
      'too_many_firms',
      `${game.firms} firms have too many coalitions to look at; at most ${FIRMS_ENUMERATED_MAX}`,
    )
}

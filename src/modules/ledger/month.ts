import type { KindTotal } from './statement.sql.ts'

export type Balances = { frozen: number; payable: number }
export type Month = { opening: Balances; movements: KindTotal[]; closing: Balances }

/** The rows of a month's statement, in the order in which people read them. */
export const monthRows = [
  'orders',
  'subsidies',
  'refunds',
  'commission',
  'shares_out',
  'shares_in',
  'fees',
  'payouts',
] as const
export type MonthRow = (typeof monthRows)[number]

const rowOf: Readonly<Record<string, MonthRow>> = {
  paid: 'orders',
  subsidy: 'subsidies',
  subsidy_back: 'subsidies',
  refunded: 'refunds',
  commission: 'commission',
  commission_back: 'commission',
  fee: 'fees',
  paid_out: 'payouts',
}

export type MonthFigure = { row: MonthRow; fen: number; count: number }

/**
 * A month in a seller's words: what came in is positive. The rows add up from opening to closing, both accounts together; what moved
 * from one of its own accounts to the other (`released`) is in neither.
 */
export function figuresOf(movements: readonly KindTotal[]): MonthFigure[] {
  return monthRows.map((row) => {
    const own = movements.filter((m) => rowIn(m) === row)
    return {
      row,
      fen: own.reduce((sum, m) => sum + m.inFen - m.outFen, 0),
      count: own.reduce((sum, m) => sum + m.count, 0),
    }
  })
}

/** A share leaves a seller's frozen money or comes to a receiver's payable; given back, it goes the other way. */
function rowIn({ account, kind, inFen }: KindTotal): MonthRow | null {
  if (kind === 'share') return account === 'frozen' ? 'shares_out' : 'shares_in'
  if (kind === 'share_back') return inFen > 0 ? 'shares_out' : 'shares_in'
  return rowOf[kind] ?? null
}

/** The balances after what moved. */
export function closingOf(opening: Balances, movements: readonly KindTotal[]): Balances {
  const net = (account: 'frozen' | 'payable') =>
    movements.filter((m) => m.account === account).reduce((sum, m) => sum + m.inFen - m.outFen, 0)
  return { frozen: opening.frozen + net('frozen'), payable: opening.payable + net('payable') }
}

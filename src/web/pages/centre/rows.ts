/** A line of a list of sales, named for people. */
export type Row = {
  key: string
  label: string
  detail?: string
  orders: number
  units: number
  amountFen: number
  weightGrams: number
  amountFenBefore: number
  ordersBefore: number
}

export const amountOf = (rows: readonly { amountFen: number }[]): number =>
  rows.reduce((sum, row) => sum + row.amountFen, 0)

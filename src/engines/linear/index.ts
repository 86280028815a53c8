/** Linear and mixed-integer programmes over HiGHS: the one door through which engines reach the solver. */
import loadHighs from 'highs'
import type { Highs, Model } from 'highs'
import { floats, listOf, number, numbers, objectOf, optional, truth } from '../shape/index.ts'

/** One variable: what a unit of it costs, and between what it lies. `integer` asks for whole numbers. */
export type Column = { cost: number; lower: number; upper: number; integer?: boolean }
/** One constraint: lower ≤ Σ coefficient × column ≤ upper. No column twice. */
export type Row = { lower: number; upper: number; columns: readonly number[]; coefficients: readonly number[] }
/** Minimised. Use Infinity for a bound that is not there. */
export type Programme = { columns: readonly Column[]; rows: readonly Row[] }

export type Limits = {
  /** Seconds of wall time; the best found so far is answered when they are over. */
  seconds?: number
  /** Relative gap between answer and bound at which a mixed-integer search may stop. */
  gap?: number
  seed?: number
}

export type Solution = {
  /** `feasible`: a limit ended the search; the gap says how far from the best it can be. */
  status: 'optimal' | 'feasible' | 'infeasible' | 'unbounded' | 'limit'
  cost: number
  /** Proven: no answer costs less. */
  bound: number
  values: Float64Array
  /** Reduced prices of the rows; empty for mixed-integer programmes. */
  duals: Float64Array
}

export class LinearFault extends Error {
  override name = 'LinearFault'
}

export type Solver = { solve(programme: Programme, limits?: Limits, start?: Float64Array): Solution }

/** Loads the solver once; it holds no state between programmes. Solving blocks the thread: long searches belong in a worker. */
export async function loadSolver(): Promise<Solver> {
  const highs = await loadHighs()
  return { solve: (programme, limits = {}, start) => solve(highs, programme, limits, start) }
}

const programmeShape = objectOf({
  columns: listOf(objectOf({ cost: number, lower: number, upper: number, integer: optional(truth) })),
  rows: listOf(objectOf({ lower: number, upper: number, columns: numbers, coefficients: numbers })),
})
const limitsShape = objectOf({ seconds: optional(number), gap: optional(number), seed: optional(number) })

/** Refuses what is no programme: the solver itself would end in the midst of it. */
function refuseBad(programme: Programme, limits: Limits, start: Float64Array | undefined): void {
  const misfit = programmeShape(programme, '') ?? limitsShape(limits, 'limits') ?? optional(floats)(start, 'start')
  if (misfit !== null) throw new LinearFault(`${misfit.where || 'programme'}: ${misfit.wanted} is expected`)
  const { columns, rows } = programme
  if (columns.length === 0) throw new LinearFault('a programme needs a column')
  for (const [c, { cost, lower, upper }] of columns.entries())
    if (!Number.isFinite(cost) || !isRange(lower, upper)) throw new LinearFault(`columns[${c}]: no cost or no bounds`)
  for (const [r, row] of rows.entries()) {
    const known = Array.from(row.columns).every((c) => Number.isInteger(c) && c >= 0 && c < columns.length)
    if (!known || new Set(row.columns).size !== row.columns.length || row.columns.length !== row.coefficients.length)
      throw new LinearFault(`rows[${r}]: its columns are not there, not once, or without coefficients`)
    if (!isRange(row.lower, row.upper) || !Array.from(row.coefficients).every(Number.isFinite))
      throw new LinearFault(`rows[${r}]: no bounds or no coefficients`)
  }
  const { seconds = 0, gap = 0, seed = 0 } = limits
  if (!(seconds >= 0 && gap >= 0 && Number.isInteger(seed) && seed >= 0 && seed <= SEED_MAX))
    throw new LinearFault('limits: seconds and gap are at least 0, the seed a whole number of 31 bits')
  if (start !== undefined && start.length !== columns.length)
    throw new LinearFault('start: one value a column is needed')
}

const SEED_MAX = 2 ** 31 - 1
const isRange = (lower: number, upper: number) => lower <= upper && lower < Infinity && upper > -Infinity

function solve(highs: Highs, programme: Programme, limits: Limits, start: Float64Array | undefined): Solution {
  refuseBad(programme, limits, start)
  try {
    return solved(highs, programme, limits, start)
  } catch (error) {
    // Numbers of a size that the solver does not take.
    if (error instanceof highs.errors.HighsError) throw new LinearFault(error.message)
    throw error
  }
}

function solved(highs: Highs, programme: Programme, limits: Limits, start: Float64Array | undefined): Solution {
  const mixed = programme.columns.some((column) => column.integer)
  return highs.withModel(modelOf(highs, programme, mixed), (model) => {
    model.options.set({
      output_flag: false,
      random_seed: limits.seed ?? 0,
      ...(limits.seconds === undefined ? {} : { time_limit: limits.seconds }),
      ...(mixed ? { mip_rel_gap: limits.gap ?? 1e-9 } : {}),
    })
    if (start !== undefined) model.setSolution({ colValue: start })
    model.run()
    return answerOf(highs, model, mixed)
  })
}

function modelOf(highs: Highs, { columns, rows }: Programme, mixed: boolean) {
  const starts = new Int32Array(rows.length + 1)
  for (const [r, row] of rows.entries()) starts[r + 1] = (starts[r] ?? 0) + row.columns.length
  const size = starts[rows.length] ?? 0
  const [indices, values] = [new Int32Array(size), new Float64Array(size)]
  for (const [r, row] of rows.entries()) {
    indices.set(row.columns, starts[r])
    values.set(row.coefficients, starts[r])
  }
  const { integer, continuous } = highs.constants.variableType
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: Float64Array.from(columns, (c) => c.cost),
    colLower: Float64Array.from(columns, (c) => c.lower),
    colUpper: Float64Array.from(columns, (c) => c.upper),
    rowLower: Float64Array.from(rows, (r) => r.lower),
    rowUpper: Float64Array.from(rows, (r) => r.upper),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: columns.length, starts, indices, values },
    ...(mixed ? { integrality: columns.map((c) => (c.integer ? integer : continuous)) } : {}),
  }
}

function answerOf(highs: Highs, model: Model, mixed: boolean): Solution {
  const { modelStatus } = highs.constants
  const status = model.getModelStatus()
  const none = { cost: Infinity, bound: -Infinity, values: new Float64Array(), duals: new Float64Array() }
  if (status === modelStatus.infeasible) return { status: 'infeasible', ...none }
  if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible)
    return { status: 'unbounded', ...none }
  const { colValue, rowDual } = model.getSolution()
  const cost = model.getObjectiveValue()
  const bound = mixed ? Number(model.info.get('mip_dual_bound')) : cost
  const found = mixed ? Number(model.info.get('primal_solution_status')) === 2 : status === modelStatus.optimal
  if (!found) return { status: 'limit', ...none, bound }
  return {
    status: status === modelStatus.optimal ? 'optimal' : 'feasible',
    cost,
    bound: Math.min(bound, cost),
    values: colValue,
    duals: mixed ? none.duals : rowDual,
  }
}

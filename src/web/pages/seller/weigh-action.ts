import type { RouterContextProvider } from 'react-router'
import { changeWeighing } from '../../../modules/market/index.ts'
import { doing } from './act.ts'

type Args = {
  request: Request
  context: Readonly<RouterContextProvider>
  params: Readonly<Record<string, string | undefined>>
}

/** How a listing is sold: yuan for 500 g or a kilogram; `unit` goes back to selling by the unit. */
export const weighAction = (args: Args) =>
  doing(args, changeWeighing, ({ basis, ...input }) =>
    basis === 'unit'
      ? { basisGrams: null }
      : { ...input, basisGrams: Number(basis), basisFen: Math.round(Number(input.basisFen) * 100) },
  )

import { listMovements } from '../../../modules/stock/index.ts'
import { findLotBuyers } from '../../../workflows/find-lot-buyers.ts'
import { call } from '../../call.ts'
import type { Route } from './+types/stock-journal.ts'
import { doing } from './act.ts'

/** A lot's journal, and its buyers when they are asked for. */
export async function loader({ context, params: { organisationId, lotId } }: Route.LoaderArgs) {
  return call(context, listMovements, { organisationId, lotId, limit: 100 })
}

export const action = (args: Route.ActionArgs) => doing(args, findLotBuyers)

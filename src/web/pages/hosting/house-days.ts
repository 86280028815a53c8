import { civilDate } from '../../../kernel/clock.ts'
import { exportHouseDays } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import { appOf } from '../seller/read.ts'
import type { Route } from './+types/house-days.ts'

/** Prices and rooms left of a house, day by day, for platforms that are fed by hand. */
export async function loader({ context, params: { organisationId, houseId } }: Route.LoaderArgs) {
  const { csv } = await call(context, exportHouseDays, { organisationId, houseId, form: 'csv' })
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="house-days-${civilDate(appOf(context).clock.now())}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}

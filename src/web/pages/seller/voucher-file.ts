import { readSellerVouchers } from '../../../workflows/read-vouchers.ts'
import { call } from '../../call.ts'
import { voucherSheet } from '../money/vouchers.ts'
import type { Route } from './+types/voucher-file.ts'
import { splitFile } from './month-file.ts'
import { langOf } from './read.ts'

/** A seller's month as vouchers; `?standard=enterprise` for 企业会计准则. */
export async function loader({ context, request, params: { organisationId, file } }: Route.LoaderArgs) {
  const [month, kind] = splitFile(file, ['xlsx', 'csv'])
  const standard = new URL(request.url).searchParams.get('standard') === 'enterprise' ? 'enterprise' : 'small'
  const read = await call(context, readSellerVouchers, { organisationId, month, standard })
  return voucherSheet(read, month, kind, langOf(context))
}

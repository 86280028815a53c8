import { readCountyVouchers } from '../../../workflows/read-vouchers.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { voucherSheet } from '../money/vouchers.ts'
import { splitFile } from '../seller/month-file.ts'
import type { Route } from './+types/voucher-file.ts'

/** The county's own month as vouchers; `?standard=enterprise` for 企业会计准则. */
export async function loader({ context, request, params: { file } }: Route.LoaderArgs) {
  const [month, kind] = splitFile(file, ['xlsx', 'csv'])
  const standard = new URL(request.url).searchParams.get('standard') === 'enterprise' ? 'enterprise' : 'small'
  const read = await call(context, readCountyVouchers, { month, standard })
  return voucherSheet(read, month, kind, context.get(appContext).visit.lang)
}

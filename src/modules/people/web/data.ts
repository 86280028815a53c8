import type { LoaderFunctionArgs } from 'react-router'
import { call } from '../../../web/call.ts'
import { exportData } from '../person.ops.ts'
import { personOf } from './account.ts'

/** The person's data as a file. */
export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  const exported = await call(args.context, exportData, {})
  return new Response(JSON.stringify(exported, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="terrace-${exported.exportedAt.slice(0, 10)}.json"`,
      'cache-control': 'no-store',
    },
  })
}

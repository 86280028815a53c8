import type { RouterContextProvider } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { listRefunds, refundCauses } from '../../../modules/market/index.ts'
import { nameOrganisations } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'

type Context = Readonly<RouterContextProvider>

const DAYS = 30
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What of the address asks for refunds; anything else in it is passed over. */
export function refundFilter(search: URLSearchParams, today: string) {
  const day = (name: string, otherwise: string) => {
    const given = search.get(name) ?? ''
    return DAY.test(given) ? given : otherwise
  }
  const [from, to] = [day('from', addDays(today, 1 - DAYS)), day('to', today)].toSorted() as [string, string]
  const cause = refundCauses.find((one) => one === search.get('cause'))
  const [sellerId, before] = [search.get('seller') ?? '', search.get('before') ?? '']
  return {
    from,
    to,
    ...(cause !== undefined && { cause }),
    ...(UUID.test(sellerId) && { sellerId }),
    ...(UUID.test(before) && { before }),
  }
}

/** A page of refunds with their sellers' names. */
export async function readRefunds(context: Context, request: Request, limit: number) {
  const { app, visit } = context.get(appContext)
  const filter = refundFilter(new URL(request.url).searchParams, civilDate(app.clock.now()))
  const { refunds, totals } = await call(context, listRefunds, { ...filter, limit })
  const ids = [...new Set(refunds.map((one) => one.organisationId))]
  const { names } = ids.length === 0 ? { names: [] } : await call(context, nameOrganisations, { ids: ids.join(',') })
  const named = new Map(
    names.map((one) => [one.organisationId, visit.lang === 'zh' ? one.nameZh : (one.nameEn ?? one.nameZh)]),
  )
  return {
    filter,
    totals,
    refunds: refunds.map((one) => ({ ...one, seller: named.get(one.organisationId) ?? '' })),
    olderThan: refunds.length === limit ? (refunds.at(-1)?.id ?? null) : null,
  }
}

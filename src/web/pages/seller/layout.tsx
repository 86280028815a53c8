import { Outlet, useRouteLoaderData } from 'react-router'
import { listSellerCases } from '../../../modules/aftersales/index.ts'
import { listSellerOrders } from '../../../modules/market/index.ts'
import { readMe } from '../../../modules/people/index.ts'
import { keepsOf } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import type { Route } from './+types/layout.ts'
import { signedInOnly } from './gate.ts'
import { mayOf } from './may.ts'
import { readThrough } from './read.ts'
import { Toasts } from './toast.tsx'

/** What every page of the desk knows: the organisations of the person, and how many orders wait. */
export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const me = await call(context, readMe, {})
  const own = me.memberships.find((one) => one.organisationId === organisationId)
  const may = mayOf(own?.roles ?? [])
  const waiting = may.keeps ? { orders: 0, claims: 0 } : await waitingAt(context, organisationId)
  return {
    organisationId,
    organisations: me.memberships
      .filter((one) => one.roles.length > 0)
      .map(({ organisationId: id, nameZh, nameEn, kind }) => ({ id, nameZh, nameEn, kind })),
    may,
    kind: own?.kind,
    keeps: await readThrough(context, (sql) => keepsOf(sql, organisationId)),
    waiting: waiting.orders,
    claims: waiting.claims,
  }
}

async function waitingAt(context: Route.LoaderArgs['context'], organisationId: string) {
  const { counts } = await call(context, listSellerOrders, { organisationId, limit: 1 })
  const { waiting: claims } = await call(context, listSellerCases, { organisationId, limit: 1 })
  return { orders: counts.find(({ state }) => state === 'paid')?.count ?? 0, claims }
}

export type Desk = Awaited<ReturnType<typeof loader>>

/** The desk around the page at hand. */
export function useDesk(): Desk {
  const desk = useRouteLoaderData<typeof loader>('pages/seller/layout')
  if (desk === undefined) throw new Error('not a page of the seller’s desk')
  return desk
}

export default function SellerLayout() {
  return (
    <Toasts>
      <Outlet />
    </Toasts>
  )
}

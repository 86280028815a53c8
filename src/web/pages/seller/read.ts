import type { RouterContextProvider } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { Sql } from '../../../kernel/database.ts'
import { listListings, listSellerOrders } from '../../../modules/market/index.ts'
import { listLots } from '../../../modules/stock/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'

type Context = Readonly<RouterContextProvider>

export type Order = OutputOf<typeof listSellerOrders>['orders'][number]
export type OrderState = Order['state']
export type Lot = OutputOf<typeof listLots>['lots'][number]
export type Listing = OutputOf<typeof listListings>['listings'][number]

export const appOf = (context: Context) => context.get(appContext).app
export const langOf = (context: Context) => context.get(appContext).visit.lang

/** Reads through a module's face; only after an operation has let the visitor into the organisation. */
export async function readThrough<T>(context: Context, read: (sql: Sql) => Promise<T>): Promise<T> {
  return appOf(context).database.read(read)
}

const PAGE = 200
const PAGES_MAX = 50

/** All rows of a list that is read page by page, newest first. */
export async function paged<T extends { id: string }>(
  read: (before: string | undefined, limit: number) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = []
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const rows = await read(all.at(-1)?.id, PAGE)
    all.push(...rows)
    if (rows.length < PAGE) break
  }
  return all
}

type Wanted = { state?: OrderState | undefined; search?: string | undefined; oldestFirst?: boolean | undefined }

/** Every order of the seller, or those wanted. */
export function allOrders(context: Context, organisationId: string, wanted: Wanted = {}): Promise<Order[]> {
  const { state, search, oldestFirst = false } = wanted
  return paged(async (before) => {
    const input = {
      organisationId,
      limit: PAGE,
      oldestFirst,
      ...(state && { state }),
      ...(search && { search }),
      ...(before !== undefined && { before }),
    }
    return (await call(context, listSellerOrders, input)).orders
  })
}

export function allLots(context: Context, organisationId: string): Promise<Lot[]> {
  return paged(async (before) => {
    const input = { organisationId, limit: PAGE, ...(before !== undefined && { before }) }
    return (await call(context, listLots, input)).lots
  })
}

export function allListings(context: Context, organisationId: string): Promise<Listing[]> {
  return paged(async (before) => {
    const input = { organisationId, limit: PAGE, ...(before !== undefined && { before }) }
    return (await call(context, listListings, input)).listings
  })
}

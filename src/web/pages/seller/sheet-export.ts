import { data } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { readView, shownFields, shownRows } from '../../kit/console/view.ts'
import type { Field, Filter } from '../../kit/console/view.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import type { Route } from './+types/sheet-export.ts'
import { stateIn } from './order-filter.ts'
import { allLots, allOrders, appOf, langOf } from './read.ts'
import { harvestFields, harvestFilters } from './sheets/harvests.ts'
import { listingFields, listingFilters } from './sheets/listings.ts'
import { harvestsOnDesk, listingsOnDesk, ordersOnDesk, pricesOnDesk, shelfOnDesk } from './sheets/load.ts'
import { lotFields, lotFilters } from './sheets/lots.ts'
import { orderFields } from './sheets/orders.ts'
import { priceFields, priceFilters } from './sheets/prices.ts'
import { shelfFields, shelfFilters } from './sheets/shelf.ts'
import { sheetKind } from './sheets.ts'
import { dayOf } from './show.tsx'
import { stockWords } from './stock-words.ts'
import { words } from './words.ts'

type Context = Readonly<RouterContextProvider>
type Asked = { context: Context; organisationId: string; params: URLSearchParams }

/** A table of the desk as the address shows it: those columns, those rows, that order. */
export async function loader({ context, request, params: { organisationId, sheet, kind } }: Route.LoaderArgs) {
  const ending = sheetKind(kind)
  const make = Object.hasOwn(makers, sheet) ? makers[sheet] : undefined
  if (make === undefined) throw data(null, { status: 404 })
  const table = await make({ context, organisationId, params: new URL(request.url).searchParams })
  return sheetResponse(table, `${table.name} ${dayOf(appOf(context).clock.now())}`, ending)
}

function tableOf<Row>(
  name: string,
  params: URLSearchParams,
  rows: readonly Row[],
  fields: readonly Field<Row>[],
  filters: readonly Filter<Row>[],
) {
  const view = readView(params, { fields, filters })
  const columns = shownFields(fields, view)
  const shown = shownRows(rows, fields, filters, view)
  return {
    name,
    heads: columns.map(({ label }) => label),
    rows: shown.map((row) => columns.map(({ value }) => value(row))),
  }
}

const makers: Record<string, (asked: Asked) => Promise<ReturnType<typeof tableOf>>> = {
  async listings({ context, organisationId, params }) {
    const lang = langOf(context)
    const rows = await listingsOnDesk(context, organisationId)
    return tableOf(words[lang].listings.title, params, rows, listingFields(lang), listingFilters(lang))
  },
  async lots({ context, organisationId, params }) {
    const lang = langOf(context)
    const today = civilDate(appOf(context).clock.now())
    const dates = { today, near: addDays(today, 60) }
    const rows = await allLots(context, organisationId)
    return tableOf(words[lang].lots.title, params, rows, lotFields(lang), lotFilters(lang, dates))
  },
  async harvests({ context, organisationId, params }) {
    const lang = langOf(context)
    const rows = await harvestsOnDesk(context, organisationId)
    return tableOf(words[lang].harvests.title, params, rows, harvestFields(lang), harvestFilters(lang))
  },
  async stock({ context, organisationId, params }) {
    const lang = langOf(context)
    const rows = await shelfOnDesk(context, organisationId)
    return tableOf(stockWords[lang].title, params, rows, shelfFields(lang), shelfFilters(lang))
  },
  async prices({ context, organisationId, params }) {
    const lang = langOf(context)
    const rows = await pricesOnDesk(context, organisationId)
    return tableOf(lang === 'zh' ? '优惠价' : 'Prices', params, rows, priceFields(lang), priceFilters(lang))
  },
  /** Found, filtered and sorted by the server; the columns are the view's. */
  async orders({ context, organisationId, params }) {
    const lang = langOf(context)
    const orders = await allOrders(context, organisationId, {
      state: stateIn(params.get('state')),
      search: params.get('q') ?? '',
      oldestFirst: params.get('sort') === 'placed',
    })
    const bare = new URLSearchParams({ cols: params.get('cols') ?? '' })
    return tableOf(words[lang].orders.title, bare, await ordersOnDesk(context, orders), orderFields(lang), [])
  },
}

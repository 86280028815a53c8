import { data } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import { sheetMark } from '../../../modules/market/index.ts'
import { seasonWords } from '../../../modules/market/web/season.ts'
import { countColumns } from '../../../workflows/count-sheet.ts'
import { editColumns } from '../../../workflows/edit-sheet.ts'
import { shipColumns } from '../../../workflows/ship-sheet.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import type { Route } from './+types/book.ts'
import { bulkWords } from './bulk-words.ts'
import { allOrders, appOf, langOf } from './read.ts'
import { listingsOnDesk, ordersOnDesk, shelfOnDesk } from './sheets/load.ts'
import { sheetWords } from './sheets/words.ts'
import { dayOf, titleIn } from './show.tsx'
import { words } from './words.ts'

type Made = { heads: string[]; rows: Cell[][] }

/** A workbook to fill in and hand back: the listings as they are, orders that wait, or what is on the shelf. */
export async function loader({ context, params: { organisationId, kind } }: Route.LoaderArgs) {
  const make = Object.hasOwn(makers, kind) ? makers[kind as keyof typeof makers] : undefined
  if (make === undefined) throw data(null, { status: 404 })
  const name = bulkWords[langOf(context)].books[kind as keyof typeof makers].title
  const table = { name, ...(await make(context, organisationId)) }
  return sheetResponse(table, `${name} ${dayOf(appOf(context).clock.now())}`, 'xlsx')
}

type Context = Readonly<RouterContextProvider>

const makers = {
  async edit(context: Context, organisationId: string): Promise<Made> {
    const lang = langOf(context)
    const listings = await listingsOnDesk(context, organisationId)
    const { stateOf } = sheetWords[lang]
    return {
      heads: editColumns.map((column) => column[lang]),
      rows: listings.map((one) => [
        one.gtin,
        titleIn(lang, one),
        { fen: one.priceFen },
        one.floorFen === null ? null : { fen: one.floorFen },
        one.minimumUnits,
        seasonText(one.seasonMonths, lang),
        one.freightName,
        lang === 'zh' ? (one.state === 'open' ? stateOf.open : '下架') : stateOf[one.state],
        one.producer,
        one.certificate,
        sheetMark(one),
      ]),
    }
  },
  async ship(context: Context, organisationId: string): Promise<Made> {
    const lang = langOf(context)
    const orders = await ordersOnDesk(
      context,
      await allOrders(context, organisationId, { state: 'paid', oldestFirst: true }),
    )
    const { books } = bulkWords[lang]
    return {
      heads: [...shipColumns.map((column) => column[lang]), books.recipient, books.goodsOf],
      rows: orders.map((order) => [
        order.code,
        null,
        null,
        order.recipient.name,
        order.lines.map((line) => `${titleIn(lang, line)} × ${line.units}`).join('; '),
      ]),
    }
  },
  async count(context: Context, organisationId: string): Promise<Made> {
    const lang = langOf(context)
    const lots = await shelfOnDesk(context, organisationId)
    const [lot, place, counted, reason] = countColumns.map((column) => column[lang])
    const { books } = bulkWords[lang]
    return {
      heads: [lot ?? '', place ?? '', words[lang].lots.name, books.booked, counted ?? '', reason ?? ''],
      rows: lots.flatMap((one) =>
        one.standing.map((at) => [one.code, at.name, one.name, at.units, null, null] satisfies Cell[]),
      ),
    }
  },
}

/** A season as the workbook reads it back: `3-5`, `11-2`, or months in a row of commas. */
function seasonText(months: number, lang: 'zh' | 'en'): string {
  if (months === 4095) return seasonWords(months, lang)
  const has = (m: number) => (months & (1 << ((m + 11) % 12))) !== 0
  return Array.from({ length: 12 }, (_, i) => i + 1)
    .filter(has)
    .join(',')
}

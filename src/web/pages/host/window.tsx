import { randomUUID } from 'node:crypto'
import { redirect } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import {
  closeTill,
  findQuieter,
  listProducts,
  listSites,
  listTills,
  openTill,
  readCrowds,
  readSlots,
  returnAtWindow,
  sellAtWindow,
} from '../../../modules/tourism/index.ts'
import { ticketKinds } from '../../../engines/ticket/index.ts'
import { attempt, call, refused } from '../../call.ts'
import { textFields } from '../asked.ts'
import { useLang } from '../../page-context.ts'
import { fenOfYuan } from '../seller/case-input.ts'
import { signedInOnly } from '../seller/gate.ts'
import { Quieter } from '../stay/quieter.tsx'
import { quieterPlaces } from '../stay/quieter-read.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/window.ts'
import { HostFrame } from './frame.tsx'
import { CloseDrawer, Drawer, OpenDrawer, Sale, Sold } from './window-parts.tsx'
import { useHostWords } from './words.ts'

export async function loader({ request, context, params: { organisationId, siteId } }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { lang, today: day } = visitorOf(context)
  const asked = new URL(request.url).searchParams
  const { sites } = await call(context, listSites, { organisationId })
  const site = sites.find((one) => one.id === siteId)
  const { tills } = await call(context, listTills, { organisationId, siteId, day })
  const crowd = (await call(context, readCrowds, { day })).sites.find((one) => one.siteId === siteId)
  // A slot has no more left than its site.
  const siteLeft = crowd?.capacity === undefined || crowd.capacity === null ? Infinity : crowd.capacity - crowd.taken
  const isCrowded = crowd?.level === 'nearly_full' || crowd?.level === 'full'
  const { quieter } = isCrowded ? await call(context, findQuieter, { siteId }) : { quieter: [] }
  const name = (one: { nameZh: string; nameEn: string }) => (lang === 'zh' ? one.nameZh : one.nameEn)
  const takings = tills.flatMap((till) => till.takings)
  const soldId = asked.get('sold')
  const sold = takings.find((one) => one.bookingId === soldId && one.kind === 'sale')
  return {
    organisationId,
    siteId,
    site: site === undefined ? '' : name(site),
    told: asked.get('told'),
    kept: crowd?.kept ?? 0,
    isBusy: crowd?.walkIn === 'kept' || crowd?.walkIn === 'booked',
    quieter: quieterPlaces(quieter, lang),
    offers: await offersOf(context, { organisationId, siteId, day }, siteLeft),
    open: tills.filter((till) => till.closedAt === null).map((till) => ({ ...till, bookingId: randomUUID() })),
    closed: tills.filter((till) => till.closedAt !== null),
    sold: sold === undefined ? null : { ...sold, title: lang === 'zh' ? sold.titleZh : sold.titleEn },
    returned: takings.filter((one) => one.kind === 'return').map((one) => one.bookingId),
    total: {
      sales:
        takings.filter((one) => one.kind === 'sale').length - takings.filter((one) => one.kind === 'return').length,
      people: takings.reduce((sum, one) => sum + (one.kind === 'sale' ? one.people : -one.people), 0),
      fen: takings.reduce((sum, one) => sum + one.amountFen, 0),
    },
  }
}

type Where = { organisationId: string; siteId: string; day: string }

/** What is sold here today, each option with its slots and what is left of them. */
async function offersOf(
  context: Readonly<RouterContextProvider>,
  { organisationId, siteId, day }: Where,
  siteLeft: number,
) {
  const { lang } = visitorOf(context)
  const { products } = await call(context, listProducts, { organisationId })
  const { slots } = await call(context, readSlots, { organisationId, day })
  const name = (one: { nameZh: string; nameEn: string }) => (lang === 'zh' ? one.nameZh : one.nameEn)
  return products
    .filter((product) => product.siteId === siteId && product.isOpen)
    .flatMap((product) =>
      product.options
        .filter((option) => option.isOpen)
        .map((option) => ({
          id: option.id,
          title: product.options.length === 1 ? name(product) : `${name(product)} · ${name(option)}`,
          units: option.units
            .map((unit) => ({ type: unit.type, priceFen: unit.priceFen }))
            .toSorted((a, b) => ticketKinds.indexOf(a.type) - ticketKinds.indexOf(b.type)),
          slots: slots
            .filter((slot) => slot.resourceId === option.resourceId && !slot.isClosed)
            .map((slot) => ({
              minute: slot.minute,
              free: Math.min(slot.capacity - slot.held - slot.confirmed - slot.redeemed, siteLeft),
            })),
        })),
    )
}

export async function action({ request, context, params: { organisationId, siteId } }: Route.ActionArgs) {
  signedInOnly(context, request)
  const form = await textFields(request)
  const text = (name: string) => form.get(name) ?? ''
  const back = (query: string) => redirect(`/gate/${organisationId}/window/${siteId}?${query}`, 303)
  const tillId = text('tillId')
  switch (text('act')) {
    case 'open': {
      const floatFen = text('float') === '' ? 0 : fenOfYuan(text('float'))
      const result = await attempt(context, openTill, { organisationId, siteId, name: text('name'), floatFen })
      return result.ok ? back('told=opened') : refused(result)
    }
    case 'sell': {
      const result = await attempt(context, sellAtWindow, saleOf(organisationId, form))
      return result.ok ? back(`sold=${result.output.booking.id}`) : refused(result)
    }
    case 'return': {
      const given = { organisationId, tillId, bookingId: text('bookingId'), reason: text('reason') }
      const result = await attempt(context, returnAtWindow, given)
      return result.ok ? back('told=returned') : refused(result)
    }
    default: {
      const counted = { organisationId, tillId, countedFen: fenOfYuan(text('counted')), note: text('note') || null }
      const result = await attempt(context, closeTill, counted)
      return result.ok ? back('told=closed') : refused(result)
    }
  }
}

/** `offer` names an option and the minute of its slot; counts come as one field for each kind. */
function saleOf(organisationId: string, form: ReadonlyMap<string, string>): Record<string, unknown> {
  const [optionId = '', minute = ''] = (form.get('offer') ?? '').split(' ')
  const counts = [...form].filter(([name]) => name.startsWith('count-'))
  const given = form.get('given') ?? ''
  return {
    organisationId,
    tillId: form.get('tillId'),
    bookingId: form.get('bookingId'),
    optionId,
    minute: minute === '' ? null : Number(minute),
    tickets: counts.map(([name, count]) => ({ type: name.slice('count-'.length), count: Number(count || 0) })),
    givenFen: given === '' ? null : fenOfYuan(given),
    lettingIn: form.has('lettingIn'),
  }
}

export type WindowData = Route.ComponentProps['loaderData']

/** Tickets for cash: one drawer, few fields, the change in large figures. */
export default function Window({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useHostWords().window
  const { organisationId, site, open, closed, told, total, kept, isBusy, quieter } = loaderData
  const words: Readonly<Record<string, string>> = { opened: say.opened, returned: say.returned }
  return (
    <HostFrame
      title={say.title}
      name={site}
      back={{ href: `/gate/${organisationId}`, label: site }}
      told={told === null ? null : words[told]}
      wrong={actionData?.refusal.title}
    >
      <Sold data={loaderData} />
      {kept > 0 && <p>{say.kept(kept)}</p>}
      {isBusy && kept === 0 && <p>{say.bookedOnly}</p>}
      {open.map((till) => (
        <Sale key={till.id} till={till} data={loaderData} lang={lang} />
      ))}
      <Quieter places={quieter} list="host-lines" />
      {open.length === 0 && <OpenDrawer lang={lang} />}
      <p className="host-sum-line">{say.dayTotal(total.sales, total.people, (total.fen / 100).toFixed(2))}</p>
      {[...open, ...closed].map((till) => (
        <Drawer key={till.id} till={till} data={loaderData} lang={lang} />
      ))}
      {open.map((till) => (
        <CloseDrawer key={till.id} till={till} lang={lang} />
      ))}
    </HostFrame>
  )
}

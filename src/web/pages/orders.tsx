import { listMyOrders } from '../../modules/market/index.ts'
import { depictionOf } from '../../modules/market/web/depiction.ts'
import { words } from '../../modules/market/web/words.ts'
import { listTrips } from '../../modules/tourism/index.ts'
import { readOrganisation } from '../../modules/people/index.ts'
import type { Route } from './+types/orders.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { LinkButton } from '../kit/form.tsx'
import { EmptyState } from '../kit/page.tsx'
import { Depicted } from '../kit/picture.tsx'
import { Price } from '../kit/price.tsx'
import { useLang } from '../page-context.ts'
import { idAsked } from './asked.ts'
import { PageHead } from './head.tsx'
import { dayWords } from './moment.ts'
import { firstPhotos } from './photos.ts'
import { BookingList } from './stay/booking-list.tsx'
import { listedTrips } from './stay/booking-read.ts'
import { stayWords } from './stay/words.ts'
import { visitorOf } from './visitor.ts'

const PAGE_SIZE = 20
const TRIPS_SHOWN = 5

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang, actor } = visitorOf(context)
  const before = idAsked(new URL(request.url).searchParams.get('before'))
  const [{ orders }, { bookings }] = await Promise.all([
    call(context, listMyOrders, { before, limit: PAGE_SIZE }),
    before === undefined ? call(context, listTrips, { limit: TRIPS_SHOWN }) : { bookings: [] },
  ])
  const photos = await firstPhotos(
    context,
    orders.flatMap((order) => order.lines[0]?.listingId ?? []),
  )
  const sellers = await Promise.all(
    [...new Set(orders.map((order) => order.organisationId))].map((organisationId) =>
      call(context, readOrganisation, { organisationId }),
    ),
  )
  const nameOf = (id: string) => {
    const seller = sellers.find((one) => one.id === id)
    return (lang === 'zh' ? seller?.nameZh : seller?.nameEn) ?? ''
  }
  return {
    guest: actor.kind === 'guest',
    trips: listedTrips(
      bookings.filter((one) => one.state !== 'expired'),
      lang,
    ),
    older: orders.length === PAGE_SIZE ? orders.at(-1)?.id : undefined,
    orders: orders.map((order) => ({
      id: order.id,
      code: order.code,
      state: order.state,
      placed: dayWords(order.placedAt, lang),
      seller: nameOf(order.organisationId),
      totalFen: order.goodsFen + order.freightFen,
      units: order.lines.reduce((sum, line) => sum + line.units, 0),
      titles: order.lines.map((line) => (lang === 'zh' ? line.titleZh : line.titleEn)),
      depictions: order.lines
        .slice(0, 1)
        .map((line) => depictionOf({ ...line, id: line.listingId, photo: photos.get(line.listingId) ?? null }, '88px')),
    })),
  }
}

export default function OrdersPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { orders, guest, older, trips } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.orders.title} hidden />
      <div className="read">
        <h1>{say.orders.title}</h1>
        {guest && orders.length + trips.length > 0 && <p className="soft">{say.orders.guestHelp}</p>}
        {trips.length > 0 && (
          <section className="part">
            <h2>{stayWords[lang].booking.list}</h2>
            <BookingList bookings={trips} />
            <p>
              <a href="/bookings">{stayWords[lang].booking.all}</a>
            </p>
          </section>
        )}
        {orders.length === 0 && trips.length === 0 && (
          <EmptyState title={say.orders.emptyTitle} action={<LinkButton href="/goods">{say.basket.goShop}</LinkButton>}>
            {say.orders.emptyHelp}
          </EmptyState>
        )}
        <ul className="list orders">
          {orders.map((order) => (
            <OrderLine key={order.id} order={order} />
          ))}
        </ul>
        {older && (
          <LinkButton kind="plain" href={`/orders?before=${older}`}>
            {say.orders.older}
          </LinkButton>
        )}
      </div>
    </SiteFrame>
  )
}

function OrderLine({ order }: { order: Route.ComponentProps['loaderData']['orders'][number] }) {
  const lang = useLang()
  const say = words[lang]
  return (
    <li>
      {order.depictions.map((depiction) => (
        <Depicted
          key={order.id}
          depiction={depiction}
          title={order.titles[0] ?? ''}
          lang={lang}
          width={176}
          height={176}
        />
      ))}
      <div className="about">
        <p className="line-facts">
          <strong className={`state state-${order.state}`}>{say.orderStates[order.state]}</strong>
          <span className="soft">{order.placed}</span>
        </p>
        <h2 className="line-title">
          <a href={`/orders/${order.id}`}>{order.titles.join(say.listSeparator)}</a>
        </h2>
        <p className="line-facts soft">
          <span>{order.seller}</span>
          <span>{say.orders.items(order.units)}</span>
          <span>{order.code}</span>
        </p>
        <Price fen={order.totalFen} lang={lang} />
      </div>
    </li>
  )
}

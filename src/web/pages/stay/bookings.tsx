import { listTrips } from '../../../modules/tourism/index.ts'
import type { Route } from './+types/bookings.ts'
import { call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { Breadcrumbs, EmptyState } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idAsked } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { words } from '../../../modules/market/web/words.ts'
import { visitorOf } from '../visitor.ts'
import { BookingList } from './booking-list.tsx'
import { listedTrip } from './booking-read.ts'
import { stayWords } from './words.ts'

const PAGE_SIZE = 20

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang, actor } = visitorOf(context)
  const before = idAsked(new URL(request.url).searchParams.get('before'))
  const { bookings } = await call(context, listTrips, { before, limit: PAGE_SIZE })
  return {
    guest: actor.kind === 'guest',
    older: bookings.length === PAGE_SIZE ? bookings.at(-1)?.id : undefined,
    bookings: bookings.map((booking) => listedTrip(booking, lang)),
  }
}

/** All bookings of a visitor, the latest first. */
export default function BookingsPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { bookings, guest, older } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.booking.list} hidden />
      <div className="read">
        <Breadcrumbs
          lang={lang}
          crumbs={[{ label: words[lang].orders.title, href: '/orders' }, { label: say.booking.list }]}
        />
        <h1>{say.booking.list}</h1>
        {guest && bookings.length > 0 && <p className="soft">{say.booking.guestHelp}</p>}
        {bookings.length === 0 && (
          <EmptyState title={say.booking.emptyTitle} action={<LinkButton href="/stay">{say.list.title}</LinkButton>}>
            {say.booking.emptyHelp}
          </EmptyState>
        )}
        <BookingList bookings={bookings} heading="h2" />
        {older && (
          <LinkButton kind="plain" href={`/bookings?before=${older}`}>
            {say.booking.older}
          </LinkButton>
        )}
      </div>
    </SiteFrame>
  )
}

import { redirect } from 'react-router'
import { listTrips } from '../../../modules/tourism/index.ts'
import { leaveWaiting, listWaiting } from '../../../workflows/wait-list.ts'
import type { Route } from './+types/bookings.ts'
import { attempt, call, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { Breadcrumbs, EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idAsked, textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { words } from '../../../modules/market/web/words.ts'
import { visitorOf } from '../visitor.ts'
import { voucherWords } from '../vouchers/words.ts'
import { BookingList } from './booking-list.tsx'
import { listedTrips } from './booking-read.ts'
import { listedWaiting } from './wait-read.ts'
import { WaitingList } from './waiting-list.tsx'
import { stayWords } from './words.ts'

const PAGE_SIZE = 20
const TOLD = ['waits', 'left'] as const

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang, actor } = visitorOf(context)
  const before = idAsked(new URL(request.url).searchParams.get('before'))
  const { bookings } = await call(context, listTrips, { before, limit: PAGE_SIZE })
  const { waiting } = await call(context, listWaiting, {})
  const told = new URL(request.url).searchParams.get('told')
  return {
    guest: actor.kind === 'guest',
    older: bookings.length === PAGE_SIZE ? bookings.at(-1)?.id : undefined,
    told: TOLD.find((one) => one === told) ?? null,
    waiting: before === undefined ? listedWaiting(waiting, lang) : [],
    bookings: listedTrips(bookings, lang),
  }
}

/** Waits no longer for something. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const left = await attempt(context, leaveWaiting, { waitingId: form.get('waitingId') })
  return left.ok ? redirect('/bookings?told=left', 303) : refused(left)
}

/** All bookings of a visitor, the latest first. */
export default function BookingsPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { bookings, guest, older, waiting, told } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.booking.list} hidden />
      <div className="read">
        <Breadcrumbs
          lang={lang}
          crumbs={[{ label: words[lang].orders.title, href: '/orders' }, { label: say.booking.list }]}
        />
        <h1>{say.booking.list}</h1>
        {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
        {told && <Notice kind="success" lang={lang} title={say.wait[told]} />}
        <WaitingList waiting={waiting} />
        {guest && bookings.length > 0 && <p className="soft">{say.booking.guestHelp}</p>}
        {bookings.length === 0 && waiting.length === 0 && (
          <EmptyState title={say.booking.emptyTitle} action={<LinkButton href="/stay">{say.list.title}</LinkButton>}>
            {say.booking.emptyHelp}
          </EmptyState>
        )}
        <BookingList bookings={bookings} heading="h2" />
        <p>
          <a href="/vouchers">{voucherWords[lang].given.title}</a>
        </p>
        {older && (
          <LinkButton kind="plain" href={`/bookings?before=${older}`}>
            {say.booking.older}
          </LinkButton>
        )}
      </div>
    </SiteFrame>
  )
}

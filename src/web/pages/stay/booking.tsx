import { redirect } from 'react-router'
import { uuidv7 } from '../../../kernel/ids.ts'
import { toString as drawCode } from 'qrcode'
import { words } from '../../../modules/market/web/words.ts'
import { followTrip, listVisitors, readTickets, releaseBooking } from '../../../modules/tourism/index.ts'
import { answerOthers, readOthers } from '../../../workflows/rebook.ts'
import { cancelMyBooking } from '../../../workflows/end-booking.ts'
import type { Route } from './+types/booking.ts'
import { attempt, call, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { civilDate, yuan } from '../../kit/format.ts'
import { Breadcrumbs, CopyText, KeyFacts, Notice, StickyBar } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn, textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { AskSeller } from '../messages/ask.tsx'
import { placeName } from '../places.ts'
import { visitorOf } from '../visitor.ts'
import { placeHref } from './address.ts'
import { OtherOffers } from './others.tsx'
import { choiceIn } from './others-read.ts'
import { CancelForm } from './cancel.tsx'
import { hasParts } from './less-read.ts'
import { RefundSteps, WeatherRules } from './policy.tsx'
import { clock, mapHref, nameIn } from './said.ts'
import { tripTitle, tripWhen, tripWho } from './trip.ts'
import { stayWords } from './words.ts'

const TOLD = ['cancelled', 'cancelledNothing', 'released', 'confirmed', 'changed', 'named'] as const

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, now } = visitorOf(context)
  const trip = await call(context, followTrip, { bookingId: idIn(params.id) })
  const signed = trip.state === 'confirmed' ? await attempt(context, readTickets, { bookingId: trip.id }) : null
  const code = signed?.ok === true ? (signed.output.tickets[0]?.text ?? trip.code) : trip.code
  const { needsNames, visitors, until } = await call(context, listVisitors, { bookingId: trip.id })
  const offered = trip.state === 'confirmed' ? await attempt(context, readOthers, { bookingId: trip.id }) : null
  const told = new URL(request.url).searchParams.get('told')
  return {
    trip,
    names: { isAsked: needsNames, visitors, canChange: isOpen(trip.state) && (trip.state === 'held' || now < until) },
    others: offered?.ok === true && offered.output.answer === null ? offered.output : null,
    otherBookingId: uuidv7(now),
    told: TOLD.find((one) => one === told) ?? null,
    title: tripTitle(trip, lang),
    where: placeName(trip.place.villageCode, lang),
    ticket: trip.state === 'confirmed' ? await drawCode(code, { type: 'svg', margin: 2 }) : null,
  }
}

const isOpen = (state: string) => state === 'held' || state === 'confirmed'

/** `intent` is cancel, with the refund that was shown, or release for what was not paid. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const bookingId = idIn(params.id)
  if (form.get('intent') === 'release') {
    const given = await attempt(context, releaseBooking, { bookingId })
    return given.ok ? redirect(`/bookings/${bookingId}?told=released`, 303) : refused(given)
  }
  if (form.get('intent') === 'others') {
    const chosen = await attempt(context, answerOthers, { bookingId, choice: choiceIn(form) })
    if (!chosen.ok) return refused(chosen)
    if (chosen.output.otherBookingId !== null) return redirect('/basket?held=1', 303)
    const isMoved = (form.get('choice') ?? '').startsWith('day')
    return redirect(`/bookings/${bookingId}?told=${isMoved ? 'changed' : 'cancelled'}`, 303)
  }
  const expectedRefundFen = Number(form.get('refundFen'))
  const ended = await attempt(context, cancelMyBooking, { bookingId, expectedRefundFen })
  if (!ended.ok) return refused(ended)
  const told = ended.output.refundedFen > 0 ? 'cancelled' : 'cancelledNothing'
  return redirect(`/bookings/${bookingId}?told=${told}`, 303)
}

type Data = Route.ComponentProps['loaderData']

export default function BookingPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang].booking
  const { trip, title, told } = loaderData
  const refusal = actionData && !actionData.ok ? actionData.refusal : null
  return (
    <SiteFrame>
      <PageHead title={say.title(trip.code)} hidden />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: words[lang].orders.title, href: '/orders' },
          { label: say.list, href: '/bookings' },
          { label: trip.code },
        ]}
      />
      <h1>{say.states[trip.state]}</h1>
      {refusal && <Notice kind="danger" lang={lang} title={refusal.title} />}
      {told && <Notice kind="success" lang={lang} title={say[told]} />}
      {loaderData.others && <OtherOffers others={loaderData.others} otherBookingId={loaderData.otherBookingId} />}
      <div className="two order">
        <aside>
          <Ticket {...loaderData} />
          <PayAgain {...loaderData} />
          <AskSeller about={{ sellerId: trip.organisationId }} />
          <Acts {...loaderData} />
        </aside>
        <div>
          <h2>{title}</h2>
          <Facts {...loaderData} />
          <Names {...loaderData} />
          <Sums {...loaderData} />
          <Notes {...loaderData} />
          {trip.state === 'confirmed' && (
            <section className="part">
              <h2>{stayWords[lang].policy.title}</h2>
              <RefundSteps steps={trip.refundSteps} />
              <WeatherRules weather={trip.weather} startsAt={trip.startsAt} />
            </section>
          )}
          <p className="actions">
            <LinkButton kind="plain" href={placeHref(trip.place)}>
              {say.other}
            </LinkButton>
            {trip.kind === 'goods' && trip.state === 'redeemed' && (
              <LinkButton kind="plain" href={`/orders/${trip.id}`}>
                {say.goodsOrder}
              </LinkButton>
            )}
            {trip.wasVisited && (
              <LinkButton kind="plain" href={`/bookings/${trip.id}/review`}>
                {say.review}
              </LinkButton>
            )}
          </p>
        </div>
      </div>
    </SiteFrame>
  )
}

/** What may be done with a booking that stands; one of a package stands or falls with it. */
function Acts({ trip, others }: Data) {
  const lang = useLang()
  const say = stayWords[lang]
  if (trip.package !== null)
    return (
      <p>
        {say.package.belongs} <a href={`/bookings/packages/${trip.package.id}`}>{nameIn(trip.package, lang)}</a>
      </p>
    )
  if (trip.state !== 'confirmed' || others !== null) return null
  return (
    <>
      <p className="actions">
        <LinkButton kind="plain" href={`/bookings/${trip.id}/change`}>
          {say.change.title}
        </LinkButton>
        {hasParts(trip) && (
          <LinkButton kind="plain" href={`/bookings/${trip.id}/less`}>
            {say.less.title}
          </LinkButton>
        )}
      </p>
      <CancelForm label={say.booking.cancel} refundFen={trip.refundNowFen} />
    </>
  )
}

/** What is shown at the door. */
function Ticket({ trip, ticket }: Data) {
  const say = stayWords[useLang()].booking
  if (ticket === null) return null
  return (
    <section className="pay-code">
      <h2>{say.ticket}</h2>
      <div
        className="code"
        role="img"
        aria-label={say.ticketAlt(trip.code)}
        dangerouslySetInnerHTML={{ __html: ticket }}
      />
      <p>
        <strong>{trip.code}</strong>
      </p>
      <p className="soft">{say.ticketHelp}</p>
    </section>
  )
}

function Facts({ trip, where }: Data) {
  const lang = useLang()
  const say = stayWords[lang].booking
  const { place } = trip
  const map = mapHref(place)
  const plan = lang === 'zh' ? place.planZh : place.planEn
  return (
    <KeyFacts
      facts={[
        { term: say.code, detail: <CopyText text={trip.code} lang={lang} /> },
        { term: say.when, detail: <When trip={trip} /> },
        {
          term: say.where,
          detail: (
            <>
              <a href={placeHref(place)}>{lang === 'zh' ? place.siteZh : place.siteEn}</a>
              {lang === 'zh' ? '，' : ', '}
              {where}
              {map && (
                <>
                  {lang === 'zh' ? '，' : ', '}
                  <a href={map}>{say.map}</a>
                </>
              )}
            </>
          ),
        },
        { term: say.who, detail: tripWho(trip, lang) },
        ...(trip.language === null
          ? []
          : [{ term: stayWords[lang].visit.guideSpeaks, detail: stayWords[lang].languages[trip.language] }]),
        ...(trip.sending === null
          ? []
          : [{ term: stayWords[lang].package.sent, detail: <Sending sending={trip.sending} /> }]),
        ...(plan === null ? [] : [{ term: say.plan, detail: plan }]),
        { term: say.contact, detail: `${trip.contactName} ${trip.contactPhone}` },
        ...(trip.notes === '' ? [] : [{ term: say.notes, detail: trip.notes }]),
      ]}
    />
  )
}

/** Where goods are sent, and once they are, with whom. */
function Sending({ sending: { sendTo, carrier, trackingNumber } }: { sending: NonNullable<Data['trip']['sending']> }) {
  const lang = useLang()
  const say = stayWords[lang].package
  return (
    <>
      {sendTo}
      <br />
      {carrier === null || trackingNumber === null ? (
        say.sentNot
      ) : (
        <>
          {carrier} <CopyText text={trackingNumber} lang={lang} />
        </>
      )}
    </>
  )
}

/** Who comes, with no more of their documents than the last signs. */
function Names({ trip, names: { isAsked, visitors, canChange } }: Data) {
  const say = stayWords[useLang()].names
  if (!isAsked && visitors.length === 0) return null
  return (
    <section className="part">
      <h2>{say.title}</h2>
      <ul className="lines">
        {visitors.map((one) => (
          <li key={one.id}>
            <span>{one.name}</span>
            <span className="soft">
              {say.documents[one.document]} · {say.lastFour(one.lastFour)}
            </span>
          </li>
        ))}
      </ul>
      {canChange && (
        <p className="actions">
          <LinkButton kind="plain" href={`/bookings/${trip.id}/names`}>
            {trip.namesMissing ? say.missing : say.change}
          </LinkButton>
        </p>
      )}
    </section>
  )
}

function When({ trip }: Pick<Data, 'trip'>) {
  const lang = useLang()
  const say = stayWords[lang].booking
  if (trip.kind === 'visit') return tripWhen(trip, lang)
  return (
    <>
      {say.arrive(civilDate(trip.day, lang), clock(trip.place.fromMinute))}
      <br />
      {say.leave(civilDate(trip.endsOn, lang), clock(trip.place.untilMinute))}
    </>
  )
}

function Sums({ trip }: Data) {
  const say = stayWords[useLang()].booking
  return (
    <section className="part">
      {trip.voucherFen > 0 && (
        <p className="sum">
          <span className="soft">{say.byVoucher}</span>
          <span>{yuan(trip.voucherFen)}</span>
        </p>
      )}
      {trip.refundedFen > 0 && (
        <>
          <p className="sum">
            <span className="soft">{say.paid}</span>
            <span>{yuan(trip.totalFen)}</span>
          </p>
          <p className="sum">
            <span className="soft">{say.refunded}</span>
            <span>{yuan(-trip.refundedFen)}</span>
          </p>
        </>
      )}
      <p className="sum total">
        <span>{say.total}</span>
        <span>{yuan(trip.totalFen - trip.refundedFen)}</span>
      </p>
      {trip.cancelledBy !== null && trip.paymentId !== null && (
        <p className="soft">{say.cancelledBy[trip.cancelledBy]}</p>
      )}
    </section>
  )
}

function Notes({ trip }: Data) {
  const lang = useLang()
  const notice = lang === 'zh' ? trip.place.noticeZh : trip.place.noticeEn
  if (notice === '') return null
  return (
    <section className="part">
      <h2>{stayWords[lang].booking.notice}</h2>
      <p>{notice}</p>
    </section>
  )
}

function PayAgain({ trip }: Data) {
  const say = stayWords[useLang()].held
  if (trip.state !== 'held') return null
  return (
    <StickyBar>
      <LinkButton wide href={trip.paymentId === null ? '/basket' : `/pay/${trip.paymentId}`}>
        {say.payAll(yuan(trip.totalFen - trip.voucherFen))}
      </LinkButton>
    </StickyBar>
  )
}

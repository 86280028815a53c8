import { redirect } from 'react-router'
import { words } from '../../../modules/market/web/words.ts'
import { readPackageBooking } from '../../../modules/tourism/index.ts'
import { cancelPackage, releasePackage } from '../../../workflows/book-package.ts'
import type { Route } from './+types/package-booking.ts'
import { attempt, call, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, LinkButton } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Breadcrumbs, Notice, StickyBar } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn, textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import { BookingList } from './booking-list.tsx'
import { listedTrip, stateOfAll } from './booking-read.ts'
import { CancelForm } from './cancel.tsx'
import { RefundSteps } from './policy.tsx'
import { dayInWords, nameIn } from './said.ts'
import { tripTitle } from './trip.ts'
import { stayWords } from './words.ts'

const TOLD = ['cancelled', 'cancelledNothing', 'released'] as const

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const { components, ...held } = await call(context, readPackageBooking, { packageBookingId: idIn(params.id) })
  const told = new URL(request.url).searchParams.get('told')
  const isPaying = components.some((one) => one.paymentId !== null)
  return {
    held,
    isPaying,
    paymentId: components[0]?.paymentId ?? null,
    state: stateOfAll(components.map((one) => one.state)),
    told: TOLD.find((one) => one === told) ?? null,
    bookings: components.map((one) => listedTrip(one, lang)),
    steps: components
      .filter((one) => one.state === 'confirmed')
      .map((one) => ({ id: one.id, title: tripTitle(one, lang), steps: one.refundSteps })),
    refundedFen: components.reduce((sum, one) => sum + one.refundedFen, 0),
  }
}

/** `intent` is cancel, with the refund that was shown, or release for what was not paid. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const packageBookingId = idIn(params.id)
  const path = `/bookings/packages/${packageBookingId}`
  if (form.get('intent') === 'release') {
    const given = await attempt(context, releasePackage, { packageBookingId })
    return given.ok ? redirect(`${path}?told=released`, 303) : refused(given)
  }
  const expectedRefundFen = Number(form.get('refundFen'))
  const ended = await attempt(context, cancelPackage, { packageBookingId, expectedRefundFen })
  if (!ended.ok) return refused(ended)
  return redirect(`${path}?told=${ended.output.refundedFen > 0 ? 'cancelled' : 'cancelledNothing'}`, 303)
}

type Data = Route.ComponentProps['loaderData']

/** A package that was booked: its parts, each with its own ticket, paid and cancelled together. */
export default function PackageBookingPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { held, state, told, bookings } = loaderData
  const refusal = actionData && !actionData.ok ? actionData.refusal : null
  return (
    <SiteFrame>
      <PageHead title={nameIn(held, lang)} hidden />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: words[lang].orders.title, href: '/orders' },
          { label: say.booking.list, href: '/bookings' },
          { label: nameIn(held, lang) },
        ]}
      />
      <h1>{say.booking.states[state]}</h1>
      {refusal && <Notice kind="danger" lang={lang} title={refusal.title} />}
      {told && <Notice kind="success" lang={lang} title={say.booking[told]} />}
      <div className="two order">
        <div>
          <h2>
            <a href={`/packages/${held.packageId}`}>{nameIn(held, lang)}</a>
          </h2>
          <p className="soft">{say.package.arrive(dayInWords(held.arrival, lang))}</p>
          {state === 'confirmed' && <p>{say.package.eachTicket}</p>}
          <BookingList bookings={bookings} />
        </div>
        <aside>
          <Sums {...loaderData} />
          <Steps {...loaderData} />
          <Held {...loaderData} />
          {held.canCancel && <CancelForm label={say.package.cancel} refundFen={held.refundNowFen} />}
        </aside>
      </div>
    </SiteFrame>
  )
}

function Sums({ held, refundedFen }: Data) {
  const say = stayWords[useLang()]
  return (
    <section className="part">
      <p className="sum">
        <span className="soft">{say.package.separate}</span>
        <span>{yuan(held.separateFen)}</span>
      </p>
      <p className="sum">
        <span className="soft">{say.package.saved}</span>
        <span>{yuan(held.totalFen - held.separateFen)}</span>
      </p>
      {refundedFen > 0 && (
        <p className="sum">
          <span className="soft">{say.booking.refunded}</span>
          <span>{yuan(-refundedFen)}</span>
        </p>
      )}
      <p className="sum total">
        <span>{say.booking.total}</span>
        <span>{yuan(held.totalFen - refundedFen)}</span>
      </p>
    </section>
  )
}

function Steps({ steps }: Data) {
  const say = stayWords[useLang()].policy
  if (steps.length === 0) return null
  return (
    <section className="part">
      <h2>{say.title}</h2>
      {steps.map((one) => (
        <div key={one.id} className="rules">
          <h3>{one.title}</h3>
          <RefundSteps steps={one.steps} />
        </div>
      ))}
    </section>
  )
}

/** What is held is paid in the basket, or given up. */
function Held({ state, isPaying, paymentId, held }: Data) {
  const say = stayWords[useLang()]
  if (state !== 'held') return null
  return (
    <>
      {!isPaying && (
        <form method="post">
          <Button kind="quiet" name="intent" value="release">
            {say.held.drop}
          </Button>
        </form>
      )}
      <StickyBar>
        <LinkButton wide href={isPaying ? `/pay/${paymentId}` : '/basket'}>
          {say.held.payAll(yuan(held.totalFen))}
        </LinkButton>
      </StickyBar>
    </>
  )
}

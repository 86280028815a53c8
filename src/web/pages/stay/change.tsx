import { ticketKinds } from '../../../engines/ticket/index.ts'
import { data as answer, redirect } from 'react-router'
import { words } from '../../../modules/market/web/words.ts'
import type { UnitType } from '../../../modules/tourism/index.ts'
import { followTrip, readProduct } from '../../../modules/tourism/index.ts'
import { changeBooking, quoteChange } from '../../../workflows/change-booking.ts'
import type { Route } from './+types/change.ts'
import { attempt, call } from '../../call.ts'
import type { FormRefusal } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Breadcrumbs, Notice, StickyBar } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn, textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import { isDay, numberIn } from './address.ts'
import type { Trip } from './booking-read.ts'
import { CostSums } from './cost.tsx'
import { clock } from './said.ts'
import { tripTitle, tripWhen, tripWho } from './trip.ts'
import { stayWords } from './words.ts'

/** What was asked for, as the address says it; what says nothing stays as it was booked. */
function wishIn(query: { get(name: string): string | null | undefined }, trip: Trip) {
  const number = (name: string, most: number) => numberIn(query.get(name) ?? null, 0, most)
  const day = query.get('day')
  const said = isDay(day) ? { day } : {}
  if (trip.kind === 'stay') {
    const [nights, rooms, guests] = [number('nights', 60), number('rooms', 50), number('guests', 500)]
    return { ...said, ...(nights && { nights }), ...(rooms && { rooms }), ...(guests && { guests }) }
  }
  const minute = query.get('minute')?.match(/^(\d{1,2}):(\d{2})$/)
  const tickets = ticketKinds.flatMap((type) => {
    const count = number(`count-${type}`, 200)
    return count === undefined ? [] : [{ type, count }]
  })
  return {
    ...said,
    ...(minute && { minute: Number(minute[1]) * 60 + Number(minute[2]) }),
    ...(tickets.length > 0 && { tickets }),
  }
}

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, today } = visitorOf(context)
  const trip = await call(context, followTrip, { bookingId: idIn(params.id) })
  if (trip.state !== 'confirmed') throw redirect(`/bookings/${trip.id}`)
  const query = new URL(request.url).searchParams
  const isAsked = query.has('day')
  const wish = wishIn(query, trip)
  const quote = isAsked ? await attempt(context, quoteChange, { bookingId: trip.id, ...wish }) : null
  return {
    trip,
    title: tripTitle(trip, lang),
    wish: { ...wish, counts: countsOf(trip, wish, await kindsOf(context, trip)) },
    today,
    when: tripWhen(trip, lang),
    who: tripWho(trip, lang),
    cost: quote?.ok === true ? quote.output : null,
    refusal: quote !== null && !quote.ok ? quote.refusal : null,
  }
}

/** Every kind of ticket there is now of what was booked, and those that were booked. */
async function kindsOf(context: Route.LoaderArgs['context'], trip: Trip): Promise<UnitType[]> {
  const booked = trip.units.map((unit) => unit.type)
  if (trip.kind !== 'visit') return [...new Set(booked)]
  const read = await attempt(context, readProduct, { productId: trip.place.id })
  const option = read.ok ? read.output.product.options.find((one) => one.id === trip.optionId) : undefined
  return [...new Set([...(option?.units.map((unit) => unit.type) ?? []), ...booked])]
}

/** How many of each kind of ticket, as asked or as booked. */
function countsOf(trip: Trip, wish: ReturnType<typeof wishIn>, types: readonly UnitType[]) {
  const asked = 'tickets' in wish ? wish.tickets : undefined
  return types.map((type) => ({
    type,
    count: asked?.find((one) => one.type === type)?.count ?? trip.units.filter((unit) => unit.type === type).length,
  }))
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const bookingId = idIn(params.id)
  const trip = await call(context, followTrip, { bookingId })
  const result = await attempt(context, changeBooking, {
    bookingId,
    ...wishIn(form, trip),
    expectedToPayFen: Number(form.get('toPayFen')),
    expectedRefundFen: Number(form.get('refundFen')),
  })
  if (!result.ok) return answer({ refusal: result.refusal }, { status: result.refusal.status })
  const { payment } = result.output
  return redirect(payment === null ? `/bookings/${bookingId}?told=changed` : `/pay/${payment.paymentId}`, 303)
}

type Data = Route.ComponentProps['loaderData']

export default function ChangePage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { trip, cost, when, who } = loaderData
  const refusal: FormRefusal | null = actionData?.refusal ?? loaderData.refusal
  return (
    <SiteFrame>
      <PageHead title={say.change.title} hidden />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: words[lang].orders.title, href: '/orders' },
          { label: trip.code, href: `/bookings/${trip.id}` },
          { label: say.change.title },
        ]}
      />
      <div className="read">
        <h1>{say.change.title}</h1>
        <p>
          {loaderData.title}
          <br />
          <span className="soft">
            {when} · {who}
          </span>
        </p>
        {refusal && <Notice kind="attention" lang={lang} title={refusal.title} />}
        <Wish {...loaderData} />
        {cost && <Cost {...loaderData} cost={cost} />}
      </div>
    </SiteFrame>
  )
}

/** The fields of the other day and party. */
function Wish({ trip, wish, today }: Data) {
  const lang = useLang()
  const say = stayWords[lang]
  const number = (name: 'nights' | 'rooms' | 'guests', label: string) => (
    <label>
      <span>{label}</span>
      <input
        type="number"
        inputMode="numeric"
        name={name}
        min={1}
        defaultValue={(wish as Partial<Record<typeof name, number>>)[name] ?? trip[name]}
      />
    </label>
  )
  return (
    <form className="filters">
      <label>
        <span>{trip.kind === 'stay' ? say.house.arrival : say.list.day}</span>
        <input type="date" name="day" min={today} defaultValue={wish.day ?? trip.day} required />
      </label>
      {trip.kind === 'stay' ? (
        <>
          {number('nights', say.list.nights)}
          {number('guests', say.house.guests)}
          {number('rooms', say.house.roomCount)}
        </>
      ) : (
        <>
          {trip.minute !== null && (
            <label>
              <span>{say.visit.slot}</span>
              <input
                type="time"
                name="minute"
                defaultValue={clock('minute' in wish ? (wish.minute ?? trip.minute) : trip.minute)}
              />
            </label>
          )}
          {wish.counts.map(({ type, count }) => (
            <label key={type}>
              <span>{say.units[type]}</span>
              <input type="number" inputMode="numeric" name={`count-${type}`} min={0} defaultValue={count} />
            </label>
          ))}
        </>
      )}
      <Button kind="plain">{say.change.see}</Button>
    </form>
  )
}

/** What it costs or brings back stands before the button is pressed. */
function Cost({ trip, wish, cost }: Data & { cost: NonNullable<Data['cost']> }) {
  const say = stayWords[useLang()].change
  const { counts, ...said } = wish
  const fields: [string, string | number][] = [
    ...Object.entries(said).flatMap(([name, value]) =>
      name === 'minute'
        ? [[name, clock(Number(value))] as [string, string]]
        : typeof value === 'string' || typeof value === 'number'
          ? [[name, value] as [string, string | number]]
          : [],
    ),
    ...(trip.kind === 'visit' ? counts.map(({ type, count }) => [`count-${type}`, count] as [string, number]) : []),
  ]
  return (
    <form method="post" className="part">
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <CostSums cost={cost} />
      <StickyBar>
        <Button wide>
          {cost.toPayFen > 0
            ? say.payNow(yuan(cost.toPayFen))
            : cost.refundFen > 0
              ? say.changeBack(yuan(cost.refundFen))
              : say.changeNow}
        </Button>
      </StickyBar>
    </form>
  )
}

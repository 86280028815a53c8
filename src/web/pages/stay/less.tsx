import { data as answer, redirect } from 'react-router'
import { words } from '../../../modules/market/web/words.ts'
import { followTrip } from '../../../modules/tourism/index.ts'
import { cancelPart, quoteLess } from '../../../workflows/change-booking.ts'
import type { Route } from './+types/less.ts'
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
import { numberIn } from './address.ts'
import type { Trip } from './booking-read.ts'
import { CostSums } from './cost.tsx'
import { hasParts } from './less-read.ts'
import { tripTitle, tripWhen, tripWho } from './trip.ts'
import { stayWords } from './words.ts'

type Said = { get(name: string): string | null | undefined }

/** What is given up, as the address or the form says it: tickets that are ticked, or what is left of a stay. */
function lessIn(said: Said, trip: Trip) {
  if (trip.kind === 'visit')
    return { unitIds: trip.units.filter((unit) => said.get(`unit-${unit.id}`)).map((one) => one.id) }
  const left = (name: 'nights' | 'rooms' | 'guests') => numberIn(said.get(name) ?? null, 1, trip[name]) ?? trip[name]
  return { nights: left('nights'), rooms: left('rooms'), guests: left('guests') }
}

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const trip = await call(context, followTrip, { bookingId: idIn(params.id) })
  if (trip.state !== 'confirmed' || trip.package !== null || !hasParts(trip)) throw redirect(`/bookings/${trip.id}`)
  const query = new URL(request.url).searchParams
  const less = lessIn(query, trip)
  const quote = query.has('see') ? await attempt(context, quoteLess, { bookingId: trip.id, ...less }) : null
  return {
    trip,
    less,
    title: tripTitle(trip, lang),
    when: tripWhen(trip, lang),
    who: tripWho(trip, lang),
    cost: quote?.ok === true ? quote.output : null,
    refusal: quote !== null && !quote.ok ? quote.refusal : null,
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const bookingId = idIn(params.id)
  const trip = await call(context, followTrip, { bookingId })
  const expectedRefundFen = Number(form.get('refundFen'))
  const result = await attempt(context, cancelPart, { bookingId, ...lessIn(form, trip), expectedRefundFen })
  if (!result.ok) return answer({ refusal: result.refusal }, { status: result.refusal.status })
  return redirect(`/bookings/${bookingId}?told=changed`, 303)
}

type Data = Route.ComponentProps['loaderData']

/** Gives up some of a booking: seen before it is done, what the policy gives back of it. */
export default function LessPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang].less
  const { trip, cost } = loaderData
  const refusal: FormRefusal | null = actionData?.refusal ?? loaderData.refusal
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: words[lang].orders.title, href: '/orders' },
          { label: trip.code, href: `/bookings/${trip.id}` },
          { label: say.title },
        ]}
      />
      <div className="read">
        <h1>{say.title}</h1>
        <p>
          {loaderData.title}
          <br />
          <span className="soft">
            {loaderData.when} · {loaderData.who}
          </span>
        </p>
        <p className="soft">{say.help}</p>
        {refusal && <Notice kind="attention" lang={lang} title={refusal.title} />}
        <form className={trip.kind === 'visit' ? 'part' : 'part filters'}>
          <input type="hidden" name="see" value="1" />
          {trip.kind === 'visit' ? <Tickets {...loaderData} /> : <Left {...loaderData} />}
          <Button kind="plain">{say.see}</Button>
        </form>
        {cost && <Give {...loaderData} cost={cost} />}
        <p className="hint">{say.whole}</p>
      </div>
    </SiteFrame>
  )
}

function Tickets({ trip, less }: Data) {
  const say = stayWords[useLang()]
  const gone = new Set('unitIds' in less ? less.unitIds : [])
  return (
    <fieldset className="choices">
      <legend>{say.less.whichTickets}</legend>
      {trip.units.map((unit) => (
        <label key={unit.id} className="choice">
          <input type="checkbox" name={`unit-${unit.id}`} value="1" defaultChecked={gone.has(unit.id)} />
          <span>
            {say.units[unit.type]} {yuan(unit.priceFen)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Left({ trip, less }: Data) {
  const say = stayWords[useLang()].less
  const labels = { nights: say.keepNights, rooms: say.keepRooms, guests: say.keepGuests }
  return (
    <>
      {(['nights', 'rooms', 'guests'] as const).map((name) => (
        <label key={name}>
          <span>{labels[name]}</span>
          <input
            type="number"
            inputMode="numeric"
            name={name}
            min={1}
            max={trip[name]}
            defaultValue={'nights' in less ? less[name] : trip[name]}
          />
        </label>
      ))}
    </>
  )
}

function Give({ less, cost }: Data & { cost: NonNullable<Data['cost']> }) {
  const say = stayWords[useLang()].less
  const fields: [string, string | number][] =
    'unitIds' in less ? less.unitIds.map((id) => [`unit-${id}`, '1']) : Object.entries(less)
  return (
    <form method="post" className="part">
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <CostSums cost={cost} />
      <StickyBar>
        <Button wide kind="danger">
          {cost.refundFen > 0 ? say.nowBack(yuan(cost.refundFen)) : say.now}
        </Button>
      </StickyBar>
    </form>
  )
}

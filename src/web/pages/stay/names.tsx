import { data as answer, redirect } from 'react-router'
import { words } from '../../../modules/market/web/words.ts'
import { enterVisitors, followTrip, listVisitors } from '../../../modules/tourism/index.ts'
import type { Route } from './+types/names.ts'
import { attempt, call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, Field, SelectField } from '../../kit/form.tsx'
import { Breadcrumbs, Notice, StickyBar } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn, textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import type { Faults, Seat, Typed } from './names-read.ts'
import { enteredIn, faultsAt, seatsOf, typedAt } from './names-read.ts'
import { tripTitle, tripWhen } from './trip.ts'
import { stayWords } from './words.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, now } = visitorOf(context)
  const trip = await call(context, followTrip, { bookingId: idIn(params.id) })
  if (trip.state !== 'held' && trip.state !== 'confirmed') throw redirect(`/bookings/${trip.id}`)
  const { visitors, until } = await call(context, listVisitors, { bookingId: trip.id })
  return {
    id: trip.id,
    code: trip.code,
    title: tripTitle(trip, lang),
    when: tripWhen(trip, lang),
    until: momentWords(until, lang),
    isOver: trip.state === 'confirmed' && now >= until,
    toBasket: new URL(request.url).searchParams.get('next') === 'basket' && trip.state === 'held',
    seats: seatsOf(trip).map((seat, at) => ({
      ...seat,
      known: visitors.find((one) => (seat.unitId === null ? one.position === at : one.unitId === seat.unitId)) ?? null,
    })),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { lang } = visitorOf(context)
  const form = await textFields(request)
  const bookingId = idIn(params.id)
  const seats = seatsOf(await call(context, followTrip, { bookingId }))
  const { kept, visitors, seats: at } = enteredIn(form, seats)
  const result = await attempt(context, enterVisitors, { bookingId, visitors, kept })
  if (result.ok)
    return redirect(form.get('next') === 'basket' ? '/basket#held' : `/bookings/${bookingId}?told=named`, 303)
  const { refusal } = result
  const faults = faultsAt(refusal, at, stayWords[lang].names.faults)
  const typed = seats.map((_, seat) => typedAt(form, seat))
  return answer({ title: refusal.title, faults: [...faults], typed }, { status: refusal.status })
}

export default function NamesPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang].names
  const { id, code, title, when, seats, toBasket, isOver } = loaderData
  const faults = new Map(actionData?.faults ?? [])
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: words[lang].orders.title, href: '/orders' },
          { label: code, href: `/bookings/${id}` },
          { label: say.title },
        ]}
      />
      <div className="read">
        <h1>{say.title}</h1>
        <p>
          {title}
          <br />
          <span className="soft">{when}</span>
        </p>
        {isOver ? (
          <Notice kind="information" lang={lang} title={say.over} />
        ) : (
          <>
            <p className="soft">{say.help(loaderData.until)}</p>
            {actionData && <Notice kind="danger" lang={lang} title={faults.size > 0 ? say.faulty : actionData.title} />}
            <form method="post" autoComplete="off">
              {toBasket && <input type="hidden" name="next" value="basket" />}
              {seats.map((seat, at) => (
                <SeatFields
                  key={seat.unitId ?? at}
                  seat={seat}
                  at={at}
                  faults={faults.get(at) ?? {}}
                  typed={actionData?.typed[at] ?? null}
                />
              ))}
              <StickyBar>
                <Button wide>{toBasket ? say.saveAndPay : say.save}</Button>
              </StickyBar>
            </form>
          </>
        )}
      </div>
    </SiteFrame>
  )
}

type Known = Route.ComponentProps['loaderData']['seats'][number]['known']
type SeatProps = { seat: Seat & { known: Known }; at: number; faults: Faults; typed: Typed | null }

/** One visitor: as entered, with the last signs of the number alone, or to be written. */
function SeatFields({ seat: { known, type }, at, faults, typed }: SeatProps) {
  const lang = useLang()
  const say = stayWords[lang].names
  const legend = type === null ? say.guest(at + 1) : say.ticket(at + 1, stayWords[lang].units[type])
  const fields = <PersonFields at={at} faults={faults} typed={typed ?? blank(known)} isNew={known === null} />
  if (known === null)
    return (
      <fieldset className="part">
        <legend>{legend}</legend>
        {fields}
      </fieldset>
    )
  const isOpen = Object.keys(faults).length > 0
  return (
    <fieldset className="part">
      <legend>{legend}</legend>
      <input type="hidden" name={`kept-${at}`} value={known.id} />
      <p>
        {known.name} · {say.documents[known.document]} · {say.lastFour(known.lastFour)}
      </p>
      <details className="fold" open={isOpen}>
        <summary>{say.change}</summary>
        {fields}
      </details>
    </fieldset>
  )
}

const blank = (known: Known): Typed => ({
  name: known?.name ?? '',
  document: known?.document ?? 'identity_card',
  number: '',
})

function PersonFields({ at, faults, typed, isNew }: { at: number; faults: Faults; typed: Typed; isNew: boolean }) {
  const lang = useLang()
  const say = stayWords[lang].names
  return (
    <>
      <Field
        name={`name-${at}`}
        label={say.name}
        lang={lang}
        hint={say.nameHint}
        maxLength={60}
        defaultValue={typed.name}
        error={faults.name}
        required
      />
      <SelectField
        name={`document-${at}`}
        label={say.document}
        lang={lang}
        choices={Object.entries(say.documents).map(([value, label]) => ({ value, label }))}
        defaultValue={typed.document}
        error={faults.document}
        required
      />
      <Field
        name={`number-${at}`}
        label={say.number}
        lang={lang}
        hint={isNew ? say.numberHint : say.numberKept}
        maxLength={40}
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={typed.number}
        error={faults.number}
        required={isNew}
      />
    </>
  )
}

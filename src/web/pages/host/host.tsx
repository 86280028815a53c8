import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { redirect } from 'react-router'
import { addDays } from '../../../kernel/clock.ts'
import { readMe } from '../../../modules/people/index.ts'
import {
  checkInBooking,
  closeCalendar,
  listHouses,
  listSites,
  listSupplierBookings,
  stateDayRule,
} from '../../../modules/tourism/index.ts'
import { attempt, call, refused } from '../../call.ts'
import { Button, Field, SelectField } from '../../kit/form.tsx'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { fenOfYuan } from '../seller/case-input.ts'
import { signedInOnly } from '../seller/gate.ts'
import { partyWords, timeWords } from '../tickets/party.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/host.ts'
import { HostFrame } from './frame.tsx'
import { useHostWords } from './words.ts'

const DAY = /^\d{4}-\d\d-\d\d$/
const TOLD = ['done', 'closed', 'opened', 'priced'] as const

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { lang, today } = visitorOf(context)
  const asked = new URL(request.url).searchParams
  const day = DAY.test(asked.get('day') ?? '') ? (asked.get('day') as string) : today
  const me = await call(context, readMe, {})
  const own = me.memberships.find((one) => one.organisationId === organisationId)
  const { bookings } = await call(context, listSupplierBookings, { organisationId, from: day, until: day })
  const { houses } = await call(context, listHouses, { organisationId })
  const { sites } = await call(context, listSites, { organisationId })
  const shown = bookings.map((booking) => ({
    id: booking.id,
    entryId: randomUUID(),
    name: booking.contactName,
    phone: booking.contactPhone,
    code: booking.code,
    notes: booking.notes,
    title: lang === 'zh' ? booking.titleZh : booking.titleEn,
    kind: booking.kind,
    arrives: booking.day === day,
    leaves: booking.kind === 'stay' && booking.endsOn === day,
    party: partyWords(booking, lang),
    time: timeWords(booking, lang),
    guests: booking.guests,
    rooms: booking.rooms,
    nights: booking.nights,
    entered: booking.entered,
  }))
  const name = (one: { nameZh: string; nameEn: string }) => (lang === 'zh' ? one.nameZh : one.nameEn)
  return {
    organisationId,
    name: own === undefined ? '' : lang === 'zh' ? own.nameZh : (own.nameEn ?? own.nameZh),
    day,
    today,
    told: TOLD.find((one) => one === asked.get('told')) ?? null,
    sells: own?.roles.some((role) => role === 'owner' || role === 'seller') ?? false,
    hasSites: sites.length > 0,
    arrivals: shown.filter((one) => one.kind === 'stay' && one.arrives),
    departures: shown.filter((one) => one.leaves),
    staying: shown.filter((one) => one.kind === 'stay' && !one.arrives && !one.leaves),
    visits: shown.filter((one) => one.kind === 'visit'),
    rooms: houses.flatMap((house) =>
      house.roomTypes.map((type) => ({ value: type.id, label: `${name(house)} · ${name(type)}` })),
    ),
    resources: sites.flatMap((site) =>
      site.resources.map((one) => ({ value: one.id, label: `${name(site)} · ${name(one)}` })),
    ),
  }
}

export async function action({ request, context, params: { organisationId } }: Route.ActionArgs) {
  signedInOnly(context, request)
  const form = await textFields(request)
  const text = (name: string) => form.get(name) ?? ''
  const days = { from: text('from'), until: text('until') }
  const back = (told: string) => redirect(`/host/${organisationId}?day=${text('day')}&told=${told}`, 303)
  switch (text('act')) {
    case 'arrived': {
      const input = { organisationId, bookingId: text('bookingId'), entryId: text('entryId') }
      const result = await attempt(context, checkInBooking, input)
      return result.ok ? back('done') : refused(result)
    }
    case 'price': {
      const rule = { organisationId, ownerId: text('ownerId'), fromDay: days.from, untilDay: days.until }
      const result = await attempt(context, stateDayRule, { ...rule, priceFen: fenOfYuan(text('yuan')) })
      return result.ok ? back('priced') : refused(result)
    }
    default: {
      const isClosed = text('act') !== 'open'
      const result = await attempt(context, closeCalendar, {
        organisationId,
        ownerId: text('ownerId'),
        ...days,
        isClosed,
      })
      return result.ok ? back(isClosed ? 'closed' : 'opened') : refused(result)
    }
  }
}

type Data = Route.ComponentProps['loaderData']

/** The host's day: who comes, who goes, and the three things a host changes on the way. */
export default function Host({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useHostWords()
  const { organisationId, day, today, told, arrivals, departures, staying, visits, sells } = loaderData
  const none = arrivals.length + departures.length + staying.length + visits.length === 0
  return (
    <HostFrame
      title={day === today ? say.host.title : say.host.onDay(civilDate(day, lang))}
      name={loaderData.name}
      told={told && say.host[told]}
      wrong={actionData?.refusal.title}
    >
      <nav className="host-nav" aria-label={say.today}>
        {[today, addDays(today, 1), addDays(today, 2)].map((one, at) => (
          <a key={one} href={`/host/${organisationId}?day=${one}`} aria-current={one === day ? 'page' : undefined}>
            {[say.today, say.tomorrow][at] ?? civilDate(one, lang)}
          </a>
        ))}
      </nav>
      {none && <p>{say.host.none}</p>}
      <Lines title={say.host.arrivals(arrivals.length)} lines={arrivals} data={loaderData} />
      <Lines title={say.host.departures(departures.length)} lines={departures} data={loaderData} />
      <Lines title={say.host.staying(staying.length)} lines={staying} data={loaderData} />
      <Lines title={say.host.visits(visits.length)} lines={visits} data={loaderData} />
      <CloseDays data={loaderData} />
      {sells && loaderData.rooms.length > 0 && <ChangePrice data={loaderData} />}
      <nav className="host-nav" aria-label={say.host.messages}>
        <a href={`/grow/${organisationId}`}>{say.host.messages}</a>
        {loaderData.hasSites && <a href={`/gate/${organisationId}`}>{say.host.desk}</a>}
        <a href={`/seller/${organisationId}/calendar`}>{say.host.calendar}</a>
        {sells && <a href={`/seller/${organisationId}/booking-statement`}>{say.host.money}</a>}
      </nav>
    </HostFrame>
  )
}

type LinesProps = { title: string; lines: Data['arrivals']; data: Data }

function Lines({ title, lines, data: { day, today } }: LinesProps) {
  const say = useHostWords()
  if (lines.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className="host-lines">
        {lines.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.name || one.code}</strong>{' '}
              {one.phone !== '' && <a href={`tel:${one.phone}`}>{say.host.call}</a>}
              <div>
                {one.kind === 'stay' ? say.host.party(one.guests, one.rooms, one.nights) : `${one.party} · ${one.time}`}
              </div>
              <div className="soft">
                {one.title} · {one.code}
              </div>
              {one.notes !== '' && <div>{one.notes}</div>}
            </div>
            {one.entered >= one.guests ? (
              <span className="host-badge">{say.host.arrived}</span>
            ) : (
              one.arrives &&
              day === today && (
                <form method="post">
                  <input type="hidden" name="act" value="arrived" />
                  <input type="hidden" name="day" value={day} />
                  <input type="hidden" name="bookingId" value={one.id} />
                  <input type="hidden" name="entryId" value={one.entryId} />
                  <Button type="submit" aria-label={`${say.host.checkIn} ${one.name}`}>
                    {say.host.checkIn}
                  </Button>
                </form>
              )
            )}
            {one.entered > 0 && one.entered < one.guests && (
              <span className="host-wide soft">{say.host.some(one.entered, one.guests)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

type DaysFormProps = {
  id: string
  title: string
  help: string
  choices: Data['rooms']
  day: string
  children: ReactNode
}

/** A form about days of something, folded away until it is wanted. */
function DaysForm({ id, title, help, choices, day, children }: DaysFormProps) {
  const lang = useLang()
  const say = useHostWords().host
  return (
    <details>
      <summary>{title}</summary>
      <form method="post" className="host-form">
        <p className="soft">{help}</p>
        <input type="hidden" name="day" value={day} />
        <SelectField name="ownerId" id={`${id}-what`} label={say.what} lang={lang} choices={choices} required />
        <Field name="from" id={`${id}-from`} type="date" label={say.from} lang={lang} defaultValue={day} required />
        <Field name="until" id={`${id}-until`} type="date" label={say.to} lang={lang} defaultValue={day} required />
        {children}
      </form>
    </details>
  )
}

function CloseDays({ data: { rooms, resources, day } }: { data: Data }) {
  const say = useHostWords().host
  const choices = [...rooms, ...resources]
  if (choices.length === 0) return null
  return (
    <DaysForm id="close" title={say.closeTitle} help={say.closeHelp} choices={choices} day={day}>
      <Button type="submit" name="act" value="close" wide>
        {say.close}
      </Button>
      <Button type="submit" name="act" value="open" kind="plain" wide>
        {say.open}
      </Button>
    </DaysForm>
  )
}

function ChangePrice({ data: { rooms, day } }: { data: Data }) {
  const lang = useLang()
  const say = useHostWords().host
  return (
    <DaysForm id="price" title={say.priceTitle} help={say.priceHelp} choices={rooms} day={day}>
      <Field name="yuan" label={say.yuan} lang={lang} inputMode="decimal" required pattern="\d{1,7}(\.\d{1,2})?" />
      <Button type="submit" name="act" value="price" wide>
        {say.price}
      </Button>
    </DaysForm>
  )
}

import { redirect } from 'react-router'
import { addDays } from '../../../kernel/clock.ts'
import { listCallOffs, listSites, readSlots } from '../../../modules/tourism/index.ts'
import { callOffSlot } from '../../../workflows/call-off.ts'
import { attempt, call, refused } from '../../call.ts'
import { Button, ChoiceField, Field } from '../../kit/form.tsx'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { signedInOnly } from '../seller/gate.ts'
import { isDay, numberIn } from '../stay/address.ts'
import { dayInWords, nameIn } from '../stay/said.ts'
import { clockOf } from '../tickets/party.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/call-off.ts'
import { HostFrame } from './frame.tsx'
import { useHostWords } from './words.ts'

const DAYS_SHOWN = 7
const count = (query: URLSearchParams, name: string) => numberIn(query.get(name), 0, 10_000) ?? 0

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { lang, today } = visitorOf(context)
  const query = new URL(request.url).searchParams
  const asked = query.get('day')
  const day = isDay(asked) && asked >= today ? asked : today
  const [{ slots }, { callOffs }, { sites }] = await Promise.all([
    call(context, readSlots, { organisationId, day }),
    call(context, listCallOffs, { organisationId, day }),
    call(context, listSites, { organisationId }),
  ])
  return {
    organisationId,
    day,
    days: Array.from({ length: DAYS_SHOWN }, (_, at) => addDays(today, at)),
    slots: slots.map(({ resourceId, siteId, minute, held, confirmed, redeemed, ...place }) => ({
      resourceId,
      minute,
      // Under the sight's name, since many have a gate.
      name: [sites.find((site) => site.id === siteId), place].map((one) => (one ? nameIn(one, lang) : '')).join(' · '),
      time: minute === null ? null : clockOf(minute),
      booked: held + confirmed + redeemed,
      reason: callOffs.find((one) => one.resourceId === resourceId && one.minute === minute)?.reason ?? null,
    })),
    done: query.has('done')
      ? {
          moving: count(query, 'moving'),
          refunded: count(query, 'refunded'),
          atWindow: query.getAll('window').slice(0, 50),
        }
      : null,
  }
}

/** Calls one slot off; what came of it stands in the address, so that loading the page again does nothing. */
export async function action({ request, context, params: { organisationId } }: Route.ActionArgs) {
  signedInOnly(context, request)
  const form = await textFields(request)
  const [resourceId, minute] = (form.get('slot') ?? '').split(' ')
  const slot = { organisationId, resourceId, day: form.get('day'), minute: minute === 'day' ? null : Number(minute) }
  const result = await attempt(context, callOffSlot, { ...slot, reason: form.get('reason') })
  if (!result.ok) return refused(result)
  const { moving, refunded, atWindow } = result.output
  const told = new URLSearchParams({
    day: form.get('day') ?? '',
    done: '1',
    moving: `${moving}`,
    refunded: `${refunded}`,
  })
  for (const code of atWindow) told.append('window', code)
  return redirect(`/gate/${organisationId}/call-off?${told}`, 303)
}

/** Rain at the river: which time is called off, and why. Said once, it cannot be taken back. */
export default function CallOff({
  loaderData: { organisationId, day, days, slots, done },
  actionData,
}: Route.ComponentProps) {
  const lang = useLang()
  const say = useHostWords()
  const open = slots.filter((slot) => slot.reason === null)
  return (
    <HostFrame
      title={say.off.title}
      name=""
      back={{ href: `/gate/${organisationId}`, label: say.desk.title }}
      told={
        done &&
        [
          say.off.done(done.moving, done.refunded),
          ...(done.atWindow.length > 0 ? [say.off.window(done.atWindow.join('、'))] : []),
        ].join(' ')
      }
      wrong={actionData && !actionData.ok ? actionData.refusal.title : null}
    >
      <nav className="host-nav" aria-label={say.off.day}>
        {days.map((one, at) => (
          <a key={one} href={`?day=${one}`} aria-current={one === day ? 'page' : undefined}>
            {[say.today, say.tomorrow][at] ?? dayInWords(one, lang).replace(/^\d{4}年| \d{4}$/, '')}
          </a>
        ))}
      </nav>
      {slots.length === 0 && <p>{say.off.none}</p>}
      {open.length > 0 && (
        <form method="post" className="host-form">
          <input type="hidden" name="day" value={day} />
          <ChoiceField
            name="slot"
            legend={say.off.which}
            choices={open.map((slot) => ({
              value: `${slot.resourceId} ${slot.minute ?? 'day'}`,
              label: `${slot.time ?? say.desk.allDay} ${slot.name}`,
              detail: say.off.booked(slot.booked),
            }))}
          />
          <Field
            name="reason"
            label={say.off.reason}
            lang={lang}
            maxLength={120}
            required
            placeholder={say.off.reasonHint}
          />
          <Notice kind="attention" lang={lang} title={say.off.warning} />
          <Button type="submit" kind="danger" wide>
            {say.off.yes}
          </Button>
        </form>
      )}
      {slots.some((slot) => slot.reason !== null) && (
        <section>
          <h2>{say.off.already}</h2>
          <ul className="host-lines">
            {slots
              .filter((slot) => slot.reason !== null)
              .map((slot) => (
                <li key={`${slot.resourceId} ${slot.minute}`}>
                  <span>
                    <strong>{slot.time ?? say.desk.allDay}</strong> {slot.name}
                  </span>
                  <span className="soft">{slot.reason}</span>
                </li>
              ))}
          </ul>
        </section>
      )}
    </HostFrame>
  )
}

import { data as answer, redirect } from 'react-router'
import { uuidv7 } from '../../../kernel/ids.ts'
import { joinWaiting } from '../../../workflows/wait-list.ts'
import type { Route } from './+types/wait.ts'
import { attempt } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button } from '../../kit/form.tsx'
import { Breadcrumbs, Notice, StickyBar } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import { contactFaults, ContactFields, contactIn } from './contact.tsx'
import { knownContact } from './contact-read.ts'
import { waitAsked, wantedIn } from './wait-read.ts'
import { stayWords } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang, now } = visitorOf(context)
  const said = new URL(request.url).searchParams
  const asked = await waitAsked(context, said, lang)
  const shown = new Set(asked.fields.map((field) => field.name))
  return {
    ...asked,
    kept: [...said].filter(([name]) => !shown.has(name)).slice(0, 20),
    waitingId: uuidv7(now),
    contact: await knownContact(context),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const contact = contactIn(form)
  const wanted = wantedIn(form)
  const result = await attempt(context, joinWaiting, { waitingId: form.get('waitingId'), wanted, ...contact })
  if (result.ok) return redirect('/bookings?told=waits#waiting', 303)
  const typed = Object.fromEntries([...form].filter(([name]) => /^(count-|guests|rooms|sets)/.test(name)))
  return answer({ refusal: result.refusal, contact, typed }, { status: result.refusal.status })
}

/** Asks to be told, and held, once what is full has room again. */
export default function WaitPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { title, when, back, fields, kept } = loaderData
  const refusal = actionData?.refusal ?? null
  const faults = refusal === null ? [] : contactFaults(refusal.errors)
  const isEmpty = refusal !== null && Object.keys(refusal.errors).some((pointer) => pointer.startsWith('/wanted'))
  const why = faults.length > 0 ? say.contact.faulty : isEmpty ? say.wait.faulty : refusal?.title
  return (
    <SiteFrame>
      <PageHead title={say.wait.title} hidden />
      <Breadcrumbs
        lang={lang}
        crumbs={[{ label: say.list.title, href: '/stay' }, { label: title, href: back }, { label: say.wait.title }]}
      />
      <div className="read">
        <h1>{say.wait.title}</h1>
        <p>
          <strong>{title}</strong>
          <br />
          {when}
        </p>
        <p className="soft">{say.wait.help}</p>
        {why && <Notice kind="danger" lang={lang} title={why} />}
        <form method="post">
          <input type="hidden" name="waitingId" value={loaderData.waitingId} />
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <fieldset className="party">
            <legend>{say.visit.who}</legend>
            <div className="filters">
              {fields.map(({ name, label, value, least }) => (
                <label key={name}>
                  <span>{label}</span>
                  <input
                    type="number"
                    inputMode="numeric"
                    name={name}
                    min={least}
                    max={500}
                    defaultValue={actionData?.typed[name] ?? value}
                    required
                  />
                </label>
              ))}
            </div>
          </fieldset>
          <ContactFields contact={actionData?.contact ?? loaderData.contact} faults={faults} />
          <StickyBar>
            <Button wide>{say.wait.join}</Button>
          </StickyBar>
        </form>
      </div>
    </SiteFrame>
  )
}

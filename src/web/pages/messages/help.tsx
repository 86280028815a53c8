import { redirect } from 'react-router'
import { listMyTickets } from '../../../modules/messages/index.ts'
import { openTicket } from '../../../workflows/ask-centre.ts'
import type { Route } from './+types/help.ts'
import { attempt, call, refused } from '../../call.ts'
import { Button, Field, TextField } from '../../kit/form.tsx'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import { MessageFrame } from './frame.tsx'
import { signedInOnly } from './gate.ts'
import { words } from './words.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { lang } = visitorOf(context)
  const { tickets } = await call(context, listMyTickets, {})
  return {
    orderCode: new URL(request.url).searchParams.get('order')?.slice(0, 20) ?? '',
    tickets: tickets.map(({ id, code, title, state, changedAt }) => ({
      id,
      code,
      title,
      state,
      at: momentWords(changedAt, lang),
    })),
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await textFields(request)
  const result = await attempt(context, openTicket, Object.fromEntries(form))
  return result.ok ? redirect(`/help/${result.output.ticketId}`, 303) : refused(result)
}

export default function HelpPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { tickets, orderCode } = loaderData
  const typed = actionData && !actionData.ok ? actionData : null
  const values: Readonly<Record<string, unknown>> = typed?.values ?? {}
  const value = (name: string) => (typeof values[name] === 'string' ? values[name] : '')
  return (
    <MessageFrame title={say.help} place="help">
      <p>{say.helpLead}</p>
      {typed && <Notice kind="danger" lang={lang} title={typed.refusal.title} />}
      <form method="post">
        <Field
          name="title"
          label={say.ticketTitle}
          lang={lang}
          maxLength={80}
          required
          defaultValue={value('title')}
          error={typed?.refusal.errors['/title']}
        />
        <TextField
          name="body"
          label={say.ticketBody}
          lang={lang}
          maxLength={2000}
          rows={5}
          required
          defaultValue={value('body')}
          error={typed?.refusal.errors['/body']}
        />
        <Field
          name="orderCode"
          label={say.orderCode}
          hint={say.orderCodeHint}
          lang={lang}
          maxLength={20}
          defaultValue={value('orderCode') || orderCode}
        />
        <Button wide>{say.ask}</Button>
      </form>
      <section className="part">
        <h2>{say.myTickets}</h2>
        {tickets.length === 0 && <p className="soft">{say.noTickets}</p>}
        <ul className="list">
          {tickets.map((one) => (
            <li key={one.id}>
              <div className="about">
                <h3>
                  <a href={`/help/${one.id}`}>{one.title}</a>
                </h3>
                <p className="line-facts soft">
                  <span>{one.code}</span>
                  <span>{say.ticketStates[one.state]}</span>
                  <span>{one.at}</span>
                </p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </MessageFrame>
  )
}

import { redirect } from 'react-router'
import { closeMyTicket, readMyTicket, writeToTicket } from '../../../modules/messages/index.ts'
import type { Route } from './+types/ticket.ts'
import { attempt, call, refused } from '../../call.ts'
import { Button, TextField } from '../../kit/form.tsx'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn, textFields } from '../asked.ts'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import { MessageFrame } from './frame.tsx'
import { signedInOnly } from './gate.ts'
import { words } from './words.ts'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { lang } = visitorOf(context)
  const { ticket, entries } = await call(context, readMyTicket, { ticketId: idIn(params.id) })
  const { title, code, state, orderId, orderCode } = ticket
  return {
    title,
    code,
    state,
    orderId,
    orderCode,
    entries: entries.map(({ number, side, body, at }) => ({ number, side, body, at: momentWords(at, lang) })),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const ticketId = idIn(params.id)
  const form = await textFields(request)
  const result =
    form.get('intent') === 'close'
      ? await attempt(context, closeMyTicket, { ticketId })
      : await attempt(context, writeToTicket, { ticketId, body: form.get('body') })
  return result.ok ? redirect(`/help/${ticketId}`, 303) : refused(result)
}

export default function TicketPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { title, code, state, orderId, orderCode, entries } = loaderData
  return (
    <MessageFrame title={title} place="help">
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      <p className="line-facts soft">
        <span>{code}</span>
        <span>{say.ticketStates[state]}</span>
        {orderId && <a href={`/orders/${orderId}`}>{orderCode}</a>}
      </p>
      <ol className="talk">
        {entries.map((entry) => (
          <li key={entry.number} className={entry.side === 'person' ? 'mine' : 'theirs'}>
            <p className="soft">
              {entry.side === 'person' ? say.mine : say.centre} <time>{entry.at}</time>
            </p>
            <p className="prose">{entry.body}</p>
          </li>
        ))}
      </ol>
      <form method="post">
        <TextField name="body" label={say.reply} lang={lang} maxLength={2000} required />
        <Button wide>{say.sendReply}</Button>
      </form>
      {state !== 'closed' && (
        <form method="post">
          <Button kind="plain" name="intent" value="close">
            {say.close}
          </Button>
        </form>
      )}
    </MessageFrame>
  )
}

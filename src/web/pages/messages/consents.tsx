import { redirect } from 'react-router'
import { channels, readConsents, saveConsents, topics } from '../../../modules/messages/index.ts'
import type { Route } from './+types/consents.ts'
import { attempt, call, refused } from '../../call.ts'
import { Button } from '../../kit/form.tsx'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { MessageFrame } from './frame.tsx'
import { signedInOnly } from './gate.ts'
import { words } from './words.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { choices } = await call(context, readConsents, {})
  return { choices, saved: new URL(request.url).searchParams.has('saved') }
}

/** A box that is not ticked is not sent: what is missing is refused. */
export async function action({ context, request }: Route.ActionArgs) {
  const form = await textFields(request)
  const choices = topics.flatMap((topic) =>
    channels.map((channel) => ({ topic, channel, granted: form.get(`${topic}-${channel}`) === 'on' })),
  )
  const result = await attempt(context, saveConsents, { choices })
  return result.ok ? redirect('/account/notices?saved', 303) : refused(result)
}

export default function ConsentsPage({ loaderData: { choices, saved } }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const group = (kind: 'service' | 'commercial') => (
    <section className="part">
      <h2>{say[kind]}</h2>
      {[...new Set(choices.filter((one) => one.kind === kind).map((one) => one.topic))].map((topic) => (
        <fieldset key={topic} className="choices">
          <legend>{say.topics[topic]}</legend>
          {(['email', 'sms'] as const).map((channel) => (
            <label key={channel}>
              <input
                type="checkbox"
                name={`${topic}-${channel}`}
                defaultChecked={choices.some((one) => one.topic === topic && one.channel === channel && one.granted)}
              />
              <span>{say[channel]}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </section>
  )
  return (
    <MessageFrame title={say.consents} place="consents">
      {saved && <Notice kind="success" lang={lang} title={say.saved} />}
      <p>{say.consentLead}</p>
      <form method="post">
        {group('service')}
        {group('commercial')}
        <Button wide>{say.save}</Button>
      </form>
    </MessageFrame>
  )
}

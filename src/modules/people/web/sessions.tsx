import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { useActionData, useLoaderData } from 'react-router'
import { attempt, call } from '../../../web/call.ts'
import { appContext } from '../../../web/context.ts'
import { Button } from '../../../web/kit/form.tsx'
import { listSessions, revokeSession } from '../person.ops.ts'
import { askAuth, dayOf, failed, formFields, langOf, personOf, succeeded } from './account.ts'
import { deviceOf } from './device.ts'
import { AccountFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'

export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  const [{ sessions }, currentId] = await Promise.all([
    call(args.context, listSessions, {}),
    args.context.get(appContext).app.ports.auth.sessionId(args.request.headers),
  ])
  return { lang: langOf(args), sessions, currentId }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const fields = await formFields(args.request)
  const say = words[langOf(args)]
  if (fields.intent === 'others') {
    const answer = await askAuth(args, '/revoke-other-sessions', {})
    return answer.ok ? succeeded(say.done, answer.headers) : failed(answer.fault)
  }
  const ended = await attempt(args.context, revokeSession, { sessionId: fields.sessionId })
  return ended.ok ? succeeded(say.done) : failed(ended.refusal.title)
}

export default function SessionsPage() {
  const { lang, sessions, currentId } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <AccountFrame title={say.sessions} place="sessions">
      <Outcome result={useActionData<typeof action>()} />
      <ul className="list">
        {sessions.map((session) => (
          <li key={session.id}>
            <div className="about">
              <strong>{deviceOf(session.userAgent) ?? say.unknownDevice}</strong>{' '}
              {session.id === currentId && <span className="tag">{say.thisDevice}</span>}
              <p className="soft">
                {[say.signedInAt(dayOf(session.createdAt, lang)), session.ipAddress].filter(Boolean).join(' · ')}
              </p>
            </div>
            {session.id !== currentId && (
              <form method="post">
                <input type="hidden" name="sessionId" value={session.id} />
                <Button kind="plain">{say.endSession}</Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post">
          <Button kind="plain" name="intent" value="others">
            {say.endOthers}
          </Button>
        </form>
      )}
    </AccountFrame>
  )
}

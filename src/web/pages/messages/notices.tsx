import { redirect } from 'react-router'
import { listNotices, readNotices } from '../../../modules/messages/index.ts'
import type { Route } from './+types/notices.ts'
import { attempt, call, refused } from '../../call.ts'
import { Button } from '../../kit/form.tsx'
import { EmptyState } from '../../kit/page.tsx'
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
  const { unread, notices } = await call(context, listNotices, { limit: 50 })
  return { unread, notices: notices.map((one) => ({ ...one, at: momentWords(one.at, lang) })) }
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await textFields(request)
  const result = await attempt(context, readNotices, { upto: form.get('upto') })
  return result.ok ? redirect('/notices', 303) : refused(result)
}

export default function NoticesPage({ loaderData: { notices, unread } }: Route.ComponentProps) {
  const say = words[useLang()]
  return (
    <MessageFrame title={say.notices} place="notices">
      {notices.length === 0 && <EmptyState title={say.noNotices} />}
      {unread > 0 && (
        <form method="post">
          <input type="hidden" name="upto" value={notices[0]?.id} />
          <Button kind="plain">{say.markRead}</Button>
        </form>
      )}
      <ul className="list">
        {notices.map((one) => (
          <li key={one.id}>
            <div className="about">
              <h2>
                <a href={one.href}>{one.title}</a>
              </h2>
              <p>{one.text}</p>
              <p className="line-facts soft">
                <span>{say.topics[one.topic]}</span>
                <span>{one.at}</span>
                {!one.read && <strong>{say.unreadOne}</strong>}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </MessageFrame>
  )
}

import { refuseTopic } from '../../../modules/messages/index.ts'
import type { Route } from './+types/refuse.ts'
import { attempt, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button } from '../../kit/form.tsx'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { PageHead } from '../head.tsx'
import { words } from './words.ts'

/** A mail program posts here by itself where its reader presses its own button (RFC 8058). */
export async function action({ params, context }: Route.ActionArgs) {
  const result = await attempt(context, refuseTopic, { token: params.token })
  return result.ok ? result : refused(result)
}

/** Looking at the page changes nothing: mail scanners open every link. */
export default function RefusePage({ actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  return (
    <SiteFrame>
      <PageHead title={say.refuseTitle} hidden />
      <div className="read stack">
        <h1>{say.refuseTitle}</h1>
        {actionData?.ok && (
          <Notice kind="success" lang={lang} title={say.refused(say.topics[actionData.output.topic])} />
        )}
        {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
        {!actionData && (
          <form method="post">
            <p>{say.refuseAsk}</p>
            <Button>{say.refuseYes}</Button>
          </form>
        )}
      </div>
    </SiteFrame>
  )
}

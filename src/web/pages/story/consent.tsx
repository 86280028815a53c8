import { data } from 'react-router'
import { answerStory, readAskedStory } from '../../../modules/market/index.ts'
import { readOrganisation } from '../../../modules/people/index.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, LinkButton } from '../../kit/form.tsx'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { PageHead } from '../head.tsx'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/consent.ts'
import { StoryText } from './story.tsx'
import { storyWords } from './words.ts'

/** Who holds the link may answer; nobody keeps a copy on the way. */
export const headers = () => ({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' })

export async function loader({ params: { token }, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const found = await attempt(context, readAskedStory, { token })
  if (!found.ok) return data({ asked: null }, { status: found.refusal.status })
  const { story, agreedAt, current } = found.output
  const { nameZh, nameEn } = await call(context, readOrganisation, { organisationId: story.organisationId })
  return data({
    asked: {
      story,
      token,
      seller: lang === 'zh' ? nameZh : (nameEn ?? nameZh),
      agreed: agreedAt !== null && current ? momentWords(agreedAt, lang) : null,
      mayWithdraw: agreedAt !== null,
    },
  })
}

export async function action({ request, params: { token }, context }: Route.ActionArgs) {
  const result = await attempt(context, answerStory, { ...(await formInput(request)), token })
  return result.ok ? result : refused(result)
}

/** What a person named in a story is asked. Looking at it changes nothing. */
export default function ConsentPage({ loaderData: { asked }, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = storyWords[lang].ask
  const done = { agree: say.agreed, refuse: say.refused, withdraw: say.withdrawn }
  return (
    <SiteFrame>
      <PageHead title={asked === null ? say.unknown : say.title} hidden />
      <div className="read stack">
        {asked === null ? (
          <>
            <h1>{say.unknown}</h1>
            <EmptyState title={say.unknownHelp} action={<LinkButton href="/">{say.home}</LinkButton>} />
          </>
        ) : (
          <>
            <h1>{say.title}</h1>
            {actionData?.ok && <Notice kind="success" lang={lang} title={done[actionData.output.answer]} />}
            {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
            <Asked asked={asked} />
          </>
        )}
      </div>
    </SiteFrame>
  )
}

function Asked({ asked }: { asked: NonNullable<Route.ComponentProps['loaderData']['asked']> }) {
  const lang = useLang()
  const say = storyWords[lang].ask
  const { story, seller, agreed, mayWithdraw, token } = asked
  return (
    <>
      <p>{say.lead(seller)}</p>
      <article className="prose framed">
        <h2>{lang === 'zh' ? story.titleZh : story.titleEn}</h2>
        <StoryText story={story} ask={token} />
      </article>
      <p>
        <strong>{say.named(lang === 'zh' ? story.personZh : story.personEn)}</strong>
      </p>
      <p className="soft">{say.note}</p>
      {agreed !== null && <p>{say.standing(agreed)}</p>}
      <form method="post" className="actions">
        {agreed === null && (
          <Button name="answer" value="agree">
            {say.agree}
          </Button>
        )}
        {agreed === null && (
          <Button kind="plain" name="answer" value="refuse">
            {say.refuse}
          </Button>
        )}
        {mayWithdraw && (
          <Button kind="plain" name="answer" value="withdraw">
            {say.withdraw}
          </Button>
        )}
      </form>
    </>
  )
}

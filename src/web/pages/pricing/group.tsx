import { data, redirect } from 'react-router'
import { joinGroup } from '../../../modules/pricing/index.ts'
import { readGroupDoor } from '../../../workflows/list-offers.ts'
import { attempt, call, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, Field, LinkButton } from '../../kit/form.tsx'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/group.ts'
import { pricingWords } from './words.ts'

const codeIn = (param: string) => {
  if (!/^[0-9A-Z]{12}$/.test(param)) throw data(null, { status: 404 })
  return param
}

/** The door to a seller's group of customers, opened by its invitation. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, actor } = visitorOf(context)
  const door = await call(context, readGroupDoor, { code: codeIn(params.code) })
  return {
    name: lang === 'zh' ? door.nameZh : door.nameEn,
    seller: lang === 'zh' ? door.sellerZh : door.sellerEn,
    signedIn: actor.kind === 'person',
    here: `/groups/${params.code}`,
    joined: new URL(request.url).searchParams.has('joined'),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const result = await attempt(context, joinGroup, { code: codeIn(params.code), name: form.get('name') ?? '' })
  if (!result.ok) return refused(result)
  return redirect(`/groups/${params.code}?joined=1`, 303)
}

export default function GroupPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = pricingWords[lang].group
  const { name, seller, signedIn, here, joined } = loaderData
  const refusal = actionData && !actionData.ok ? actionData.refusal : null
  return (
    <SiteFrame>
      <PageHead title={say.title(name)} hidden />
      <div className="read column">
        <h1>{say.title(name)}</h1>
        {refusal && <Notice kind="danger" lang={lang} title={refusal.title} />}
        {joined ? (
          <Notice kind="success" lang={lang} title={say.joined}>
            <a href="/goods">{say.toShop}</a>
          </Notice>
        ) : (
          <>
            <p>{say.lead(seller)}</p>
            {signedIn ? (
              <form method="post" action={here}>
                <Field
                  name="name"
                  label={say.name}
                  lang={lang}
                  hint={say.nameHint}
                  maxLength={40}
                  autoComplete="name"
                  error={refusal?.errors['/name']}
                  required
                />
                <Button>{say.join}</Button>
              </form>
            ) : (
              <LinkButton href={`/sign-in?next=${encodeURIComponent(here)}`}>{say.signIn}</LinkButton>
            )}
          </>
        )}
      </div>
    </SiteFrame>
  )
}

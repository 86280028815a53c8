import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect, useActionData, useLoaderData } from 'react-router'
import { attempt, call } from '../../../web/call.ts'
import { appContext } from '../../../web/context.ts'
import { Button, LinkButton } from '../../../web/kit/form.tsx'
import { acceptInvitation, readInvitation } from '../invitation.ops.ts'
import { failed, langOf, personOf, withNext } from './account.ts'
import { EntryFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'

export async function loader(args: LoaderFunctionArgs) {
  const token = args.params.token ?? ''
  const invitation = await call(args.context, readInvitation, { token })
  return { lang: langOf(args), token, invitation, signedIn: args.context.get(appContext).visit.actor.kind === 'person' }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const joined = await attempt(args.context, acceptInvitation, { token: args.params.token })
  if (!joined.ok) return failed(joined.refusal.title)
  throw redirect(`/organisations/${joined.output.organisationId}/members`)
}

/** The address holds a secret: it goes to nobody else. */
export const headers = () => ({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })

export default function InvitationPage() {
  const { lang, token, invitation, signedIn } = useLoaderData<typeof loader>()
  const say = words[lang]
  const organisation = lang === 'zh' ? invitation.nameZh : (invitation.nameEn ?? invitation.nameZh)
  return (
    <EntryFrame title={say.invitation}>
      <Outcome result={useActionData<typeof action>()} />
      <h2>{say.invitedTo(organisation)}</h2>
      <p>{say.invitedAs(invitation.roles.map((role) => words[lang].roles[role]).join(lang === 'zh' ? '、' : ', '))}</p>
      {signedIn ? (
        <form method="post">
          <Button wide>{say.accept}</Button>
        </form>
      ) : (
        <LinkButton wide href={withNext('/sign-in', `/invitation/${token}`)}>
          {say.signInToAccept}
        </LinkButton>
      )}
    </EntryFrame>
  )
}

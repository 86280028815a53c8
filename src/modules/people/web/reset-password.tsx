import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { useActionData, useLoaderData } from 'react-router'
import { Button, Field } from '../../../web/kit/form.tsx'
import { useLang } from '../../../web/page-context.ts'
import { askAuth, failed, formFields, langOf, succeeded } from './account.ts'
import { EntryFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'

const tokenIn = (request: Request): string => new URL(request.url).searchParams.get('token') ?? ''

export const loader = ({ request }: LoaderFunctionArgs) => ({ hasToken: tokenIn(request) !== '' })

export async function action(args: ActionFunctionArgs) {
  const { password = '' } = await formFields(args.request)
  const answer = await askAuth(args, '/reset-password', { token: tokenIn(args.request), newPassword: password })
  return answer.ok ? succeeded(words[langOf(args)].resetDone) : failed(answer.fault)
}

/** The address holds a secret: it goes to nobody else. */
export const headers = () => ({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })

export default function ResetPasswordPage() {
  const lang = useLang()
  const say = words[lang]
  const result = useActionData<typeof action>()
  const { hasToken } = useLoaderData<typeof loader>()
  return (
    <EntryFrame title={say.resetTitle}>
      <Outcome result={result ?? (hasToken ? undefined : { fault: say.linkBroken, done: null })} />
      {result?.done || !hasToken ? (
        <p>
          <a href={hasToken ? '/sign-in' : '/forgot-password'}>{hasToken ? say.signIn : say.forgotTitle}</a>
        </p>
      ) : (
        <form method="post">
          <Field
            name="password"
            type="password"
            label={say.newPassword}
            hint={say.passwordHint}
            lang={lang}
            autoComplete="new-password"
            minLength={10}
            maxLength={128}
            required
          />
          <Button wide>{say.saveNewPassword}</Button>
        </form>
      )}
    </EntryFrame>
  )
}

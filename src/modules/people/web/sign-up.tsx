import type { ActionFunctionArgs } from 'react-router'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import { Button, Field } from '../../../web/kit/form.tsx'
import { askAuth, entryLoader, failed, formFields, nextPath, withNext } from './account.ts'
import { EntryFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'

export const loader = entryLoader

export async function action(args: ActionFunctionArgs) {
  const fields = await formFields(args.request)
  const { name = '', password = '' } = fields
  const email = fields.email?.trim() ?? ''
  const answer = await askAuth(args, '/sign-up/email', { name, email, password, callbackURL: '/account' })
  if (!answer.ok) return failed(answer.fault, fields)
  // Without a session the address is to be confirmed first, whether or not it was known.
  if (answer.body.token === null) return data({ fault: null, done: null, values: {}, mailed: email })
  throw redirect(nextPath(args.request), { headers: answer.headers })
}

export default function SignUpPage() {
  const { lang, next } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  if (result !== undefined && 'mailed' in result) {
    return (
      <EntryFrame title={say.checkMail}>
        <p>{say.checkMailLead(result.mailed)}</p>
        <p>
          <a href={withNext('/sign-in', next)}>{say.signIn}</a>
        </p>
      </EntryFrame>
    )
  }
  return (
    <EntryFrame title={say.signUp}>
      <p className="soft">{say.signUpLead}</p>
      <Outcome result={result} />
      <form method="post">
        <Field
          name="name"
          label={say.name}
          hint={say.nameHint}
          lang={lang}
          autoComplete="name"
          maxLength={50}
          required
          defaultValue={result?.values.name}
        />
        <Field
          name="email"
          type="email"
          label={say.email}
          lang={lang}
          autoComplete="email"
          required
          defaultValue={result?.values.email}
        />
        <Field
          name="password"
          type="password"
          label={say.password}
          hint={say.passwordHint}
          lang={lang}
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          required
        />
        <Button wide>{say.createAccount}</Button>
      </form>
      <p>
        {say.haveAccount} <a href={withNext('/sign-in', next)}>{say.signIn}</a>
      </p>
    </EntryFrame>
  )
}

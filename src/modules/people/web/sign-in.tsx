import type { ActionFunctionArgs } from 'react-router'
import { redirect, useActionData, useLoaderData } from 'react-router'
import { Button, Field } from '../../../web/kit/form.tsx'
import { phoneOf } from '../contact.ts'
import { askAuth, entryLoader, failed, formFields, langOf, nextPath, withNext } from './account.ts'
import { EntryFrame, Outcome } from './frame.tsx'
import { PasskeyScript } from './passkey.tsx'
import { faultSentence, words } from './words.ts'

export const loader = entryLoader

export async function action(args: ActionFunctionArgs) {
  const fields = await formFields(args.request)
  const next = nextPath(args.request)
  return fields.intent === 'code' ? sendCode(args, fields, next) : signIn(args, fields, next)
}

async function signIn(args: ActionFunctionArgs, fields: Record<string, string>, next: string) {
  const answer = await askAuth(args, '/sign-in/email', {
    email: fields.email?.trim() ?? '',
    password: fields.password ?? '',
  })
  if (!answer.ok) return failed(answer.fault, fields)
  const to = answer.body.twoFactorRedirect === true ? withNext('/sign-in/two-factor', next) : next
  throw redirect(to, { headers: answer.headers })
}

async function sendCode(args: ActionFunctionArgs, fields: Record<string, string>, next: string) {
  const phoneNumber = phoneOf(fields.phone ?? '')
  if (phoneNumber === null) return failed(faultSentence(langOf(args), 'INVALID_PHONE_NUMBER'), fields)
  const answer = await askAuth(args, '/phone-number/send-otp', { phoneNumber })
  if (!answer.ok) return failed(answer.fault, fields)
  throw redirect(withNext(`/sign-in/code?phone=${encodeURIComponent(phoneNumber)}`, next))
}

export default function SignInPage() {
  const { lang, next } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  return (
    <EntryFrame title={say.signIn}>
      <Outcome result={result} />
      <section className="part" aria-labelledby="by-phone">
        <h2 id="by-phone">{say.byPhone}</h2>
        <p className="soft">{say.byPhoneLead}</p>
        <form method="post">
          <Field
            name="phone"
            type="tel"
            label={say.phone}
            hint={say.phoneHint}
            lang={lang}
            autoComplete="tel"
            required
            defaultValue={result?.values.phone}
          />
          <Button name="intent" value="code" wide>
            {say.sendCode}
          </Button>
        </form>
      </section>
      <section className="part" aria-labelledby="by-email">
        <h2 id="by-email">{say.byEmail}</h2>
        <form method="post">
          <Field
            name="email"
            type="email"
            label={say.email}
            lang={lang}
            autoComplete="username"
            required
            defaultValue={result?.values.email}
          />
          <Field
            name="password"
            type="password"
            label={say.password}
            lang={lang}
            autoComplete="current-password"
            required
          />
          <Button kind="plain" name="intent" value="password" wide>
            {say.signIn}
          </Button>
        </form>
        <p>
          <a href="/forgot-password">{say.forgot}</a>
        </p>
      </section>
      <PasskeyScript kind="sign-in" label={say.byPasskey} failed={say.passkeyFailed} next={next} />
      <p>
        {say.noAccount} <a href={withNext('/sign-up', next)}>{say.signUp}</a>
      </p>
    </EntryFrame>
  )
}

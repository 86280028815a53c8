import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect, useActionData, useLoaderData } from 'react-router'
import { Button, Field } from '../../../web/kit/form.tsx'
import { Notice } from '../../../web/kit/page.tsx'
import { phoneLabel, phoneOf } from '../contact.ts'
import { askAuth, entryLoader, failed, formFields, langOf, nextPath, succeeded, withNext } from './account.ts'
import { EntryFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'

const phoneIn = (request: Request): string => {
  const phone = phoneOf(new URL(request.url).searchParams.get('phone') ?? '')
  if (phone === null) throw redirect('/sign-in')
  return phone
}

export function loader(args: LoaderFunctionArgs) {
  return { ...entryLoader(args), phone: phoneIn(args.request) }
}

export async function action(args: ActionFunctionArgs) {
  const { intent, code = '' } = await formFields(args.request)
  const phoneNumber = phoneIn(args.request)
  if (intent === 'resend') {
    const sent = await askAuth(args, '/phone-number/send-otp', { phoneNumber })
    return sent.ok ? succeeded(words[langOf(args)].codeSent(phoneLabel(phoneNumber))) : failed(sent.fault)
  }
  const answer = await askAuth(args, '/phone-number/verify', {
    phoneNumber,
    code: code.normalize('NFKC').replace(/\s/g, ''),
  })
  if (!answer.ok) return failed(answer.fault)
  const next = nextPath(args.request)
  const to = answer.body.twoFactorRedirect === true ? withNext('/sign-in/two-factor', next) : next
  throw redirect(to, { headers: answer.headers })
}

export default function SignInCodePage() {
  const { lang, phone, next } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  return (
    <EntryFrame title={say.enterCode}>
      {result === undefined ? (
        <Notice kind="information" lang={lang} title={say.codeSent(phoneLabel(phone))} />
      ) : (
        <Outcome result={result} />
      )}
      <form method="post">
        <Field
          name="code"
          label={say.code}
          lang={lang}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9０-９ ]*"
          maxLength={12}
          required
          autoFocus
        />
        <Button name="intent" value="verify" wide>
          {say.signIn}
        </Button>
      </form>
      <form method="post" className="actions">
        <Button kind="quiet" name="intent" value="resend">
          {say.resendCode}
        </Button>
        <a className="button button-quiet" href={withNext('/sign-in', next)}>
          {say.otherPhone}
        </a>
      </form>
    </EntryFrame>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { data, useActionData, useLoaderData } from 'react-router'
import { Button, Field } from '../../../web/kit/form.tsx'
import { phoneLabel, phoneOf } from '../contact.ts'
import { askAuth, failed, formFields, langOf, personOf, succeeded } from './account.ts'
import { AccountFrame, Outcome } from './frame.tsx'
import { faultSentence, words } from './words.ts'

export function loader(args: LoaderFunctionArgs) {
  personOf(args)
  return { lang: langOf(args) }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const fields = await formFields(args.request)
  const lang = langOf(args)
  const phoneNumber = phoneOf(fields.phone ?? '')
  if (phoneNumber === null) return failed(faultSentence(lang, 'INVALID_PHONE_NUMBER'), fields)
  const asked = {
    fault: null,
    values: { phone: phoneNumber },
    done: words[lang].codeSent(phoneLabel(phoneNumber)),
    sent: true,
  }
  if (fields.intent === 'send') {
    const sent = await askAuth(args, '/phone-number/send-otp', { phoneNumber })
    return sent.ok ? data(asked) : failed(sent.fault, fields)
  }
  const answer = await askAuth(args, '/phone-number/verify', {
    phoneNumber,
    code: fields.code?.trim() ?? '',
    updatePhoneNumber: true,
  })
  if (answer.ok) return succeeded(words[lang].phoneChanged, answer.headers)
  return data({ ...asked, fault: answer.fault, done: null }, { status: 422 })
}

export default function PhonePage() {
  const { lang } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  const sentTo = result !== undefined && 'sent' in result ? result.values.phone : undefined
  return (
    <AccountFrame title={say.addPhone} place="profile">
      <Outcome result={result} />
      <form method="post">
        <Field
          name="phone"
          type="tel"
          label={say.phone}
          hint={say.phoneHint}
          lang={lang}
          autoComplete="tel"
          required
          readOnly={sentTo !== undefined}
          defaultValue={result?.values.phone}
        />
        {sentTo !== undefined && (
          <Field
            name="code"
            label={say.code}
            lang={lang}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            required
            autoFocus
          />
        )}
        <Button name="intent" value={sentTo === undefined ? 'send' : 'verify'} wide>
          {sentTo === undefined ? say.sendCode : say.addPhone}
        </Button>
      </form>
      <p>
        <a href="/account">{say.account}</a>
      </p>
    </AccountFrame>
  )
}

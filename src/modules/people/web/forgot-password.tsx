import type { ActionFunctionArgs } from 'react-router'
import { useActionData } from 'react-router'
import { Button, Field } from '../../../web/kit/form.tsx'
import { useLang } from '../../../web/page-context.ts'
import { askAuth, failed, formFields, langOf, succeeded } from './account.ts'
import { EntryFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'

export async function action(args: ActionFunctionArgs) {
  const fields = await formFields(args.request)
  const answer = await askAuth(args, '/request-password-reset', { email: fields.email?.trim() ?? '' })
  return answer.ok ? succeeded(words[langOf(args)].linkSent) : failed(answer.fault, fields)
}

export default function ForgotPasswordPage() {
  const lang = useLang()
  const say = words[lang]
  const result = useActionData<typeof action>()
  return (
    <EntryFrame title={say.forgotTitle}>
      <p>{say.forgotLead}</p>
      <Outcome result={result} />
      <form method="post">
        <Field
          name="email"
          type="email"
          label={say.email}
          lang={lang}
          autoComplete="email"
          required
          defaultValue={result?.values.email}
        />
        <Button wide>{say.sendLink}</Button>
      </form>
    </EntryFrame>
  )
}

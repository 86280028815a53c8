import type { ActionFunctionArgs } from 'react-router'
import { redirect, useActionData, useLoaderData } from 'react-router'
import { Button, Field } from '../../../web/kit/form.tsx'
import { askAuth, entryLoader, failed, formFields, nextPath } from './account.ts'
import { EntryFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'

export const loader = entryLoader

export async function action(args: ActionFunctionArgs) {
  const { intent, code = '', trust } = await formFields(args.request)
  const path = intent === 'backup' ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp'
  const digits = intent === 'backup' ? code.trim() : code.normalize('NFKC').replace(/\s/g, '')
  const answer = await askAuth(args, path, { code: digits, trustDevice: trust === 'on' })
  if (!answer.ok) return failed(answer.fault)
  throw redirect(nextPath(args.request), { headers: answer.headers })
}

export default function TwoFactorPage() {
  const { lang } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <EntryFrame title={say.twoFactorTitle}>
      <Outcome result={useActionData<typeof action>()} />
      <p>{say.twoFactorLead}</p>
      <form method="post">
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
        <fieldset className="choices">
          <label>
            <input type="checkbox" name="trust" />
            <span>{say.trustDevice}</span>
          </label>
        </fieldset>
        <Button name="intent" value="totp" wide>
          {say.verify}
        </Button>
      </form>
      <section className="part">
        <p>{say.backupLead}</p>
        <form method="post">
          <Field
            name="code"
            id="field-backup"
            label={say.backupCode}
            lang={lang}
            autoComplete="off"
            maxLength={40}
            required
          />
          <Button kind="plain" name="intent" value="backup">
            {say.enterBackup}
          </Button>
        </form>
      </section>
    </EntryFrame>
  )
}

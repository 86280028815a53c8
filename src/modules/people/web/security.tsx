import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { data, useActionData, useLoaderData } from 'react-router'
import { call } from '../../../web/call.ts'
import { Button, Field } from '../../../web/kit/form.tsx'
import { CopyText } from '../../../web/kit/page.tsx'
import { phoneLabel } from '../contact.ts'
import { readMe } from '../person.ops.ts'
import { askAuth, dayOf, formFields, langOf, personOf } from './account.ts'
import { AccountFrame, Outcome } from './frame.tsx'
import { PasskeyScript } from './passkey.tsx'
import { words } from './words.ts'

type Passkey = { id: string; name: string | null; createdAt: string | null }

export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  const [me, accounts, passkeys] = await Promise.all([
    call(args.context, readMe, {}),
    askAuth(args, '/list-accounts'),
    askAuth(args, '/passkey/list-user-passkeys'),
  ])
  const listed = <T,>(answer: typeof accounts) => (answer.ok && Array.isArray(answer.body) ? (answer.body as T[]) : [])
  return {
    lang: langOf(args),
    twoFactor: me.twoFactor,
    hasPassword: listed<{ providerId: string }>(accounts).some((account) => account.providerId === 'credential'),
    passkeys: listed<Passkey>(passkeys).map(({ id, name, createdAt }) => ({ id, name, createdAt })),
  }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const fields = await formFields(args.request)
  const say = words[langOf(args)]
  const answer = await askAuth(args, ...questionOf(fields))
  if (!answer.ok) return result({ fault: answer.fault, confirming: fields.intent === 'confirm' }, answer.headers)
  if (fields.intent !== 'enable')
    return result({ done: fields.intent === 'password' ? say.passwordChanged : say.saved }, answer.headers)
  const { totpURI, backupCodes } = answer.body as { totpURI: string; backupCodes: string[] }
  const enrolment = { ...(await enrolmentOf(args, totpURI)), backupCodes }
  return result({ done: say.twoFactorStarted, confirming: true, enrolment }, answer.headers)
}

type EnrolmentProps = { picture: string; secret: string; backupCodes: readonly string[] }
type Result = { fault: string | null; done: string | null; confirming: boolean; enrolment: EnrolmentProps | null }

function result(part: Partial<Result>, headers: Headers) {
  headers.set('cache-control', 'no-store')
  const whole: Result = { fault: null, done: null, confirming: false, enrolment: null, ...part }
  return data(whole, { headers, status: whole.fault === null ? 200 : 422 })
}

function questionOf(fields: Record<string, string>): [string, Record<string, unknown>] {
  const password = fields.password ? { password: fields.password } : {}
  switch (fields.intent) {
    case 'password':
      return [
        '/change-password',
        {
          currentPassword: fields.currentPassword ?? '',
          newPassword: fields.newPassword ?? '',
          revokeOtherSessions: true,
        },
      ]
    case 'enable':
      return ['/two-factor/enable', password]
    case 'disable':
      return ['/two-factor/disable', password]
    case 'confirm':
      return ['/two-factor/verify-totp', { code: fields.code?.normalize('NFKC').replace(/\s/g, '') ?? '' }]
    default:
      return ['/passkey/delete-passkey', { id: fields.passkeyId ?? '' }]
  }
}

/** The authenticator's entry as a picture, named by what the person signs in with. */
async function enrolmentOf(args: ActionFunctionArgs, totpUri: string) {
  const me = await call(args.context, readMe, {})
  const uri = new URL(totpUri)
  const site = words[langOf(args)].site
  const label = me.email ?? (me.phone === null ? me.name : phoneLabel(me.phone))
  const named = `otpauth://totp/${encodeURIComponent(site)}:${encodeURIComponent(label)}?${uri.searchParams.toString()}`
  const { toDataURL } = await import('qrcode')
  return { picture: await toDataURL(named, { margin: 2, width: 240 }), secret: uri.searchParams.get('secret') ?? '' }
}

export default function SecurityPage() {
  const { lang, twoFactor } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  const say = words[lang]
  return (
    <AccountFrame title={say.security} place="security">
      <Outcome result={outcome} />
      <section className="part">
        <h2>{say.twoFactor}</h2>
        {outcome?.enrolment && <Enrolment {...outcome.enrolment} />}
        {outcome?.confirming ? <ConfirmForm /> : <TwoFactorForm on={twoFactor} />}
      </section>
      <Passkeys />
      <PasswordForm />
    </AccountFrame>
  )
}

function Enrolment({ picture, secret, backupCodes }: EnrolmentProps) {
  const { lang } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <div className="stack">
      <p>{say.scan}</p>
      <img src={picture} alt={say.scan} width={240} height={240} />
      <p>
        {say.typeSecret} <code>{secret}</code>
      </p>
      <p>{say.backupCodes}</p>
      <CopyText text={backupCodes.join(' ')} lang={lang} />
    </div>
  )
}

function ConfirmForm() {
  const { lang } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <form method="post">
      <Field
        name="code"
        label={say.confirmTotp}
        lang={lang}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        required
      />
      <Button name="intent" value="confirm">
        {say.confirmOn}
      </Button>
    </form>
  )
}

function TwoFactorForm({ on }: { on: boolean }) {
  const { lang, hasPassword } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <form method="post">
      <p>{on ? say.twoFactorOn : say.twoFactorOff}</p>
      {hasPassword && (
        <Field
          name="password"
          id="field-second"
          type="password"
          label={say.confirmPassword}
          lang={lang}
          autoComplete="current-password"
          required
        />
      )}
      <Button kind={on ? 'danger' : 'main'} name="intent" value={on ? 'disable' : 'enable'}>
        {on ? say.turnOff : say.turnOn}
      </Button>
    </form>
  )
}

function Passkeys() {
  const { lang, passkeys } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <section className="part stack">
      <h2>{say.passkeys}</h2>
      <p>{say.passkeysLead}</p>
      {passkeys.length === 0 && <p className="soft">{say.noPasskeys}</p>}
      <ul className="list">
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <div className="about">
              <strong>{passkey.name || say.unnamed}</strong>
              {passkey.createdAt && <p className="soft">{say.addedOn(dayOf(passkey.createdAt, lang))}</p>}
            </div>
            <form method="post">
              <input type="hidden" name="passkeyId" value={passkey.id} />
              <Button kind="plain" name="intent" value="remove-passkey">
                {say.remove}
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <PasskeyScript
        kind="register"
        label={say.addPasskey}
        failed={say.passkeyFailed}
        next="/account/security"
        nameField={say.passkeyName}
      />
      <noscript>
        <p className="soft">{say.passkeyScript}</p>
      </noscript>
    </section>
  )
}

function PasswordForm() {
  const { lang, hasPassword } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <section className="part">
      <h2>{say.changePassword}</h2>
      {hasPassword ? (
        <form method="post">
          <Field
            name="currentPassword"
            type="password"
            label={say.currentPassword}
            lang={lang}
            autoComplete="current-password"
            required
          />
          <Field
            name="newPassword"
            type="password"
            label={say.newPassword}
            hint={say.passwordHint}
            lang={lang}
            autoComplete="new-password"
            minLength={10}
            maxLength={128}
            required
          />
          <Button kind="plain" name="intent" value="password">
            {say.changePassword}
          </Button>
        </form>
      ) : (
        <p className="soft">{say.noPassword}</p>
      )}
    </section>
  )
}

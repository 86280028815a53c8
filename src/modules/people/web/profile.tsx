import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { useActionData, useLoaderData } from 'react-router'
import { attempt, call } from '../../../web/call.ts'
import { Button, Field, LinkButton } from '../../../web/kit/form.tsx'
import { KeyFacts, Notice } from '../../../web/kit/page.tsx'
import { phoneLabel } from '../contact.ts'
import { readMe, requestErasure, withdrawErasure } from '../person.ops.ts'
import { askAuth, dayOf, failed, formFields, langOf, personOf, succeeded } from './account.ts'
import { AccountFrame, Outcome } from './frame.tsx'
import { words } from './words.ts'
import { kindNames } from '../../../web/organisation-kinds.ts'

export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  return { lang: langOf(args), me: await call(args.context, readMe, {}) }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const fields = await formFields(args.request)
  const say = words[langOf(args)]
  switch (fields.intent) {
    case 'name':
      return told(await askAuth(args, '/update-user', { name: fields.name ?? '' }), say.saved, fields)
    case 'email':
      return told(
        await askAuth(args, '/change-email', { newEmail: fields.email?.trim() ?? '', callbackURL: '/account' }),
        say.verificationSent,
        fields,
      )
    case 'confirm': {
      const { email } = await call(args.context, readMe, {})
      return told(
        await askAuth(args, '/send-verification-email', { email: email ?? '', callbackURL: '/account' }),
        say.verificationSent,
        fields,
      )
    }
    case 'close': {
      if (fields.understood !== 'on') return failed(say.closeConfirm)
      const asked = await attempt(args.context, requestErasure, {})
      return asked.ok ? succeeded(say.closing(dayOf(asked.output.dueAt, langOf(args)))) : failed(asked.refusal.title)
    }
    default: {
      const kept = await attempt(args.context, withdrawErasure, {})
      return kept.ok ? succeeded(say.done) : failed(kept.refusal.title)
    }
  }
}

function told(answer: Awaited<ReturnType<typeof askAuth>>, done: string, fields: Record<string, string>) {
  return answer.ok ? succeeded(done, answer.headers) : failed(answer.fault, fields)
}

export default function ProfilePage() {
  const { lang, me } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  return (
    <AccountFrame title={say.account} place="profile">
      <Outcome result={result} />
      {me.erasureDueAt !== null && <Closing dueAt={me.erasureDueAt} />}
      <form method="post">
        <Field
          name="name"
          label={say.name}
          hint={say.nameHint}
          lang={lang}
          autoComplete="name"
          maxLength={50}
          required
          defaultValue={result?.values.name ?? me.name}
        />
        <Button kind="plain" name="intent" value="name">
          {say.save}
        </Button>
      </form>
      <Contacts typed={result?.values.email} />
      <Organisations />
      <YourData />
      <form method="post" action="/sign-out" className="part">
        <Button kind="plain" wide>
          {say.signOut}
        </Button>
      </form>
    </AccountFrame>
  )
}

function Closing({ dueAt }: { dueAt: string }) {
  const { lang } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <Notice kind="attention" lang={lang} title={say.closing(dayOf(dueAt, lang))}>
      <form method="post">
        <Button kind="plain" name="intent" value="keep">
          {say.keepAccount}
        </Button>
      </form>
    </Notice>
  )
}

function Contacts({ typed }: { typed: string | undefined }) {
  const { lang, me } = useLoaderData<typeof loader>()
  const say = words[lang]
  const mail =
    me.email === null ? say.noEmail : `${me.email} · ${me.emailVerified ? say.emailVerified : say.emailUnverified}`
  return (
    <section className="part">
      <KeyFacts
        facts={[
          { term: say.email, detail: mail },
          { term: say.phone, detail: me.phone === null ? say.noPhone : phoneLabel(me.phone) },
        ]}
      />
      <div className="actions">
        <LinkButton kind="plain" href="/account/phone">
          {me.phone === null ? say.addPhone : say.changePhone}
        </LinkButton>
        {me.email !== null && !me.emailVerified && (
          <form method="post">
            <Button kind="plain" name="intent" value="confirm">
              {say.sendVerification}
            </Button>
          </form>
        )}
      </div>
      <form method="post" className="part">
        <Field
          name="email"
          type="email"
          label={me.email === null ? say.addEmail : say.changeEmail}
          lang={lang}
          autoComplete="email"
          required
          defaultValue={typed}
        />
        <Button kind="plain" name="intent" value="email">
          {me.email === null ? say.addEmail : say.changeEmail}
        </Button>
      </form>
    </section>
  )
}

/** Kinds whose day begins with who comes. */
const RECEIVES_GUESTS: ReadonlySet<string> = new Set(['guesthouse', 'scenic_spot'])

function Organisations() {
  const { lang, me } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <section className="part">
      <h2>{say.organisations}</h2>
      {me.memberships.length === 0 && <p className="soft">{say.noOrganisations}</p>}
      <ul className="list">
        {me.memberships.map((membership) => (
          <li key={membership.organisationId}>
            <div className="about">
              <strong>{lang === 'zh' ? membership.nameZh : (membership.nameEn ?? membership.nameZh)}</strong>
              <p className="soft">
                {[kindNames[lang][membership.kind], ...membership.roles.map((role) => say.roles[role])].join(' · ')}
              </p>
              <p>
                {membership.roles.length > 0 && (
                  <>
                    <a href={`/seller/${membership.organisationId}`}>{say.desk}</a>
                    {' · '}
                  </>
                )}
                {RECEIVES_GUESTS.has(membership.kind) && (
                  <>
                    <a href={`/host/${membership.organisationId}`}>{say.guestsToday}</a>
                    {' · '}
                  </>
                )}
                <a href={`/organisations/${membership.organisationId}/members`}>{say.members}</a>
                {membership.duties.includes('service_centre') && (
                  <>
                    {' · '}
                    <a href="/centre/applications">{say.officeDuty}</a>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p>
        <a href="/account/apply">{say.applyFor}</a>
      </p>
    </section>
  )
}

function YourData() {
  const { lang, me } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <section className="part stack">
      <h2>{say.yourData}</h2>
      <p>
        {say.exportLead} <a href="/account/data">{say.exportData}</a>
      </p>
      {me.erasureDueAt === null && (
        <details>
          <summary>{say.close}</summary>
          <p>{say.closeLead}</p>
          <form method="post">
            <fieldset className="choices">
              <label>
                <input type="checkbox" name="understood" required />
                <span>{say.closeConfirm}</span>
              </label>
            </fieldset>
            <Button kind="danger" name="intent" value="close">
              {say.closeAccount}
            </Button>
          </form>
        </details>
      )}
    </section>
  )
}

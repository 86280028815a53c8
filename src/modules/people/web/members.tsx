import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect, useActionData, useLoaderData } from 'react-router'
import type { Role } from '../../../kernel/actor.ts'
import { staffRoles } from '../../../kernel/actor.ts'
import { attempt, call, formInput } from '../../../web/call.ts'
import { appContext } from '../../../web/context.ts'
import { SiteFrame } from '../../../web/frame.tsx'
import { Button, ChoiceField, Field } from '../../../web/kit/form.tsx'
import { CopyText } from '../../../web/kit/page.tsx'
import { phoneLabel } from '../contact.ts'
import { channels } from '../channel.ts'
import { createInvitation, listInvitations, revokeInvitation } from '../invitation.ops.ts'
import { changeRole, leaveOrganisation, listMembers, removeMember } from '../member.ops.ts'
import { readOwnOrganisation } from '../organisation.ops.ts'
import { dayOf, failed, langOf, personOf, succeeded } from './account.ts'
import { Outcome } from './frame.tsx'
import { words } from './words.ts'
import { kindNames } from '../../../web/organisation-kinds.ts'

export async function loader(args: LoaderFunctionArgs) {
  const person = personOf(args)
  const organisationId = args.params.organisationId ?? ''
  const owns = person.memberships.some((m) => m.organisationId === organisationId && m.roles.includes('owner'))
  const [organisation, { members }, { invitations }] = await Promise.all([
    call(args.context, readOwnOrganisation, { organisationId }),
    call(args.context, listMembers, { organisationId }),
    owns ? call(args.context, listInvitations, { organisationId }) : { invitations: [] },
  ])
  return { lang: langOf(args), personId: person.personId, owns, organisation, members, invitations }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const { intent, ...typed } = await formInput(args.request)
  const say = words[langOf(args)]
  const input = { ...typed, organisationId: args.params.organisationId }
  if (intent === 'invite') return invite(args, input)
  if (intent === 'leave') {
    const left = await attempt(args.context, leaveOrganisation, input)
    if (!left.ok) return failed(left.refusal.title)
    throw redirect('/account')
  }
  const operation = { roles: changeRole, remove: removeMember, withdraw: revokeInvitation }[String(intent)]
  if (operation === undefined) return failed(say.unexpected)
  const result = await attempt(args.context, operation, input)
  return result.ok ? succeeded(say.done) : failed(result.refusal.title)
}

async function invite(args: ActionFunctionArgs, input: Readonly<Record<string, unknown>>) {
  const say = words[langOf(args)]
  const { recipient, ...rest } = input
  const made = await attempt(args.context, createInvitation, input.channel === 'link' ? rest : { ...rest, recipient })
  if (!made.ok) return failed(made.refusal.title, { recipient: typeof recipient === 'string' ? recipient : '' })
  if (made.output.token === null) return succeeded(say.invitationSent)
  const link = `${args.context.get(appContext).app.settings.publicUrl}/invitation/${made.output.token}`
  return succeeded(say.invitationLink, new Headers(), link)
}

export default function MembersPage() {
  const { lang, organisation, members, owns } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  const title = lang === 'zh' ? organisation.nameZh : (organisation.nameEn ?? organisation.nameZh)
  return (
    <SiteFrame>
      <title>{`${say.members} · ${title} · ${say.site}`}</title>
      <div className="read stack">
        <h1>{title}</h1>
        <p className="soft">{kindNames[lang][organisation.kind]}</p>
        <Outcome result={result} />
        {result?.secret && <CopyText text={result.secret} lang={lang} />}
        <h2>{say.members}</h2>
        <ul className="list">
          {members.map((member) => (
            <MemberRow key={member.personId} member={member} />
          ))}
        </ul>
        {owns && <Invitations typed={result?.values.recipient} />}
        <form method="post" className="part">
          <Button kind="quiet" name="intent" value="leave">
            {say.leave}
          </Button>
        </form>
      </div>
    </SiteFrame>
  )
}

type Member = { personId: string; name: string; roles: Role[]; joinedAt: string }

function MemberRow({ member }: { member: Member }) {
  const { lang, personId, owns } = useLoaderData<typeof loader>()
  const say = words[lang]
  const held = member.roles.map((role) => words[lang].roles[role]).join(lang === 'zh' ? '、' : ', ')
  return (
    <li>
      <div className="about">
        <strong>{member.name}</strong> {member.personId === personId && <span className="tag">{say.you}</span>}
        <p className="soft">
          {held} · {say.joinedOn(dayOf(member.joinedAt, lang))}
        </p>
        {owns && (
          <details>
            <summary>{say.changeRoles}</summary>
            <form method="post">
              <input type="hidden" name="personId" value={member.personId} />
              <RoleChoices held={member.roles} />
              <div className="actions">
                <Button kind="plain" name="intent" value="roles">
                  {say.save}
                </Button>
                {member.personId !== personId && (
                  <Button kind="danger" name="intent" value="remove">
                    {say.removeMember}
                  </Button>
                )}
              </div>
            </form>
          </details>
        )}
      </div>
    </li>
  )
}

function RoleChoices({ held }: { held: readonly Role[] }) {
  const { lang } = useLoaderData<typeof loader>()
  return (
    <fieldset className="choices">
      <legend>{words[lang].chooseRoles}</legend>
      {staffRoles.map((role) => (
        <label key={role}>
          <input type="checkbox" name="roles[]" value={role} defaultChecked={held.includes(role)} />
          <span>
            {words[lang].roles[role]}
            <small>{words[lang].roleDetails[role]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Invitations({ typed }: { typed: string | undefined }) {
  const { lang, invitations } = useLoaderData<typeof loader>()
  const say = words[lang]
  return (
    <section className="part stack">
      <h2>{say.invite}</h2>
      <form method="post">
        <RoleChoices held={['packer']} />
        <ChoiceField
          name="channel"
          legend={say.channel}
          value="phone"
          choices={channels.map((value) => ({ value, label: say.channels[value] }))}
        />
        <Field
          name="recipient"
          label={say.inviteTo}
          hint={say.recipientHint}
          lang={lang}
          defaultValue={typed}
          autoComplete="off"
        />
        <Button name="intent" value="invite">
          {say.sendInvitation}
        </Button>
      </form>
      {invitations.length > 0 && <h2>{say.openInvitations}</h2>}
      <ul className="list">
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <div className="about">
              <strong>{invitation.recipient === null ? say.linkInvitation : phoneLabel(invitation.recipient)}</strong>
              <p className="soft">{say.validUntil(dayOf(invitation.expiresAt, lang))}</p>
            </div>
            <form method="post">
              <input type="hidden" name="invitationId" value={invitation.id} />
              <Button kind="plain" name="intent" value="withdraw">
                {say.withdraw}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

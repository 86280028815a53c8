import { Alert, Anchor, Button, Checkbox, Code, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { staffRoles } from '../../../kernel/actor.ts'
import type { Role } from '../../../kernel/actor.ts'
import { listOwnAudit } from '../../../kernel/audit.ops.ts'
import { listStores } from '../../../modules/market/index.ts'
import {
  changeRole,
  createInvitation,
  listInvitations,
  listMembers,
  removeMember,
  revokeInvitation,
} from '../../../modules/people/index.ts'
import { appointKeeper } from '../../../workflows/appoint-keeper.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/staff.ts'
import { act } from './act.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { appOf } from './read.ts'
import { Refused, useSending } from './send.tsx'
import { dayOf, moment } from './show.tsx'
import { May } from './staff-may.tsx'
import { deedIn, useStaffWords } from './staff-words.ts'
import { useToast } from './toast.tsx'

export const handle: Handle = { console: true }

const PAGE = 50

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams
  const personId = asked.get('who')?.match(/^[0-9a-f-]{36}$/)?.[0]
  const before = asked.get('before')
  const [{ members }, { invitations }, { entries }, { stores }] = await Promise.all([
    call(context, listMembers, { organisationId }),
    call(context, listInvitations, { organisationId }),
    call(context, listOwnAudit, {
      organisationId,
      limit: PAGE,
      ...(personId && { personId }),
      ...(before !== null && !Number.isNaN(Date.parse(before)) && { before }),
    }),
    call(context, listStores, { organisationId }),
  ])
  return {
    members,
    stores: stores.map(({ id, draft }) => ({ id, nameZh: draft.nameZh, nameEn: draft.nameEn })),
    invitations,
    entries: entries.map(({ id, at, operation, actorKind, personId: who }) => ({ id, at, operation, actorKind, who })),
    older: entries.length === PAGE ? (entries.at(-1)?.at.toISOString() ?? null) : null,
    who: personId ?? null,
    site: appOf(context).settings.publicUrl,
  }
}

export const action = (args: Route.ActionArgs) =>
  act(args, {
    roles: changeRole,
    keep: appointKeeper,
    remove: removeMember,
    invite: createInvitation,
    withdraw: revokeInvitation,
  })

type Loaded = Route.ComponentProps['loaderData']
type Member = Loaded['members'][number]

export default function Staff({ loaderData }: Route.ComponentProps) {
  const say = useStaffWords()
  const lang = useLang()
  const [inviting, setInviting] = useState(false)
  const [changed, setChanged] = useState<Member | null>(null)
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={
        <Button size="md" leftSection={<IconUserPlus size={20} />} onClick={() => setInviting(true)}>
          {say.invite}
        </Button>
      }
    >
      <Stack gap="xl">
        <Members {...loaderData} onChange={setChanged} />
        <Invitations {...loaderData} />
        <May />
        <Activity {...loaderData} />
      </Stack>
      <SidePanel lang={lang} opened={inviting} onClose={() => setInviting(false)} title={say.invite}>
        <InviteForm site={loaderData.site} />
      </SidePanel>
      <SidePanel lang={lang} opened={changed !== null} onClose={() => setChanged(null)} title={changed?.name ?? ''}>
        {changed && (
          <MemberForm
            key={changed.personId}
            member={changed}
            stores={loaderData.stores}
            onDone={() => setChanged(null)}
          />
        )}
      </SidePanel>
    </SellerPage>
  )
}

function useRoleNames() {
  const say = useStaffWords()
  const lang = useLang()
  return (held: readonly Role[]) => held.map((role) => say.names[role]).join(lang === 'zh' ? '、' : ', ')
}

function Members({ members, stores, onChange }: Loaded & { onChange: (member: Member) => void }) {
  const say = useStaffWords()
  const lang = useLang()
  const named = useRoleNames()
  const storeName = (storeId: string) => {
    const found = stores.find(({ id }) => id === storeId)
    return (lang === 'zh' ? found?.nameZh : found?.nameEn) ?? ''
  }
  return (
    <DataTable
      lang={lang}
      caption={say.title}
      rows={members}
      rowKey={({ personId }) => personId}
      empty={null}
      columns={[
        { key: 'name', label: say.name, cell: ({ name }) => <strong>{name}</strong> },
        {
          key: 'roles',
          label: say.roles,
          cell: ({ roles: held, storeId }) => (storeId === null ? named(held) : say.keeps(storeName(storeId))),
        },
        { key: 'since', label: say.since, figure: true, cell: ({ joinedAt }) => dayOf(new Date(joinedAt)) },
        {
          key: 'do',
          cell: (member) => (
            <Button variant="default" size="compact-sm" onClick={() => onChange(member)}>
              {say.change}
            </Button>
          ),
        },
      ]}
    />
  )
}

function RoleChoice({ value, onChange }: { value: Role[]; onChange: (value: Role[]) => void }) {
  const say = useStaffWords()
  return (
    <Checkbox.Group
      label={say.roles}
      value={value}
      onChange={(chosen) => onChange(staffRoles.filter((role) => chosen.includes(role)))}
    >
      <Stack gap="xs" mt="xs">
        {staffRoles.map((role) => (
          <Checkbox
            key={role}
            value={role}
            name="roles[]"
            label={say.names[role]}
            description={say.tasks
              .filter(([, who]) => who.includes(role))
              .map(([task]) => task)
              .join(' · ')}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

type MemberFormProps = { member: Member; stores: Loaded['stores']; onDone: () => void }

function MemberForm({ member, stores, onDone }: MemberFormProps) {
  const say = useStaffWords()
  const toast = useToast()
  const { organisationId } = useDesk()
  const lang = useLang()
  const [held, setHeld] = useState<Role[]>(member.roles.filter((role) => role !== 'keeper'))
  const [removing, setRemoving] = useState(false)
  const saving = useSending(() => {
    toast(say.saved)
    onDone()
  })
  const keeping = useSending(() => {
    toast(say.saved)
    onDone()
  })
  const leaving = useSending(() => {
    toast(say.removed(member.name))
    onDone()
  })
  const to = (what: string) => `/seller/${organisationId}/staff?do=${what}`
  return (
    <Stack gap="lg">
      <Refused refusal={saving.refusal ?? keeping.refusal ?? leaving.refusal} />
      <saving.Form method="post" action={to('roles')}>
        <input type="hidden" name="personId" value={member.personId} />
        <RoleChoice value={held} onChange={setHeld} />
        <Button type="submit" mt="md" loading={saving.busy} disabled={held.length === 0}>
          {say.save}
        </Button>
      </saving.Form>
      {stores.length > 0 && (
        <keeping.Form method="post" action={to('keep')}>
          <input type="hidden" name="personId" value={member.personId} />
          <Select
            name="storeId"
            label={say.keepWhich}
            description={say.keepHelp}
            data={stores.map((one) => ({ value: one.id, label: lang === 'zh' ? one.nameZh : one.nameEn }))}
            defaultValue={member.storeId}
            allowDeselect={false}
            required
            withAsterisk={false}
          />
          <Button type="submit" mt="sm" variant="default" loading={keeping.busy}>
            {say.keep}
          </Button>
        </keeping.Form>
      )}
      {removing ? (
        <leaving.Form method="post" action={to('remove')}>
          <input type="hidden" name="personId" value={member.personId} />
          <Text size="sm" mb="sm">
            {say.removeSure(member.name)}
          </Text>
          <Button type="submit" color="persimmon" loading={leaving.busy}>
            {say.removeNow(member.name)}
          </Button>
        </leaving.Form>
      ) : (
        <Group>
          <Button variant="subtle" color="persimmon" onClick={() => setRemoving(true)}>
            {say.remove}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

type Channel = 'phone' | 'email' | 'link'

function InviteForm({ site }: { site: string }) {
  const say = useStaffWords()
  const { organisationId } = useDesk()
  const [channel, setChannel] = useState<Channel>('phone')
  const [held, setHeld] = useState<Role[]>(['packer'])
  const [made, setMade] = useState<{ token: string | null } | null>(null)
  const { Form, busy, refusal } = useSending<{ token: string | null }>(setMade)
  return (
    <Form method="post" action={`/seller/${organisationId}/staff?do=invite`}>
      <Stack gap="md">
        <Refused refusal={refusal} />
        {made && (
          <Alert color="tea" role="status">
            {made.token === null ? (
              say.sent
            ) : (
              <>
                {say.link}
                <Code block mt="xs" style={{ wordBreak: 'break-all', whiteSpace: 'normal' }}>
                  {`${site}/invitation/${made.token}`}
                </Code>
              </>
            )}
          </Alert>
        )}
        <RoleChoice value={held} onChange={setHeld} />
        <Select
          label={say.by}
          name="channel"
          allowDeselect={false}
          value={channel}
          onChange={(value) => setChannel(value ?? 'phone')}
          data={(['phone', 'email', 'link'] as const).map((value) => ({ value, label: say.channels[value] }))}
        />
        {channel !== 'link' && (
          <TextInput
            key={channel}
            name="recipient"
            label={say.to[channel]}
            type={channel === 'email' ? 'email' : 'tel'}
            required
            autoComplete="off"
          />
        )}
        <Button type="submit" size="md" loading={busy} disabled={held.length === 0}>
          {say.send}
        </Button>
      </Stack>
    </Form>
  )
}

function Invitations({ invitations }: Loaded) {
  const say = useStaffWords()
  const lang = useLang()
  const named = useRoleNames()
  const { organisationId } = useDesk()
  const { Form, busy, refusal } = useSending(() => {})
  if (invitations.length === 0) return null
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {say.open}
      </Title>
      <Refused refusal={refusal} />
      <DataTable
        lang={lang}
        caption={say.open}
        rows={invitations}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'to', label: say.name, cell: ({ recipient }) => recipient ?? say.byLink },
          { key: 'roles', label: say.roles, cell: ({ roles: held }) => named(held) },
          { key: 'until', label: say.until, cell: ({ expiresAt }) => dayOf(new Date(expiresAt)) },
          {
            key: 'do',
            cell: ({ id }) => (
              <Form method="post" action={`/seller/${organisationId}/staff?do=withdraw`}>
                <input type="hidden" name="invitationId" value={id} />
                <Button type="submit" variant="default" size="compact-sm" loading={busy}>
                  {say.withdraw}
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </section>
  )
}

function Activity({ entries, members, older, who }: Loaded) {
  const say = useStaffWords()
  const lang = useLang()
  const [, setParams] = useSearchParams()
  const names = new Map(members.map(({ personId, name }) => [personId, name]))
  const whoIs = (entry: Loaded['entries'][number]) =>
    entry.actorKind === 'person'
      ? (names.get(entry.who ?? '') ?? (entry.operation.startsWith('people.') ? say.gone : say.guest))
      : entry.actorKind === 'guest'
        ? say.guest
        : say.system
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {say.activity}
        </Title>
        <Select
          aria-label={say.who}
          placeholder={say.all}
          clearable
          value={who}
          data={members.map(({ personId, name }) => ({ value: personId, label: name }))}
          onChange={(value) => setParams(value === null ? {} : { who: value }, { preventScrollReset: true })}
        />
      </Group>
      <DataTable
        lang={lang}
        caption={say.activity}
        rows={entries}
        rowKey={({ id }) => id}
        empty={<Text>{say.noActivity}</Text>}
        columns={[
          { key: 'when', label: say.when, cell: ({ at }) => moment(new Date(at), lang) },
          { key: 'who', label: say.who, cell: whoIs },
          { key: 'did', label: say.did, cell: ({ operation }) => deedIn(operation, lang) },
        ]}
      />
      {older !== null && (
        <Anchor
          component={Link}
          to={`?${new URLSearchParams({ ...(who !== null && { who }), before: older })}`}
          preventScrollReset
          mt="sm"
          display="inline-block"
        >
          {say.more}
        </Anchor>
      )}
    </section>
  )
}

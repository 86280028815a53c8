import { Button, CopyButton, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { organisationKinds } from '../../../kernel/actor.ts'
import { useLang } from '../../page-context.ts'
import { pricingWords } from '../pricing/words.ts'
import type { Data } from './prices.tsx'
import { Refused, useSending } from './send.tsx'
import { useToast } from './toast.tsx'
import { kindNames } from '../../organisation-kinds.ts'

/** Groups of customers: who belongs, the invitation to hand on, and a form for one more. */
export function CustomerGroups({ groups, site }: Data) {
  const lang = useLang()
  const say = pricingWords[lang].desk.groups
  return (
    <Stack gap="lg">
      {groups.length === 0 && <Text fw={600}>{say.empty}</Text>}
      {groups.map((group) => (
        <GroupLines key={group.id} group={group} site={site} />
      ))}
      <NewGroup key={groups.length} />
    </Stack>
  )
}

function GroupLines({ group, site }: { group: Data['groups'][number]; site: string }) {
  const lang = useLang()
  const say = pricingWords[lang].desk.groups
  const kinds = kindNames[lang]
  const toast = useToast()
  const { submit, busy, refusal } = useSending<{ inviteCode?: string | null }>((output) =>
    toast(output.inviteCode === undefined ? say.removed : output.inviteCode === null ? say.closed : say.renewed),
  )
  const invite = (open: boolean) =>
    void submit({ groupId: group.id, open: String(open) }, { method: 'post', action: '?do=invite' })
  const separator = lang === 'zh' ? '、' : ', '
  return (
    <section>
      <Group gap="md">
        <Text fw={600}>{lang === 'zh' ? group.nameZh : group.nameEn}</Text>
        <Text c="dimmed">{say.members(group.members.length)}</Text>
        <Text c="dimmed">{group.organisationKinds.map((kind) => kinds[kind]).join(separator)}</Text>
      </Group>
      <Refused refusal={refusal} />
      <Group gap="sm" my="xs">
        {group.inviteCode === null ? (
          <Text size="sm">{say.noInvite}</Text>
        ) : (
          <CopyButton value={`${site}/groups/${group.inviteCode}`}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? say.copied : say.copy}
              </Button>
            )}
          </CopyButton>
        )}
        <Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => invite(true)}>
          {say.renew}
        </Button>
        {group.inviteCode !== null && (
          <Button size="compact-sm" variant="subtle" color="persimmon" disabled={busy} onClick={() => invite(false)}>
            {say.close}
          </Button>
        )}
      </Group>
      {group.members.map(({ personId, name }) => (
        <Group key={personId} gap="sm">
          <Text size="sm">{name}</Text>
          <Button
            size="compact-sm"
            variant="subtle"
            color="persimmon"
            disabled={busy}
            onClick={() => void submit({ groupId: group.id, personId }, { method: 'post', action: '?do=unmember' })}
          >
            {say.remove}
          </Button>
        </Group>
      ))}
    </section>
  )
}

function NewGroup() {
  const lang = useLang()
  const say = pricingWords[lang].desk.groups
  const toast = useToast()
  const [chosen, setChosen] = useState<string[]>([])
  const { Form, busy, refusal } = useSending(() => toast(say.made))
  return (
    <Form method="post" action="?do=group">
      <Refused refusal={refusal} />
      <Group gap="sm" align="flex-end">
        <TextInput name="nameZh" label={say.name} maxLength={40} error={refusal?.errors['/nameZh']} required />
        <TextInput name="nameEn" label={say.nameEn} maxLength={60} error={refusal?.errors['/nameEn']} required />
        <MultiSelect
          label={say.kinds}
          data={organisationKinds.map((value) => ({ value, label: kindNames[lang][value] }))}
          value={chosen}
          onChange={setChosen}
          miw={240}
        />
        {chosen.map((kind) => (
          <input key={kind} type="hidden" name="organisationKinds[]" value={kind} />
        ))}
        <Button type="submit" variant="default" loading={busy}>
          {say.make}
        </Button>
      </Group>
    </Form>
  )
}

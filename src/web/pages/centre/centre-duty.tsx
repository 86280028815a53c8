import { Alert, Button, Group, Text, TextInput, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useFetcher } from 'react-router'
import type { Attempt } from '../../call.ts'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import type { Opened } from './organisations.tsx'
import { useWords } from './words.ts'

/** Gives the service centre's duty to an organisation, or takes it back: after a plain warning, with the ground it rests on. */
export function CentreDuty({ organisation }: { organisation: Opened }) {
  const say = useWords().organisations.duty
  const [asking, { open, close }] = useDisclosure(false)
  const holds = organisation.duties.includes('service_centre')
  if (!holds && !organisation.isFit) return null
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {say.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {say.explain}
      </Text>
      {asking ? (
        <Confirm organisation={organisation} holds={holds} close={close} />
      ) : (
        <Button variant="default" size="sm" onClick={open}>
          {holds ? say.revoke : say.grant}
        </Button>
      )}
    </section>
  )
}

function Confirm({ organisation, holds, close }: { organisation: Opened; holds: boolean; close: () => void }) {
  const lang = useLang()
  const all = useWords()
  const say = all.organisations.duty
  const fetcher = useFetcher<Attempt<unknown>>()
  const busy = fetcher.state !== 'idle'
  const refusal = !busy && fetcher.data?.ok === false ? fetcher.data.refusal : null
  const { id, nameZh, members, isOwn } = organisation
  return (
    <fetcher.Form method="post">
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <Alert color="bamboo" variant="light" icon={<IconAlertTriangle />} mb="md">
        {holds ? say.revokeConfirm(nameZh) : say.grantConfirm(nameZh, members)}
        {holds && isOwn && <strong> {say.own}</strong>}
      </Alert>
      <input type="hidden" name="organisationId" value={id} />
      <input type="hidden" name="duty" value="service_centre" />
      <TextInput
        name="reason"
        label={say.reason}
        description={say.reasonHelp}
        descriptionProps={{ fz: 'sm' }}
        required
        maxLength={200}
        autoComplete="off"
        data-autofocus
        error={refusal?.errors['/reason']}
      />
      <Group mt="md">
        <Button
          type="submit"
          name="intent"
          value={holds ? 'revoke' : 'grant'}
          {...(holds && { color: 'persimmon' })}
          loading={busy}
        >
          {holds ? say.confirmRevoke(nameZh) : say.confirmGrant(nameZh)}
        </Button>
        <Button variant="default" onClick={close}>
          {all.cancel}
        </Button>
      </Group>
    </fetcher.Form>
  )
}

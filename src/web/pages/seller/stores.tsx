import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { changeStoreState, listStores, openStore } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/stores.ts'
import { act } from './act.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { Refused, useSending } from './send.tsx'
import { useStoreWords } from './store-words.ts'

export const handle: Handle = { console: true }

export const loader = ({ context, params: { organisationId } }: Route.LoaderArgs) =>
  call(context, listStores, { organisationId })

export const action = (args: Route.ActionArgs) => act(args, { make: openStore, state: changeStoreState })

type Store = Route.ComponentProps['loaderData']['stores'][number]

export default function Stores({ loaderData: { stores } }: Route.ComponentProps) {
  const say = useStoreWords()
  const lang = useLang()
  const { organisationId, may } = useDesk()
  const [making, setMaking] = useState(false)
  const { Form, busy, refusal } = useSending(() => {})
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={
        may.sell && (
          <Button size="md" leftSection={<IconPlus size={20} />} onClick={() => setMaking(true)}>
            {say.fresh}
          </Button>
        )
      }
    >
      <Refused refusal={refusal} />
      <DataTable
        lang={lang}
        caption={say.title}
        rows={stores}
        rowKey={({ id }) => id}
        empty={
          <>
            <Text fw={600}>{say.none}</Text>
            <Text c="dimmed">{say.noneHelp}</Text>
          </>
        }
        columns={[
          { key: 'name', label: say.name, cell: (store) => <Named store={store} /> },
          { key: 'goods', label: say.goods, cell: ({ open, listings }) => say.goodsOf(open, listings) },
          {
            key: 'state',
            label: say.state,
            cell: ({ state, version }) => (
              <Group gap="xs" wrap="nowrap">
                <StatusBadge kind={state === 'open' ? 'success' : state === 'withdrawn' ? 'danger' : 'neutral'}>
                  {say.states[state]}
                </StatusBadge>
                <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                  {say.version(version)}
                </Text>
              </Group>
            ),
          },
          {
            key: 'do',
            cell: (store) => (
              <Form method="post" action={`/seller/${organisationId}/stores?do=state`}>
                <input type="hidden" name="storeId" value={store.id} />
                <input type="hidden" name="state" value={store.state === 'open' ? 'closed' : 'open'} />
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  <Button component={Link} to={store.id} size="compact-md" variant="default">
                    {say.decorate}
                  </Button>
                  {store.version > 0 && store.state !== 'withdrawn' && (
                    <Button type="submit" size="compact-md" variant="subtle" loading={busy}>
                      {store.state === 'open' ? say.close : say.open}
                    </Button>
                  )}
                </Group>
              </Form>
            ),
          },
        ]}
      />
      <SidePanel lang={lang} opened={making} onClose={() => setMaking(false)} title={say.fresh}>
        <MakeForm />
      </SidePanel>
    </SellerPage>
  )
}

function Named({ store }: { store: Store }) {
  const say = useStoreWords()
  const lang = useLang()
  return (
    <>
      <strong>{lang === 'zh' ? store.draft.nameZh : store.draft.nameEn}</strong>{' '}
      {store.main && (
        <Text span size="sm" c="dimmed">
          {say.main}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {store.state === 'open' ? (
          <Anchor href={`/stores/${store.slug}`} size="sm" underline="always">
            /stores/{store.slug}
          </Anchor>
        ) : (
          `/stores/${store.slug}`
        )}
      </Text>
    </>
  )
}

function MakeForm() {
  const say = useStoreWords()
  const { organisationId } = useDesk()
  const navigate = useNavigate()
  const { Form, busy, refusal } = useSending<{ storeId: string }>(({ storeId }) => void navigate(storeId))
  return (
    <Form method="post" action={`/seller/${organisationId}/stores?do=make`}>
      <Stack gap="md">
        <Refused refusal={refusal} />
        <TextInput name="content.nameZh" label={say.nameZh} required maxLength={30} data-autofocus />
        <TextInput name="content.nameEn" label={say.nameEn} required maxLength={60} />
        <TextInput
          name="slug"
          label={say.address}
          description={say.addressHelp}
          required
          minLength={3}
          maxLength={40}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          leftSection="/stores/"
          leftSectionWidth={72}
          error={refusal?.errors['/slug']}
          autoComplete="off"
        />
        <Button type="submit" size="md" loading={busy}>
          {say.make}
        </Button>
      </Stack>
    </Form>
  )
}

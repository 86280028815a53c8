import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useFetcher } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { lookUpLot } from '../../../workflows/find-lot-buyers.ts'
import type { Attempt } from '../../call.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { Choices } from './chips.tsx'
import { moment } from './format.ts'
import { useGoodsWords } from './goods-words.ts'
import type { Lots } from './lots.tsx'
import { CentrePage } from './page.tsx'

export function LotsScreen({ all, stops }: Lots) {
  const lang = useLang()
  const say = useGoodsWords()
  return (
    <CentrePage title={say.held}>
      <Choices
        label={say.held}
        choices={[
          { href: '/centre/lots', label: say.stopped, current: !all },
          { href: '/centre/lots?all', label: say.all, current: all },
        ]}
      />
      <DataTable
        lang={lang}
        caption={say.held}
        rows={stops}
        rowKey={({ id }) => id}
        empty={say.none}
        columns={[
          { key: 'lot', label: say.lot, cell: (row) => <strong>{row.lotCode}</strong> },
          { key: 'name', label: say.listing, cell: (row) => row.name },
          { key: 'seller', label: say.seller, cell: (row) => row.seller },
          { key: 'by', label: say.by, cell: (row) => say.bys[row.placedBy] },
          { key: 'reason', label: say.reason, cell: (row) => row.reason },
          { key: 'available', label: say.available, figure: true, cell: (row) => row.availableUnits },
          { key: 'waiting', label: say.waiting, figure: true, cell: (row) => row.waitingUnits },
          { key: 'at', label: say.since, cell: (row) => moment(new Date(row.at), lang) },
          { key: 'state', label: say.state, cell: (row) => <State stop={row} /> },
        ]}
      />
      <LookUp />
    </CentrePage>
  )
}

function useAsking() {
  const fetcher = useFetcher<Attempt<unknown>>()
  const busy = fetcher.state !== 'idle'
  return { fetcher, busy, refusal: !busy && fetcher.data?.ok === false ? fetcher.data.refusal : null }
}

function State({ stop }: { stop: Lots['stops'][number] }) {
  const lang = useLang()
  const say = useGoodsWords()
  const { fetcher, busy, refusal } = useAsking()
  if (stop.releasedAt !== null)
    return <Text size="sm">{`${moment(new Date(stop.releasedAt), lang)} ${stop.finding ?? ''}`}</Text>
  if (stop.placedBy === 'seller') return <StatusBadge kind="attention">{say.bySellerOnly}</StatusBadge>
  return (
    <fetcher.Form method="post">
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <input type="hidden" name="stopId" value={stop.id} />
      <Group gap="xs">
        <TextInput
          name="finding"
          aria-label={say.finding}
          placeholder={say.finding}
          size="xs"
          maxLength={500}
          required
        />
        <Button type="submit" name="intent" value="release" size="compact-sm" loading={busy}>
          {say.release}
        </Button>
      </Group>
    </fetcher.Form>
  )
}

type Found = OutputOf<typeof lookUpLot>

function LookUp() {
  const lang = useLang()
  const say = useGoodsWords()
  const { fetcher, busy, refusal } = useAsking()
  const found = fetcher.data?.ok === true ? (fetcher.data.output as Found) : null
  return (
    <Stack mt="xl" maw={720}>
      <Title order={2} size="h4">
        {say.lookUp}
      </Title>
      <Text size="sm" c="dimmed">
        {say.lookUpHelp}
      </Text>
      {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
      <fetcher.Form method="post">
        <Group align="flex-end">
          <TextInput name="gtin" label={say.gtin} inputMode="numeric" maxLength={14} required withAsterisk={false} />
          <TextInput name="code" label={say.lot} maxLength={20} required withAsterisk={false} />
          <Button type="submit" name="intent" value="look_up" loading={busy}>
            {say.find}
          </Button>
        </Group>
      </fetcher.Form>
      {found && <FoundLot key={found.lot.id} {...found} />}
    </Stack>
  )
}

function FoundLot({ lot, orders }: Found) {
  const lang = useLang()
  const say = useGoodsWords()
  const { fetcher, busy, refusal } = useAsking()
  return (
    <Stack role="status">
      <Text fw={600}>
        {lot.name} · {lot.code} {lot.stops > 0 && <StatusBadge kind="danger">{say.standing}</StatusBadge>}
      </Text>
      <fetcher.Form method="post">
        {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
        <input type="hidden" name="lotId" value={lot.id} />
        <Group align="flex-end">
          <TextInput name="reason" label={say.stopReason} maxLength={500} required withAsterisk={false} flex={1} />
          <Button type="submit" name="intent" value="stop" color="persimmon" loading={busy}>
            {say.stop}
          </Button>
        </Group>
      </fetcher.Form>
      <DataTable
        lang={lang}
        caption={say.orders(orders.length)}
        rows={orders}
        rowKey={({ orderId }) => orderId}
        empty={say.orders(0)}
        columns={[
          { key: 'order', label: say.order, cell: (row) => row.code },
          { key: 'units', label: say.units, figure: true, cell: (row) => row.units },
          { key: 'at', label: say.since, cell: (row) => moment(new Date(row.placedAt), lang) },
          { key: 'phone', label: say.lastFour, figure: true, cell: (row) => row.phoneLastFour },
        ]}
      />
    </Stack>
  )
}

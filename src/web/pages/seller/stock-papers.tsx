import { Anchor, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { useDesk } from './layout.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import { dayOf, moment } from './show.tsx'
import type { Stock } from './stock.tsx'
import { useStockWords } from './stock-words.ts'
import { useToast } from './toast.tsx'

/** Goods between places; what is on its way can be received here. */
export function Transfers({ transfers }: Stock) {
  const say = useStockWords()
  const lang = useLang()
  return (
    <DataTable
      lang={lang}
      caption={say.views.transfers}
      rows={transfers}
      rowKey={(one) => one.id}
      empty={say.noTransfers}
      columns={[
        { key: 'at', label: say.since, cell: (one) => moment(one.sentAt, lang) },
        { key: 'lot', label: say.code, cell: (one) => one.lotCode },
        { key: 'name', label: say.name, cell: (one) => one.name },
        { key: 'way', label: say.at, cell: (one) => `${one.from} → ${one.to}` },
        { key: 'units', label: say.units, figure: true, cell: (one) => one.units },
        { key: 'state', label: say.state, cell: (one) => <Arrival one={one} /> },
      ]}
    />
  )
}

function Arrival({ one }: { one: Stock['transfers'][number] }) {
  const say = useStockWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.transferDone))
  if (one.receivedAt !== null) {
    const lost = one.units - (one.receivedUnits ?? 0)
    return (
      <Stack gap={2}>
        <StatusBadge kind={lost > 0 ? 'attention' : 'success'}>{lost > 0 ? say.lost(lost) : say.arrived}</StatusBadge>
        {one.reason && <Text size="sm">{one.reason}</Text>}
      </Stack>
    )
  }
  return (
    <Form method="post" action="?do=arrive">
      <Refused refusal={refusal} />
      <SendingKey of={one.id} />
      <input type="hidden" name="transferId" value={one.id} />
      <Group gap="xs" align="flex-end">
        <NumberInput
          name="receivedUnits"
          aria-label={say.arrivedUnits}
          defaultValue={one.units}
          min={0}
          max={one.units}
          allowDecimal={false}
          w={90}
          size="sm"
        />
        <TextInput name="reason" aria-label={say.reason} placeholder={say.reason} maxLength={200} w={140} size="sm" />
        <Button type="submit" size="compact-md" loading={busy}>
          {say.receiveTransfer}
        </Button>
      </Group>
    </Form>
  )
}

export function Counts({ counts }: Stock) {
  const say = useStockWords()
  const lang = useLang()
  return (
    <DataTable
      lang={lang}
      caption={say.views.counts}
      rows={counts}
      rowKey={(one) => one.id}
      empty={say.noCounts}
      columns={[
        { key: 'at', label: say.since, cell: (one) => moment(one.at, lang) },
        { key: 'lot', label: say.code, cell: (one) => one.lotCode },
        { key: 'name', label: say.name, cell: (one) => one.name },
        { key: 'place', label: say.place, cell: (one) => one.place },
        { key: 'booked', label: say.booked, figure: true, cell: (one) => one.expectedUnits },
        { key: 'counted', label: say.countedShort, figure: true, cell: (one) => one.countedUnits },
        { key: 'difference', label: say.difference, figure: true, cell: (one) => one.countedUnits - one.expectedUnits },
        { key: 'reason', label: say.reason, cell: (one) => one.reason ?? '—' },
      ]}
    />
  )
}

export function Damage({ writeOffs }: Stock) {
  const say = useStockWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  return (
    <DataTable
      lang={lang}
      caption={say.views.damage}
      rows={writeOffs}
      rowKey={(one) => one.id}
      empty={say.noDamage}
      columns={[
        { key: 'at', label: say.since, cell: (one) => moment(one.at, lang) },
        { key: 'lot', label: say.code, cell: (one) => one.lotCode },
        { key: 'name', label: say.name, cell: (one) => one.name },
        { key: 'place', label: say.place, cell: (one) => one.place },
        { key: 'units', label: say.units, figure: true, cell: (one) => one.units },
        { key: 'cause', label: say.cause, cell: (one) => say.causes[one.cause] },
        { key: 'note', label: say.note, cell: (one) => one.note || '—' },
        {
          key: 'photo',
          label: say.picture,
          cell: (one) =>
            one.hasPhoto ? <Anchor href={`/seller/${organisationId}/damage/${one.id}.webp`}>{say.see}</Anchor> : '—',
        },
      ]}
    />
  )
}

export function Stops({ stops }: Stock) {
  const say = useStockWords()
  const lang = useLang()
  return (
    <DataTable
      lang={lang}
      caption={say.views.stops}
      rows={stops}
      rowKey={(one) => one.id}
      empty={say.noStops}
      columns={[
        { key: 'at', label: say.since, cell: (one) => moment(one.at, lang) },
        { key: 'lot', label: say.code, cell: (one) => one.lotCode },
        { key: 'name', label: say.name, cell: (one) => one.name },
        { key: 'by', label: say.stoppedBy, cell: (one) => (one.placedBy === 'seller' ? say.bySeller : say.byCentre) },
        { key: 'reason', label: say.stopReason, cell: (one) => one.reason },
        {
          key: 'state',
          label: say.state,
          cell: (one) =>
            one.releasedAt === null ? (
              <StatusBadge kind="danger">{say.standing}</StatusBadge>
            ) : (
              `${say.over(dayOf(one.releasedAt))} ${one.finding ?? ''}`
            ),
        },
      ]}
    />
  )
}

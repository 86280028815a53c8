import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import type { Stock } from './stock.tsx'
import { useStockWords } from './stock-words.ts'
import { useToast } from './toast.tsx'
import { VillageSelect } from './village-select.tsx'

type Place = Stock['places'][number]

/** Warehouses and village points. */
export function Places({ places, townships }: Stock) {
  const say = useStockWords()
  const lang = useLang()
  const villages = new Map(townships.flatMap((one) => one.villages).map((one) => [one.code, one.name]))
  return (
    <DataTable
      lang={lang}
      caption={say.views.places}
      rows={places}
      rowKey={(place) => place.id}
      empty={say.emptyShelfHelp}
      columns={[
        {
          key: 'name',
          label: say.placeName,
          cell: (place) => (
            <Group gap="xs">
              <strong>{place.name}</strong>
              {place.main && <StatusBadge kind="information">{say.main}</StatusBadge>}
              {place.state === 'closed' && <StatusBadge kind="neutral">{say.closed}</StatusBadge>}
            </Group>
          ),
        },
        { key: 'kind', label: say.placeKind, cell: (place) => say.placeKinds[place.kind] },
        { key: 'village', label: say.village, cell: (place) => villages.get(place.villageCode ?? '') ?? '—' },
        { key: 'units', label: say.standingUnits, figure: true, cell: (place) => place.units },
        { key: 'do', label: say.act, cell: (place) => <Actions place={place} /> },
      ]}
    />
  )
}

function Actions({ place }: { place: Place }) {
  const say = useStockWords()
  const { submit, busy, refusal } = useSending(() => {})
  const state = place.state === 'open' ? 'closed' : 'open'
  return (
    <Group gap="xs">
      <Button component={Link} to={`?look=places&place=${place.id}`} variant="subtle" size="compact-sm">
        {say.rename}
      </Button>
      {!place.main && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={busy}
          onClick={() => void submit({ placeId: place.id, state }, { method: 'post', action: '?do=placeState' })}
        >
          {place.state === 'open' ? say.close : say.open}
        </Button>
      )}
      <Refused refusal={refusal} />
    </Group>
  )
}

/** A new place, or the words of one. */
export function PlacePanel({ placeId, stock, onDone }: { placeId: string; stock: Stock; onDone: () => void }) {
  const say = useStockWords()
  const toast = useToast()
  const place = stock.places.find(({ id }) => id === placeId)
  const [kind, setKind] = useState<string>(place?.kind ?? 'village_point')
  const { Form, busy, refusal } = useSending(() => {
    toast(say.placeDone)
    onDone()
  })
  return (
    <Form method="post" action="?do=place">
      <Refused refusal={refusal} />
      <SendingKey of={placeId} />
      {place && <input type="hidden" name="placeId" value={place.id} />}
      <input type="hidden" name="kind" value={kind} />
      <Stack>
        <SegmentedControl
          aria-label={say.placeKind}
          value={kind}
          onChange={setKind}
          data={(['warehouse', 'village_point'] as const).map((value) => ({ value, label: say.placeKinds[value] }))}
        />
        <TextInput name="name" label={say.placeName} defaultValue={place?.name ?? ''} maxLength={40} required />
        <VillageSelect townships={stock.townships} name="villageCode" defaultValue={place?.villageCode ?? undefined} />
        <Button type="submit" loading={busy}>
          {say.savePlace}
        </Button>
      </Stack>
    </Form>
  )
}

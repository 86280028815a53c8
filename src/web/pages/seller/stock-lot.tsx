import { Button, FileInput, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFetcher } from 'react-router'
import type { loader as journalLoader } from './stock-journal.ts'
import { useLang } from '../../page-context.ts'
import { useDesk } from './layout.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import { moment } from './show.tsx'
import type { ShelfLot, Stock } from './stock.tsx'
import { useStockWords } from './stock-words.ts'
import { useToast } from './toast.tsx'
import { LotBuyers } from './stock-buyers.tsx'

type Props = { lot: ShelfLot; stock: Stock }

/** What can be done with a lot: one thing at a time. */
export function LotPanel(props: Props) {
  const say = useStockWords()
  const { may } = useDesk()
  const [doing, setDoing] = useState('count')
  const shown = (['count', 'transfer', 'damage', 'receipt', 'stop', 'journal', 'buyers'] as const).filter(
    (one) => one !== 'buyers' || may.sell,
  )
  return (
    <>
      <Text fw={600}>{props.lot.name}</Text>
      <Select
        label={say.act}
        data={shown.map((value) => ({ value, label: say.acts[value] }))}
        value={doing}
        onChange={(value) => setDoing(value ?? 'count')}
        allowDeselect={false}
        size="md"
      />
      {doing === 'count' && <Count {...props} />}
      {doing === 'transfer' && <Transfer {...props} />}
      {doing === 'damage' && <Damage {...props} />}
      {doing === 'receipt' && <Receipt {...props} />}
      {doing === 'stop' && <Stop {...props} />}
      {doing === 'journal' && <Journal lotId={props.lot.id} />}
      {doing === 'buyers' && <LotBuyers lotId={props.lot.id} />}
      <Minimum {...props} />
    </>
  )
}

const openPlaces = ({ places }: Stock) =>
  places.filter(({ state }) => state === 'open').map(({ id, name }) => ({ value: id, label: name }))
const holding = (lot: ShelfLot, stock: Stock) =>
  openPlaces(stock).filter(({ value }) => lot.places.some((one) => one.placeId === value))
const unitsAt = (lot: ShelfLot, placeId: string | null) => lot.places.find((one) => one.placeId === placeId)?.units ?? 0

function PlaceField(props: { name: string; label: string; data: { value: string; label: string }[] }) {
  return <Select {...props} defaultValue={props.data[0]?.value ?? null} allowDeselect={false} size="md" />
}

function Units({ name = 'units', label, max }: { name?: string; label: string; max?: number }) {
  return (
    <NumberInput
      name={name}
      label={label}
      min={1}
      {...(max !== undefined && { max })}
      allowDecimal={false}
      inputMode="numeric"
      size="md"
      required
      withAsterisk={false}
    />
  )
}

function Count({ lot, stock }: Props) {
  const say = useStockWords()
  const toast = useToast()
  const [placeId, setPlace] = useState<string | null>(
    holding(lot, stock)[0]?.value ?? openPlaces(stock)[0]?.value ?? null,
  )
  const { Form, busy, refusal } = useSending(() => toast(say.countDone))
  return (
    <Form method="post" action="?do=count">
      <Refused refusal={refusal} />
      <SendingKey of={`${lot.id}${placeId}${unitsAt(lot, placeId)}`} />
      <input type="hidden" name="lines.0.lotId" value={lot.id} />
      <Stack>
        <Select
          name="placeId"
          label={say.place}
          data={openPlaces(stock)}
          value={placeId}
          onChange={setPlace}
          allowDeselect={false}
          size="md"
        />
        <NumberInput
          name="lines.0.countedUnits"
          label={say.counted}
          description={say.expected(unitsAt(lot, placeId))}
          min={0}
          allowDecimal={false}
          inputMode="numeric"
          size="md"
          required
          withAsterisk={false}
        />
        <TextInput name="lines.0.reason" label={say.reason} description={say.reasonHelp} maxLength={200} size="md" />
        <Button type="submit" size="md" loading={busy}>
          {say.saveCount}
        </Button>
      </Stack>
    </Form>
  )
}

function Transfer({ lot, stock }: Props) {
  const say = useStockWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.sent))
  if (openPlaces(stock).length < 2) return <Text>{say.onlyOnePlace}</Text>
  const from = holding(lot, stock)
  const others = openPlaces(stock).toSorted((a, b) => unitsAt(lot, a.value) - unitsAt(lot, b.value))
  return (
    <Form method="post" action="?do=transfer">
      <Refused refusal={refusal} />
      <SendingKey of={`${lot.id}${lot.transitUnits}`} />
      <input type="hidden" name="lotId" value={lot.id} />
      <Stack>
        <PlaceField name="fromPlaceId" label={say.from} data={from} />
        <PlaceField name="toPlaceId" label={say.to} data={others} />
        <Units label={say.units} max={lot.availableUnits} />
        <Button type="submit" size="md" loading={busy}>
          {say.send}
        </Button>
      </Stack>
    </Form>
  )
}

function Damage({ lot, stock }: Props) {
  const say = useStockWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.wroteOff))
  return (
    <Form method="post" action="?do=damage" encType="multipart/form-data">
      <Refused refusal={refusal} />
      <SendingKey of={`${lot.id}${lot.availableUnits}`} />
      <input type="hidden" name="lotId" value={lot.id} />
      <Stack>
        <PlaceField name="placeId" label={say.place} data={holding(lot, stock)} />
        <Units label={say.units} max={lot.availableUnits} />
        <Select
          name="cause"
          label={say.cause}
          data={Object.entries(say.causes).map(([value, label]) => ({ value, label }))}
          defaultValue="damaged"
          allowDeselect={false}
          size="md"
        />
        <TextInput name="note" label={say.note} maxLength={200} size="md" />
        <FileInput name="photo" label={say.photo} accept="image/*" size="md" clearable />
        <Button type="submit" size="md" color="persimmon" loading={busy}>
          {say.writeOff}
        </Button>
      </Stack>
    </Form>
  )
}

function Receipt({ lot, stock }: Props) {
  const say = useStockWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.received))
  return (
    <Form method="post" action="?do=receipt">
      <Refused refusal={refusal} />
      <SendingKey of={`${lot.id}${lot.availableUnits}`} />
      <input type="hidden" name="lotId" value={lot.id} />
      <Stack>
        <Text size="sm" c="dimmed">
          {say.receiptHelp}
        </Text>
        <PlaceField name="placeId" label={say.place} data={openPlaces(stock)} />
        <Units label={say.units} />
        <Button type="submit" size="md" loading={busy}>
          {say.receive}
        </Button>
      </Stack>
    </Form>
  )
}

function Stop({ lot, stock }: Props) {
  const say = useStockWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.stopDone))
  const standing = stock.stops.filter((one) => one.lotId === lot.id && one.releasedAt === null)
  return (
    <Stack>
      {standing.map((one) => (
        <Release key={one.id} stop={one} />
      ))}
      <Form method="post" action="?do=stop">
        <Refused refusal={refusal} />
        <SendingKey of={`${lot.id}${lot.stops}`} />
        <input type="hidden" name="lotId" value={lot.id} />
        <Stack>
          <Textarea name="reason" label={say.stopReason} description={say.stopHelp} maxLength={500} autosize required />
          <Button type="submit" size="md" color="persimmon" loading={busy}>
            {say.stop}
          </Button>
        </Stack>
      </Form>
    </Stack>
  )
}

function Release({ stop }: { stop: Stock['stops'][number] }) {
  const say = useStockWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.released))
  return (
    <Form method="post" action="?do=release">
      <Text fw={600}>
        {stop.placedBy === 'seller' ? say.bySeller : say.byCentre}：{stop.reason}
      </Text>
      <Refused refusal={refusal} />
      {stop.placedBy === 'service_centre' ? (
        <Text c="dimmed">{say.centreReleases}</Text>
      ) : (
        <Group align="flex-end">
          <input type="hidden" name="stopId" value={stop.id} />
          <TextInput name="finding" label={say.finding} maxLength={500} required withAsterisk={false} />
          <Button type="submit" loading={busy}>
            {say.release}
          </Button>
        </Group>
      )}
    </Form>
  )
}

function Journal({ lotId }: { lotId: string }) {
  const say = useStockWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  const fetcher = useFetcher<typeof journalLoader>()
  if (fetcher.state === 'idle' && fetcher.data === undefined)
    void fetcher.load(`/seller/${organisationId}/lots/${lotId}/journal`)
  const movements = fetcher.data?.movements ?? []
  return (
    <ul style={{ paddingInlineStart: 0, listStyle: 'none', margin: 0 }} aria-busy={fetcher.data === undefined}>
      {fetcher.data !== undefined && movements.length === 0 && <li>{say.noJournal}</li>}
      {movements.map((one) => (
        <li key={one.id} style={{ padding: '6px 0', borderBottom: '1px solid var(--mist)' }}>
          <Group justify="space-between" wrap="nowrap">
            <span>
              {say.kinds[one.kind]} {one.place}
            </span>
            <span>{say.journalUnits(one.units)}</span>
          </Group>
          <Text size="sm" c="dimmed">
            {moment(new Date(one.at), lang)} {one.reason}
          </Text>
        </li>
      ))}
    </ul>
  )
}

function Minimum({ lot, stock }: Props) {
  const say = useStockWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(say.minimumDone))
  const units = stock.minimums.find((one) => one.itemId === lot.itemId)?.minimumUnits ?? 0
  return (
    <Form method="post" action="?do=minimum">
      <Refused refusal={refusal} />
      <input type="hidden" name="itemId" value={lot.itemId} />
      <Group align="flex-end">
        <NumberInput
          name="units"
          label={say.minimum}
          description={say.minimumHelp}
          defaultValue={units}
          min={0}
          allowDecimal={false}
          inputMode="numeric"
        />
        <Button type="submit" variant="default" loading={busy}>
          {say.saveMinimum}
        </Button>
      </Group>
    </Form>
  )
}

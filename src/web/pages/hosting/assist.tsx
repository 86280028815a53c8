import { Button, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useDesk } from '../seller/layout.tsx'
import { Refused, useSending } from '../seller/send.tsx'
import { clock, nameIn } from '../stay/said.ts'
import { stayWords } from '../stay/words.ts'
import type { AssistChoices } from './assist-choices.ts'
import { useAssistWords } from './assist-words.ts'
import type { loader as neighboursLoader } from './neighbours.ts'

type Held = { id: string; code: string; totalFen: number }
type Props = { choices: AssistChoices; today: string }

/** Books for a guest without a phone: what, who, and then the helper pays. */
export function AssistForm({ choices, today }: Props) {
  const say = useAssistWords()
  const [held, setHeld] = useState<Held | null>(null)
  const [bookingId, setBookingId] = useState(() => crypto.randomUUID())
  const again = () => {
    setHeld(null)
    setBookingId(crypto.randomUUID())
  }
  if (held !== null) return <HeldForGuest held={held} onAgain={again} />
  return (
    <>
      <Text size="sm">{say.lead}</Text>
      <Fields key={bookingId} choices={choices} today={today} bookingId={bookingId} onHeld={setHeld} />
    </>
  )
}

function HeldForGuest({ held, onAgain }: { held: Held; onAgain: () => void }) {
  const say = useAssistWords()
  return (
    <Stack role="status">
      <Text fw={600}>{say.held(held.code)}</Text>
      <Text size="sm">{say.heldHelp}</Text>
      <Button component="a" href="/basket#held">
        {say.pay(yuan(held.totalFen))}
      </Button>
      <Button variant="default" onClick={onAgain}>
        {say.another}
      </Button>
    </Stack>
  )
}

type FieldsProps = Props & { bookingId: string; onHeld: (held: Held) => void }

function Fields({ choices, today, bookingId, onHeld }: FieldsProps) {
  const lang = useLang()
  const say = useAssistWords()
  const form = useRef<HTMLFormElement>(null)
  const { Form, submit, busy, refusal } = useSending<Held>(onHeld)
  const [what, setWhat] = useState(choices.stays[0]?.id ?? choices.visits[0]?.id ?? '')
  const visit = choices.visits.find((one) => one.id === what)
  const isFull = visit === undefined && refusal?.code === 'tourism.sold_out'
  const takeNeighbour = (roomTypeId: string) => {
    const sent = new FormData(form.current ?? undefined)
    sent.set('fullRoomTypeId', what)
    sent.set('wanted.roomTypeId', roomTypeId)
    void submit(sent, { method: 'post', action: '?do=assist' })
  }
  const named = (all: readonly { id: string; nameZh: string; nameEn: string }[]) =>
    all.map((one) => ({ value: one.id, label: nameIn(one, lang) }))
  return (
    <Form ref={form} method="post" action="?do=assist">
      <input type="hidden" name="bookingId" value={bookingId} />
      <Stack>
        <Refused refusal={refusal} />
        {isFull && <Neighbours form={form} roomTypeId={what} onTake={takeNeighbour} />}
        <NativeSelect
          name="way"
          label={say.way}
          data={(['phone', 'counter'] as const).map((value) => ({ value, label: say.ways[value] }))}
        />
        <NativeSelect
          label={say.what}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
          data={[
            { group: say.stays, items: named(choices.stays) },
            { group: say.visits, items: named(choices.visits) },
          ].filter((one) => one.items.length > 0)}
        />
        {visit === undefined ? (
          <StayFields roomTypeId={what} today={today} errors={refusal?.errors ?? {}} />
        ) : (
          <VisitFields key={what} visit={visit} today={today} />
        )}
        <TextInput
          name="guestName"
          label={say.name}
          maxLength={60}
          error={refusal?.errors['/guestName']}
          required
          withAsterisk={false}
        />
        <TextInput
          name="guestPhone"
          type="tel"
          label={say.phone}
          maxLength={20}
          error={refusal?.errors['/guestPhone']}
        />
        <TextInput name="notes" label={say.notes} maxLength={300} />
        <Button type="submit" loading={busy}>
          {say.hold}
        </Button>
      </Stack>
    </Form>
  )
}

type Errors = Readonly<Record<string, string>>

function StayFields({ roomTypeId, today, errors }: { roomTypeId: string; today: string; errors: Errors }) {
  const say = useAssistWords()
  const count = (name: string, label: string, most: number, start: number) => (
    <NumberInput
      name={`wanted.${name}`}
      label={label}
      defaultValue={start}
      min={1}
      max={most}
      error={errors[`/wanted/${name}`]}
      required
      withAsterisk={false}
    />
  )
  return (
    <>
      <input type="hidden" name="wanted.kind" value="stay" />
      <input type="hidden" name="wanted.roomTypeId" value={roomTypeId} />
      <TextInput
        type="date"
        name="wanted.arrival"
        label={say.arrival}
        defaultValue={today}
        min={today}
        error={errors['/wanted/arrival']}
        required
        withAsterisk={false}
      />
      <Group grow>
        {count('nights', say.nights, 60, 1)}
        {count('rooms', say.rooms, 50, 1)}
        {count('guests', say.guests, 500, 2)}
      </Group>
    </>
  )
}

function VisitFields({ visit, today }: { visit: AssistChoices['visits'][number]; today: string }) {
  const lang = useLang()
  const say = useAssistWords()
  const first = (visit.units.find((unit) => unit.type === 'adult') ?? visit.units[0])?.type
  return (
    <>
      <input type="hidden" name="wanted.kind" value="visit" />
      <input type="hidden" name="wanted.optionId" value={visit.id} />
      <Group grow>
        <TextInput
          type="date"
          name="wanted.day"
          label={say.day}
          defaultValue={today}
          min={today}
          required
          withAsterisk={false}
        />
        {visit.minutes.length > 0 && (
          <NativeSelect
            name="wanted.minute"
            label={say.time}
            data={visit.minutes.map((minute) => ({ value: String(minute), label: clock(minute) }))}
          />
        )}
      </Group>
      {visit.units.map((unit, at) => (
        <Group key={unit.type} justify="space-between" wrap="nowrap">
          <input type="hidden" name={`wanted.tickets.${at}.type`} value={unit.type} />
          <Text id={`unit-${unit.type}`}>{say.count(stayWords[lang].units[unit.type], yuan(unit.priceFen))}</Text>
          <NumberInput
            name={`wanted.tickets.${at}.count`}
            aria-labelledby={`unit-${unit.type}`}
            defaultValue={unit.type === first ? 1 : 0}
            min={0}
            max={200}
            w={110}
          />
        </Group>
      ))}
    </>
  )
}

type NeighboursProps = {
  form: { current: HTMLFormElement | null }
  roomTypeId: string
  onTake: (roomTypeId: string) => void
}

/** The house is full: who in the village takes its guests, for the stay as it was asked for. */
function Neighbours({ form, roomTypeId, onTake }: NeighboursProps) {
  const lang = useLang()
  const say = useAssistWords()
  const { organisationId } = useDesk()
  const { load, data, state } = useFetcher<typeof neighboursLoader>()
  useEffect(() => {
    const asked = new FormData(form.current ?? undefined)
    const query = new URLSearchParams({ roomTypeId })
    for (const name of ['arrival', 'nights', 'rooms', 'guests']) {
      const typed = asked.get(`wanted.${name}`)
      if (typeof typed === 'string') query.set(name, typed)
    }
    void load(`/seller/${organisationId}/neighbours?${query.toString()}`)
  }, [form, load, organisationId, roomTypeId])
  if (state !== 'idle' || data === undefined) return <Text size="sm">{say.looking}</Text>
  if (data.rooms.length === 0) return <Text size="sm">{say.noNeighbour}</Text>
  return (
    <Stack gap="xs">
      <Text size="sm">{say.neighbourLead}</Text>
      {data.rooms.map((room) => (
        <Button key={room.roomTypeId} variant="default" onClick={() => onTake(room.roomTypeId)}>
          {say.take(lang === 'zh' ? room.titleZh : room.titleEn, yuan(room.totalFen))}
        </Button>
      ))}
    </Stack>
  )
}

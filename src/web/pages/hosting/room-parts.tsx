import { Button, Checkbox, Stack, Text, Textarea, Title } from '@mantine/core'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { nameIn } from '../stay/said.ts'
import { DayHead } from './board.tsx'
import styles from './hosting.module.css'
import { PanelForm } from './panel-form.tsx'
import type { NamedType, Open, RoomHouse, RoomStay } from './rooms.tsx'
import { useRoomWords } from './room-words.ts'

type WeekProps = { house: RoomHouse; days: readonly string[]; onOpen: (open: Open) => void }

/** Rooms down, the week across, guests in the cells. */
export function RoomWeek({ house, days, onOpen }: WeekProps) {
  const lang = useLang()
  const say = useRoomWords()
  const label = say.week(nameIn(house, lang))
  return (
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={`${styles.board} ${styles.week}`}>
        <thead>
          <tr>
            <th scope="col" className={styles.name}>
              {say.room}
            </th>
            {days.map((day) => (
              <DayHead key={day} day={day} />
            ))}
          </tr>
        </thead>
        <tbody>
          {house.types.flatMap((type) =>
            type.names.map((room) => (
              <tr key={room.id}>
                <th scope="row" className={styles.name}>
                  {room.name}
                  <small>{nameIn(type, lang)}</small>
                </th>
                {days.map((day) => (
                  <RoomCell key={day} house={house} roomId={room.id} day={day} onOpen={onOpen} />
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}

type CellProps = { house: RoomHouse; roomId: string; day: string; onOpen: (open: Open) => void }

function RoomCell({ house, roomId, day, onOpen }: CellProps) {
  const say = useRoomWords()
  const taken = house.assignments.find((one) => one.roomId === roomId && one.from <= day && day < one.until)
  if (taken === undefined) return <td className={styles.quiet}>{say.empty}</td>
  const stay = house.stays.find((one) => one.bookingId === taken.bookingId)
  return (
    <td className={taken.isEarly ? styles.full : styles.has}>
      {stay === undefined ? (
        '·'
      ) : (
        <button
          type="button"
          className={styles.guest}
          onClick={() => onOpen({ what: 'choose', house, stay })}
          aria-label={`${stay.name} · ${say.change}`}
        >
          {stay.name}
        </button>
      )}
      {taken.isEarly && <small>{say.early}</small>}
    </td>
  )
}

type WaitingProps = { house: RoomHouse; until: string; onOpen: (open: Open) => void }

export function WaitingGuests({ house, until, onOpen }: WaitingProps) {
  const lang = useLang()
  const say = useRoomWords()
  const placed = new Set(house.assignments.map((one) => one.bookingId))
  const waiting = house.stays.filter((stay) => !placed.has(stay.bookingId) && stay.day <= until)
  if (waiting.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.noneWaiting}
      </Text>
    )
  return (
    <>
      <Title order={3} size="h5" mt="sm">
        {say.waiting}
      </Title>
      {waiting.map((stay) => {
        const type = house.types.find((one) => one.id === stay.roomTypeId)
        return (
          <div key={stay.bookingId} className={styles.line}>
            <span>
              <strong>{stay.name}</strong> {type && nameIn(type, lang)}{' '}
              <Text span size="sm" c="dimmed">
                {say.stay(civilDate(stay.day, lang), stay.nights, stay.rooms)}
              </Text>
            </span>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => onOpen({ what: 'choose', house, stay })}
              aria-label={say.chooseFor(stay.name)}
            >
              {say.choose}
            </Button>
          </div>
        )
      })}
    </>
  )
}

type NamesProps = { house: RoomHouse; type: NamedType; onDone: () => void }

export function NamesForm({ house, type, onDone }: NamesProps) {
  const say = useRoomWords()
  return (
    <PanelForm what="names" of={type.id} ids={{ houseId: house.id, roomTypeId: type.id }} onDone={onDone}>
      {() => (
        <Textarea
          name="names"
          label={say.namesLabel(type.rooms)}
          description={say.namesHelp}
          defaultValue={type.names.map((room) => room.name).join('\n')}
          autosize
          minRows={Math.min(12, type.rooms)}
          required
          withAsterisk={false}
        />
      )}
    </PanelForm>
  )
}

type ChooseProps = { house: RoomHouse; stay: RoomStay; onDone: () => void }

/** Rooms of the type that are free in all of the stay's nights, and those it has. */
export function ChooseForm({ house, stay, onDone }: ChooseProps) {
  const say = useRoomWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => {
    toast(say.chosen)
    onDone()
  })
  const own = house.assignments.filter((one) => one.bookingId === stay.bookingId).map((one) => one.roomId)
  const isFree = (roomId: string) =>
    !house.assignments.some(
      (one) =>
        one.roomId === roomId && one.bookingId !== stay.bookingId && one.from < stay.endsOn && stay.day < one.until,
    )
  const rooms = (house.types.find((type) => type.id === stay.roomTypeId)?.names ?? []).filter((room) => isFree(room.id))
  if (rooms.length < stay.rooms) return <Text>{say.noneFree}</Text>
  return (
    <Form method="post" action="?do=choose">
      <SendingKey of={stay.bookingId} />
      <input type="hidden" name="bookingId" value={stay.bookingId} />
      <Stack>
        <Refused refusal={refusal} />
        <Text size="sm">{say.chooseHelp(stay.rooms)}</Text>
        <Checkbox.Group label={say.free} defaultValue={own}>
          <Stack gap="xs" mt="xs">
            {rooms.map((room) => (
              <Checkbox key={room.id} name="roomIds[]" value={room.id} label={room.name} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Button type="submit" loading={busy}>
          {say.keep}
        </Button>
      </Stack>
    </Form>
  )
}

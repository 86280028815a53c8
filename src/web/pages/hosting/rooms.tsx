import { Button, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import {
  chooseRooms,
  giveRooms,
  listHouses,
  listSupplierBookings,
  nameRooms,
  readRooms,
} from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import { doing } from '../seller/act.ts'
import { useDesk } from '../seller/layout.tsx'
import { SellerPage } from '../seller/page.tsx'
import { appOf } from '../seller/read.ts'
import { Refused, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { nameIn } from '../stay/said.ts'
import type { Route } from './+types/rooms.ts'
import styles from './hosting.module.css'
import { ChooseForm, NamesForm, RoomWeek, WaitingGuests } from './room-parts.tsx'
import { useRoomWords } from './room-words.ts'

export const handle: Handle = { console: true }

const DAYS_SHOWN = 7

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const today = civilDate(appOf(context).clock.now())
  const { houses } = await call(context, listHouses, { organisationId })
  const range = { organisationId, from: today, until: addDays(today, DAYS_SHOWN - 1) }
  const { bookings } = await call(context, listSupplierBookings, range)
  const shown = []
  for (const { id, nameZh, nameEn, roomTypes } of houses) {
    const { rooms, assignments } = await call(context, readRooms, { organisationId, houseId: id })
    const types = roomTypes.map((type) => ({ ...type, names: rooms.filter((room) => room.roomTypeId === type.id) }))
    const stays = bookings
      .filter((one) => types.some((type) => type.id === one.roomTypeId))
      .map(({ id: bookingId, contactName, code, roomTypeId, day, endsOn, nights, rooms: wanted }) => ({
        bookingId,
        name: contactName || code,
        roomTypeId,
        day,
        endsOn,
        nights,
        rooms: wanted,
      }))
    shown.push({ id, nameZh, nameEn, types, stays, assignments })
  }
  return { today, days: Array.from({ length: DAYS_SHOWN }, (_, at) => addDays(today, at)), houses: shown }
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'give') return doing(args, giveRooms)
  if (wanted === 'choose') return doing(args, chooseRooms)
  return doing(args, nameRooms, ({ names, ...input }) => ({ ...input, names: namesIn(names) }))
}

/** A form's only text comes as a list of one. */
const namesIn = (typed: unknown): string[] =>
  [typed]
    .flat()
    .join('\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export type RoomHouse = Route.ComponentProps['loaderData']['houses'][number]
export type RoomStay = RoomHouse['stays'][number]
export type NamedType = RoomHouse['types'][number]
export type Open =
  | { what: 'names'; house: RoomHouse; type: NamedType }
  | { what: 'choose'; house: RoomHouse; stay: RoomStay }

/** Who has which room: given on the day, or chosen for a guest. */
export default function RoomsPage({ loaderData: { houses, days, today } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useRoomWords()
  const [open, setOpen] = useState<Open | null>(null)
  const done = () => setOpen(null)
  return (
    <SellerPage title={say.title} subtitle={say.lead}>
      {houses.length === 0 && <Text>{say.none}</Text>}
      <Stack gap={0}>
        {houses.map((house) => (
          <House key={house.id} house={house} days={days} today={today} onOpen={setOpen} />
        ))}
      </Stack>
      <SidePanel
        lang={lang}
        opened={open !== null}
        onClose={done}
        title={open === null ? '' : titleOf(open, say, lang)}
      >
        {open?.what === 'names' && <NamesForm house={open.house} type={open.type} onDone={done} />}
        {open?.what === 'choose' && <ChooseForm house={open.house} stay={open.stay} onDone={done} />}
      </SidePanel>
    </SellerPage>
  )
}

const titleOf = (open: Open, say: ReturnType<typeof useRoomWords>, lang: 'zh' | 'en') =>
  open.what === 'names' ? say.namesOf(nameIn(open.type, lang)) : say.chooseFor(open.stay.name)

type HouseProps = { house: RoomHouse; days: readonly string[]; today: string; onOpen: (open: Open) => void }

function House({ house, days, today, onOpen }: HouseProps) {
  const lang = useLang()
  const say = useRoomWords()
  const { may } = useDesk()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ given: unknown[]; dropped: unknown[] }>(({ given, dropped }) =>
    toast(say.given(given.length, dropped.length)),
  )
  const isNamed = house.types.some((type) => type.names.length > 0)
  return (
    <section className={styles.place}>
      <div className={styles.head}>
        <Title order={2} size="h4">
          {nameIn(house, lang)}
        </Title>
        <Form method="post" action="?do=give">
          <input type="hidden" name="houseId" value={house.id} />
          <Button type="submit" size="compact-md" loading={busy} disabled={!isNamed}>
            {say.give}
          </Button>
        </Form>
      </div>
      <Refused refusal={refusal} />
      {isNamed ? <RoomWeek house={house} days={days} onOpen={onOpen} /> : <Text c="dimmed">{say.unnamed}</Text>}
      {may.sell && (
        <div className={styles.acts}>
          {house.types.map((type) => (
            <Button
              key={type.id}
              variant="default"
              size="compact-sm"
              onClick={() => onOpen({ what: 'names', house, type })}
            >
              {say.namesOf(nameIn(type, lang))}
            </Button>
          ))}
        </div>
      )}
      {isNamed && <WaitingGuests house={house} until={days.at(-1) ?? today} onOpen={onOpen} />}
    </section>
  )
}

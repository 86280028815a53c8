import { Anchor, Button, Group, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { civilDate } from '../../kit/format.ts'
import type { Lang } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useDesk } from '../seller/layout.tsx'
import { Refused, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import styles from './hosting.module.css'
import type { CalendarLink, LinkedRoom } from './ical.tsx'
import { useLinkWords } from './link-words.ts'

type Rooms = { rooms: readonly LinkedRoom[] }
type Conflict = CalendarLink['conflicts'][number]

const nightsIn = (nights: readonly string[], lang: Lang) =>
  nights.map((night) => civilDate(night, lang)).join(lang === 'zh' ? '、' : ', ')

/** Every link of every room type with its events of one kind. */
const eventsOf = <T,>({ rooms }: Rooms, of: (link: CalendarLink) => readonly T[]) =>
  rooms.flatMap((room) => room.links.flatMap((link) => of(link).map((event) => ({ room, link, event }))))

/** Nights sold on both sides, what stands there here, and what to do. */
export function Conflicts({ rooms }: Rooms) {
  const lang = useLang()
  const say = useLinkWords()
  const found = eventsOf({ rooms }, (link) => link.conflicts)
  if (found.length === 0) return <StatusBadge kind="success">{say.noConflict}</StatusBadge>
  return (
    <section className={styles.conflicts}>
      <Title order={2} size="h4">
        {say.conflicts(found.length)}
      </Title>
      <Text size="sm">{say.conflictLead}</Text>
      {found.map(({ room, link, event }) => (
        <div key={event.eventId} className={styles.line}>
          <div>
            <strong>{room.name}</strong>
            <Text size="sm">
              {say.sold(link.name)} {nightsIn(event.nights, lang)}
            </Text>
            <Here event={event} />
          </div>
          <Answer link={link} eventId={event.eventId} isSame />
        </div>
      ))}
      <Text size="sm" mt="sm">
        {say.todo}
      </Text>
    </section>
  )
}

function Here({ event }: { event: Conflict }) {
  const lang = useLang()
  const say = useLinkWords()
  const { organisationId } = useDesk()
  const [first] = event.bookings
  if (first === undefined) return <Text size="sm">{say.noneHere}</Text>
  return (
    <>
      {event.bookings.map(({ bookingId, code, day, nights, rooms }) => (
        <Text size="sm" key={bookingId}>
          {say.here} {say.stay(code, civilDate(day, lang), nights, rooms)}{' '}
          <Anchor
            component={Link}
            to={`/seller/${organisationId}/bookings?from=${day}&q=${code}`}
            size="sm"
            underline="always"
            aria-label={`${say.toBooking}: ${code}`}
          >
            {say.toBooking}
          </Anchor>
        </Text>
      ))}
    </>
  )
}

function Answer({ link, eventId, isSame }: { link: CalendarLink; eventId: string; isSame: boolean }) {
  const say = useLinkWords()
  const { may } = useDesk()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(isSame ? say.sameDone : say.notSameDone))
  if (!may.sell) return null
  return (
    <Form method="post" action="?do=answer">
      <input type="hidden" name="linkId" value={link.linkId} />
      <input type="hidden" name="eventId" value={eventId} />
      <input type="hidden" name="isSame" value={String(isSame)} />
      <Button type="submit" variant="default" size="compact-sm" loading={busy}>
        {isSame ? say.isSame : say.notSame}
      </Button>
      <Refused refusal={refusal} />
    </Form>
  )
}

/** What the host took for one booking, to take it back. */
export function Same({ rooms }: Rooms) {
  const lang = useLang()
  const say = useLinkWords()
  const found = eventsOf({ rooms }, (link) => link.same)
  if (found.length === 0) return null
  return (
    <section className={styles.place}>
      <Title order={2} size="h4">
        {say.same}
      </Title>
      {found.map(({ room, link, event }) => (
        <Group key={event.eventId} justify="space-between" py={4}>
          <Text size="sm">
            {room.name} · {link.name} · {nightsIn(event.nights, lang)}
          </Text>
          <Answer link={link} eventId={event.eventId} isSame={false} />
        </Group>
      ))}
    </section>
  )
}

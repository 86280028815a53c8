import { Anchor, Button, Group, Text } from '@mantine/core'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useDesk } from '../seller/layout.tsx'
import seller from '../seller/seller.module.css'
import { tripWhen, tripWho } from '../stay/trip.ts'
import { stayWords } from '../stay/words.ts'
import { useAssistWords } from './assist-words.ts'
import type { Booking, OpenBooking } from './bookings.tsx'
import { useHostWords } from './words.ts'

type Props = { bookings: readonly Booking[]; onOpen: (open: OpenBooking) => void }

/** Who comes: a table at a desk, a list on a phone. */
export function BookingList({ bookings, onOpen }: Props) {
  const lang = useLang()
  const say = useHostWords().bookings
  return (
    <>
      <Group visibleFrom="sm" display="block">
        <DataTable
          lang={lang}
          caption={say.caption}
          rows={bookings}
          rowKey={(one) => one.id}
          empty={say.none}
          columns={[
            { key: 'day', label: say.day, cell: (one) => tripWhen(one, lang) },
            { key: 'what', label: say.what, cell: (one) => (lang === 'zh' ? one.titleZh : one.titleEn) },
            { key: 'who', label: say.who, cell: (one) => <Guest booking={one} /> },
            { key: 'count', label: say.count, whole: true, cell: (one) => tripWho(one, lang) },
            { key: 'state', label: say.state, cell: (one) => <State booking={one} /> },
            { key: 'total', label: say.total, figure: true, cell: (one) => yuan(one.totalFen) },
            { key: 'act', label: say.act, cell: (one) => <Acts booking={one} onOpen={onOpen} /> },
          ]}
        />
      </Group>
      <Group hiddenFrom="sm" display="block">
        {bookings.length === 0 && <Text>{say.none}</Text>}
        <ul className={seller.list}>
          {bookings.map((one) => (
            <li key={one.id} className={seller.item}>
              <div className={seller.card}>
                <span className={seller.between}>
                  <span>{tripWhen(one, lang)}</span>
                  <span className={seller.figure}>{yuan(one.totalFen)}</span>
                </span>
                <div>{lang === 'zh' ? one.titleZh : one.titleEn}</div>
                <Guest booking={one} />
                <span className={seller.between}>
                  <span>
                    {tripWho(one, lang)} <State booking={one} />
                  </span>
                  <Acts booking={one} onOpen={onOpen} />
                </span>
              </div>
            </li>
          ))}
        </ul>
      </Group>
    </>
  )
}

function State({ booking }: { booking: Booking }) {
  return (
    <StatusBadge kind={booking.state === 'redeemed' ? 'neutral' : 'success'}>
      {stayWords[useLang()].booking.states[booking.state]}
    </StatusBadge>
  )
}

function Guest({ booking }: { booking: Booking }) {
  return (
    <>
      <strong>{booking.contactName}</strong>{' '}
      {booking.contactPhone !== '' && (
        <Anchor href={`tel:${booking.contactPhone}`} size="sm">
          {booking.contactPhone}
        </Anchor>
      )}
      <Text size="sm" c="dimmed">
        {booking.code}
        {booking.notes !== '' && ` · ${booking.notes}`}
      </Text>
    </>
  )
}

/** Before it begins the house may be unable to receive; afterwards the guest may not have come. */
function Acts({ booking, onOpen }: { booking: Booking; onOpen: (open: OpenBooking) => void }) {
  const say = useAssistWords()
  const { may } = useDesk()
  if (booking.state !== 'confirmed') return null
  const isNoShow = booking.hasBegun && booking.entered === 0
  if (!isNoShow && !may.sell) return null
  const act = (label: string, open: OpenBooking) => (
    <Button
      variant="subtle"
      size="compact-sm"
      color="persimmon"
      onClick={() => onOpen(open)}
      aria-label={`${label}: ${booking.contactName}`}
    >
      {label}
    </Button>
  )
  return (
    <Group gap={0} wrap="nowrap">
      {isNoShow && act(say.noShow, { booking, isNoShow: true })}
      {may.sell && act(say.cannot, { booking, isNoShow: false })}
    </Group>
  )
}

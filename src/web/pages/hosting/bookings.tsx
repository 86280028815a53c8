import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Form as Filter, useSearchParams } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { listSupplierBookings } from '../../../modules/tourism/index.ts'
import { cancelSupplierBooking } from '../../../workflows/end-booking.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { doing } from '../seller/act.ts'
import { useDesk } from '../seller/layout.tsx'
import { SellerPage } from '../seller/page.tsx'
import { appOf } from '../seller/read.ts'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { isDay } from '../stay/address.ts'
import { tripWhen, tripWho } from '../stay/trip.ts'
import { stayWords } from '../stay/words.ts'
import type { Route } from './+types/bookings.ts'
import { useHostWords } from './words.ts'

export const handle: Handle = { console: true }

const KINDS = ['all', 'visit', 'stay'] as const
const DAYS_SHOWN = 30

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const today = civilDate(appOf(context).clock.now())
  const query = new URL(request.url).searchParams
  const [from, until] = [query.get('from'), query.get('until')]
  const first = isDay(from) ? from : today
  const range = { from: first, until: isDay(until) && until >= first ? until : addDays(first, DAYS_SHOWN) }
  const { bookings } = await call(context, listSupplierBookings, { organisationId, ...range })
  const kind = KINDS.find((one) => one === query.get('kind')) ?? 'all'
  const search = (query.get('q') ?? '').trim().toLowerCase()
  return {
    ...range,
    kind,
    search,
    bookings: bookings.filter(
      (one) =>
        (kind === 'all' || one.kind === kind) &&
        (search === '' || `${one.code} ${one.contactName} ${one.contactPhone}`.toLowerCase().includes(search)),
    ),
  }
}

export const action = (args: Route.ActionArgs) => doing(args, cancelSupplierBooking)

type Loaded = Route.ComponentProps['loaderData']
type Booking = Loaded['bookings'][number]

export default function BookingsPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useHostWords().bookings
  const { may } = useDesk()
  const [ending, setEnding] = useState<Booking | null>(null)
  const { bookings } = loaderData
  return (
    <SellerPage title={say.title} subtitle={say.lead}>
      <Filters {...loaderData} />
      <Text size="sm" c="dimmed" my="sm" role="status">
        {say.sum(
          bookings.length,
          bookings.reduce((sum, one) => sum + one.guests, 0),
        )}
      </Text>
      <DataTable
        lang={lang}
        caption={say.caption}
        rows={bookings}
        rowKey={(one) => one.id}
        empty={say.none}
        columns={[
          { key: 'day', label: say.day, whole: true, cell: (one) => tripWhen(one, lang) },
          { key: 'what', label: say.what, cell: (one) => (lang === 'zh' ? one.titleZh : one.titleEn) },
          { key: 'who', label: say.who, cell: (one) => <Guest booking={one} /> },
          { key: 'count', label: say.count, cell: (one) => tripWho(one, lang) },
          {
            key: 'state',
            label: say.state,
            cell: (one) => (
              <StatusBadge kind={one.state === 'redeemed' ? 'neutral' : 'success'}>
                {stayWords[lang].booking.states[one.state]}
              </StatusBadge>
            ),
          },
          { key: 'total', label: say.total, figure: true, cell: (one) => yuan(one.totalFen) },
          ...(may.sell
            ? [
                {
                  key: 'act',
                  label: say.act,
                  cell: (one: Booking) =>
                    one.state === 'confirmed' && (
                      <Button variant="subtle" size="compact-sm" color="persimmon" onClick={() => setEnding(one)}>
                        {say.cancel}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      <SidePanel
        lang={lang}
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={ending === null ? '' : say.cancelTitle(ending.code)}
      >
        {ending !== null && <Ending booking={ending} onDone={() => setEnding(null)} />}
      </SidePanel>
    </SellerPage>
  )
}

function Guest({ booking }: { booking: Booking }) {
  return (
    <>
      <strong>{booking.contactName}</strong> {booking.contactPhone}
      <Text size="sm" c="dimmed">
        {booking.code}
        {booking.notes !== '' && ` · ${booking.notes}`}
      </Text>
    </>
  )
}

function Filters({ from, until, kind, search }: Loaded) {
  const say = useHostWords().bookings
  const [params] = useSearchParams()
  return (
    <Filter key={params.toString()}>
      <Group align="flex-end" gap="sm">
        <TextInput type="date" name="from" label={say.from} defaultValue={from} />
        <TextInput type="date" name="until" label={say.until} defaultValue={until} />
        <NativeSelect
          name="kind"
          label={say.title}
          defaultValue={kind}
          data={KINDS.map((value) => ({ value, label: say.kinds[value] }))}
        />
        <TextInput name="q" label={say.search} defaultValue={search} />
        <Button type="submit" variant="default">
          {say.show}
        </Button>
      </Group>
    </Filter>
  )
}

function Ending({ booking, onDone }: { booking: Booking; onDone: () => void }) {
  const say = useHostWords().bookings
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => {
    toast(say.cancelled)
    onDone()
  })
  return (
    <Form method="post">
      <SendingKey of={booking.id} />
      <input type="hidden" name="bookingId" value={booking.id} />
      <Stack>
        <Refused refusal={refusal} />
        <Text>{say.cancelHelp}</Text>
        <TextInput name="reason" label={say.reason} maxLength={120} required withAsterisk={false} />
        <Button type="submit" color="persimmon" loading={busy}>
          {say.cancelYes(yuan(booking.totalFen - booking.refundedFen))}
        </Button>
      </Stack>
    </Form>
  )
}

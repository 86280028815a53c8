import { Button, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { Form as Filter, useSearchParams } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { holdForGuest, listAssisted, listSupplierBookings } from '../../../modules/tourism/index.ts'
import { cancelSupplierBooking } from '../../../workflows/end-booking.ts'
import { noteNoShow } from '../../../workflows/no-show.ts'
import { offerOthers } from '../../../workflows/rebook.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import { doing } from '../seller/act.ts'
import { useDesk } from '../seller/layout.tsx'
import { SellerPage } from '../seller/page.tsx'
import { appOf } from '../seller/read.ts'
import seller from '../seller/seller.module.css'
import { moment } from '../seller/show.tsx'
import { isDay } from '../stay/address.ts'
import { tripWhen } from '../stay/trip.ts'
import type { Route } from './+types/bookings.ts'
import { assistChoices } from './assist-choices.ts'
import { AssistForm } from './assist.tsx'
import { useAssistWords } from './assist-words.ts'
import { BookingList } from './booking-list.tsx'
import { BookingPanel } from './booking-panel.tsx'
import { fenIn } from './fields.ts'
import { useHostWords } from './words.ts'

export const handle: Handle = { console: true }

const KINDS = ['all', 'visit', 'stay'] as const
const DAYS_SHOWN = 30
const ASSISTED_SHOWN = 5

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const now = appOf(context).clock.now()
  const today = civilDate(now)
  const query = new URL(request.url).searchParams
  const [from, until] = [query.get('from'), query.get('until')]
  const first = isDay(from) ? from : today
  const range = { from: first, until: isDay(until) && until >= first ? until : addDays(first, DAYS_SHOWN) }
  const { bookings } = await call(context, listSupplierBookings, { organisationId, ...range })
  const { bookings: assisted } = await call(context, listAssisted, { organisationId })
  const choices = await assistChoices(context, organisationId, today)
  const kind = KINDS.find((one) => one === query.get('kind')) ?? 'all'
  const search = (query.get('q') ?? '').trim().toLowerCase()
  const visits = new Map(choices.visits.map((one) => [one.id, one]))
  return {
    ...range,
    today,
    kind,
    search,
    choices,
    assisted: assisted.slice(0, ASSISTED_SHOWN),
    bookings: bookings
      .filter(
        (one) =>
          (kind === 'all' || one.kind === kind) &&
          (search === '' || `${one.code} ${one.contactName} ${one.contactPhone}`.toLowerCase().includes(search)),
      )
      .map((one) => {
        // A ticket's own name says little without its sight.
        const visit = visits.get(one.optionId ?? '')
        return {
          ...one,
          titleZh: visit?.nameZh ?? one.titleZh,
          titleEn: visit?.nameEn ?? one.titleEn,
          hasBegun: one.startsAt <= now,
        }
      }),
  }
}

export function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  if (wanted === 'assist') return doing(args, holdForGuest)
  if (wanted === 'offer') return doing(args, offerOthers)
  if (wanted === 'no-show')
    return doing(args, noteNoShow, ({ goodwillYuan, ...input }) => ({
      ...input,
      goodwillFen: fenIn(goodwillYuan ?? 0),
    }))
  return doing(args, cancelSupplierBooking)
}

type Loaded = Route.ComponentProps['loaderData']
export type Booking = Loaded['bookings'][number]
export type OpenBooking = { booking: Booking; isNoShow: boolean }

export default function BookingsPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useHostWords().bookings
  const assist = useAssistWords()
  const { may } = useDesk()
  const [open, setOpen] = useState<OpenBooking | null>(null)
  const [isAssisting, setAssisting] = useState(false)
  const { bookings, choices, today } = loaderData
  const hasAny = choices.stays.length + choices.visits.length > 0
  return (
    <SellerPage
      title={say.title}
      subtitle={say.lead}
      action={may.pack && hasAny && <Button onClick={() => setAssisting(true)}>{assist.title}</Button>}
    >
      <Filters {...loaderData} />
      <Text size="sm" c="dimmed" my="sm" role="status">
        {say.sum(
          bookings.length,
          bookings.reduce((sum, one) => sum + one.guests, 0),
        )}
      </Text>
      <BookingList bookings={bookings} onOpen={setOpen} />
      <SidePanel
        lang={lang}
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open === null ? '' : assist.see(open.booking.code)}
      >
        {open !== null && <BookingPanel {...open} maySell={may.sell} onDone={() => setOpen(null)} />}
      </SidePanel>
      <SidePanel lang={lang} opened={isAssisting} onClose={() => setAssisting(false)} title={assist.title}>
        <AssistForm choices={choices} today={today} />
        <Assisted assisted={loaderData.assisted} />
      </SidePanel>
    </SellerPage>
  )
}

function Assisted({ assisted }: { assisted: Loaded['assisted'] }) {
  const lang = useLang()
  const say = useAssistWords()
  return (
    <section>
      <Title order={3} size="h5">
        {say.latest}
      </Title>
      {assisted.length === 0 && <Text c="dimmed">{say.noLatest}</Text>}
      <ul className={seller.list}>
        {assisted.map(({ booking, way, madeAt }) => (
          <li key={booking.id} className={seller.item}>
            <div className={seller.card}>
              <span className={seller.between}>
                <strong>{booking.contactName}</strong>
                <span>{say.ways[way]}</span>
              </span>
              <span className={seller.between}>
                <span className={seller.soft}>{tripWhen(booking, lang)}</span>
                <span className={seller.soft}>{moment(new Date(madeAt), lang)}</span>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
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

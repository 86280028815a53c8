import { Button, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { Refused, SendingKey, useSending } from '../seller/send.tsx'
import { useToast } from '../seller/toast.tsx'
import { tripWhen, tripWho } from '../stay/trip.ts'
import { useAssistWords } from './assist-words.ts'
import type { Booking } from './bookings.tsx'
import { useHostWords } from './words.ts'

type Props = { booking: Booking; onDone: () => void }

/** A booking that cannot be received as it is: the gentlest way first. */
export function BookingPanel({ booking, maySell, isNoShow, onDone }: Props & { maySell: boolean; isNoShow: boolean }) {
  const lang = useLang()
  return (
    <>
      <Text>
        <strong>{booking.contactName}</strong> {tripWho(booking, lang)}
        <br />
        {tripWhen(booking, lang)}
      </Text>
      {isNoShow ? (
        <NoShow booking={booking} onDone={onDone} />
      ) : (
        maySell && (
          <>
            <OfferOthers booking={booking} onDone={onDone} />
            <Ending booking={booking} onDone={onDone} />
          </>
        )
      )}
    </>
  )
}

function OfferOthers({ booking, onDone }: Props) {
  const say = useAssistWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => {
    toast(say.offered)
    onDone()
  })
  return (
    <Form method="post" action="?do=offer">
      <SendingKey of={`offer ${booking.id}`} />
      <input type="hidden" name="bookingIds[]" value={booking.id} />
      <Stack gap="xs">
        <Title order={3} size="h5">
          {say.offerTitle}
        </Title>
        <Refused refusal={refusal} />
        <Text size="sm">{say.offerHelp}</Text>
        <TextInput name="reason" label={say.reason} maxLength={120} required withAsterisk={false} />
        <Button type="submit" loading={busy}>
          {say.offer}
        </Button>
      </Stack>
    </Form>
  )
}

function Ending({ booking, onDone }: Props) {
  const { bookings: say } = useHostWords()
  const assist = useAssistWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => {
    toast(say.cancelled)
    onDone()
  })
  return (
    <Form method="post" action="?do=cancel">
      <SendingKey of={`cancel ${booking.id}`} />
      <input type="hidden" name="bookingId" value={booking.id} />
      <Stack gap="xs">
        <Title order={3} size="h5">
          {assist.cancelTitle}
        </Title>
        <Refused refusal={refusal} />
        <Text size="sm">{say.cancelHelp}</Text>
        <TextInput name="reason" label={assist.reason} maxLength={120} required withAsterisk={false} />
        <Button type="submit" color="persimmon" loading={busy}>
          {say.cancelYes(yuan(booking.totalFen - booking.refundedFen))}
        </Button>
      </Stack>
    </Form>
  )
}

function NoShow({ booking, onDone }: Props) {
  const say = useAssistWords()
  const toast = useToast()
  const { Form, busy, refusal } = useSending<{ nightsFreed: number }>(({ nightsFreed }) => {
    toast(say.noShowDone(nightsFreed))
    onDone()
  })
  return (
    <Form method="post" action="?do=no-show">
      <SendingKey of={`no-show ${booking.id}`} />
      <input type="hidden" name="bookingId" value={booking.id} />
      <Stack gap="xs">
        <Refused refusal={refusal} />
        <Text size="sm">{say.noShowHelp}</Text>
        <NumberInput
          name="goodwillYuan"
          label={say.goodwill}
          defaultValue={0}
          min={0}
          max={(booking.totalFen - booking.refundedFen) / 100}
          decimalScale={2}
          error={refusal?.errors['/goodwillFen']}
        />
        <Button type="submit" color="persimmon" loading={busy}>
          {say.noShowYes}
        </Button>
      </Stack>
    </Form>
  )
}

import { NumberInput, Text, TextInput, Title } from '@mantine/core'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { tripWhen, tripWho } from '../stay/trip.ts'
import { useAssistWords } from './assist-words.ts'
import type { Booking } from './bookings.tsx'
import { PanelForm } from './panel-form.tsx'
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
  const doing = { button: say.offer, done: () => say.offered }
  return (
    <PanelForm
      what="offer"
      of={`offer ${booking.id}`}
      ids={{ 'bookingIds[]': booking.id }}
      doing={doing}
      onDone={onDone}
    >
      {() => (
        <>
          <Title order={3} size="h5">
            {say.offerTitle}
          </Title>
          <Text size="sm">{say.offerHelp}</Text>
          <Reason />
        </>
      )}
    </PanelForm>
  )
}

function Ending({ booking, onDone }: Props) {
  const { bookings: say } = useHostWords()
  const assist = useAssistWords()
  const button = say.cancelYes(yuan(booking.totalFen - booking.refundedFen))
  const doing = { button, done: () => say.cancelled, gravely: true }
  return (
    <PanelForm what="cancel" of={`cancel ${booking.id}`} ids={{ bookingId: booking.id }} doing={doing} onDone={onDone}>
      {() => (
        <>
          <Title order={3} size="h5">
            {assist.cancelTitle}
          </Title>
          <Text size="sm">{say.cancelHelp}</Text>
          <Reason />
        </>
      )}
    </PanelForm>
  )
}

/** What the guest reads. */
function Reason() {
  return <TextInput name="reason" label={useAssistWords().reason} maxLength={120} required withAsterisk={false} />
}

function NoShow({ booking, onDone }: Props) {
  const say = useAssistWords()
  const done = ({ nightsFreed }: { nightsFreed: number }) => say.noShowDone(nightsFreed)
  const doing = { button: say.noShowYes, done, gravely: true }
  return (
    <PanelForm
      what="no-show"
      of={`no-show ${booking.id}`}
      ids={{ bookingId: booking.id }}
      doing={doing}
      onDone={onDone}
    >
      {(refusal) => (
        <>
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
        </>
      )}
    </PanelForm>
  )
}

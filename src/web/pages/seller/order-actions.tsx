import { Autocomplete, Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconScale, IconTruckDelivery } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { refundPreviewFen } from '../../../modules/market/web/refund.ts'
import { isWeighed } from '../../../modules/market/web/weighing.ts'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { useDesk } from './layout.tsx'
import type { OrderMoney } from './order-money.ts'
import type { Order } from './read.ts'
import { Refused, SendingKey, useSending } from './send.tsx'
import type { Sending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWeighWords } from './weigh-words.ts'
import { useWords } from './words.ts'

/** `many`: the order goes to many, parcel by parcel, from a page of its own. */
type Props = { order: Order; money: OrderMoney; many?: boolean }
type FormProps = Props & { sending: Sending; close: () => void }
type Done = { state?: string; amountFen?: number }

function doneWords(say: ReturnType<typeof useWords>, { code }: Order, { state, amountFen = 0 }: Done): string {
  if (state === 'shipped') return say.order.shippedToast(code)
  return state === 'cancelled' ? say.order.cancelledToast(code) : say.order.refundedToast(yuan(amountFen))
}

/** What may be done with an order as it stands; whatever cannot be undone is opened first, then confirmed. */
export function OrderActions({ order, money, many = false }: Props) {
  const say = useWords()
  const { may } = useDesk()
  const toast = useToast()
  const [open, setOpen] = useState<'cancel' | 'refund' | null>(null)
  // Held here, above the forms: they go as soon as the order has moved on, and could not say so any more.
  const sending = useSending<Done>((done) => {
    setOpen(null)
    toast(doneWords(say, order, done))
  })
  const ships = may.pack && order.state === 'paid' && !many
  const cancels = may.pack && (isPaidFor(order) || order.state === 'awaiting_payment')
  const refunds = may.sell && ['paid', 'shipped', 'received'].includes(order.state)
  if (!ships && !cancels && !refunds) return null
  const close = () => setOpen(null)
  return (
    <Stack gap="sm">
      {ships && open === null && (order.lines.every(isWeighed) ? <Ship sending={sending} /> : <WeighFirst />)}
      {open === 'cancel' && <Cancel order={order} money={money} sending={sending} close={close} />}
      {open === 'refund' && <Refund order={order} money={money} sending={sending} close={close} />}
      {open === null && (
        <Group gap="xs">
          {cancels && (
            <Button variant="default" onClick={() => setOpen('cancel')}>
              {say.order.cancel}
            </Button>
          )}
          {refunds && (
            <Button variant="default" onClick={() => setOpen('refund')}>
              {say.order.refund}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}

/** Goods by weight go over the scale before anything else. */
function WeighFirst() {
  const say = useWeighWords()
  const { organisationId } = useDesk()
  return (
    <Stack gap="xs">
      <Text>{say.first}</Text>
      <Button component={Link} to={`/seller/${organisationId}/weigh`} size="md" leftSection={<IconScale size={20} />}>
        {say.title}
      </Button>
    </Stack>
  )
}

/** Paid and not sent: there to be packed, or still to be harvested or made. */
const isPaidFor = ({ state }: Order) => state === 'paid' || state === 'awaiting_harvest' || state === 'in_making'

/** A scanner types fast and ends with Enter: the field has the focus and Enter sends. */
function Ship({ sending: { Form, busy, refusal } }: { sending: Sending }) {
  const say = useWords()
  const [carrier, setCarrier] = useLocalStorage({ key: 'seller-carrier', defaultValue: say.order.carriers[0] ?? '' })
  return (
    <Form method="post" action="?do=ship">
      <Refused refusal={refusal} />
      <Stack gap="sm">
        <Autocomplete
          name="carrier"
          label={say.order.carrier}
          data={say.order.carriers}
          value={carrier}
          onChange={setCarrier}
          error={refusal?.errors['/carrier']}
          size="md"
          required
          withAsterisk={false}
        />
        <TextInput
          name="trackingNumber"
          label={say.order.tracking}
          description={say.order.trackingHint}
          error={refusal?.errors['/trackingNumber']}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          data-autofocus
          size="md"
          required
          withAsterisk={false}
        />
        <Button type="submit" size="md" loading={busy} leftSection={<IconTruckDelivery size={20} />}>
          {say.order.shipNow}
        </Button>
      </Stack>
    </Form>
  )
}

function Cancel({ order, money, sending: { Form, busy, refusal }, close }: FormProps) {
  const say = useWords()
  const left = money.paidFen - money.refundedFen
  return (
    <Form method="post" action="?do=cancel" aria-label={say.order.cancelTitle}>
      <Refused refusal={refusal} />
      <Stack gap="sm">
        <Text fw={600}>{say.order.cancelTitle}</Text>
        <Text size="sm">{say.order.cancelWarn(yuan(isPaidFor(order) ? left : 0))}</Text>
        <Autocomplete
          name="reason"
          label={say.order.reason}
          description={say.order.reasonHint}
          data={say.order.reasons}
          defaultValue={say.order.reasons[0] ?? ''}
          error={refusal?.errors['/reason']}
          required
          withAsterisk={false}
          data-autofocus
        />
        <NotThere byDefault />
        <Group>
          <Button type="submit" color="persimmon" loading={busy}>
            {say.order.cancelNow(yuan(isPaidFor(order) ? left : 0))}
          </Button>
          <Button variant="default" onClick={close}>
            {say.no}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

function NotThere({ byDefault = false }: { byDefault?: boolean }) {
  const say = useWords()
  const [gone, setGone] = useState(byDefault)
  return (
    <>
      <input type="hidden" name="outOfStock" value={String(gone)} />
      <Checkbox
        label={say.order.outOfStock}
        checked={gone}
        onChange={(event) => setGone(event.currentTarget.checked)}
      />
    </>
  )
}

function Refund({ order, sending: { Form, busy, refusal }, close }: FormProps) {
  const say = useWords()
  const lang = useLang()
  const [units, setUnits] = useState<Record<number, number>>({})
  const left = (line: Order['lines'][number]) => line.units - line.refundedUnits
  const chosen = order.lines.filter((line) => (units[line.line] ?? 0) > 0)
  const fen = refundPreviewFen(
    order.lines,
    chosen.map(({ line }) => ({ line, units: units[line] ?? 0 })),
    order.freightFen - order.freightRefundedFen,
  )
  return (
    <Form method="post" action="?do=refund" aria-label={say.order.refundTitle}>
      <Refused refusal={refusal} />
      <SendingKey of={order.refundedFen} />
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600}>{say.order.refundTitle}</Text>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => setUnits(Object.fromEntries(order.lines.map((line) => [line.line, left(line)])))}
          >
            {say.order.refundAll}
          </Button>
        </Group>
        {order.lines
          .filter((line) => left(line) > 0)
          .map((line) => (
            <NumberInput
              key={line.line}
              label={titleIn(lang, line)}
              description={`${yuan(Math.floor(line.paidFen / line.units))} × ${say.order.of(left(line))}`}
              min={0}
              max={left(line)}
              clampBehavior="strict"
              allowDecimal={false}
              inputMode="numeric"
              value={units[line.line] ?? 0}
              onChange={(value) => setUnits({ ...units, [line.line]: Number(value) || 0 })}
            />
          ))}
        {chosen.map((line, at) => (
          <span key={line.line}>
            <input type="hidden" name={`units[${at}].line`} value={line.line} />
            <input type="hidden" name={`units[${at}].units`} value={units[line.line]} />
          </span>
        ))}
        <Autocomplete
          name="reason"
          label={say.order.reason}
          description={say.order.reasonHint}
          data={say.order.refundReasons}
          defaultValue={say.order.refundReasons[0] ?? ''}
          error={refusal?.errors['/reason']}
          required
          withAsterisk={false}
        />
        {order.state === 'paid' && <NotThere />}
        <Text size="sm">{order.state === 'paid' ? say.order.refundUnsent : say.order.refundWarn}</Text>
        <Group>
          <Button type="submit" color="persimmon" loading={busy} disabled={chosen.length === 0}>
            {chosen.length === 0 ? say.order.refundNothing : say.order.refundNow(yuan(fen))}
          </Button>
          <Button variant="default" onClick={close}>
            {say.no}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

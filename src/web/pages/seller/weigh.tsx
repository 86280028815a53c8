import { Anchor, Autocomplete, Button, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import { listToWeigh, weighSellerOrder } from '../../../workflows/weigh-order.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/weigh.ts'
import { doing } from './act.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import styles from './seller.module.css'
import { Refused, SendingKey, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWeighWords } from './weigh-words.ts'

export const handle: Handle = { console: true }

export const loader = ({ context, params: { organisationId } }: Route.LoaderArgs) =>
  call(context, listToWeigh, { organisationId })

/** One line at a time: the figure stands beside its order, and is on record before the next box is closed. */
export const action = (args: Route.ActionArgs) =>
  doing(args, weighSellerOrder, ({ orderId, line, grams, reason }) => ({
    orderId,
    lines: [{ line: Number(line), grams: Number(grams), reason: reason ?? '' }],
  }))

type Waiting = OutputOf<typeof listToWeigh>['orders'][number]

export default function WeighPage({ loaderData: { orders } }: Route.ComponentProps) {
  const say = useWeighWords()
  const waiting = orders.flatMap(({ bounds }) => bounds.filter((one) => !one.weighed)).length
  return (
    <SellerPage title={say.title} subtitle={say.lead(waiting)}>
      {orders.length === 0 && (
        <>
          <Text fw={600}>{say.empty}</Text>
          <Text c="dimmed">{say.emptyHelp}</Text>
        </>
      )}
      <ul className={styles.list}>
        {orders.map((one) => (
          <WeighedOrder key={one.order.id} {...one} />
        ))}
      </ul>
    </SellerPage>
  )
}

function WeighedOrder({ order, bounds }: Waiting) {
  const say = useWeighWords()
  const { organisationId } = useDesk()
  return (
    <li className={styles.item} style={{ padding: '12px 0' }}>
      <span className={styles.between}>
        <strong>{order.code}</strong>
        {bounds.every((one) => one.weighed) && (
          <Anchor component={Link} to={`/seller/${organisationId}/orders/${order.id}?state=paid`}>
            {say.toShip}
          </Anchor>
        )}
      </span>
      <Stack gap="md" mt="xs" maw={480}>
        {bounds.map((one) => (
          <Scale key={one.line} order={order} bounds={one} />
        ))}
      </Stack>
    </li>
  )
}

/** One line on the scale. Corrected by opening it again. */
function Scale({ order, bounds }: { order: Waiting['order']; bounds: Waiting['bounds'][number] }) {
  const say = useWeighWords()
  const lang = useLang()
  const toast = useToast()
  const [open, setOpen] = useState(!bounds.weighed)
  const [grams, setGrams] = useState<number | string>('')
  const { Form, busy, refusal } = useSending<{ amountFen: number }>(({ amountFen }) => {
    setOpen(false)
    toast(say.saved(amountFen))
  })
  const line = order.lines.find((one) => one.line === bounds.line)
  if (line === undefined) return null
  const light = typeof grams === 'number' && grams < bounds.leastGrams
  return (
    <div>
      <Text fw={600}>{titleIn(lang, line)}</Text>
      <Text size="sm" c="dimmed">
        {say.ordered(bounds.orderedGrams, line.units - line.refundedUnits)}
      </Text>
      {!open && line.weigh?.weighed ? (
        <span className={styles.between}>
          <Text>{say.done(line.weigh.weighed.grams, line.weigh.backFen)}</Text>
          <Button variant="subtle" flex="none" px="xs" onClick={() => setOpen(true)}>
            {say.correct}
          </Button>
        </span>
      ) : (
        <Form method="post">
          <Refused refusal={refusal} />
          <SendingKey of={`${order.id} ${bounds.line} ${order.refundedFen} ${String(grams)}`} />
          <input type="hidden" name="orderId" value={order.id} />
          <input type="hidden" name="line" value={bounds.line} />
          <Stack gap="xs">
            <NumberInput
              name="grams"
              label={say.net}
              description={say.netHelp(bounds.leastGrams, bounds.mostGrams)}
              value={grams}
              onChange={setGrams}
              error={refusal?.errors['/lines/0/grams']}
              allowDecimal={false}
              min={1}
              inputMode="numeric"
              hideControls
              size="lg"
              required
              withAsterisk={false}
            />
            {light && (
              <Autocomplete
                name="reason"
                label={say.reason}
                description={say.reasonHelp}
                data={say.reasons}
                size="md"
                required
                withAsterisk={false}
              />
            )}
            {bounds.weighed && <Text size="sm">{say.correctHelp}</Text>}
            <Button type="submit" size="lg" loading={busy}>
              {say.save}
            </Button>
          </Stack>
        </Form>
      )}
    </div>
  )
}

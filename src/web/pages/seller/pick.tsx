import { Anchor, Button, Checkbox, Group, Progress, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconPrinter } from '@tabler/icons-react'
import { Link } from 'react-router'
import { call } from '../../call.ts'
import { listSellerOrders } from '../../../modules/market/index.ts'
import type { Handle } from '../../handle.ts'
import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/pick.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { pickList } from './pick-list.ts'
import type { Pick } from './pick-list.ts'
import { allLots, allOrders } from './read.ts'
import styles from './seller.module.css'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  await call(context, listSellerOrders, { organisationId, limit: 1 })
  const orders = await allOrders(context, organisationId, { state: 'paid' })
  const lots = await allLots(context, organisationId)
  const picks = pickList(orders, new Map(lots.map((lot) => [lot.id, lot.expiresOn])))
  return { picks, orderIds: orders.map(({ id }) => id).toReversed() }
}

/** A pick counts as ticked only for the units it had then: a new order brings its lot back. */
const tickOf = (pick: Pick) => `${pick.lotId}:${pick.orders.map(({ id }) => id).join('+')}`

export default function PickPage({ loaderData: { picks, orderIds } }: Route.ComponentProps) {
  const say = useWords()
  const toast = useToast()
  const { organisationId } = useDesk()
  const [ticked, setTicked] = useLocalStorage<string[]>({ key: `seller-picked-${organisationId}`, defaultValue: [] })
  const done = picks.filter((pick) => ticked.includes(tickOf(pick)))
  const units = picks.reduce((sum, pick) => sum + pick.units, 0)
  const toggle = (pick: Pick) => {
    const tick = tickOf(pick)
    const known = new Set(picks.map(tickOf))
    const others = ticked.filter((one) => one !== tick && known.has(one))
    setTicked(ticked.includes(tick) ? others : [...others, tick])
  }
  const reset = () => {
    setTicked([])
    toast(say.pick.resetDone, () => setTicked(ticked))
  }
  if (picks.length === 0) return <NothingToPick />
  return (
    <SellerPage
      title={say.pick.title}
      subtitle={say.pick.lead(orderIds.length, units)}
      action={
        <Button
          className={styles.screen}
          variant="default"
          leftSection={<IconPrinter size={18} />}
          onClick={() => window.print()}
        >
          {say.print}
        </Button>
      }
    >
      <Group className={styles.screen} mb="sm" justify="space-between">
        <Text aria-live="polite">{say.pick.done(done.length, picks.length)}</Text>
        {done.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={reset}>
            {say.pick.reset}
          </Button>
        )}
      </Group>
      <Progress
        className={styles.screen}
        value={(done.length / picks.length) * 100}
        aria-label={say.pick.done(done.length, picks.length)}
        mb="md"
      />
      <ul className={styles.list}>
        {picks.map((pick) => (
          <PickRow key={pick.lotId} pick={pick} ticked={ticked.includes(tickOf(pick))} toggle={() => toggle(pick)} />
        ))}
      </ul>
      <Then orderIds={orderIds} />
    </SellerPage>
  )
}

function PickRow({ pick, ticked, toggle }: { pick: Pick; ticked: boolean; toggle: () => void }) {
  const say = useWords()
  const lang = useLang()
  const title = titleIn(lang, pick)
  return (
    <li className={styles.pick}>
      <Checkbox size="lg" checked={ticked} onChange={toggle} aria-label={say.pick.tick(title, pick.lotCode)} />
      <div>
        <Text fw={600} className={ticked ? styles.picked : undefined}>
          {title}{' '}
          <Text component="span" c="dimmed" size="sm">
            {weight(pick.netGrams, lang)}
          </Text>
        </Text>
        <Text>
          {say.pick.lot} <strong>{pick.lotCode}</strong>
          {pick.expiresOn && (
            <Text component="span" c="dimmed" size="sm" ml="xs">
              {say.pick.expires(pick.expiresOn)}
            </Text>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          {pick.orders.map((order) => (
            <span key={order.id} className={styles.piece}>
              {order.code} × {order.units}
            </span>
          ))}
        </Text>
      </div>
      <div className={styles.pickUnits}>{pick.units}</div>
    </li>
  )
}

function Then({ orderIds }: { orderIds: readonly string[] }) {
  const say = useWords()
  const { organisationId } = useDesk()
  const ids = orderIds.join(',')
  const first = orderIds[0]
  return (
    <Group className={`${styles.foot} ${styles.screen}`} gap="sm">
      {first !== undefined && (
        <Button component={Link} to={`/seller/${organisationId}/orders/${first}?state=paid`} size="md">
          {say.pick.toShip}
        </Button>
      )}
      <Anchor href={`/seller/${organisationId}/labels.pdf?orders=${ids}`} target="_blank">
        {say.orders.labels}
      </Anchor>
      <Anchor href={`/seller/${organisationId}/slips.pdf?orders=${ids}`} target="_blank">
        {say.orders.slips}
      </Anchor>
    </Group>
  )
}

function NothingToPick() {
  const say = useWords()
  return (
    <SellerPage title={say.pick.title}>
      <Text fw={600}>{say.pick.empty}</Text>
      <Text c="dimmed">{say.pick.emptyHelp}</Text>
    </SellerPage>
  )
}

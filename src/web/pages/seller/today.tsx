import { Anchor, Button, Text, Title } from '@mantine/core'
import { IconBasketCheck, IconPlant2 } from '@tabler/icons-react'
import { Link, redirect } from 'react-router'
import { addDays, civilDate, daysBetween } from '../../../kernel/clock.ts'
import { readStatement } from '../../../modules/ledger/index.ts'
import { listImports, listSellerOrders } from '../../../modules/market/index.ts'
import { StatRow, StatTile } from '../../kit/console/figures.tsx'
import { civilDate as dayInWords, yuan } from '../../kit/format.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/today.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { allLots, allOrders, appOf, readThrough } from './read.ts'
import type { Lot, Order } from './read.ts'
import { moment, titleIn } from './show.tsx'
import styles from './seller.module.css'
import { useWords } from './words.ts'
import { mayOf } from './may.ts'
import { hostWords } from '../hosting/words.ts'
import { keepsOf, listSupplierBookings } from '../../../modules/tourism/index.ts'
import { readMe } from '../../../modules/people/index.ts'

export const handle: Handle = { console: true }

const NEAR_DAYS = 60

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const now = appOf(context).clock.now()
  const today = civilDate(now)
  const me = await call(context, readMe, {})
  const may = mayOf(me.memberships.find((one) => one.organisationId === organisationId)?.roles ?? [])
  if (may.keeps) throw redirect(`/seller/${organisationId}/stores`)
  const { counts } = await call(context, listSellerOrders, { organisationId, limit: 1 })
  const paid = await allOrders(context, organisationId, { state: 'paid' })
  const lots = may.pack ? await allLots(context, organisationId) : []
  const statement = may.book ? await call(context, readStatement, { organisationId, from: today, to: today }) : null
  const imports = may.sell ? (await call(context, listImports, { organisationId, limit: 1 })).imports : []
  const keeps = await readThrough(context, (sql) => keepsOf(sql, organisationId))
  const isHost = may.pack && (keeps.houses || keeps.sites)
  const day = { organisationId, from: today, until: today }
  const guests = isHost ? (await call(context, listSupplierBookings, day)).bookings : null
  return {
    today,
    guests: guests && { people: guests.reduce((sum, one) => sum + one.guests, 0) },
    lastImport: imports[0] ?? null,
    counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
    waiting: paid
      .toReversed()
      .slice(0, 5)
      .map((order) => ({ order, hours: hoursSince(order, now) })),
    closingFen: statement?.closingFen ?? null,
    expiring: nearExpiry(lots, today),
  }
}

const hoursSince = (order: Order, now: Date) =>
  Math.max(0, Math.floor((now.getTime() - (order.paidAt ?? order.placedAt).getTime()) / 3_600_000))

function nearExpiry(lots: readonly Lot[], today: string) {
  const until = addDays(today, NEAR_DAYS)
  return lots
    .filter((lot) => lot.availableUnits > 0 && lot.expiresOn <= until)
    .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1))
    .slice(0, 6)
    .map((lot) => ({ lot, days: daysBetween(today, lot.expiresOn) }))
}

export default function Today({ loaderData }: Route.ComponentProps) {
  const say = useWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  const { counts, closingFen, waiting, guests } = loaderData
  const toPack = counts.paid ?? 0
  const oldest = waiting[0]
  return (
    <SellerPage
      title={say.today.title}
      subtitle={dayInWords(loaderData.today, lang)}
      action={<NextThing toPack={toPack} from="sm" />}
    >
      <NextThing toPack={toPack} />
      <StatRow>
        <StatTile
          label={say.today.toPack}
          value={say.orderCount(toPack)}
          detail={oldest && say.today.oldest(say.age(oldest.hours))}
        />
        <StatTile label={say.today.toBePaid} value={say.orderCount(counts.awaiting_payment ?? 0)} />
        <StatTile label={say.today.shipped} value={say.orderCount(counts.shipped ?? 0)} />
        {guests && (
          <StatTile
            label={hostWords[lang].guestsToday}
            value={hostWords[lang].bookings.guests(guests.people)}
            detail={<Anchor href={`/host/${organisationId}`}>{hostWords[lang].phone}</Anchor>}
          />
        )}
        {closingFen && (
          <StatTile label={say.today.frozen} value={yuan(closingFen.frozen)} detail={say.today.frozenHint} />
        )}
        {closingFen && <StatTile label={say.today.payable} value={yuan(closingFen.payable)} />}
      </StatRow>
      <div className={styles.columns}>
        <WaitingOrders waiting={waiting} />
        <div>
          <Expiring expiring={loaderData.expiring} />
          <LastImport run={loaderData.lastImport} />
        </div>
      </div>
    </SellerPage>
  )
}

/** The one thing to do now, large enough for a thumb. */
function NextThing({ toPack, from }: { toPack: number; from?: 'sm' }) {
  const say = useWords()
  const { may, organisationId } = useDesk()
  if (!may.pack) return null
  const base = `/seller/${organisationId}`
  const shape = from ? { size: 'lg', visibleFrom: from } : { size: 'xl', hiddenFrom: 'sm', fullWidth: true, mb: 'lg' }
  // On a phone the day begins with one thing at a time; its page is plain and needs no console.
  if (from === undefined)
    return (
      <Button component="a" href={`/grow/${organisationId}`} {...shape} leftSection={<IconBasketCheck size={22} />}>
        {say.today.oneByOne}
      </Button>
    )
  return toPack > 0 ? (
    <Button component={Link} to={`${base}/pick`} {...shape} leftSection={<IconBasketCheck size={22} />}>
      {say.today.goPack(toPack)}
    </Button>
  ) : (
    <Button component={Link} to={`${base}/harvests?new`} {...shape} leftSection={<IconPlant2 size={22} />}>
      {say.today.receive}
    </Button>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function WaitingOrders({ waiting }: { waiting: Loaded['waiting'] }) {
  const say = useWords()
  const lang = useLang()
  const { organisationId } = useDesk()
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {say.today.waiting}
      </Title>
      {waiting.length === 0 && (
        <>
          <Text>{say.today.nothing}</Text>
          <Text c="dimmed">{say.today.nothingHelp}</Text>
        </>
      )}
      <ul className={styles.list}>
        {waiting.map(({ order, hours }) => (
          <li key={order.id} className={styles.item}>
            <Link className={styles.card} to={`/seller/${organisationId}/orders/${order.id}?state=paid`}>
              <span className={styles.between}>
                <strong>{order.code}</strong>
                <span className={styles.figure}>{say.age(hours)}</span>
              </span>
              <span className={styles.soft}>
                {order.lines.map((line) => `${titleIn(lang, line)} × ${line.units}`).join(lang === 'zh' ? '，' : ', ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Expiring({ expiring }: { expiring: Loaded['expiring'] }) {
  const say = useWords()
  const { may, organisationId } = useDesk()
  if (!may.pack) return null
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {say.today.expiring}
      </Title>
      {expiring.length === 0 && <Text c="dimmed">{say.today.noExpiring}</Text>}
      <ul className={styles.list}>
        {expiring.map(({ lot, days }) => (
          <li key={lot.id} className={styles.item}>
            <div className={styles.card}>
              <span className={styles.between}>
                <strong>{lot.name}</strong>
                <span className={styles.figure}>{say.today.expiresIn(days)}</span>
              </span>
              <span className={styles.soft}>
                {lot.code} · {say.today.onShelf(lot.availableUnits)}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {expiring.length > 0 && (
        <Anchor component={Link} to={`/seller/${organisationId}/lots?f=near.past`} size="sm">
          {say.places.lots}
        </Anchor>
      )}
    </section>
  )
}

function LastImport({ run }: { run: Loaded['lastImport'] }) {
  const say = useWords()
  const lang = useLang()
  const { may, organisationId } = useDesk()
  if (!may.sell) return null
  return (
    <section>
      <Title order={2} size="h3" mt="xl" mb="xs">
        {say.today.lastImport}
      </Title>
      {run === null ? (
        <Text c="dimmed">{say.today.noImport}</Text>
      ) : (
        <Link className={styles.card} to={`/seller/${organisationId}/import/${run.id}`}>
          <span className={styles.between}>
            <span>{run.fileName}</span>
            <span>{say.import.states[run.state]}</span>
          </span>
          <span className={styles.soft}>{moment(run.submittedAt, lang)}</span>
        </Link>
      )}
    </section>
  )
}

import { Anchor, Button, CopyButton, Group, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { cancelSellerOrder } from '../../../workflows/cancel-order.ts'
import { refundSellerOrder } from '../../../workflows/refund-order.ts'
import { shipSellerOrder } from '../../../workflows/ship-order.ts'
import { consignmentsOf, parcelsOf, tracksOf } from '../../../modules/delivery/index.ts'
import { readSellerOrder } from '../../../modules/market/index.ts'
import { regionPath } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/order.ts'
import { act } from './act.ts'
import { useDesk } from './layout.tsx'
import { OrderActions } from './order-actions.tsx'
import { commissionRateOf } from '../../../modules/ledger/index.ts'
import { orderMoneyOf } from '../../../workflows/order-money.ts'
import { partName } from '../money/names.ts'
import { OrderSplit } from '../money/split.tsx'
import { useMoneyWords } from '../money/words.ts'
import { parcelWords } from '../parcel-words.ts'
import { unitWhy } from '../pricing/explain.tsx'
import { orderMoney } from './order-money.ts'
import { appOf, langOf, readThrough } from './read.ts'
import styles from './seller.module.css'
import { giftDesk } from './gift-desk-words.ts'
import { moment, OrderBadge, titleIn } from './show.tsx'
import { ScaleNote } from './weigh-note.tsx'
import { useWords } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId, orderId } }: Route.LoaderArgs) {
  const order = await call(context, readSellerOrder, { organisationId, orderId })
  const parcel = (await readThrough(context, (sql) => parcelsOf(sql, [orderId]))).get(orderId) ?? null
  const tracks = await readThrough(context, (sql) => tracksOf(sql, orderId))
  const consignments = await readThrough(context, (sql) => consignmentsOf(sql, orderId))
  const region = regionPath(order.recipient.countyCode, langOf(context))
  const agreed = await readThrough(context, (sql) => commissionRateOf(sql, orderId))
  const split = await readThrough(context, (sql) => orderMoneyOf(sql, orderId))
  const reckoned = orderMoney(order, agreed ?? appOf(context).ports.commissionRate)
  const fenOf = (kind: string) => split?.parts.find((part) => part.kind === kind)?.fen ?? 0
  const money =
    split === null ? reckoned : { ...reckoned, commissionFen: fenOf('commission'), sellerFen: fenOf('seller') }
  const others = (split?.parts ?? []).filter((part) => !OWN_ROWS.has(part.kind))
  return {
    order,
    parcel,
    track: tracks.find((one) => one.number === 0) ?? null,
    parcels: consignments.length,
    region,
    split,
    money,
    others,
  }
}

export const action = (args: Route.ActionArgs) =>
  act(args, { ship: shipSellerOrder, cancel: cancelSellerOrder, refund: refundSellerOrder })

type Loaded = Route.ComponentProps['loaderData']

const SCANS_SHOWN = 5

/** What the sum shows by itself; other parts of the split stand below it. */
const OWN_ROWS: ReadonlySet<string> = new Set(['seller', 'commission', 'refunded'])

/** One order, beside the list it belongs to. */
export default function OrderPanel({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useWords()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { organisationId } = useDesk()
  const [opened, setOpened] = useState(true)
  const close = () => {
    setOpened(false)
    const query = params.size > 0 ? `?${params}` : ''
    void navigate(`/seller/${organisationId}/orders${query}`, { preventScrollReset: true })
  }
  const { order } = loaderData
  return (
    <SidePanel lang={lang} opened={opened} onClose={close} title={say.orders.title1(order.code)}>
      <title>{`${say.orders.title1(order.code)} · ${say.console}`}</title>
      <Group justify="space-between">
        <OrderBadge state={order.state} />
        <Anchor href={`/seller/${organisationId}/slips.pdf?orders=${order.id}`} target="_blank" size="sm">
          <Group gap={4}>
            <IconPrinter size={16} />
            {say.orders.slips}
          </Group>
        </Anchor>
      </Group>
      {loaderData.parcels > 0 && (
        <Anchor component={Link} to={`/seller/${organisationId}/gifts/${order.id}`}>
          {giftDesk[lang].open(loaderData.parcels)}
        </Anchor>
      )}
      <OrderActions key={order.id} order={order} money={loaderData.money} many={loaderData.parcels > 0} />
      <Lines order={order} />
      <Recipient {...loaderData} />
      <Money {...loaderData} />
      <OrderSplit money={loaderData.split} />
      <Steps order={order} />
    </SidePanel>
  )
}

function Heading({ children }: { children: string }) {
  return (
    <Title order={3} size="h4" mb={4}>
      {children}
    </Title>
  )
}

function Lines({ order }: { order: Loaded['order'] }) {
  const lang = useLang()
  const say = useWords()
  return (
    <section>
      <Heading>{say.order.lines}</Heading>
      <ul className={styles.list}>
        {order.lines.map((line) => (
          <li key={line.line} className={styles.item} style={{ padding: '8px 0' }}>
            <span className={styles.between}>
              {line.versionId ? (
                <Anchor href={`/goods/versions/${line.versionId}`} c="inherit">
                  {titleIn(lang, line)}
                </Anchor>
              ) : (
                <span>{titleIn(lang, line)}</span>
              )}
              <strong className={styles.figure}>× {line.units}</strong>
            </span>
            <span className={styles.between}>
              <span className={styles.soft}>
                {line.lots
                  .map((lot) => `${say.order.lot} ${lot.lotCode} × ${lot.units}`)
                  .join(lang === 'zh' ? '，' : ', ')}
              </span>
              <span className={styles.figure}>{yuan(line.paidFen)}</span>
            </span>
            <span className={styles.between}>
              <span className={styles.soft}>{weight(line.netGrams, lang)}</span>
              {line.weigh !== null && <ScaleNote line={line} />}
              {line.priceFen !== line.listFen && (
                <Text size="sm" c="dimmed" span>
                  {unitWhy(line, lang)}
                </Text>
              )}
              {line.refundedUnits > 0 && (
                <Text size="sm" c="persimmon">
                  {say.order.refundedUnits(line.refundedUnits)}
                </Text>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Recipient({ order, region, parcel, track }: Loaded) {
  const lang = useLang()
  const say = useWords()
  const { name, phone, detail } = order.recipient
  const place = region.join(' ')
  return (
    <section>
      <Group justify="space-between">
        <Heading>{say.order.recipient}</Heading>
        <CopyButton value={`${name} ${phone} ${place} ${detail}`}>
          {({ copied, copy }) => (
            <Button variant="subtle" size="compact-sm" onClick={copy}>
              {copied ? say.order.copied : say.order.copyAddress}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text>
        {name} <Anchor href={`tel:${phone}`}>{phone}</Anchor>
      </Text>
      <Text>
        {place} {detail}
      </Text>
      {order.note !== '' && (
        <Text mt="xs" p="xs" bg="var(--bamboo-wash)" c="var(--bamboo-deep)" style={{ borderRadius: 8 }}>
          {say.order.note} {order.note}
        </Text>
      )}
      {parcel && (
        <Text mt="xs">
          {say.order.parcel} {parcel.carrier} <strong>{parcel.trackingNumber}</strong>
          <Text component="span" c="dimmed" size="sm" ml="xs">
            {say.order.handedOver(moment(parcel.handedOverAt, lang))}
          </Text>
        </Text>
      )}
      {track && (
        <>
          <Text fw={600}>{parcelWords[lang].states[track.state]}</Text>
          {track.scans.slice(0, SCANS_SHOWN).map((scan) => (
            <Text key={`${scan.at.getTime()}${scan.text}`} size="sm" c="dimmed">
              {scan.text} · {moment(scan.at, lang)}
            </Text>
          ))}
        </>
      )}
    </section>
  )
}

function Money({ money, others }: Loaded) {
  const lang = useLang()
  const say = useWords()
  const words = useMoneyWords()
  const rows: [string, number][] = [
    [say.order.goodsFen, money.goodsFen],
    [say.order.freightFen, money.freightFen],
    ...(money.refundedFen > 0 ? [[say.order.refundedFen, -money.refundedFen] as [string, number]] : []),
    ...(money.when === 'nothing' ? [] : [[say.order.commission, -money.commissionFen] as [string, number]]),
    ...others.map((part): [string, number] => [partName(part, lang, words), -part.fen]),
  ]
  return (
    <section>
      <Heading>{say.order.money}</Heading>
      <dl className={styles.sum}>
        {rows.map(([name, fen]) => (
          <Row key={name} name={name} fen={fen} />
        ))}
        <dt className={styles.total}>{money.when === 'before' ? say.order.unpaid : say.order.yours}</dt>
        <dd className={styles.total}>
          {yuan(money.when === 'before' ? money.paidFen : money.when === 'nothing' ? 0 : money.sellerFen)}
        </dd>
      </dl>
      <Text size="sm" c="dimmed" mt="xs">
        {say.order.when[money.when]}
      </Text>
    </section>
  )
}

function Row({ name, fen }: { name: string; fen: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{yuan(fen)}</dd>
    </>
  )
}

function Steps({ order }: { order: Loaded['order'] }) {
  const lang = useLang()
  const say = useWords()
  const named = say.steps as Record<string, string>
  const byWhom = say.byWhom as Record<string, string>
  return (
    <section>
      <Heading>{say.order.steps}</Heading>
      <ol className={styles.steps}>
        {order.steps.map((step, at) => (
          <li key={at}>
            {named[step.step] ?? step.step}
            {step.note !== '' && step.note !== 'buyer' && <Text size="sm">{step.note}</Text>}
            <Text size="sm" c="dimmed">
              {[moment(step.at, lang), byWhom[step.actorKind]].filter(Boolean).join(' · ')}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  )
}

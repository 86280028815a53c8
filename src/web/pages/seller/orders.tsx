import { Anchor, Button, CloseButton, Group, Menu, Tabs, Text, TextInput } from '@mantine/core'
import { IconDownload, IconPrinter, IconSearch } from '@tabler/icons-react'
import { Form, Link, Outlet, redirect, useMatch, useNavigate, useNavigation, useSearchParams } from 'react-router'
import { listSellerOrders, orderByCode } from '../../../modules/market/index.ts'
import { DataTable } from '../../kit/console/table.tsx'
import type { Column } from '../../kit/console/table.tsx'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { yuan } from '../../kit/format.ts'
import type { Lang } from '../../kit/format.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/orders.ts'
import { useDesk } from './layout.tsx'
import { orderCode, stateIn, tabStates } from './order-filter.ts'
import { SellerPage } from './page.tsx'
import { readThrough } from './read.ts'
import type { Order } from './read.ts'
import styles from './seller.module.css'
import { moment, OrderBadge, titleIn } from './show.tsx'
import { useWords } from './words.ts'
import type { words } from './words.ts'

export const handle: Handle = { console: true }

const PAGE = 50

export async function loader({ context, params: { organisationId }, request }: Route.LoaderArgs) {
  const { searchParams: asked, pathname } = new URL(request.url)
  const state = stateIn(asked.get('state'))
  const before = asked.get('before')?.match(/^[0-9a-f-]{36}$/)?.[0]
  const { orders, counts } = await call(context, listSellerOrders, {
    organisationId,
    limit: PAGE,
    ...(state && { state }),
    ...(before && { before }),
  })
  const code = orderCode(asked.get('code') ?? '')
  if (code !== '' && pathname.endsWith('/orders')) {
    const found = await readThrough(context, (sql) => orderByCode(sql, code))
    if (found?.organisationId === organisationId) throw redirect(`${pathname}/${found.id}`)
  }
  return {
    orders,
    counts: Object.fromEntries(counts.map((one) => [one.state, one.count])) as Partial<Record<Order['state'], number>>,
    state: state ?? null,
    missing: code,
    older: orders.length === PAGE ? (orders.at(-1)?.id ?? null) : null,
    paged: before !== undefined,
  }
}

export default function Orders({ loaderData }: Route.ComponentProps) {
  const { orders, missing } = loaderData
  const say = useWords()
  const lang = useLang()
  return (
    <SellerPage title={say.orders.title} action={<Exports />}>
      <Find />
      {missing !== '' && (
        <ErrorNotice lang={lang} title={say.orders.notFound(missing)}>
          {say.orders.notFoundHelp}
        </ErrorNotice>
      )}
      <StateTabs {...loaderData} />
      {loaderData.state === 'paid' && orders.length > 0 && <Prints orders={orders} />}
      <OrderTable {...loaderData} />
      <OrderList {...loaderData} />
      <Pages {...loaderData} />
      <Outlet />
    </SellerPage>
  )
}

function Find() {
  const say = useWords()
  const [params] = useSearchParams()
  const { organisationId } = useDesk()
  return (
    <Form action={`/seller/${organisationId}/orders`} role="search">
      <TextInput
        name="code"
        aria-label={say.orders.searchLabel}
        placeholder={say.orders.searchHint}
        defaultValue={params.get('code') ?? ''}
        leftSection={<IconSearch size={18} />}
        rightSection={params.get('code') ? <CloseButton component={Link} to="." aria-label={say.clear} /> : undefined}
        autoComplete="off"
        enterKeyHint="search"
        maw={420}
        mb="md"
        size="md"
      />
    </Form>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function StateTabs({ state, counts }: Loaded) {
  const say = useWords()
  const navigate = useNavigate()
  const { organisationId } = useDesk()
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const go = (to: string | null) =>
    void navigate(`/seller/${organisationId}/orders${to === null || to === 'all' ? '' : `?state=${to}`}`, {
      preventScrollReset: true,
    })
  return (
    <Tabs value={state ?? 'all'} onChange={go} mb="md" activateTabWithKeyboard={false}>
      <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
        <Tabs.Tab value="all" style={{ flex: 'none' }}>
          {say.all} {all}
        </Tabs.Tab>
        {tabStates.map((one) => (
          <Tabs.Tab key={one} value={one} style={{ flex: 'none' }}>
            {say.states[one]} {counts[one] ?? 0}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}

function Exports() {
  const say = useWords()
  const [params] = useSearchParams()
  const { organisationId } = useDesk()
  const state = stateIn(params.get('state'))
  const href = (kind: string) => `/seller/${organisationId}/export/orders/${kind}${state ? `?state=${state}` : ''}`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} />}>
          {say.orders.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={href('xlsx')}>
          {say.xlsx}
        </Menu.Item>
        <Menu.Item component="a" href={href('csv')}>
          {say.csv}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Prints({ orders }: { orders: readonly Order[] }) {
  const say = useWords()
  const { organisationId } = useDesk()
  const ids = orders.map(({ id }) => id).join(',')
  const sheet = (name: string) => `/seller/${organisationId}/${name}.pdf?orders=${ids}`
  return (
    <Group mb="md" gap="xs">
      <Button
        component="a"
        href={sheet('slips')}
        target="_blank"
        variant="default"
        size="sm"
        leftSection={<IconPrinter size={16} />}
      >
        {say.orders.slips}
      </Button>
      <Button
        component="a"
        href={sheet('labels')}
        target="_blank"
        variant="default"
        size="sm"
        leftSection={<IconPrinter size={16} />}
      >
        {say.orders.labels}
      </Button>
    </Group>
  )
}

const goodsOf = (order: Order, lang: Lang, say: Say) => {
  const [first] = order.lines
  if (first === undefined) return ''
  const title = `${titleIn(lang, first)} × ${first.units}`
  return order.lines.length === 1 ? title : `${title} ${say.orders.others(order.lines.length)}`
}

type Say = (typeof words)['zh']

const columnsOf = (say: Say, lang: Lang): Column<Order>[] => [
  { key: 'code', label: say.orders.code, cell: (o) => <strong style={{ whiteSpace: 'nowrap' }}>{o.code}</strong> },
  { key: 'goods', label: say.orders.goods, cell: (o) => goodsOf(o, lang, say) },
  { key: 'to', label: say.orders.to, cell: (o) => o.recipient.name },
  {
    key: 'amount',
    label: say.orders.amount,
    figure: true,
    cell: (o) => yuan(o.goodsFen + o.freightFen - o.refundedFen),
  },
  { key: 'placed', label: say.orders.placed, figure: true, cell: (o) => moment(o.placedAt, lang) },
  { key: 'state', label: say.orders.state, cell: (o) => <OrderBadge state={o.state} /> },
]

function useOrderPath() {
  const { organisationId } = useDesk()
  const [params] = useSearchParams()
  const query = params.size > 0 ? `?${params}` : ''
  return {
    list: `/seller/${organisationId}/orders${query}`,
    of: (order: Order) => `/seller/${organisationId}/orders/${order.id}${query}`,
  }
}

function OrderTable({ orders, state }: Loaded) {
  const say = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const paths = useOrderPath()
  const opened = useMatch('/seller/:organisationId/orders/:orderId')?.params.orderId
  const { state: navigation, location } = useNavigation()
  return (
    <Group visibleFrom="sm" display="block">
      <DataTable
        lang={lang}
        caption={say.orders.caption}
        columns={columnsOf(say, lang)}
        rows={orders}
        rowKey={(order) => order.id}
        onOpen={(order) => void navigate(paths.of(order), { preventScrollReset: true })}
        openKey={orders.some(({ id }) => id === opened) ? opened : undefined}
        loading={navigation === 'loading' && (location?.pathname.endsWith('/orders') ?? false) && opened === undefined}
        empty={<Empty filtered={state !== null} />}
      />
    </Group>
  )
}

function Empty({ filtered }: { filtered: boolean }) {
  const say = useWords()
  return filtered ? (
    <Text>{say.orders.emptyState}</Text>
  ) : (
    <>
      <Text fw={600}>{say.orders.empty}</Text>
      <Text c="dimmed">{say.orders.emptyHelp}</Text>
    </>
  )
}

/** The phone's list: the same orders, one under the other. */
function OrderList({ orders, state }: Loaded) {
  const lang = useLang()
  const say = useWords()
  const paths = useOrderPath()
  return (
    <Group hiddenFrom="sm" display="block">
      {orders.length === 0 && <Empty filtered={state !== null} />}
      <ul className={styles.list}>
        {orders.map((order) => (
          <li key={order.id} className={styles.item}>
            <Link className={styles.card} to={paths.of(order)} preventScrollReset>
              <span className={styles.between}>
                <strong>{order.code}</strong>
                <OrderBadge state={order.state} />
              </span>
              <span>{goodsOf(order, lang, say)}</span>
              <span className={styles.between}>
                <span className={styles.soft}>
                  {order.recipient.name} · {moment(order.placedAt, lang)}
                </span>
                <span className={styles.figure}>{yuan(order.goodsFen + order.freightFen - order.refundedFen)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Group>
  )
}

function Pages({ older, paged, state }: Loaded) {
  const say = useWords()
  const query = (before: string | null) =>
    `?${new URLSearchParams({ ...(state && { state }), ...(before && { before }) })}`
  return (
    <Group justify="space-between" mt="md">
      {paged ? (
        <Anchor component={Link} to={query(null)}>
          {say.latest}
        </Anchor>
      ) : (
        <span />
      )}
      {older !== null && (
        <Anchor component={Link} to={query(older)}>
          {say.more}
        </Anchor>
      )}
    </Group>
  )
}

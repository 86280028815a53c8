import { Anchor, Button, Group, Tabs, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, Outlet, redirect, useMatch, useNavigate, useNavigation, useSearchParams } from 'react-router'
import { listSellerOrders, orderByCode } from '../../../modules/market/index.ts'
import { useChoice } from '../../kit/console/choice.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import type { WorkField } from '../../kit/console/work-table.tsx'
import { yuan } from '../../kit/format.ts'
import type { Lang } from '../../kit/format.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/orders.ts'
import { useDesk } from './layout.tsx'
import { orderCode, stateIn, tabStates } from './order-filter.ts'
import { SellerPage } from './page.tsx'
import { PrintPanel, printWords } from './print-panel.tsx'
import { readThrough } from './read.ts'
import type { Order } from './read.ts'
import styles from './seller.module.css'
import { SheetTable } from './sheet.tsx'
import { ordersOnDesk } from './sheets/load.ts'
import type { OrderOnDesk } from './sheets/load.ts'
import { orderFields } from './sheets/orders.ts'
import { moment, OrderBadge, titleIn } from './show.tsx'
import { viewsOf } from './opening-view.ts'
import { useWords } from './words.ts'
import type { words } from './words.ts'

export const handle: Handle = { console: true }

const PAGE = 50

export async function loader({ context, params: { organisationId }, request }: Route.LoaderArgs) {
  const views = await viewsOf(context, request, organisationId, 'orders')
  const { searchParams: asked, pathname } = new URL(request.url)
  const state = stateIn(asked.get('state'))
  const search = (asked.get('q') ?? '').slice(0, 100)
  const before = asked.get('before')?.match(/^[0-9a-f-]{36}$/)?.[0]
  const code = orderCode(search)
  if (/^\d{6}-\w{8}$/.test(code) && pathname.endsWith('/orders')) {
    const found = await readThrough(context, (sql) => orderByCode(sql, code))
    if (found?.organisationId === organisationId) throw redirect(`${pathname}/${found.id}`)
  }
  const { orders, counts } = await call(context, listSellerOrders, {
    organisationId,
    limit: PAGE,
    search,
    oldestFirst: asked.get('sort') === 'placed',
    ...(state && { state }),
    ...(before && { before }),
  })
  return {
    views,
    orders: await ordersOnDesk(context, orders),
    counts: Object.fromEntries(counts.map((one) => [one.state, one.count])) as Partial<Record<Order['state'], number>>,
    state: state ?? null,
    older: orders.length === PAGE ? (orders.at(-1)?.id ?? null) : null,
    paged: before !== undefined,
  }
}

export default function Orders({ loaderData }: Route.ComponentProps) {
  const say = useWords()
  return (
    <SellerPage title={say.orders.title}>
      <StateTabs {...loaderData} />
      <OrderTable {...loaderData} />
      <Pages {...loaderData} />
      <Outlet />
    </SellerPage>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function StateTabs({ state, counts }: Loaded) {
  const say = useWords()
  const navigate = useNavigate()
  const { organisationId } = useDesk()
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const [params] = useSearchParams()
  const go = (to: string | null) => {
    const query = new URLSearchParams(params)
    for (const name of ['state', 'before', 'view']) query.delete(name)
    if (to !== null && to !== 'all') query.set('state', to)
    if (query.size === 0) query.set('view', 'none')
    void navigate(`/seller/${organisationId}/orders?${query}`, { preventScrollReset: true })
  }
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

const goodsOf = (order: Order, lang: Lang, say: Say) => {
  const [first] = order.lines
  if (first === undefined) return ''
  const title = `${titleIn(lang, first)} × ${first.units}`
  return order.lines.length === 1 ? title : `${title} ${say.orders.others(order.lines.length)}`
}

type Say = (typeof words)['zh']

const cellsOf = (say: Say, lang: Lang): Record<string, Pick<WorkField<OrderOnDesk>, 'cell'> | undefined> => ({
  code: { cell: (o) => <strong style={{ whiteSpace: 'nowrap' }}>{o.code}</strong> },
  goods: { cell: (o) => goodsOf(o, lang, say) },
  placed: { cell: (o) => moment(o.placedAt, lang) },
  state: { cell: (o) => <OrderBadge state={o.state} /> },
})

function useOrderPath() {
  const { organisationId } = useDesk()
  const [params] = useSearchParams()
  const query = params.size > 0 ? `?${params}` : ''
  return {
    list: `/seller/${organisationId}/orders${query}`,
    of: (order: Order) => `/seller/${organisationId}/orders/${order.id}${query}`,
  }
}

function OrderTable({ orders, state, views }: Loaded) {
  const say = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const paths = useOrderPath()
  const choice = useChoice()
  const opened = useMatch('/seller/:organisationId/orders/:orderId')?.params.orderId
  const { state: navigation, location } = useNavigation()
  const cells = cellsOf(say, lang)
  const [printing, setPrinting] = useState(false)
  return (
    <>
      <SheetTable
        sheet="orders"
        views={views}
        also={['state']}
        paged
        caption={say.orders.caption}
        fields={orderFields(lang).map((field): WorkField<OrderOnDesk> => ({ ...field, ...cells[field.key] }))}
        rows={orders}
        rowKey={(order) => order.id}
        rowName={(order) => order.code}
        choice={choice}
        actions={() => (
          <Button size="compact-md" leftSection={<IconPrinter size={16} />} onClick={() => setPrinting(true)}>
            {printWords[lang].open}
          </Button>
        )}
        onOpen={(order) => void navigate(paths.of(order), { preventScrollReset: true })}
        openKey={orders.some(({ id }) => id === opened) ? opened : undefined}
        loading={navigation === 'loading' && (location?.pathname.endsWith('/orders') ?? false) && opened === undefined}
        empty={<Empty filtered={state !== null} />}
        phone={(shown) => <OrderList orders={shown} />}
      />
      <SidePanel
        lang={lang}
        opened={printing}
        onClose={() => setPrinting(false)}
        title={printWords[lang].title(choice.chosen.size)}
      >
        {printing && <PrintPanel chosen={[...choice.chosen]} />}
      </SidePanel>
    </>
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
function OrderList({ orders }: { orders: readonly OrderOnDesk[] }) {
  const lang = useLang()
  const say = useWords()
  const paths = useOrderPath()
  return (
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
  )
}

function Pages({ older, paged }: Loaded) {
  const say = useWords()
  const [params] = useSearchParams()
  const query = (before: string | null) => {
    const to = new URLSearchParams(params)
    to.delete('before')
    if (before !== null) to.set('before', before)
    return `?${to}`
  }
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

import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link, useSearchParams } from 'react-router'
import {
  changePlace,
  listCounts,
  listOwnStops,
  listPlaces,
  listTransfers,
  listWriteOffs,
  readShelves,
  receiveTransfer,
  recordCount,
  releaseOwnStop,
  sendTransfer,
  setMinimum,
  stopOwnLot,
} from '../../../modules/stock/index.ts'
import { recordReceipt, recordWriteOff, saveStockPlace } from '../../../workflows/keep-stock.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/stock.ts'
import { act } from './act.ts'
import { SellerPage } from './page.tsx'
import { langOf } from './read.ts'
import { LotPanel } from './stock-lot.tsx'
import { PlacePanel, Places } from './stock-places.tsx'
import { placed } from './sheets/load.ts'
import { Shelf } from './stock-shelf.tsx'
import { Counts, Damage, Stops, Transfers } from './stock-papers.tsx'
import { useStockWords } from './stock-words.ts'
import { townshipChoices } from './townships.ts'
import { viewsOf } from './opening-view.ts'

export const handle: Handle = { console: true }

const NEAR_DAYS = 30

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const part = { organisationId }
  const views = await viewsOf(context, request, organisationId, 'stock')
  const [shelf, { places }, { transfers }, { counts }, { writeOffs }, { stops }] = await Promise.all([
    call(context, readShelves, part),
    call(context, listPlaces, part),
    call(context, listTransfers, part),
    call(context, listCounts, part),
    call(context, listWriteOffs, part),
    call(context, listOwnStops, part),
  ])
  return {
    ...shelf,
    views,
    lots: placed(shelf.lots, places),
    places,
    transfers,
    counts,
    writeOffs,
    stops,
    townships: townshipChoices(langOf(context)),
  }
}

export const action = (args: Route.ActionArgs) =>
  act(args, {
    count: recordCount,
    transfer: sendTransfer,
    arrive: receiveTransfer,
    damage: recordWriteOff,
    receipt: recordReceipt,
    stop: stopOwnLot,
    release: releaseOwnStop,
    minimum: setMinimum,
    place: saveStockPlace,
    placeState: changePlace,
  })

export type Stock = Route.ComponentProps['loaderData']
export type ShelfLot = Stock['lots'][number]

const views = ['shelf', 'places', 'transfers', 'counts', 'damage', 'stops'] as const
type View = (typeof views)[number]

export default function StockPage({ loaderData }: Route.ComponentProps) {
  const say = useStockWords()
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const view: View = views.find((one) => one === params.get('look')) ?? 'shelf'
  const lot = loaderData.lots.find(({ id }) => id === params.get('lot'))
  const place = params.get('place')
  const go = (more: Record<string, string>) =>
    setParams((before) => besides(before, { look: view, ...more }), { preventScrollReset: true })
  const close = () => go({})
  return (
    <SellerPage
      title={say.title}
      action={
        view === 'places' && (
          <Button component={Link} to="?look=places&place=new" size="md">
            {say.addPlace}
          </Button>
        )
      }
    >
      <Warnings {...loaderData} />
      <Group component="nav" gap="xs" mb="md" aria-label={say.where}>
        {views.map((one) => (
          <Button
            key={one}
            component={Link}
            to={`?look=${one}`}
            preventScrollReset
            size="compact-md"
            variant={one === view ? 'filled' : 'default'}
            {...(one === view && { 'aria-current': 'page' as const })}
          >
            {say.views[one]}
          </Button>
        ))}
      </Group>
      <Shown view={view} stock={loaderData} open={(id) => go({ lot: id })} />
      <SidePanel lang={lang} opened={lot !== undefined} onClose={close} title={lot ? say.openLot(lot.code) : ''}>
        {lot && <LotPanel key={lot.id} lot={lot} stock={loaderData} />}
      </SidePanel>
      <SidePanel lang={lang} opened={place !== null} onClose={close} title={say.place}>
        {place !== null && <PlacePanel key={place} placeId={place} stock={loaderData} onDone={close} />}
      </SidePanel>
    </SellerPage>
  )
}

/** The address with a panel opened or closed; what the table shows stays. */
function besides(before: URLSearchParams, more: Record<string, string>): URLSearchParams {
  const after = new URLSearchParams(before)
  for (const name of ['lot', 'place']) after.delete(name)
  for (const [name, value] of Object.entries(more)) after.set(name, value)
  return after
}

function Shown({ view, stock, open }: { view: View; stock: Stock; open: (id: string) => void }) {
  if (view === 'places') return <Places {...stock} />
  if (view === 'transfers') return <Transfers {...stock} />
  if (view === 'counts') return <Counts {...stock} />
  if (view === 'damage') return <Damage {...stock} />
  if (view === 'stops') return <Stops {...stock} />
  return <Shelf {...stock} open={open} />
}

/** What wants doing before the rest. */
function Warnings({ lots, minimums, transfers }: Stock) {
  const say = useStockWords()
  const onSale = lots.filter((lot) => lot.availableUnits > 0)
  const past = onSale.filter((lot) => lot.daysToExpiry <= 0).length
  const near = onSale.filter((lot) => lot.daysToExpiry > 0 && lot.daysToExpiry <= NEAR_DAYS).length
  const onTheWay = transfers.filter((one) => one.receivedAt === null).length
  const lines = [
    ...minimums.filter((one) => one.below).map((one) => say.below(one.name, one.availableUnits, one.minimumUnits)),
    ...(past > 0 ? [say.past(past)] : []),
    ...(near > 0 ? [say.nearExpiry(near)] : []),
    ...(onTheWay > 0 ? [say.onTheWay(onTheWay)] : []),
  ]
  if (lines.length === 0) return null
  return (
    <Alert color="bamboo" variant="light" icon={<IconAlertTriangle />} mb="md">
      <Stack gap={4}>
        {lines.map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      </Stack>
    </Alert>
  )
}

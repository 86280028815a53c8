import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconPlus, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { listHarvests } from '../../../modules/farm/index.ts'
import { listItems } from '../../../modules/stock/index.ts'
import { packLot } from '../../../workflows/pack-lot.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { FilterChips, SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import type { Column } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/lots.ts'
import { doing } from './act.ts'
import { LabelOrder } from './label-order.tsx'
import { PackForm } from './pack-form.tsx'
import { SellerPage } from './page.tsx'
import { allLots, appOf } from './read.ts'
import type { Lot } from './read.ts'
import styles from './seller.module.css'
import { useWords } from './words.ts'
import type { words } from './words.ts'

export const handle: Handle = { console: true }

const NEAR_DAYS = 60

export async function loader({ context, params: { organisationId } }: Route.LoaderArgs) {
  const lots = await allLots(context, organisationId)
  const { harvests } = await call(context, listHarvests, { organisationId, limit: 200 })
  const { items } = await call(context, listItems, { organisationId })
  const today = civilDate(appOf(context).clock.now())
  return {
    lots,
    harvests: harvests.filter((one) => one.packedGrams < one.weightGrams),
    items,
    today,
    near: addDays(today, NEAR_DAYS),
  }
}

export const action = (args: Route.ActionArgs) => doing(args, packLot, withNumbers)

/** A new item's figures; the form cannot tell them from text where an item is either of two things. */
function withNumbers(input: Record<string, unknown>): Record<string, unknown> {
  const item = input.item as Record<string, unknown> | undefined
  if (item === undefined || 'id' in item) return input
  return { ...input, item: { ...item, netGrams: Number(item.netGrams), shelfLifeDays: Number(item.shelfLifeDays) } }
}

type Loaded = Route.ComponentProps['loaderData']

export default function Lots({ loaderData }: Route.ComponentProps) {
  const say = useWords()
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const [labelled, setLabelled] = useState<Lot | null>(null)
  const shown = params.getAll('show')
  const lots = loaderData.lots.filter((lot) => isShown(lot, shown, loaderData))
  const close = () => setParams(without(params, 'new'), { preventScrollReset: true })
  return (
    <SellerPage
      title={say.lots.title}
      action={
        <Button component={Link} to="?new" size="md" leftSection={<IconPlus size={20} />}>
          {say.lots.pack}
        </Button>
      }
    >
      <FilterChips
        lang={lang}
        label={say.lots.where}
        choices={[
          { value: 'left', label: say.lots.onlyLeft },
          { value: 'near', label: say.lots.onlyNear },
        ]}
        chosen={shown}
        onChange={(chosen) =>
          setParams(
            chosen.map((one): [string, string] => ['show', one]),
            { preventScrollReset: true },
          )
        }
      />
      <Group visibleFrom="sm" display="block">
        <DataTable
          lang={lang}
          caption={say.lots.caption}
          columns={columnsOf(say, loaderData, setLabelled)}
          rows={lots}
          rowKey={(lot) => lot.id}
          empty={<Empty />}
        />
      </Group>
      <LotList lots={lots} dates={loaderData} print={setLabelled} />
      <SidePanel lang={lang} opened={params.has('new')} onClose={close} title={say.packing.title}>
        <PackForm {...loaderData} harvestId={params.get('new') ?? ''} onDone={close} />
      </SidePanel>
      <SidePanel
        lang={lang}
        opened={labelled !== null}
        onClose={() => setLabelled(null)}
        title={labelled ? say.lots.labelsOf(labelled.code) : ''}
      >
        {labelled && <LabelOrder lot={labelled} />}
      </SidePanel>
    </SellerPage>
  )
}

function without(params: URLSearchParams, name: string): URLSearchParams {
  const kept = new URLSearchParams(params)
  kept.delete(name)
  return kept
}

type Dates = Pick<Loaded, 'today' | 'near'>

function isShown(lot: Lot, shown: readonly string[], { near }: Dates): boolean {
  if (shown.includes('left') && lot.availableUnits === 0) return false
  return !shown.includes('near') || (lot.expiresOn <= near && lot.availableUnits > 0)
}

type Say = (typeof words)['zh']

const columnsOf = (say: Say, dates: Dates, print: (lot: Lot) => void): Column<Lot>[] => [
  { key: 'code', label: say.lots.code, cell: (lot) => <strong style={{ whiteSpace: 'nowrap' }}>{lot.code}</strong> },
  { key: 'name', label: say.lots.name, cell: (lot) => lot.name },
  { key: 'packed', label: say.lots.packed, figure: true, cell: (lot) => lot.packedOn },
  { key: 'expires', label: say.lots.expires, figure: true, cell: (lot) => <Expiry lot={lot} dates={dates} /> },
  { key: 'available', label: say.lots.available, figure: true, cell: (lot) => lot.availableUnits },
  { key: 'held', label: say.lots.held, figure: true, cell: (lot) => lot.heldUnits },
  { key: 'sold', label: say.lots.sold, figure: true, cell: (lot) => lot.soldUnits },
  { key: 'withdrawn', label: say.lots.withdrawn, figure: true, cell: (lot) => lot.withdrawnUnits },
  { key: 'total', label: say.lots.total, figure: true, cell: (lot) => lot.packedUnits },
  {
    key: 'labels',
    label: say.lots.labels,
    cell: (lot) => (
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => print(lot)}
        aria-label={say.lots.labelsOf(lot.code)}
      >
        {say.lots.labels}
      </Anchor>
    ),
  },
]

function Expiry({ lot, dates }: { lot: Lot; dates: Dates }) {
  const say = useWords()
  if (lot.availableUnits === 0 || lot.expiresOn > dates.near) return lot.expiresOn
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {lot.expiresOn}
      <StatusBadge kind={lot.expiresOn <= dates.today ? 'danger' : 'attention'}>
        {lot.expiresOn <= dates.today ? say.lots.past : say.lots.near}
      </StatusBadge>
    </Group>
  )
}

const share = (units: number, lot: Lot) => `${(units / lot.packedUnits) * 100}%`

function LotList({ lots, dates, print }: { lots: readonly Lot[]; dates: Dates; print: (lot: Lot) => void }) {
  const say = useWords()
  return (
    <Group hiddenFrom="sm" display="block">
      {lots.length === 0 && <Empty />}
      <ul className={styles.list}>
        {lots.map((lot) => (
          <li key={lot.id} className={styles.item} style={{ padding: '12px 0' }}>
            <span className={styles.between}>
              <strong>{lot.code}</strong>
              <Expiry lot={lot} dates={dates} />
            </span>
            <Text>{lot.name}</Text>
            <div className={styles.bar} aria-hidden>
              <span style={{ width: share(lot.availableUnits, lot), background: 'var(--tea)' }} />
              <span style={{ width: share(lot.heldUnits, lot), background: 'var(--bamboo)' }} />
              <span style={{ width: share(lot.soldUnits, lot), background: 'var(--river)' }} />
            </div>
            <Text size="sm" c="dimmed">
              {say.lots.available} {lot.availableUnits} · {say.lots.held} {lot.heldUnits} · {say.lots.sold}{' '}
              {lot.soldUnits}
              {lot.withdrawnUnits > 0 && ` · ${say.lots.withdrawn} ${lot.withdrawnUnits}`} / {lot.packedUnits}
            </Text>
            <Button
              variant="default"
              size="sm"
              mt="xs"
              leftSection={<IconPrinter size={16} />}
              onClick={() => print(lot)}
            >
              {say.lots.labels}
            </Button>
          </li>
        ))}
      </ul>
    </Group>
  )
}

function Empty() {
  const say = useWords()
  return (
    <>
      <Text fw={600}>{say.lots.empty}</Text>
      <Text c="dimmed">{say.lots.emptyHelp}</Text>
    </>
  )
}

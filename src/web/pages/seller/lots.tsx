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
import { SidePanel } from '../../kit/console/panels.tsx'
import type { WorkField } from '../../kit/console/work-table.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/lots.ts'
import { doing } from './act.ts'
import { LabelOrder } from './label-order.tsx'
import { PackForm } from './pack-form.tsx'
import { SellerPage } from './page.tsx'
import { allLots, appOf } from './read.ts'
import type { Lot } from './read.ts'
import styles from './seller.module.css'
import { SheetTable } from './sheet.tsx'
import { lotFields, lotFilters } from './sheets/lots.ts'
import { viewsOf } from './opening-view.ts'
import { useWords } from './words.ts'
import type { words } from './words.ts'

export const handle: Handle = { console: true }

const NEAR_DAYS = 60

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const views = await viewsOf(context, request, organisationId, 'lots')
  const lots = await allLots(context, organisationId)
  const { harvests } = await call(context, listHarvests, { organisationId, limit: 200 })
  const { items } = await call(context, listItems, { organisationId })
  const today = civilDate(appOf(context).clock.now())
  return {
    views,
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
  const cells = cellsOf(say, loaderData, setLabelled)
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
      <SheetTable
        sheet="lots"
        views={loaderData.views}
        caption={say.lots.caption}
        fields={[...lotFields(lang), { key: 'labels', label: say.lots.labels, sortable: false, value: () => null }].map(
          (field): WorkField<Lot> => ({ ...field, ...cells[field.key] }),
        )}
        filters={lotFilters(lang, loaderData)}
        rows={loaderData.lots}
        rowKey={(lot) => lot.id}
        rowName={(lot) => lot.code}
        empty={<Empty />}
        phone={(shown) => <LotList lots={shown} dates={loaderData} print={setLabelled} />}
      />
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
  if (kept.size === 0) kept.set('view', 'none')
  return kept
}

type Dates = Pick<Loaded, 'today' | 'near'>

type Say = (typeof words)['zh']

const cellsOf = (
  say: Say,
  dates: Dates,
  print: (lot: Lot) => void,
): Record<string, Pick<WorkField<Lot>, 'cell'> | undefined> => ({
  code: { cell: (lot) => <strong style={{ whiteSpace: 'nowrap' }}>{lot.code}</strong> },
  expires: { cell: (lot) => <Expiry lot={lot} dates={dates} /> },
  labels: {
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
})

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

import { Stack, Title } from '@mantine/core'
import { IconBasket, IconBuildingWarehouse, IconChartBar, IconPackage, IconPlant2 } from '@tabler/icons-react'
import { useState } from 'react'
import { StatRow, StatTile, StatusBadge, type StatusKind } from './console/figures.tsx'
import { ErrorNotice, FilterChips, ProgressPanel, SidePanel } from './console/panels.tsx'
import { ConsoleShell, type PlaceGroup } from './console/shell.tsx'
import { DataTable, type Sort } from './console/table.tsx'
import { Button } from '@mantine/core'
import { yuan, type Lang } from './format.ts'
import { PublicGallery } from './gallery.public.tsx'
import { galleryWords } from './gallery.words.ts'

/** Every shared component and every illustration, for looking at; shown in development only. */
export function Gallery({ lang }: { lang: Lang }) {
  return (
    <>
      <PublicGallery lang={lang} />
      <ConsoleGallery lang={lang} />
    </>
  )
}

const kinds: readonly StatusKind[] = ['neutral', 'information', 'success', 'attention', 'danger']

interface SampleOrder {
  code: string
  goods: string
  kind: StatusKind
  totalFen: number
}

/** The console's components; needs Mantine's provider and a router around it. */
export function ConsoleGallery({ lang }: { lang: Lang }) {
  const say = galleryWords[lang].console
  return (
    <ConsoleShell
      lang={lang}
      title={say.title}
      subtitle={say.subtitle}
      action={<Button>{say.action}</Button>}
      groups={places(lang)}
      organisations={say.organisations.map((name, at) => ({ id: String(at), name, href: `#${at}` }))}
      organisationId="0"
      homeHref="/"
      otherLanguageHref="?"
      account={{ href: '/account', label: say.account }}
    >
      <Figures lang={lang} />
      <Orders lang={lang} />
      <ProgressPanel lang={lang} title={say.importing} done={1240} total={3100} secondsLeft={150} />
      <ErrorNotice lang={lang} title={say.failed} code="market.listing.unknown_lot" onRetry={() => undefined}>
        {say.failedNext}
      </ErrorNotice>
      <Title order={2} size="h3" mb="xs">
        {say.emptyTable}
      </Title>
      <DataTable
        lang={lang}
        caption={say.emptyTable}
        columns={[]}
        rows={[]}
        rowKey={String}
        empty={
          <Stack gap="sm" align="center">
            {say.emptyTeaches}
            <Button>{say.action}</Button>
          </Stack>
        }
      />
    </ConsoleShell>
  )
}

function places(lang: Lang): PlaceGroup[] {
  const [orders, goods, stock, farm, figures] = galleryWords[lang].console.places
  return [
    {
      places: [
        { href: '#orders', label: orders, icon: IconPackage, current: true, count: 3 },
        { href: '#goods', label: goods, icon: IconBasket },
        { href: '#stock', label: stock, icon: IconBuildingWarehouse },
      ],
    },
    {
      label: galleryWords[lang].console.group,
      places: [
        { href: '#farm', label: farm, icon: IconPlant2 },
        { href: '#figures', label: figures, icon: IconChartBar },
      ],
    },
  ]
}

function Figures({ lang }: { lang: Lang }) {
  const say = galleryWords[lang].console
  return (
    <StatRow>
      <StatTile label={say.turnover} value={yuan(1_284_050)} change={{ text: say.up, direction: 'up' }} />
      <StatTile label={say.toPack} value={say.toPackValue} detail={say.toPackDetail} />
      <StatTile label={say.returns} value={say.returnsValue} change={{ text: say.level, direction: 'level' }} />
    </StatRow>
  )
}

function Orders({ lang }: { lang: Lang }) {
  const say = galleryWords[lang].console
  const [sort, setSort] = useState<Sort>({ key: 'code', descending: false })
  const [chosen, setChosen] = useState<string[]>(['success'])
  const [open, setOpen] = useState<SampleOrder>()
  const rows = say.goods.map((goods, at): SampleOrder => ({
    code: `T2604${at + 11}`,
    goods,
    kind: kinds[at % 5] as StatusKind,
    totalFen: 12_800 * (at + 1) + at * 37,
  }))
  const status = (kind: StatusKind) => say.statuses[kinds.indexOf(kind)] ?? ''
  return (
    <>
      <FilterChips
        lang={lang}
        label={say.filter}
        choices={kinds.map((kind) => ({ value: kind, label: status(kind), count: 1 }))}
        chosen={chosen}
        onChange={setChosen}
      />
      <DataTable
        lang={lang}
        caption={say.title}
        columns={[
          { key: 'code', label: say.columns[0], cell: (row) => row.code, sortable: true },
          { key: 'goods', label: say.columns[1], cell: (row) => row.goods },
          {
            key: 'status',
            label: say.columns[2],
            cell: (row) => <StatusBadge kind={row.kind}>{status(row.kind)}</StatusBadge>,
          },
          { key: 'total', label: say.columns[3], cell: (row) => yuan(row.totalFen), figure: true, sortable: true },
        ]}
        rows={rows}
        rowKey={(row) => row.code}
        onOpen={setOpen}
        openKey={open?.code}
        sort={sort}
        onSort={setSort}
        empty={null}
      />
      <SidePanel
        lang={lang}
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open?.code}
        footer={<Button>{say.ship}</Button>}
      >
        {open?.goods}
      </SidePanel>
    </>
  )
}

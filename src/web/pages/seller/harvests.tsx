import { Anchor, Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { civilDate } from '../../../kernel/clock.ts'
import { receiveHarvest } from '../../../workflows/receive-harvest.ts'
import type { Handle } from '../../handle.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import type { WorkField } from '../../kit/console/work-table.tsx'
import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/harvests.ts'
import { doing } from './act.ts'
import { HarvestForm } from './harvest-form.tsx'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { appOf, langOf } from './read.ts'
import styles from './seller.module.css'
import { SheetTable } from './sheet.tsx'
import { harvestFields, harvestFilters, leftGrams } from './sheets/harvests.ts'
import { harvestsOnDesk } from './sheets/load.ts'
import { shortDay } from './show.tsx'
import { townshipChoices } from './townships.ts'
import { viewsOf } from './opening-view.ts'
import { useWords } from './words.ts'
import type { words } from './words.ts'

export const handle: Handle = { console: true }

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  return {
    views: await viewsOf(context, request, organisationId, 'harvests'),
    harvests: await harvestsOnDesk(context, organisationId),
    townships: townshipChoices(langOf(context)),
    today: civilDate(appOf(context).clock.now()),
  }
}

export const action = (args: Route.ActionArgs) => doing(args, receiveHarvest)

type Loaded = Route.ComponentProps['loaderData']
type Harvest = Loaded['harvests'][number]

export default function Harvests({ loaderData }: Route.ComponentProps) {
  const say = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const { organisationId } = useDesk()
  const opened = params.has('new')
  const { harvests, views } = loaderData
  const pack = (one: Harvest) => `/seller/${organisationId}/lots?new=${one.id}`
  const cells = cellsOf(say, pack)
  return (
    <SellerPage
      title={say.harvests.title}
      action={
        <Button component={Link} to="?new" size="md" leftSection={<IconPlus size={20} />}>
          {say.harvests.receive}
        </Button>
      }
    >
      <SheetTable
        sheet="harvests"
        views={views}
        caption={say.harvests.caption}
        fields={[
          ...harvestFields(lang),
          { key: 'pack', label: say.harvests.pack, sortable: false, value: () => null },
        ].map((field): WorkField<Harvest> => ({ ...field, ...cells[field.key] }))}
        filters={harvestFilters(lang)}
        rows={harvests}
        rowKey={(one) => one.id}
        rowName={(one) => `${one.product} ${one.grower}`}
        empty={<Empty />}
        phone={(shown) => <HarvestList harvests={shown} pack={pack} />}
      />
      <SidePanel
        lang={lang}
        opened={opened}
        onClose={() => (history.length > 1 ? setParams({}) : void navigate('.'))}
        title={say.harvests.receive}
      >
        <HarvestForm townships={loaderData.townships} today={loaderData.today} known={harvests} />
      </SidePanel>
    </SellerPage>
  )
}

type Say = (typeof words)['zh']

const cellsOf = (
  say: Say,
  pack: (one: Harvest) => string,
): Record<string, Pick<WorkField<Harvest>, 'cell'> | undefined> => ({
  left: { cell: (one) => (leftGrams(one) === 0 ? say.harvests.done : leftGrams(one) / 1000) },
  pack: {
    cell: (one) =>
      leftGrams(one) > 0 && (
        <Anchor component={Link} to={pack(one)} size="sm">
          {say.harvests.pack}
        </Anchor>
      ),
  },
})

function HarvestList({ harvests, pack }: { harvests: readonly Harvest[]; pack: (one: Harvest) => string }) {
  const say = useWords()
  const lang = useLang()
  return (
    <ul className={styles.list}>
      {harvests.map((one) => (
        <li key={one.id} className={styles.item} style={{ padding: '12px 0' }}>
          <span className={styles.between}>
            <strong>{one.product}</strong>
            <span className={styles.figure}>{weight(one.weightGrams, lang)}</span>
          </span>
          <span className={styles.soft}>
            {one.grower} · {one.village} · {shortDay(one.harvestedOn, lang)}
          </span>
          {one.packedGrams < one.weightGrams && (
            <Button component={Link} to={pack(one)} variant="default" size="sm" mt="xs" fullWidth>
              {say.harvests.pack} · {say.harvests.left} {weight(one.weightGrams - one.packedGrams, lang)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Empty() {
  const say = useWords()
  return (
    <>
      <Text fw={600}>{say.harvests.empty}</Text>
      <Text c="dimmed">{say.harvests.emptyHelp}</Text>
    </>
  )
}

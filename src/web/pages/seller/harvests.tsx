import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { civilDate } from '../../../kernel/clock.ts'
import { listHarvests } from '../../../modules/farm/index.ts'
import { receiveHarvest } from '../../../workflows/receive-harvest.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import type { Column } from '../../kit/console/table.tsx'
import { weight } from '../../kit/format.ts'
import type { Lang } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/harvests.ts'
import { doing } from './act.ts'
import { HarvestForm } from './harvest-form.tsx'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { appOf, langOf } from './read.ts'
import styles from './seller.module.css'
import { shortDay } from './show.tsx'
import { townshipChoices, villageName } from './townships.ts'
import { useWords } from './words.ts'
import type { words } from './words.ts'

export const handle: Handle = { console: true }

const PAGE = 50

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const before = new URL(request.url).searchParams.get('before')?.match(/^[0-9a-f-]{36}$/)?.[0]
  const { harvests } = await call(context, listHarvests, { organisationId, limit: PAGE, ...(before && { before }) })
  const lang = langOf(context)
  return {
    harvests: harvests.map((one) => ({ ...one, village: villageName(one.villageCode, lang) })),
    townships: townshipChoices(lang),
    today: civilDate(appOf(context).clock.now()),
    older: harvests.length === PAGE ? (harvests.at(-1)?.id ?? null) : null,
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
  const { harvests, older } = loaderData
  const pack = (one: Harvest) => `/seller/${organisationId}/lots?new=${one.id}`
  return (
    <SellerPage
      title={say.harvests.title}
      action={
        <Button component={Link} to="?new" size="md" leftSection={<IconPlus size={20} />}>
          {say.harvests.receive}
        </Button>
      }
    >
      <Group visibleFrom="sm" display="block">
        <DataTable
          lang={lang}
          caption={say.harvests.caption}
          columns={columnsOf(say, lang, pack)}
          rows={harvests}
          rowKey={(one) => one.id}
          empty={<Empty />}
        />
      </Group>
      <HarvestList harvests={harvests} pack={pack} />
      {older !== null && (
        <Anchor component={Link} to={`?before=${older}`} mt="md" display="inline-block">
          {say.more}
        </Anchor>
      )}
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

const columnsOf = (say: Say, lang: Lang, pack: (one: Harvest) => string): Column<Harvest>[] => [
  { key: 'product', label: say.harvests.product, cell: (one) => one.product },
  { key: 'grower', label: say.harvests.grower, cell: (one) => one.grower },
  { key: 'village', label: say.harvests.village, cell: (one) => `${one.village} ${one.plot}` },
  { key: 'day', label: say.harvests.day, figure: true, cell: (one) => one.harvestedOn },
  { key: 'weight', label: say.harvests.weight, figure: true, cell: (one) => weight(one.weightGrams, lang) },
  {
    key: 'left',
    label: say.harvests.left,
    figure: true,
    cell: (one) =>
      one.packedGrams >= one.weightGrams ? say.harvests.done : weight(one.weightGrams - one.packedGrams, lang),
  },
  {
    key: 'pack',
    label: say.harvests.pack,
    cell: (one) =>
      one.packedGrams < one.weightGrams && (
        <Anchor component={Link} to={pack(one)} size="sm">
          {say.harvests.pack}
        </Anchor>
      ),
  },
]

function HarvestList({ harvests, pack }: { harvests: readonly Harvest[]; pack: (one: Harvest) => string }) {
  const say = useWords()
  const lang = useLang()
  return (
    <Group hiddenFrom="sm" display="block">
      {harvests.length === 0 && <Empty />}
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
    </Group>
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

import { Anchor, Text } from '@mantine/core'
import { words } from '../../../modules/discovery/web/words.ts'
import { readExposure } from '../../../workflows/rank-goods.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { StatRow, StatTile } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/exposure.ts'
import { LorenzCurve } from './charts/lorenz-curve.tsx'
import { counted, percent } from './format.ts'
import { CentrePage } from './page.tsx'

const DAYS = 7

/** Each seller's share of goods beside the share of what was shown in the last week. */
export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const { sellers, ...all } = await call(context, readExposure, { days: DAYS })
  return {
    ...all,
    sellers: sellers.map(({ nameZh, nameEn, ...one }) => ({ ...one, name: lang === 'zh' ? nameZh : nameEn || nameZh })),
  }
}

type Seller = Route.ComponentProps['loaderData']['sellers'][number]

const BEHIND = 0.5
const partOf = (one: Seller) => (one.listingsShare === 0 ? 0 : one.shownShare / one.listingsShare)

export default function ExposurePage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].exposure
  const { shown, gini, curve, sellers } = loaderData
  return (
    <CentrePage
      title={say.title}
      subtitle={say.days(DAYS)}
      action={
        <Anchor href="/centre/exposure.csv" download>
          {say.csv}
        </Anchor>
      }
    >
      <Text maw={680} mb="md">
        {shown === 0 ? say.empty : say.explain}
      </Text>
      {shown > 0 && (
        <>
          <StatRow>
            <StatTile label={say.gini} value={gini.toFixed(2)} detail={say.giniHelp} />
            <StatTile label={say.shown} value={counted(shown)} />
            <StatTile label={say.behind} value={counted(sellers.filter((one) => partOf(one) < BEHIND).length)} />
          </StatRow>
          <LorenzCurve curve={curve} title={say.lorenz} note={say.lorenzHelp} equal={say.equal} />
        </>
      )}
      <DataTable
        lang={lang}
        caption={say.table}
        rows={sellers}
        rowKey={(one) => one.organisationId}
        empty={say.empty}
        columns={[
          { key: 'seller', label: say.seller, cell: (one) => one.name },
          { key: 'listings', label: say.listings, figure: true, cell: (one) => counted(one.listings) },
          {
            key: 'listingsShare',
            label: say.listingsShare,
            figure: true,
            cell: (one) => percent(one.listingsShare, 1),
          },
          { key: 'shown', label: say.shown, figure: true, cell: (one) => counted(one.shown) },
          { key: 'shownShare', label: say.shownShare, figure: true, cell: (one) => percent(one.shownShare, 1) },
          { key: 'ratio', label: say.ratio, figure: true, cell: (one) => partOf(one).toFixed(2) },
          { key: 'points', label: say.points, figure: true, cell: (one) => (one.points === 0 ? '' : `+${one.points}`) },
        ]}
      />
    </CentrePage>
  )
}

import { Anchor, Group, Text } from '@mantine/core'
import { Link } from 'react-router'
import { figureNames, readCountyHealth } from '../../../modules/insight/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { captioned } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import styles from '../health/health.module.css'
import { levelKinds } from '../health/sheet.tsx'
import { healthText, unitsOf, useHealthWords } from '../health/words.ts'
import type { Route } from './+types/health.ts'
import { fullMoment } from './format.ts'
import { namesOf } from './health-names.ts'
import { CentrePage } from './page.tsx'

/** Every seller's health sheet in a line, those with most to act on first. */
export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const { sellers, ...county } = await call(context, readCountyHealth, {})
  const names = await namesOf(
    context,
    sellers.map((one) => one.organisationId),
    lang,
  )
  return {
    ...county,
    figures: figureNames,
    sellers: sellers.map((one) => ({ ...one, name: names.get(one.organisationId) ?? one.organisationId })),
  }
}

export default function CountyHealth({
  loaderData: { sellers, medians, figures, countedAt, days },
}: Route.ComponentProps) {
  const lang = useLang()
  const say = useHealthWords()
  return (
    <CentrePage
      title={say.title}
      subtitle={countedAt === null ? say.notCounted : say.counted(fullMoment(countedAt))}
      action={
        <Group gap="md">
          {(['csv', 'xlsx'] as const).map((kind) => (
            <Anchor key={kind} href={`/centre/health.${kind}`} download>
              {say[kind]}
            </Anchor>
          ))}
        </Group>
      }
    >
      <Text maw={680} mb="md">
        {say.countyLead(days)}
      </Text>
      <ul className="plain-list" style={{ marginBottom: 'var(--space-4)' }}>
        {medians.map(({ figure, median, sellers: among }) => (
          <li key={figure}>
            <Text size="sm" c="dimmed">
              {captioned(say.names[figure], say.median(healthText(median, unitsOf[figure], lang), among), lang)}
            </Text>
          </li>
        ))}
      </ul>
      <DataTable
        lang={lang}
        caption={say.title}
        rows={sellers}
        rowKey={(one) => one.organisationId}
        empty={say.empty}
        maxHeight={720}
        columns={[
          {
            key: 'seller',
            label: say.seller,
            cell: (one) => (
              <Anchor component={Link} to={`/centre/health/${one.organisationId}`} className={styles.wide}>
                {one.name}
              </Anchor>
            ),
          },
          { key: 'acts', label: say.acts, figure: true, cell: (one) => one.acts || '' },
          { key: 'watches', label: say.watches, figure: true, cell: (one) => one.watches || '' },
          ...figures.map((name) => ({
            key: name,
            label: say.names[name],
            figure: true,
            cell: (one: (typeof sellers)[number]) => {
              const found = one.figures.find(({ figure }) => figure === name)
              if (found === undefined || found.value === null) return ''
              const text = healthText(found.value, unitsOf[name], lang)
              if (found.level === 'good' || found.level === 'few') return <span className={styles.soft}>{text}</span>
              return (
                <span className={styles.badges}>
                  <StatusBadge kind={levelKinds[found.level]}>{text}</StatusBadge>
                </span>
              )
            },
          })),
        ]}
      />
    </CentrePage>
  )
}

import { Anchor, Group, Text, Title } from '@mantine/core'
import { IconDownload, IconTable } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Cell } from '../../documents/sheet.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import centre from '../centre/centre.module.css'
import chartStyles from '../centre/charts/charts.module.css'
import { counted, fullMoment } from '../centre/format.ts'
import { lengths, periodSearch } from '../centre/period.ts'
import type { Finding } from './findings.ts'
import styles from './figures.module.css'
import type { readFigures } from './read.ts'
import { useFigureWords } from './words.ts'

type Props = Awaited<ReturnType<typeof readFigures>> & {
  whose: 'county' | 'seller'
  /** Where the files of figures stand, without their names. */
  filesAt: string
}

/** The findings of a period, each with its figures one step away. */
export function FigureScreen({ asked, countedAt, findings, whose, filesAt }: Props) {
  const say = useFigureWords()
  return (
    <>
      <Text maw={680} mb="md">
        {say.lead[whose]}
      </Text>
      <nav className={`${centre.chooser} ${centre.lengths}`} aria-label={say.chooser}>
        {lengths.map((days) => (
          <Link
            key={days}
            to={periodSearch({ ...asked, days })}
            className={centre.length}
            aria-current={asked.days === days}
          >
            {say.days(days)}
          </Link>
        ))}
      </nav>
      <Text size="sm" c="dimmed" mb="md">
        {say.period(asked.from, asked.to)}
        {countedAt !== null && ` · ${say.counted(fullMoment(countedAt))}`}
      </Text>
      <div className={centre.findings}>
        {findings.map((finding) => (
          <FindingView key={finding.id} finding={finding} filesAt={filesAt} search={periodSearch(asked)} />
        ))}
      </div>
      <details className={chartStyles.behind}>
        <summary>{say.counting}</summary>
        {say.howCounted.map((line) => (
          <Text key={line} maw={680} mb="xs">
            {line}
          </Text>
        ))}
      </details>
    </>
  )
}

type ViewProps = { finding: Finding; filesAt: string; search?: string; children?: ReactNode }

/** A chart with what it says, and its figures as a table and as files; `children` stand where another picture than a chart does. */
export function FindingView({ finding, filesAt, search = '', children }: ViewProps) {
  const say = useFigureWords()
  const { id, subject, title, note, chart } = finding
  return (
    <section className={chartStyles.finding}>
      <Text size="sm" c="dimmed">
        {subject}
      </Text>
      <Title order={2} size="h3" className={chartStyles.title}>
        {title}
      </Title>
      {chart && (
        <figure className={styles.chart} role="img" aria-label={`${subject}. ${title}`}>
          {/* Drawn by us on the server from figures and escaped names; nothing in it comes from elsewhere. */}
          <div className={styles.narrow} dangerouslySetInnerHTML={{ __html: chart.narrow }} />
          <div className={styles.wide} dangerouslySetInnerHTML={{ __html: chart.wide }} />
        </figure>
      )}
      {children}
      {note && (
        <Text size="sm" c="dimmed" mt="xs">
          {note}
        </Text>
      )}
      <details className={chartStyles.behind}>
        <summary>
          <IconTable size={16} aria-hidden /> {say.table}
        </summary>
        <Figures finding={finding} />
        <Group gap="md" mt="xs">
          {(['csv', 'xlsx'] as const).map((kind) => (
            <Anchor
              key={kind}
              href={`${filesAt}/${id}.${kind}${search}`}
              download
              size="sm"
              className={chartStyles.download}
            >
              <IconDownload size={16} aria-hidden /> {say[kind]}
            </Anchor>
          ))}
        </Group>
      </details>
    </section>
  )
}

const ROWS_SHOWN = 400

function Figures({ finding: { subject, heads, rows } }: { finding: Finding }) {
  const lang = useLang()
  const say = useFigureWords()
  const shown = rows.slice(0, ROWS_SHOWN).map((cells, at) => ({ at, cells }))
  return (
    <DataTable
      lang={lang}
      caption={subject}
      rows={shown}
      rowKey={(row) => String(row.at)}
      maxHeight={420}
      empty={say.nothing}
      columns={heads.map((head, at) => ({
        key: head,
        label: head,
        figure: typeof rows[0]?.[at] !== 'string',
        whole: isDay(rows[0]?.[at]),
        cell: (row: { cells: readonly Cell[] }) => cellText(row.cells[at] ?? null),
      }))}
    />
  )
}

const isDay = (cell: Cell | undefined) => typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell)

function cellText(cell: Cell): string {
  if (cell === null || typeof cell === 'string') return cell ?? ''
  if (typeof cell === 'object') return yuan(cell.fen)
  return Number.isInteger(cell) ? counted(cell) : String(cell)
}

import { Anchor, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { FigureName, readSellerHealth, readSellerHealthFacts } from '../../../modules/insight/index.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import type { StatusKind } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import { counted, fullMoment } from '../centre/format.ts'
import styles from './health.module.css'
import { healthText, useHealthWords } from './words.ts'

type Sheet = OutputOf<typeof readSellerHealth>
type Figure = Sheet['figures'][number]
export type Facts = { figure: FigureName; facts: OutputOf<typeof readSellerHealthFacts>['facts'] }

export const levelKinds: Readonly<Record<Figure['level'], StatusKind>> = {
  few: 'neutral',
  good: 'success',
  watch: 'attention',
  act: 'danger',
}

type Props = Sheet & { open: Facts | null; hrefOf: (figure: FigureName, subjectId: string) => string | null }

/** One seller's figures, each with what it means, its marks, the county's median and what to do. */
export function HealthSheet({ countedAt, days, figures, open, hrefOf }: Props) {
  const say = useHealthWords()
  return (
    <>
      <Text maw={680} mb="md">
        {say.lead(days)} {countedAt === null ? say.notCounted : say.counted(fullMoment(countedAt))}
      </Text>
      <ul className={styles.sheet}>
        {figures.map((figure) => (
          <One
            key={figure.figure}
            figure={figure}
            open={open?.figure === figure.figure ? open : null}
            hrefOf={hrefOf}
          />
        ))}
      </ul>
    </>
  )
}

function One({ figure, open, hrefOf }: { figure: Figure; open: Facts | null; hrefOf: Props['hrefOf'] }) {
  const lang = useLang()
  const say = useHealthWords()
  const { figure: name, unit, value, sample, sampleMin, better, watch, act, level, median, sellers, behind } = figure
  const text = (some: number) => healthText(some, unit, lang)
  return (
    <li className={styles.figure} id={name}>
      <div className={styles.head}>
        <Title order={2} size="h4">
          {say.names[name]}
        </Title>
        <StatusBadge kind={levelKinds[level]}>{say.levels[level]}</StatusBadge>
      </div>
      <p className={styles.value}>
        <strong>{value === null ? '—' : text(value)}</strong>{' '}
        <span className={styles.soft}>
          {value !== null && `${say.sample[name](counted(sample))} · `}
          {median === null ? say.noMedian : say.median(text(median), sellers)}
        </span>
      </p>
      {(level === 'act' || level === 'watch') && <p className={styles.advice}>{say.advice[name]}</p>}
      {behind && <p className={styles.advice}>{say.behind}</p>}
      <p className={styles.soft}>
        {say.what[name]}
        {lang === 'zh' ? '' : ' '}
        {say.marks(better, text(watch), text(act))}
        {lang === 'zh' ? '；' : '; '}
        {say.least(say.sample[name](String(sampleMin)))}
      </p>
      {value !== null && (
        <Anchor component={Link} to={open ? `?#${name}` : `?figure=${name}#${name}`} size="sm" className={styles.more}>
          {open ? say.back : say.open}
        </Anchor>
      )}
      {open && <FactTable {...open} unit={unit} hrefOf={hrefOf} />}
    </li>
  )
}

function FactTable({ figure, facts, unit, hrefOf }: Facts & { unit: Figure['unit']; hrefOf: Props['hrefOf'] }) {
  const lang = useLang()
  const say = useHealthWords()
  const named = (about: string) => about || (figure === 'rating' ? say.review : say.question)
  return (
    <DataTable
      lang={lang}
      caption={say.facts(say.names[figure])}
      rows={facts.map((fact, at) => ({ ...fact, key: String(at) }))}
      rowKey={(row) => row.key}
      maxHeight={420}
      empty={say.factsEmpty}
      columns={[
        {
          key: 'about',
          label: say.fact,
          cell: ({ subjectId, about }) => {
            const href = hrefOf(figure, subjectId)
            return href === null ? named(about) : <Anchor href={href}>{named(about)}</Anchor>
          },
        },
        { key: 'at', label: say.at, cell: (row) => fullMoment(row.at) },
        ...(unit === 'share'
          ? []
          : [
              {
                key: 'value',
                label: say.value,
                figure: true,
                cell: (row: { value: number }) => healthText(row.value, unit, lang),
              },
            ]),
      ]}
    />
  )
}

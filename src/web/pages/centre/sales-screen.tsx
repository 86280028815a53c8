import { Button, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { StatRow, StatTile } from '../../kit/console/figures.tsx'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import styles from './centre.module.css'
import { changeOf, counted, dayOf, percent, roughWeight, roughYuan, timeOf } from './format.ts'
import { CentrePage } from './page.tsx'
import { PeriodChooser } from './period-chooser.tsx'
import type { Sales } from './overview.tsx'
import {
  CategoryFinding,
  DayFinding,
  ListingFinding,
  ProvinceFinding,
  SellerFinding,
  ShrinkingFinding,
} from './sales-findings.tsx'
import { VillageFinding } from './sales-villages.tsx'
import { useWords } from './words.ts'

/** The service centre's first screen: what the county sold, and whether it grows. */
export function SalesScreen(sales: Sales) {
  const lang = useLang()
  const say = useWords().sales
  const { overview, asked, today } = sales
  const { countedAt } = overview
  const until =
    countedAt === null ? '' : dayOf(countedAt) === today ? timeOf(countedAt) : civilDate(dayOf(countedAt), lang)
  const subtitle = [
    say.period(civilDate(asked.from, lang), civilDate(asked.to, lang)),
    ...(countedAt === null ? [] : [say.counted(until)]),
  ].join(lang === 'zh' ? '，' : ', ')
  if (overview.firstDay === null)
    return (
      <CentrePage title={say.title}>
        <NothingYet counting={countedAt === null} />
      </CentrePage>
    )
  return (
    <CentrePage title={say.title} subtitle={subtitle}>
      <PeriodChooser asked={asked} today={today} />
      {overview.totals.orders === 0 && overview.totalsBefore.orders === 0 ? (
        <Stack gap="xs">
          <Title order={2} size="h3">
            {say.emptyPeriod.title}
          </Title>
          <Text>{say.emptyPeriod.text}</Text>
        </Stack>
      ) : (
        <Findings {...sales} />
      )}
    </CentrePage>
  )
}

function Findings(sales: Sales) {
  const than = useThan(sales)
  const comparable = comparableWith(sales)
  return (
    <>
      <Headline sales={sales} than={than} comparable={comparable} />
      <div className={styles.findings}>
        <DayFinding sales={sales} comparable={comparable} />
        <VillageFinding sales={sales} comparable={comparable} />
        <ProvinceFinding sales={sales} comparable={comparable} />
        <CategoryFinding sales={sales} comparable={comparable} />
        <ListingFinding sales={sales} comparable={comparable} />
        <SellerFinding sales={sales} comparable={comparable} />
        <ShrinkingFinding sales={sales} comparable={comparable} />
      </div>
    </>
  )
}

/** An earlier period from before the county's first sale says nothing about growth. */
const comparableWith = ({ overview: { firstDay, before } }: Sales) => firstDay !== null && firstDay <= before.from

function useThan({ asked, overview }: Sales): string {
  const say = useWords().sales
  return asked.against === 'year' ? say.lastYear : say.before(overview.days.length)
}

type HeadlineProps = { sales: Sales; than: string; comparable: boolean }

function Headline({ sales, than, comparable }: HeadlineProps) {
  const lang = useLang()
  const say = useWords().sales
  const { totals, totalsBefore: before } = sales.overview
  const change = (now: number, past: number, write: (value: number) => string) =>
    comparable ? changeOf(now, past, than, write, lang) : undefined
  const yuan = (fen: number) => roughYuan(fen, lang)
  const grams = (value: number) => roughWeight(value, lang)
  const orders = (value: number) => say.orderCount(counted(value))
  const units = (value: number) => say.unitCount(counted(value))
  return (
    <>
      <p className={styles.headline}>{headline(sales, than, comparable, yuan, say)}</p>
      {!comparable && <p className={styles.aside}>{say.noComparison(than)}</p>}
      <StatRow>
        <StatTile
          label={say.amount}
          value={yuan(totals.amountFen)}
          change={change(totals.amountFen, before.amountFen, yuan)}
        />
        <StatTile
          label={say.weight}
          value={grams(totals.weightGrams)}
          change={change(totals.weightGrams, before.weightGrams, grams)}
        />
        <StatTile
          label={say.orders}
          value={orders(totals.orders)}
          change={change(totals.orders, before.orders, orders)}
        />
        <StatTile label={say.units} value={units(totals.units)} change={change(totals.units, before.units, units)} />
        <Today sales={sales} />
      </StatRow>
    </>
  )
}

function Today({ sales: { overview, asked, today } }: { sales: Sales }) {
  const lang = useLang()
  const say = useWords().sales
  const orders = counted(overview.today.orders)
  return (
    <StatTile
      label={say.today}
      value={roughYuan(overview.today.amountFen, lang)}
      detail={asked.to < today ? say.todayDetail(orders) : say.todayIncluded(orders)}
    />
  )
}

type Say = ReturnType<typeof useWords>['sales']

function headline(sales: Sales, than: string, comparable: boolean, yuan: (fen: number) => string, say: Say): string {
  const { totals, totalsBefore } = sales.overview
  const [now, before] = [totals.amountFen, totalsBefore.amountFen]
  if (!comparable || before === 0 || now === before) return say.headline.plain(yuan(now))
  const by = percent(now - before, before)
  return now > before ? say.headline.up(yuan(now), than, by) : say.headline.down(yuan(now), than, by)
}

function NothingYet({ counting }: { counting: boolean }) {
  const say = useWords()
  const { empty, counting: countingText } = say.sales
  return (
    <Stack gap="md" maw={560} mt="xl">
      <Title order={2}>{empty.title}</Title>
      {counting && <Text>{countingText}</Text>}
      <Text>{empty.text}</Text>
      <ol>
        {empty.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Button component={Link} to="/centre/applications" w="fit-content">
        {say.places.applications}
      </Button>
    </Stack>
  )
}

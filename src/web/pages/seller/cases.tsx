import { Anchor, Group, Table, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { listSellerCases, readCosts } from '../../../modules/aftersales/index.ts'
import { answerSellerCase, sendAgain, showSellerEvidence, takeBackGoods } from '../../../workflows/answer-case.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { titlesOf } from '../after/case-facts.ts'
import { useAfterWords } from '../after/words.ts'
import type { Route } from './+types/cases.ts'
import { doing } from './act.ts'
import { CaseWork } from './case-work.tsx'
import { fenOfYuan, shelfOf } from './case-input.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { appOf } from './read.ts'
import { moment } from './show.tsx'

export const handle: Handle = { console: true }

const SHOWS = ['open', 'ended', 'costs'] as const
const COST_DAYS = 90

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams
  const show = SHOWS.find((one) => one === asked.get('show')) ?? 'open'
  const today = civilDate(appOf(context).clock.now())
  const span = { from: addDays(today, -COST_DAYS), to: today }
  const open = show === 'ended' ? 'false' : 'true'
  const { cases } = await call(context, listSellerCases, { organisationId, open, limit: 200 })
  // Those due first stand first: answering them keeps silence from answering.
  const due = cases.toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
  return {
    show,
    span,
    cases: show === 'ended' ? cases : due,
    chosen: cases.find((one) => one.id === asked.get('case')) ?? null,
    costs: show === 'costs' ? await call(context, readCosts, { organisationId, ...span }) : null,
  }
}

/** Forms say yuan and units by line in words of people; the operations want fen and `line:units`. */
export async function action(args: Route.ActionArgs) {
  const wanted = new URL(args.request.url).searchParams.get('do')
  const operations = { answer: answerSellerCase, back: takeBackGoods, again: sendAgain, evidence: showSellerEvidence }
  const operation = Object.entries(operations).find(([name]) => name === wanted)?.[1] ?? answerSellerCase
  const shape = ({ yuan: amount, freight, ...rest }: Record<string, unknown>) => ({
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('shelf-'))),
    ...(operation === takeBackGoods ? { shelf: shelfOf(rest) } : {}),
    ...(amount === undefined ? {} : { amountFen: fenOfYuan(amount) }),
    ...(freight === undefined ? {} : { returnFreightFen: fenOfYuan(freight) }),
  })
  return doing({ ...args, request: args.request }, operation, shape)
}

type Loaded = Route.ComponentProps['loaderData']

export default function Cases({ loaderData }: Route.ComponentProps) {
  const say = useAfterWords()
  const { show } = loaderData
  return (
    <SellerPage title={say.desk.title}>
      <Group mb="md" gap="lg">
        {SHOWS.map((one) => (
          <Anchor
            key={one}
            component={Link}
            to={`?show=${one}`}
            fw={one === show ? 700 : 400}
            aria-current={one === show ? 'page' : undefined}
          >
            {say.desk[one]}
          </Anchor>
        ))}
      </Group>
      {loaderData.costs === null ? <CaseTable {...loaderData} /> : <Costs {...loaderData} />}
      {loaderData.chosen !== null && <CaseWork key={loaderData.chosen.id} found={loaderData.chosen} show={show} />}
    </SellerPage>
  )
}

function CaseTable({ cases, show }: Loaded) {
  const lang = useLang()
  const say = useAfterWords()
  const { organisationId } = useDesk()
  return (
    <DataTable
      lang={lang}
      caption={say.desk.title}
      rows={cases}
      rowKey={(one) => one.id}
      empty={
        <>
          <Text fw={600}>{say.desk.empty}</Text>
          <Text c="dimmed">{say.desk.emptyHelp}</Text>
        </>
      }
      columns={[
        {
          key: 'code',
          label: say.case.items,
          cell: (one) => (
            <Anchor component={Link} to={`/seller/${organisationId}/cases?show=${show}&case=${one.id}`}>
              {titlesOf(one, lang)}
            </Anchor>
          ),
        },
        { key: 'cause', label: say.case.cause, cell: (one) => say.causes[one.cause] },
        { key: 'state', label: say.desk.state, cell: (one) => say.deskStates[one.state] },
        { key: 'due', label: say.desk.due, cell: (one) => (one.dueAt === null ? '' : moment(one.dueAt, lang)) },
        { key: 'amount', label: say.desk.amount, figure: true, cell: (one) => yuan(one.wantedFen) },
      ]}
    />
  )
}

function Costs({ costs, span }: Loaded) {
  const lang = useLang()
  const say = useAfterWords()
  if (costs === null) return null
  if (costs.causes.length === 0) return <Text c="dimmed">{say.desk.noCosts}</Text>
  return (
    <>
      <Text c="dimmed" mb="md">
        {say.desk.period(span.from, span.to)}
      </Text>
      <Title order={2} size="h4">
        {say.desk.byCause}
      </Title>
      <Figures
        heads={[say.desk.cause, say.desk.cases, say.desk.units, say.desk.refunded, say.desk.freight]}
        rows={costs.causes.map((one) => [
          say.causes[one.cause],
          one.cases,
          one.units,
          yuan(one.refundedFen),
          yuan(one.returnFreightFen),
        ])}
      />
      <Title order={2} size="h4" mt="lg">
        {say.desk.byListing}
      </Title>
      <Figures
        heads={[say.desk.listing, say.desk.lots, say.desk.cases, say.desk.units, say.desk.cost]}
        rows={costs.listings.map((one) => [
          lang === 'zh' ? one.titleZh : one.titleEn,
          one.lots.join(' '),
          one.cases,
          one.units,
          yuan(one.costFen),
        ])}
      />
    </>
  )
}

function Figures({ heads, rows }: { heads: readonly string[]; rows: readonly (readonly (string | number)[])[] }) {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.join('|')}>
              {row.map((cell, at) => (
                <Table.Td key={heads[at] ?? at}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

import { Anchor, Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Form, useLocation } from 'react-router'
import { refundWords } from '../../../modules/market/web/refund-words.ts'
import { listOrganisations } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { StatRow, StatTile } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/refunds.ts'
import { fullMoment } from './format.ts'
import { TextLink } from './link.tsx'
import { Older } from './older.tsx'
import { CentrePage } from './page.tsx'
import { readRefunds } from './refunds-read.ts'

const PAGE = 100

/** Money that went back to buyers, by cause, seller and day. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const [read, { organisations }] = await Promise.all([
    readRefunds(context, request, PAGE),
    call(context, listOrganisations, {}),
  ])
  const sellers = organisations.map((one) => ({
    value: one.id,
    label: lang === 'zh' ? one.nameZh : (one.nameEn ?? one.nameZh),
  }))
  return { ...read, sellers }
}

type Loaded = Route.ComponentProps['loaderData']

export default function RefundsPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = refundWords[lang]
  const { totals, refunds, filter, olderThan } = loaderData
  const { search } = useLocation()
  const sumFen = totals.reduce((sum, one) => sum + one.amountFen, 0)
  return (
    <CentrePage
      title={say.title}
      action={
        <Anchor href={`/centre/refunds.csv${search}`}>
          <Group gap={4}>
            <IconDownload size={16} />
            {say.csv}
          </Group>
        </Anchor>
      }
    >
      <Text c="dimmed" mb="md" maw={680}>
        {say.lead}
      </Text>
      <Filters {...loaderData} />
      <StatRow>
        <StatTile label={say.sum} value={yuan(sumFen)} />
        {totals.map((one) => (
          <StatTile
            key={one.cause}
            label={say.causes[one.cause]}
            value={yuan(one.amountFen)}
            detail={`${say.refunds} ${one.refunds}`}
          />
        ))}
      </StatRow>
      <DataTable
        lang={lang}
        caption={say.title}
        rows={refunds}
        rowKey={(one) => one.id}
        empty={say.empty}
        columns={[
          { key: 'at', label: say.at, whole: true, cell: (one) => fullMoment(one.at) },
          { key: 'cause', label: say.cause, cell: (one) => say.causes[one.cause] },
          {
            key: 'order',
            label: say.order,
            whole: true,
            cell: (one) => <TextLink to={`/centre/books/orders/${one.orderId}`}>{one.orderCode}</TextLink>,
          },
          { key: 'seller', label: say.seller, cell: (one) => one.seller },
          { key: 'amount', label: say.amount, figure: true, cell: (one) => yuan(one.amountFen) },
          {
            key: 'freight',
            label: say.freight,
            figure: true,
            cell: (one) => (one.freightFen === 0 ? '' : yuan(one.freightFen)),
          },
          { key: 'reason', label: say.reason, cell: (one) => (one.cause === 'weighing' ? '' : one.reason) },
          { key: 'actor', label: say.actor, cell: (one) => say.actors[one.actorKind] ?? one.actorKind },
        ]}
      />
      <Older olderThan={olderThan} before={filter.before ?? null} />
    </CentrePage>
  )
}

function Filters({ filter, sellers }: Loaded) {
  const say = refundWords[useLang()]
  const causes = Object.entries(say.causes).map(([value, label]) => ({ value, label }))
  return (
    <Form method="get">
      <Group align="flex-end" gap="sm" mb="md">
        <TextInput type="date" name="from" label={say.from} defaultValue={filter.from} />
        <TextInput type="date" name="to" label={say.to} defaultValue={filter.to} />
        <NativeSelect
          name="cause"
          label={say.cause}
          data={[{ value: '', label: say.all }, ...causes]}
          defaultValue={filter.cause ?? ''}
        />
        <NativeSelect
          name="seller"
          label={say.seller}
          data={[{ value: '', label: say.allSellers }, ...sellers]}
          defaultValue={filter.sellerId ?? ''}
        />
        <Button type="submit" variant="default">
          {say.show}
        </Button>
      </Group>
    </Form>
  )
}

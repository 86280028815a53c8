import { Button, Group, Text, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Form, useNavigation } from 'react-router'
import type { Attempt } from '../../call.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import type { StatusKind } from '../../kit/console/figures.tsx'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import styles from './centre.module.css'
import { OrderSplit } from '../money/split.tsx'
import { useMoneyWords } from '../money/words.ts'
import { moment } from './format.ts'
import type { LookedUp } from './orders.tsx'
import { TextLink } from './link.tsx'
import { CentrePage } from './page.tsx'
import { useWords } from './words.ts'

/** One order by its code, for whoever calls: how far it is, where its money is, which lots it came from. */
export function OrdersScreen({ found }: { found: Attempt<LookedUp> | undefined }) {
  const lang = useLang()
  const say = useWords().orders
  const busy = useNavigation().formMethod === 'POST'
  const refusal = found?.ok === false ? found.refusal : null
  const typed =
    found?.ok === false ? (typeof found.values.code === 'string' ? found.values.code : '') : found?.output.code
  return (
    <CentrePage title={say.title}>
      <Form method="post" style={{ maxWidth: 560 }}>
        <TextInput
          name="code"
          label={say.codeLabel}
          description={say.codeHelp}
          descriptionProps={{ fz: 'sm' }}
          defaultValue={typed ?? ''}
          required
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <Button type="submit" mt="md" loading={busy} leftSection={<IconSearch size={18} />}>
          {say.look}
        </Button>
      </Form>
      <div style={{ marginTop: 'var(--space-6)' }}>
        {refusal && <ErrorNotice lang={lang} title={refusal.title} code={refusal.code} />}
        {found === undefined && <Text c="dimmed">{say.empty}</Text>}
        {found?.ok && <Order order={found.output} />}
      </div>
    </CentrePage>
  )
}

const shapes: Record<LookedUp['state'], StatusKind> = {
  awaiting_payment: 'neutral',
  awaiting_harvest: 'information',
  in_making: 'information',
  paid: 'attention',
  shipped: 'information',
  received: 'information',
  completed: 'success',
  cancelled: 'neutral',
  expired: 'neutral',
  refunded: 'danger',
}

function Order({ order }: { order: LookedUp }) {
  const lang = useLang()
  const { split } = useMoneyWords()
  const say = useWords().orders
  return (
    <article aria-label={order.code}>
      <Group gap="sm" mb="md">
        <Title order={2} size="h3" className={styles.code}>
          {order.code}
        </Title>
        <StatusBadge kind={shapes[order.state]}>{order.stateName}</StatusBadge>
      </Group>
      <div className={styles.findings}>
        <Facts order={order} />
        <section>
          <Title order={3} size="h4" mb="xs">
            {say.steps}
          </Title>
          <ol className={styles.steps}>
            {order.steps.map((step) => (
              <li key={`${step.step}${step.at.getTime()}`}>
                <span>
                  {order.stepNames[step.step] ?? step.step}
                  <span className={styles.quiet}> {say.actors[step.actorKind]}</span>
                </span>
                <time className={styles.quiet} dateTime={step.at.toISOString()}>
                  {moment(step.at, lang)}
                </time>
              </li>
            ))}
          </ol>
        </section>
      </div>
      <Lines order={order} />
      <OrderSplit money={order.money} />
      {order.money && <TextLink to={`/centre/books/orders/${order.id}`}>{split.open}</TextLink>}
    </article>
  )
}

function Facts({ order }: { order: LookedUp }) {
  const lang = useLang()
  const say = useWords().orders
  const totalFen = order.goodsFen + order.freightFen
  return (
    <dl className={styles.facts} style={{ alignContent: 'start' }}>
      <dt>{say.seller}</dt>
      <dd>
        <TextLink to={`/centre/organisations?open=${order.organisationId}`}>{order.seller}</TextLink>
      </dd>
      <dt>{say.destination}</dt>
      <dd>{order.sendTo}</dd>
      <dt>{say.phoneLastFour}</dt>
      <dd>
        {order.phoneLastFour} <span className={styles.quiet}>{say.phoneHelp}</span>
      </dd>
      <dt>{say.placed}</dt>
      <dd>{moment(order.placedAt, lang)}</dd>
      {order.paidAt && (
        <>
          <dt>{say.paid}</dt>
          <dd>{moment(order.paidAt, lang)}</dd>
        </>
      )}
      <dt>{say.total}</dt>
      <dd>
        <strong>{yuan(totalFen)}</strong>{' '}
        <span className={styles.quiet}>
          {say.goods} {yuan(order.goodsFen)}, {say.freight} {yuan(order.freightFen)}
        </span>
      </dd>
      {order.refundedFen > 0 && (
        <>
          <dt>{say.refunded}</dt>
          <dd>{yuan(order.refundedFen)}</dd>
        </>
      )}
    </dl>
  )
}

function Lines({ order }: { order: LookedUp }) {
  const lang = useLang()
  const say = useWords().orders
  return (
    <div style={{ marginTop: 'var(--space-6)' }}>
      <DataTable
        lang={lang}
        caption={say.item}
        rows={order.lines}
        rowKey={(line) => String(line.line)}
        empty=""
        columns={[
          { key: 'item', label: say.item, cell: (line) => (lang === 'zh' ? line.titleZh : line.titleEn) },
          { key: 'from', label: say.from, cell: (line) => order.villages[line.villageCode] },
          {
            key: 'lots',
            label: say.lots,
            cell: (line) => (
              <span className={styles.code}>{line.lots.map((lot) => `${lot.lotCode} × ${lot.units}`).join(', ')}</span>
            ),
          },
          { key: 'price', label: say.price, figure: true, cell: (line) => yuan(line.priceFen) },
          {
            key: 'units',
            label: say.quantity,
            figure: true,
            cell: (line) =>
              line.refundedUnits > 0 ? `${line.units} (${say.refundedUnits(line.refundedUnits)})` : line.units,
          },
        ]}
      />
    </div>
  )
}

import { Alert, Anchor, Button, Checkbox, Code, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import {
  createEndpoint,
  listDeliveries,
  listEndpoints,
  pingEndpoint,
  readAttempts,
  removeEndpoint,
  replayWebhook,
  rotateEndpointSecret,
  switchEndpoint,
} from '../../../modules/webhooks/index.ts'
import type { EventType } from '../../../modules/webhooks/index.ts'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import { useDeskWords } from '../desk/words.ts'
import type { Route } from './+types/webhooks.ts'
import { act } from './act.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import styles from './seller.module.css'
import { Refused, useSending } from './send.tsx'
import { moment } from './show.tsx'

/** What can be heard of, as `webhooks/delivery.ts` has it; the browser gets no server code. */
const TYPES = [
  'order.paid',
  'order.shipped',
  'order.cancelled',
  'order.refunded',
  'order.completed',
  'after_sales.opened',
  'after_sales.moved',
] satisfies EventType[]

export const handle: Handle = { console: true }

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const { endpoints } = await call(context, listEndpoints, { organisationId })
  const { searchParams } = new URL(request.url)
  const asked = searchParams.get('log')
  const open = endpoints.find((one) => one.id === asked) ?? endpoints[0]
  const log =
    open === undefined ? [] : (await call(context, listDeliveries, { organisationId, endpointId: open.id })).deliveries
  const looked = log.find((one) => one.id === searchParams.get('delivery'))
  return {
    endpoints,
    open: open === undefined ? null : { id: open.id, url: open.url },
    log: log.map(({ body: _long, ...rest }) => rest),
    looked: looked && {
      ...looked,
      ...(await call(context, readAttempts, { organisationId, endpointId: open?.id ?? '', deliveryId: looked.id })),
    },
  }
}

export const action = (args: Route.ActionArgs) =>
  act(args, {
    create: createEndpoint,
    ping: pingEndpoint,
    rotate: rotateEndpointSecret,
    switch: switchEndpoint,
    remove: removeEndpoint,
    replay: replayWebhook,
  })

export default function WebhooksPage({ loaderData: { endpoints, open, log, looked } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useDeskWords()
  const { organisationId } = useDesk()
  const [secret, setSecret] = useState<string | null>(null)
  const { Form, busy, refusal } = useSending<{ secret?: string }>((output) => {
    if (output.secret !== undefined) setSecret(output.secret)
  })
  const to = (what: string) => `/seller/${organisationId}/webhooks?do=${what}`
  return (
    <SellerPage title={say.webhooks}>
      <Stack gap="lg">
        {secret !== null && (
          <Alert color="bamboo" title={say.secret}>
            <Code>{secret}</Code>
          </Alert>
        )}
        <Refused refusal={refusal} />
        <DataTable
          lang={lang}
          caption={say.address}
          rows={endpoints}
          rowKey={({ id }) => id}
          empty={say.noEndpoints}
          columns={[
            {
              key: 'url',
              label: say.address,
              cell: (row) => (
                <Anchor component={Link} to={`?log=${row.id}`} aria-current={row.id === open?.id ? 'true' : undefined}>
                  {row.url}
                </Anchor>
              ),
            },
            {
              key: 'state',
              label: say.state,
              cell: (row) => (
                <StatusBadge kind={row.state === 'active' ? 'success' : 'danger'}>
                  {row.disabledWhy === null ? say.active : `${say.disabled} · ${say.why[row.disabledWhy]}`}
                </StatusBadge>
              ),
            },
            {
              key: 'do',
              cell: (row) => (
                <Form method="post">
                  <input type="hidden" name="endpointId" value={row.id} />
                  <input type="hidden" name="active" value={row.state === 'active' ? 'false' : 'true'} />
                  <Group gap="xs">
                    {row.state === 'active' && (
                      <Button size="compact-md" type="submit" formAction={to('ping')} variant="light" loading={busy}>
                        {say.ping}
                      </Button>
                    )}
                    <Button size="compact-md" type="submit" formAction={to('switch')} variant="default">
                      {row.state === 'active' ? say.switchOff : say.switchOn}
                    </Button>
                    <Button
                      size="compact-md"
                      type="submit"
                      formAction={to('rotate')}
                      variant="default"
                      title={say.rotateHint}
                    >
                      {say.rotate}
                    </Button>
                    <Button
                      size="compact-md"
                      type="submit"
                      formAction={to('remove')}
                      variant="default"
                      color="persimmon"
                    >
                      {say.remove}
                    </Button>
                  </Group>
                </Form>
              ),
            },
          ]}
        />
        <Form method="post" action={to('create')}>
          <Stack gap="sm" maw={560}>
            <TextInput name="url" label={say.address} type="url" placeholder="https://" required maxLength={500} />
            <Checkbox.Group label={say.events} defaultValue={TYPES}>
              <Group mt="xs">
                {TYPES.map((type) => (
                  <Checkbox key={type} name="events[]" value={type} label={say.eventNames[type]} />
                ))}
              </Group>
            </Checkbox.Group>
            <div>
              <Button type="submit" loading={busy}>
                {say.create}
              </Button>
            </div>
          </Stack>
        </Form>
        {open !== null && <Log endpoint={open} rows={log} to={to} />}
        <Looked delivery={looked} />
      </Stack>
    </SellerPage>
  )
}

type Row = Route.ComponentProps['loaderData']['log'][number]

const kindOf = { delivered: 'success', waiting: 'information', failed: 'danger', dropped: 'neutral' } as const

const answerOf = (status: number | null, fault: string | null, tookMs: number) =>
  `${status ?? fault ?? ''} · ${tookMs} ms`

type LogProps = { endpoint: { id: string; url: string }; rows: readonly Row[]; to: (what: string) => string }

function Log({ endpoint, rows, to }: LogProps) {
  const lang = useLang()
  const say = useDeskWords()
  const { Form, busy, refusal } = useSending(() => {})
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} size="h4">
            {say.log}
          </Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {endpoint.url}
          </Text>
        </div>
        <Form method="post" action={to('replay')}>
          <input type="hidden" name="endpointId" value={endpoint.id} />
          <Button type="submit" variant="default" loading={busy}>
            {say.replayFailed}
          </Button>
        </Form>
      </Group>
      <Refused refusal={refusal} />
      <DataTable
        lang={lang}
        caption={say.log}
        rows={rows}
        rowKey={({ id }) => id}
        empty={say.noLog}
        columns={[
          {
            key: 'type',
            label: say.type,
            cell: (row) => (
              <Anchor component={Link} to={`?log=${endpoint.id}&delivery=${row.id}`} preventScrollReset>
                {say.eventNames[row.type] ?? row.type}
              </Anchor>
            ),
          },
          {
            key: 'state',
            label: say.state,
            cell: (row) => (
              <Group gap="xs">
                <StatusBadge kind={kindOf[row.state]}>{say.states[row.state]}</StatusBadge>
                {row.nextAt !== null && row.attempts > 0 && (
                  <Text size="sm" c="dimmed">
                    {say.nextAt(moment(row.nextAt, lang))}
                  </Text>
                )}
              </Group>
            ),
          },
          { key: 'attempts', label: say.attempts, figure: true, cell: (row) => row.attempts },
          {
            key: 'answer',
            label: say.answer,
            cell: (row) => (row.lastTookMs === null ? '' : answerOf(row.lastStatus, row.lastFault, row.lastTookMs)),
          },
          { key: 'at', label: say.when, whole: true, cell: (row) => moment(new Date(row.madeAt), lang) },
          {
            key: 'do',
            cell: (row) =>
              row.state === 'waiting' ? null : (
                <Form method="post" action={to('replay')}>
                  <input type="hidden" name="endpointId" value={endpoint.id} />
                  <input type="hidden" name="deliveryId" value={row.id} />
                  <Button size="compact-md" type="submit" variant="default">
                    {say.replay}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
    </section>
  )
}

/** What was sent to whom, and what each attempt was answered. */
function Looked({ delivery }: { delivery: Route.ComponentProps['loaderData']['looked'] }) {
  const lang = useLang()
  const say = useDeskWords()
  const [, setParams] = useSearchParams()
  const close = () =>
    setParams(
      (before) => {
        before.delete('delivery')
        return before
      },
      { preventScrollReset: true },
    )
  return (
    <SidePanel
      lang={lang}
      opened={delivery !== undefined}
      onClose={close}
      title={delivery === undefined ? '' : (say.eventNames[delivery.type] ?? delivery.type)}
    >
      {delivery && (
        <Stack gap="lg">
          <section>
            <Title order={3} size="h5">
              {say.tries}
            </Title>
            {delivery.attempts.length === 0 && <Text c="dimmed">{say.waits}</Text>}
            {delivery.attempts.map((one) => (
              <div key={one.number}>
                <Text mt="sm">
                  {one.number}. {moment(one.at, lang)} · {answerOf(one.status, one.fault, one.tookMs)}
                </Text>
                {one.answer !== '' && (
                  <Code block className={styles.wrapped}>
                    {one.answer}
                  </Code>
                )}
              </div>
            ))}
          </section>
          {delivery.body !== null && (
            <section>
              <Title order={3} size="h5">
                {say.sentBody}
              </Title>
              <Code block className={styles.wrapped}>
                {delivery.body}
              </Code>
            </section>
          )}
        </Stack>
      )}
    </SidePanel>
  )
}

import { Alert, Button, Group, Stack, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { data, useFetcher, useNavigate } from 'react-router'
import {
  answerTicket,
  assignTicket,
  closeReport,
  closeTicket,
  listCanned,
  listReports,
  listTickets,
  readReport,
  readTicket,
} from '../../../modules/messages/index.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { attempt, call, formInput, refused } from '../../call.ts'
import type { Attempt } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import { idAsked } from '../asked.ts'
import { Talk } from '../desk/talk.tsx'
import { useDeskWords } from '../desk/words.ts'
import type { Route } from './+types/desk.ts'
import { Choices } from './chips.tsx'
import { moment } from './format.ts'
import { CentrePage } from './page.tsx'

export const handle: Handle = { console: true }

const STATES = ['open', 'answered', 'closed'] as const

export async function loader({ context, request }: Route.LoaderArgs) {
  const search = new URL(request.url).searchParams
  const state = STATES.find((one) => one === search.get('state')) ?? 'open'
  const [ticketId, reportId] = [idAsked(search.get('open')), idAsked(search.get('report'))]
  const { tickets, counts } = await call(context, listTickets, { state })
  const { reports } = await call(context, listReports, {})
  return {
    state,
    tickets,
    counts,
    reports,
    canned: (await call(context, listCanned, {})).answers,
    open: ticketId === undefined ? null : await call(context, readTicket, { ticketId }),
    report: reportId === undefined ? null : await call(context, readReport, { reportId }),
  }
}

const operations = { answer: answerTicket, close: closeTicket, assign: assignTicket, decide: closeReport }

export async function action({ context, request }: Route.ActionArgs) {
  const { intent, ...input } = await formInput(request)
  const wanted = Object.entries(operations).find(([name]) => name === intent)?.[1]
  if (wanted === undefined) throw data(null, { status: 404 })
  const flags = { internal: input.internal === 'on', mine: input.mine === 'true' }
  const result: Attempt<unknown> = await attempt(context, wanted, { ...input, ...flags })
  return result.ok ? result : refused(result)
}

type Data = Route.ComponentProps['loaderData']

export default function DeskPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useDeskWords()
  const navigate = useNavigate()
  const { state, tickets, counts, reports, open, report } = loaderData
  const base = `/centre/desk?state=${state}`
  const go = (more: string) => void navigate(`${base}${more}`, { preventScrollReset: true })
  return (
    <CentrePage title={say.desk}>
      <Choices
        label={say.desk}
        choices={STATES.map((one) => ({
          href: `/centre/desk?state=${one}`,
          label: `${say.tickets[one]} ${counts.find((row) => row.state === one)?.count ?? 0}`,
          current: one === state,
        }))}
      />
      <DataTable
        lang={lang}
        caption={say.desk}
        rows={tickets}
        rowKey={({ id }) => id}
        openKey={open?.ticket.id}
        onOpen={({ id }) => go(`&open=${id}`)}
        empty={say.noTickets}
        columns={[
          { key: 'title', label: say.title, cell: (row) => <strong>{row.title}</strong> },
          { key: 'code', label: say.code, cell: (row) => row.code },
          { key: 'order', label: say.about, cell: (row) => row.orderCode ?? '' },
          { key: 'at', label: say.when, cell: (row) => moment(new Date(row.changedAt), lang) },
        ]}
      />
      <Title order={2} size="h4" mt="xl" mb="sm">
        {say.reports}
      </Title>
      <DataTable
        lang={lang}
        caption={say.reports}
        rows={reports}
        rowKey={({ id }) => id}
        openKey={report?.report.id}
        onOpen={({ id }) => go(`&report=${id}`)}
        empty={say.noReports}
        columns={[
          { key: 'reason', label: say.title, cell: (row) => row.reason },
          { key: 'side', label: say.person, cell: (row) => (row.side === 'buyer' ? say.buyer : say.shop) },
          { key: 'at', label: say.when, cell: (row) => moment(new Date(row.at), lang) },
        ]}
      />
      <SidePanel lang={lang} opened={open !== null} onClose={() => go('')} title={open?.ticket.title ?? ''}>
        {open !== null && <Ticket key={open.ticket.id} open={open} canned={loaderData.canned} />}
      </SidePanel>
      <SidePanel lang={lang} opened={report !== null} onClose={() => go('')} title={say.reports}>
        {report !== null && <Report key={report.report.id} report={report} />}
      </SidePanel>
    </CentrePage>
  )
}

function useDoing() {
  const fetcher = useFetcher<Attempt<unknown>>()
  const refusal = fetcher.state === 'idle' && fetcher.data?.ok === false ? fetcher.data.refusal : null
  return { Form: fetcher.Form, busy: fetcher.state !== 'idle', refusal }
}

function Ticket({ open, canned }: { open: NonNullable<Data['open']>; canned: Data['canned'] }) {
  const lang = useLang()
  const say = useDeskWords()
  const { Form, busy, refusal } = useDoing()
  const [body, setBody] = useState('')
  const { ticket, entries } = open
  return (
    <Stack gap="md">
      <Talk
        lines={entries.map((entry) => ({
          key: entry.number,
          who: `${entry.side === 'centre' ? say.centre : say.person}${entry.internal ? ` · ${say.note}` : ''}`,
          when: moment(new Date(entry.at), lang),
          mine: entry.side === 'centre',
          said: entry.body,
        }))}
      />
      {refusal && <Alert color="persimmon">{refusal.title}</Alert>}
      <Form method="post">
        <input type="hidden" name="ticketId" value={ticket.id} />
        <input type="hidden" name="mine" value={ticket.assignedTo === null ? 'true' : 'false'} />
        <Textarea
          name="body"
          label={say.answerTo}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={4}
        />
        <Group mt="xs" gap="xs" role="group" aria-label={say.canned}>
          {canned.map((one) => (
            <Button
              key={one.id}
              size="compact-md"
              variant="light"
              onClick={() => setBody(lang === 'zh' ? one.textZh : one.textEn)}
            >
              {one.title}
            </Button>
          ))}
        </Group>
        <label>
          <input type="checkbox" name="internal" /> {say.internal}
        </label>
        <Group mt="sm">
          <Button type="submit" name="intent" value="answer" loading={busy} disabled={body.trim() === ''}>
            {say.answerTo}
          </Button>
          <Button type="submit" name="intent" value="assign" variant="default">
            {ticket.assignedTo === null ? say.mine : say.leave}
          </Button>
          {ticket.state !== 'closed' && (
            <Button type="submit" name="intent" value="close" variant="default">
              {say.close}
            </Button>
          )}
        </Group>
      </Form>
    </Stack>
  )
}

function Report({ report: { report, messages } }: { report: NonNullable<Data['report']> }) {
  const lang = useLang()
  const say = useDeskWords()
  const { Form, busy, refusal } = useDoing()
  const kinds: Record<string, string> = { photo: say.photo, order: say.order, listing: say.listing }
  return (
    <Stack gap="md">
      <Alert color="bamboo">{report.reason}</Alert>
      <Talk
        lines={messages.map((message) => ({
          key: message.number,
          who: message.side === 'buyer' ? say.buyer : say.shop,
          when: moment(new Date(message.sentAt), lang),
          mine: message.side === 'seller',
          said: kinds[message.kind] ?? message.body,
        }))}
      />
      {refusal && <Alert color="persimmon">{refusal.title}</Alert>}
      {report.closedAt === null && (
        <Form method="post">
          <input type="hidden" name="reportId" value={report.id} />
          <Textarea name="decision" label={say.decision} maxLength={500} required autosize minRows={3} />
          <Button mt="sm" type="submit" name="intent" value="decide" loading={busy}>
            {say.decide}
          </Button>
        </Form>
      )}
    </Stack>
  )
}

import { Anchor, Button, Divider, FileInput, Group, Stack, Text, TextInput } from '@mantine/core'
import { Link } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import { issueInvoice, issueRedLetter, listSellerInvoices, refuseInvoice } from '../../../modules/invoicing/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { yuan } from '../../kit/format.ts'
import { useAfterWords } from '../after/words.ts'
import type { Route } from './+types/invoices.ts'
import { act } from './act.ts'
import { invoiceShows, showIn } from './invoice-filter.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import { useToast } from './toast.tsx'
import { Downloads } from './downloads.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const show = showIn(new URL(request.url).searchParams.get('show'))
  return { show, ...(await call(context, listSellerInvoices, { organisationId, show })) }
}

export const action = (args: Route.ActionArgs) =>
  act(args, { issue: issueInvoice, refuse: refuseInvoice, red: issueRedLetter })

type Request = OutputOf<typeof listSellerInvoices>['requests'][number]

export default function Invoices({ loaderData: { show, requests } }: Route.ComponentProps) {
  const say = useAfterWords().invoice
  return (
    <SellerPage title={say.desk} action={<Downloads what="invoices" query={`show=${show}`} say={say} />}>
      <Group mb="md" gap="lg">
        {invoiceShows.map((one) => (
          <Anchor
            key={one}
            component={Link}
            to={`?show=${one}`}
            fw={one === show ? 700 : 400}
            aria-current={one === show ? 'page' : undefined}
          >
            {say.shows[one]}
          </Anchor>
        ))}
      </Group>
      <Text c="dimmed" size="sm" mb="md" maw={680}>
        {say.exempt}
      </Text>
      {requests.length === 0 && (
        <>
          <Text fw={600}>{say.deskEmpty}</Text>
          <Text c="dimmed">{say.deskEmptyHelp}</Text>
        </>
      )}
      <Stack gap="md" maw={720}>
        {requests.map((one) => (
          <One key={one.id} request={one} />
        ))}
      </Stack>
    </SellerPage>
  )
}

function One({ request }: { request: Request }) {
  const say = useAfterWords().invoice
  const { organisationId } = useDesk()
  return (
    <article>
      <Group justify="space-between">
        <Anchor component={Link} to={`/seller/${organisationId}/orders/${request.orderId}`}>
          {request.orderCode}
        </Anchor>
        <strong>{yuan(request.amountFen)}</strong>
      </Group>
      <Text>
        {say.kinds[request.kind]} {request.name} {request.taxNumber}
      </Text>
      {request.details !== '' && <Text size="sm">{request.details}</Text>}
      <Text size="sm" c="dimmed">
        {say.states[request.state]} {request.number} {request.reason}
      </Text>
      {request.fileFormat !== null && (
        <Anchor href={`/files/invoices/${request.id}`} size="sm">
          {say.download}
        </Anchor>
      )}
      <Work request={request} />
      <Divider mt="md" />
    </article>
  )
}

function Work({ request }: { request: Request }) {
  const all = useAfterWords()
  const say = all.invoice
  const toast = useToast()
  const { Form, busy, refusal } = useSending(() => toast(all.desk.done))
  return (
    <>
      <Refused refusal={refusal} />
      {request.state === 'asked' && (
        <>
          <Form method="post" action="?do=issue" encType="multipart/form-data">
            <SendingKey of={`issue ${request.id}`} />
            <input type="hidden" name="requestId" value={request.id} />
            <TextInput name="number" label={say.number} inputMode="numeric" maxLength={30} required />
            <FileInput name="file" label={say.file} accept=".pdf,.ofd" clearable />
            <TextInput name="link" label={say.address} type="url" />
            <Button type="submit" size="sm" mt="xs" loading={busy}>
              {say.issue}
            </Button>
          </Form>
          <details>
            <summary>{say.refuse}</summary>
            <Form method="post" action="?do=refuse">
              <SendingKey of={`refuse ${request.id}`} />
              <input type="hidden" name="requestId" value={request.id} />
              <TextInput name="reason" label={say.reason} maxLength={200} required />
              <Button type="submit" size="sm" variant="default" mt="xs" loading={busy}>
                {say.refuse}
              </Button>
            </Form>
          </details>
        </>
      )}
      {request.redLetters.map((red) =>
        red.number !== null ? (
          <Text key={red.id} size="sm">
            {say.redDone(red.number)}
          </Text>
        ) : (
          <Form key={red.id} method="post" action="?do=red">
            <SendingKey of={`red ${red.id}`} />
            <input type="hidden" name="redLetterId" value={red.id} />
            <TextInput
              name="number"
              label={say.redNumber}
              description={say.red(yuan(red.amountFen))}
              inputMode="numeric"
              maxLength={30}
              required
            />
            <Button type="submit" size="sm" mt="xs" loading={busy}>
              {say.redIssue}
            </Button>
          </Form>
        ),
      )}
    </>
  )
}

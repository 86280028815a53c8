import { Alert, Anchor, Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import {
  addQuickReply,
  blockBuyer,
  listQuickReplies,
  listSellerConversations,
  markSellerRead,
  replyMessage,
  reportBuyer,
} from '../../../modules/messages/index.ts'
import { readSellerConversation } from '../../../workflows/write-seller.ts'
import { SidePanel } from '../../kit/console/panels.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { yuan } from '../../kit/format.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import { Talk } from '../desk/talk.tsx'
import { useDeskWords } from '../desk/words.ts'
import type { Route } from './+types/messages.ts'
import { act } from './act.ts'
import { useDesk } from './layout.tsx'
import { SellerPage } from './page.tsx'
import { Refused, SendingKey, useSending } from './send.tsx'
import { moment } from './show.tsx'

export const handle: Handle = { console: true }

export async function loader({ context, params: { organisationId, conversationId } }: Route.LoaderArgs) {
  const { conversations } = await call(context, listSellerConversations, { organisationId })
  const open =
    conversationId === undefined
      ? null
      : await call(context, readSellerConversation, { organisationId, conversationId })
  if (open !== null)
    await call(context, markSellerRead, { organisationId, conversationId: open.id, upto: open.lastNumber })
  const { replies } = await call(context, listQuickReplies, { organisationId })
  return { conversations, open, replies }
}

export const action = (args: Route.ActionArgs) =>
  act(args, { reply: replyMessage, keep: addQuickReply, block: blockBuyer, report: reportBuyer })

type Data = Route.ComponentProps['loaderData']

export default function MessagesPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useDeskWords()
  const { organisationId } = useDesk()
  const navigate = useNavigate()
  const { conversations, open } = loaderData
  const base = `/seller/${organisationId}/messages`
  const kinds: Record<string, string> = { photo: say.photo, order: say.order, listing: say.listing }
  return (
    <SellerPage title={say.messages}>
      <DataTable
        lang={lang}
        caption={say.messages}
        rows={conversations}
        rowKey={({ id }) => id}
        openKey={open?.id}
        onOpen={({ id }) => void navigate(`${base}/${id}`, { preventScrollReset: true })}
        empty={say.noMessages}
        columns={[
          {
            key: 'buyer',
            label: say.buyer,
            whole: true,
            cell: (row) => <strong>{buyerName(say.buyer, row.buyerId)}</strong>,
          },
          { key: 'last', label: say.last, cell: (row) => kinds[row.lastKind ?? ''] ?? row.lastBody ?? '' },
          { key: 'unread', label: say.unread, figure: true, cell: (row) => row.sellerUnread || '' },
          { key: 'at', label: say.when, whole: true, cell: (row) => moment(new Date(row.lastAt), lang) },
        ]}
      />
      <SidePanel
        lang={lang}
        opened={open !== null}
        onClose={() => void navigate(base, { preventScrollReset: true })}
        title={open === null ? '' : buyerName(say.buyer, open.buyerId)}
      >
        {open !== null && <Conversation key={open.id} open={open} replies={loaderData.replies} />}
      </SidePanel>
    </SellerPage>
  )
}

/** Buyers have no name at the desk; the end of an id tells two of them apart. */
const buyerName = (word: string, id: string): string => `${word} ${id.slice(-4).toUpperCase()}`

function Conversation({ open, replies }: { open: NonNullable<Data['open']>; replies: Data['replies'] }) {
  const lang = useLang()
  const say = useDeskWords()
  const { organisationId } = useDesk()
  const [body, setBody] = useState('')
  const { Form, busy, refusal } = useSending(() => setBody(''))
  const to = (what: string) => `/seller/${organisationId}/messages/${open.id}?do=${what}`
  return (
    <Stack gap="md">
      <Talk
        lines={open.messages.map((message) => ({
          key: message.number,
          who: message.side === 'seller' ? say.shop : say.buyer,
          mine: message.side === 'seller',
          when: `${moment(new Date(message.sentAt), lang)}${message.side === 'seller' && message.number <= open.readByOther ? ` ${say.read}` : ''}`,
          said: <Said message={message} open={open} />,
        }))}
      />
      {open.blockedBy !== null && (
        <Alert color="bamboo">{open.blockedBy === 'buyer' ? say.blockedBuyer : say.blockedOwn}</Alert>
      )}
      <Refused refusal={refusal} />
      <Form method="post" action={to('reply')}>
        <SendingKey of={open.lastNumber} />
        <Textarea
          name="body"
          label={say.reply}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={3}
          required
        />
        <Group mt="sm">
          <Button type="submit" loading={busy}>
            {say.send}
          </Button>
          <Button type="submit" variant="default" formAction={to('keep')} disabled={body === '' || body.length > 300}>
            {say.keep}
          </Button>
        </Group>
      </Form>
      {replies.length > 0 && (
        <Group gap="xs" role="group" aria-label={say.quick}>
          {replies.map((one) => (
            <Button key={one.id} variant="light" size="compact-md" onClick={() => setBody(one.body)}>
              {one.body.slice(0, 24)}
            </Button>
          ))}
        </Group>
      )}
      <More open={open} to={to} />
    </Stack>
  )
}

function More({ open, to }: { open: NonNullable<Data['open']>; to: (what: string) => string }) {
  const say = useDeskWords()
  const [reported, setReported] = useState(false)
  const blocking = useSending(() => {})
  const reporting = useSending(() => setReported(true))
  return (
    <>
      <Refused refusal={blocking.refusal ?? reporting.refusal} />
      {open.blockedBy !== 'buyer' && (
        <blocking.Form method="post" action={to('block')}>
          <input type="hidden" name="blocked" value={open.blockedBy === null ? 'true' : 'false'} />
          <Button type="submit" variant="default" loading={blocking.busy}>
            {open.blockedBy === null ? say.block : say.unblock}
          </Button>
        </blocking.Form>
      )}
      {reported ? (
        <Alert color="tea">{say.reported}</Alert>
      ) : (
        <reporting.Form method="post" action={to('report')}>
          <TextInput name="reason" label={say.reportReason} maxLength={500} required />
          <Button mt="sm" type="submit" variant="default" loading={reporting.busy}>
            {say.report}
          </Button>
        </reporting.Form>
      )}
    </>
  )
}

type Message = NonNullable<Data['open']>['messages'][number]

function Said({ message, open }: { message: Message; open: NonNullable<Data['open']> }) {
  const lang = useLang()
  const say = useDeskWords()
  const { organisationId } = useDesk()
  const order = open.orders.find((one) => one.id === message.orderId)
  const listing = open.listings.find((one) => one.id === message.listingId)
  if (message.photoId !== null)
    return (
      <img src={`/message-photos/${message.photoId}`} alt={say.photo} style={{ maxWidth: '100%', height: 'auto' }} />
    )
  if (order)
    return (
      <Anchor href={`/seller/${organisationId}/orders/${order.id}`}>
        {order.code} {yuan(order.totalFen)}
      </Anchor>
    )
  if (listing)
    return (
      <Anchor href={`/goods/${listing.id}`}>
        {lang === 'zh' ? listing.titleZh : listing.titleEn} {yuan(listing.priceFen)}
      </Anchor>
    )
  return message.body
}

import { redirect } from 'react-router'
import { readListing, readMyOrder } from '../../../modules/market/index.ts'
import { blockSeller, markRead, reportSeller, sendMessage, sendPhoto } from '../../../modules/messages/index.ts'
import { readConversation, sendCard } from '../../../workflows/write-seller.ts'
import type { Route } from './+types/conversation.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { Button, TextField } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idAsked, idIn } from '../asked.ts'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import { MessageFrame } from './frame.tsx'
import { words } from './words.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const conversationId = idIn(params.id)
  const search = new URL(request.url).searchParams
  const before = Number(search.get('before')) || undefined
  const shown = await call(context, readConversation, { conversationId, before })
  if (before === undefined) await call(context, markRead, { conversationId, upto: shown.lastNumber })
  const listingId = idAsked(search.get('listing'))
  const orderId = idAsked(search.get('order'))
  const listing = listingId === undefined ? null : await attempt(context, readListing, { listingId })
  const order = orderId === undefined ? null : await attempt(context, readMyOrder, { orderId })
  const zh = lang === 'zh'
  const { messages, orders, listings } = shown
  return {
    seller: zh ? shown.sellerZh : shown.sellerEn,
    blockedBy: shown.blockedBy,
    reported: search.has('reported'),
    older: (messages[0]?.number ?? 1) > 1 ? messages[0]?.number : undefined,
    offer: {
      listing: listing?.ok
        ? { id: listing.output.id, title: zh ? listing.output.titleZh : listing.output.titleEn }
        : null,
      order: order?.ok ? { id: order.output.id, code: order.output.code } : null,
    },
    messages: messages.map((message) => {
      const found = orders.find((one) => one.id === message.orderId)
      const goods = listings.find((one) => one.id === message.listingId)
      return {
        ...message,
        at: momentWords(message.sentAt, lang),
        read: message.side === 'buyer' && message.number <= shown.readByOther,
        order: found ? { id: found.id, code: found.code, totalFen: found.totalFen } : null,
        listing: goods
          ? { id: goods.id, title: zh ? goods.titleZh : goods.titleEn, priceFen: goods.priceFen, open: goods.open }
          : null,
      }
    }),
  }
}

/** `intent` says what is wanted; without one, a message is sent. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const conversationId = idIn(params.id)
  const { intent, listingId, orderId, ...form } = await formInput(request)
  const here = `/messages/${conversationId}`
  const done = {
    photo: () => attempt(context, sendPhoto, { conversationId, photo: form.photo }),
    card: () => attempt(context, sendCard, { conversationId, card: listingId ? { listingId } : { orderId } }),
    block: () => attempt(context, blockSeller, { conversationId, blocked: true }),
    unblock: () => attempt(context, blockSeller, { conversationId, blocked: false }),
    report: () => attempt(context, reportSeller, { conversationId, reason: form.reason }),
    send: () => attempt(context, sendMessage, { conversationId, body: form.body }),
  }
  const wanted = typeof intent === 'string' && Object.hasOwn(done, intent) ? (intent as keyof typeof done) : 'send'
  const result = await done[wanted]()
  if (!result.ok) return refused(result)
  return redirect(wanted === 'report' ? `${here}?reported` : `${here}#end`, 303)
}

type Data = Route.ComponentProps['loaderData']

export default function ConversationPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { seller, messages, older, blockedBy, reported } = loaderData
  const refusal = actionData && !actionData.ok ? actionData.refusal : null
  return (
    <MessageFrame title={seller} place="inbox">
      {refusal && <Notice kind="danger" lang={lang} title={refusal.title} />}
      {reported && <Notice kind="success" lang={lang} title={say.reported} />}
      {older && <a href={`?before=${older}`}>{say.older}</a>}
      {messages.length === 0 && <p className="soft">{say.empty}</p>}
      <ol className="talk">
        {messages.map((message) => (
          <li key={message.number} className={message.side === 'buyer' ? 'mine' : 'theirs'}>
            <p className="soft">
              {message.side === 'buyer' ? say.mine : seller} <time>{message.at}</time> {message.read && say.read}
            </p>
            <Said message={message} />
          </li>
        ))}
      </ol>
      <span id="end" />
      {blockedBy && (
        <Notice kind="attention" lang={lang} title={blockedBy === 'buyer' ? say.blockedByMe : say.blockedByOther} />
      )}
      {!blockedBy && <Write {...loaderData} />}
      <More blockedBy={blockedBy} />
    </MessageFrame>
  )
}

function Said({ message }: { message: Data['messages'][number] }) {
  const say = words[useLang()]
  const { order, listing, photoId } = message
  if (photoId)
    return (
      <img
        src={`/message-photos/${photoId}`}
        alt={say.photo}
        loading="lazy"
        width={message.photoWidth ?? 320}
        height={message.photoHeight ?? 320}
      />
    )
  if (order) return <a href={`/orders/${order.id}`}>{say.orderLine(order.code, yuan(order.totalFen))}</a>
  if (listing)
    return (
      <a href={`/goods/${listing.id}`}>
        {listing.title} {listing.open ? yuan(listing.priceFen) : say.closedListing}
      </a>
    )
  return <p className="prose">{message.body}</p>
}

function Write({ offer }: Data) {
  const lang = useLang()
  const say = words[lang]
  return (
    <>
      {offer.listing && (
        <form method="post">
          <input type="hidden" name="listingId" value={offer.listing.id} />
          <Button kind="plain" name="intent" value="card" wide>
            {say.sendListing(offer.listing.title)}
          </Button>
        </form>
      )}
      {offer.order && (
        <form method="post">
          <input type="hidden" name="orderId" value={offer.order.id} />
          <Button kind="plain" name="intent" value="card" wide>
            {say.sendOrder(offer.order.code)}
          </Button>
        </form>
      )}
      <form method="post">
        <TextField name="body" label={say.body} lang={lang} maxLength={1000} required />
        <Button wide>{say.send}</Button>
      </form>
      <details className="fold">
        <summary>{say.sendPhoto}</summary>
        <form method="post" encType="multipart/form-data">
          <p className="hint">{say.photoHint}</p>
          <input type="file" name="photo" accept="image/*" required aria-label={say.choosePhoto} />
          <Button kind="plain" name="intent" value="photo">
            {say.sendPhoto}
          </Button>
        </form>
      </details>
    </>
  )
}

function More({ blockedBy }: { blockedBy: 'buyer' | 'seller' | null }) {
  const lang = useLang()
  const say = words[lang]
  return (
    <details className="fold">
      <summary>{say.more}</summary>
      {blockedBy !== 'seller' && (
        <form method="post">
          <p className="hint">{say.blockHint}</p>
          <Button kind="plain" name="intent" value={blockedBy ? 'unblock' : 'block'}>
            {blockedBy ? say.unblock : say.block}
          </Button>
        </form>
      )}
      <form method="post">
        <TextField name="reason" label={say.reason} hint={say.reportHint} lang={lang} maxLength={500} required />
        <Button kind="danger" name="intent" value="report">
          {say.report}
        </Button>
      </form>
    </details>
  )
}

import { redirect } from 'react-router'
import { listMyConversations, readAnnouncements } from '../../../modules/messages/index.ts'
import { readOrganisation } from '../../../modules/people/index.ts'
import { openConversation } from '../../../workflows/write-seller.ts'
import type { Route } from './+types/inbox.ts'
import { attempt, call, refused } from '../../call.ts'
import { LinkButton } from '../../kit/form.tsx'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import { MessageFrame } from './frame.tsx'
import { words } from './words.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const [{ conversations }, { announcements }] = await Promise.all([
    call(context, listMyConversations, {}),
    call(context, readAnnouncements, {}),
  ])
  const sellers = await Promise.all(
    [...new Set(conversations.map((one) => one.organisationId))].map((organisationId) =>
      call(context, readOrganisation, { organisationId }),
    ),
  )
  const names = new Map(sellers.map((one) => [one.id, (lang === 'zh' ? one.nameZh : one.nameEn) ?? one.nameZh]))
  return {
    announcements: announcements.map((one) => ({
      id: one.id,
      title: lang === 'zh' ? one.titleZh : one.titleEn,
      text: lang === 'zh' ? one.textZh : one.textEn,
    })),
    conversations: conversations.map((one) => ({
      id: one.id,
      seller: names.get(one.organisationId) ?? '',
      kind: one.lastKind,
      mine: one.lastSide === 'buyer',
      body: one.lastBody ?? '',
      unread: one.buyerUnread,
      at: momentWords(one.lastAt, lang),
    })),
  }
}

/** Opens the conversation with the seller of a listing or an order, ready to show it. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const [listingId, orderId, sellerId] = ['listingId', 'orderId', 'sellerId'].map((name) => form.get(name))
  const about = listingId ? { listingId } : orderId ? { orderId } : { sellerId: sellerId ?? '' }
  const opened = await attempt(context, openConversation, { about })
  if (!opened.ok) return refused(opened)
  const card = listingId ? `?listing=${listingId}` : orderId ? `?order=${orderId}` : ''
  return redirect(`/messages/${opened.output.conversationId}${card}`, 303)
}

export default function InboxPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { conversations, announcements } = loaderData
  return (
    <MessageFrame title={say.inbox} place="inbox">
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      {announcements.map((one) => (
        <Notice key={one.id} kind="information" lang={lang} title={one.title}>
          {one.text}
        </Notice>
      ))}
      {conversations.length === 0 && (
        <EmptyState title={say.noConversations} action={<LinkButton href="/goods">{say.toGoods}</LinkButton>} />
      )}
      <ul className="list">
        {conversations.map((one) => (
          <li key={one.id}>
            <div className="about">
              <h2>
                <a href={`/messages/${one.id}`}>{one.seller}</a>
              </h2>
              <p className="line-facts soft">
                <span>{`${one.mine ? `${say.mine}${say.separator}` : ''}${summary(one, say)}`}</span>
                <span>{one.at}</span>
                {one.unread > 0 && <strong className="tag-stop">{say.unread(one.unread)}</strong>}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </MessageFrame>
  )
}

function summary({ kind, body }: { kind: string | null; body: string }, say: (typeof words)['zh']): string {
  if (kind === 'photo') return say.photo
  if (kind === 'order') return say.orderCard
  return kind === 'listing' ? say.listingCard : body
}

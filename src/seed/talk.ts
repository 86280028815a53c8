import type { App } from '../kernel/app.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { perform } from '../kernel/perform.ts'
import { listListings } from '../modules/market/index.ts'
import {
  addQuickReply,
  listAnnouncements,
  listQuickReplies,
  listTickets,
  publishAnnouncement,
  replyMessage,
  saveCanned,
  sendMessage,
} from '../modules/messages/index.ts'
import { openTicket } from '../workflows/ask-centre.ts'
import { openConversation, readConversation, sendCard } from '../workflows/write-seller.ts'
import type { DemoPeople } from './accounts.ts'

const asked = (actor: DemoPeople['buyer']) => ({ actor, lang: 'zh' as const })

/** A conversation about a listing, an announcement and a request for help; what is there already is not made again. */
export async function makeTalk(app: App, people: DemoPeople): Promise<number> {
  return (await conversation(app, people)) + (await announcement(app, people)) + (await request(app, people))
}

async function conversation(app: App, { buyer, sellers }: DemoPeople): Promise<number> {
  const [seller] = sellers
  if (seller === undefined) return 0
  const { organisationId, actor } = seller
  const { listings } = await perform(app, listListings, asked(actor), { organisationId, limit: 1 })
  const listingId = listings[0]?.id
  if (listingId === undefined) return 0
  const { conversationId } = await perform(app, openConversation, asked(buyer), { about: { listingId } })
  const { lastNumber } = await perform(app, readConversation, asked(buyer), { conversationId })
  if (lastNumber > 0) return 0
  const { replies } = await perform(app, listQuickReplies, asked(actor), { organisationId })
  if (replies.length === 0)
    await perform(app, addQuickReply, asked(actor), { organisationId, body: '您好，付款后四十八小时内发货。' })
  await perform(app, sendCard, asked(buyer), { conversationId, card: { listingId } })
  await perform(app, sendMessage, asked(buyer), { conversationId, body: '您好，这件送人的话有礼盒吗？（演示对话）' })
  await perform(app, replyMessage, asked(actor), {
    organisationId,
    conversationId,
    body: '您好，有牛皮纸礼盒，备注里写明就行。（演示对话）',
  })
  return 1
}

async function announcement(app: App, { centre }: DemoPeople): Promise<number> {
  if ((await perform(app, listAnnouncements, asked(centre), {})).announcements.length > 0) return 0
  const today = civilDate(app.clock.now())
  await perform(app, publishAnnouncement, asked(centre), {
    titleZh: '演示公告',
    titleEn: 'A demonstration announcement',
    textZh: '这里会显示服务中心的公告，比如快递停运、活动报名。',
    textEn: 'Announcements of the service centre show here: carriers that pause, events to join.',
    audience: 'everyone',
    from: today,
    to: addDays(today, 30),
  })
  return 1
}

async function request(app: App, { centre, buyer }: DemoPeople): Promise<number> {
  const { counts } = await perform(app, listTickets, asked(centre), {})
  if (counts.length > 0) return 0
  await perform(app, saveCanned, asked(centre), {
    title: '物流没有更新',
    textZh: '您好，我们已经联系快递核实，有结果马上告诉您。',
    textEn: 'We have asked the carrier and will tell you as soon as we know.',
  })
  await perform(app, openTicket, asked(buyer), { title: '发票怎么开（演示）', body: '想给公司开发票，要填哪些信息？' })
  return 1
}

import type { Lang } from '../../kernel/words.ts'
import type { Template } from './notice.ts'

export type Params = Readonly<Record<string, string>>
type Written = { title: (p: Params) => string; text: (p: Params) => string }

const zh: Record<Template, Written> = {
  order_paid: {
    title: (p) => `订单 ${p.code} 已付款`,
    text: (p) => `您在${p.seller}的订单 ${p.code} 已付款 ${p.amount}，卖家会尽快发货。`,
  },
  order_new: {
    title: (p) => `新订单 ${p.code}`,
    text: (p) => `${p.seller}收到新订单 ${p.code}，金额 ${p.amount}，请备货。`,
  },
  order_cancelled: {
    title: (p) => `订单 ${p.code} 已取消`,
    text: (p) => `${p.seller}的订单 ${p.code} 已取消。已付的款会原路退回。`,
  },
  order_booked: {
    title: (p) => `订单 ${p.code} 已付款`,
    text: (p) => `您在${p.seller}的订单 ${p.code} 已付款 ${p.amount}。货还在等采收或制作，最晚 ${p.due}，到时通知您。`,
  },
  booking_confirmed: {
    title: (p) => `${p.title} 已订好`,
    text: (p) => `您订的 ${p.title}（${p.day}，预订号 ${p.code}）已付款 ${p.amount}。入场凭证在预订页上。`,
  },
  booking_new: {
    title: (p) => `新预订 ${p.title}`,
    text: (p) => `${p.seller}收到新预订：${p.title}，${p.day}，${p.guests} 人，${p.amount}，预订号 ${p.code}。`,
  },
  booking_cancelled: {
    title: (p) => `预订 ${p.code} 已取消`,
    text: (p) =>
      `${p.seller}的预订 ${p.title}（${p.day}，预订号 ${p.code}）已取消，退回 ${p.back}。${p.reason ? `原因：${p.reason}。` : ''}`,
  },
  booking_changed: {
    title: (p) => `预订 ${p.code} 有改动`,
    text: (p) => `客人改了${p.seller}的预订 ${p.title}（预订号 ${p.code}），现在是 ${p.day}，${p.guests} 人。`,
  },
  waiting_offered: {
    title: (p) => `${p.title} 有位了`,
    text: (p) => `您等的 ${p.title} 有位了，给您留到 ${p.until}。请在这之前到购物篮付款，过时放开给别人。`,
  },
  rebooking_offered: {
    title: (p) => `预订 ${p.code} 要改一改`,
    text: (p) =>
      `${p.seller}不能按原来的时间接待 ${p.title}（${p.day}）。${p.reason ? `原因：${p.reason}。` : ''}您可以改期、换一家或者全额退款，请到预订页选择。`,
  },
  calendar_conflict: {
    title: (p) => `${p.title} 的房不够了`,
    text: (p) => `别的平台给 ${p.title} 订了 ${p.nights}，这些晚上的房已经订满。请在日历里看，和客人联系。`,
  },
  goods_sent: {
    title: (p) => `${p.title} 寄出了`,
    text: (p) => `您套餐里的 ${p.title} 已由${p.seller}交给${p.carrier}，单号 ${p.number}。`,
  },
  package_proposed: {
    title: (p) => `${p.from}请您一起做套餐`,
    text: (p) =>
      `${p.from}把您的${p.parts}放进了套餐「${p.title}」，便宜 ${p.off}%，各家按价钱分担。请到套餐页看一看，同意或者谢绝。`,
  },
  package_answered: {
    title: (p) => `套餐「${p.title}」${p.outcome}`,
    text: (p) => `${p.from}${p.did}了套餐「${p.title}」。`,
  },
  crowd_alert: {
    title: (p) => `${p.site} ${p.day} ${p.level}`,
    text: (p) => `${p.site} ${p.day} 的预订${p.level}，请提前安排人手和分流。`,
  },
  harvest_slipped: {
    title: (p) => `订单 ${p.code} 的采收改期了`,
    text: (p) => `${p.seller}的采收改了日期，现在预计最晚 ${p.due}。您可以接受、换货或退款，请到订单页答复。`,
  },
  order_ready: {
    title: (p) => `订单 ${p.code} 的货有了`,
    text: (p) => `您在${p.seller}的订单 ${p.code} 货已备好，卖家会尽快发货。`,
  },
  making_reported: {
    title: (p) => `订单 ${p.code} 的制作有了进展`,
    text: (p) => `${p.seller}报来了订单 ${p.code} 的制作进度，到订单页可以看到。`,
  },
  promise_late: {
    title: (p) => `订单 ${p.code} 过了说好的日子`,
    text: (p) => `${p.seller}的订单 ${p.code} 说好最晚 ${p.due}，现在还没有好。买家可以继续等，也可以取消并全额退款。`,
  },
  order_shipped: {
    title: (p) => `订单 ${p.code} 已发货`,
    text: (p) => `您在${p.seller}的订单 ${p.code} 已交给${p.carrier}，单号 ${p.number}。`,
  },
  parcel_delivered: {
    title: (p) => `订单 ${p.code} 的包裹已签收`,
    text: (p) => `订单 ${p.code} 的包裹显示已签收。收到货后请确认收货；没有收到，请联系卖家。`,
  },
  order_refunded: {
    title: (p) => `订单 ${p.code} 有退款`,
    text: (p) => `${p.seller}为订单 ${p.code} 退款 ${p.amount}，款项原路退回。`,
  },
  after_sales: {
    title: (p) => `订单 ${p.code} 的售后有进展`,
    text: (p) => `订单 ${p.code} 的售后有了新进展，请查看并按时处理。`,
  },
  message_waiting: {
    title: (p) => `${p.from}给您发来消息`,
    text: (p) => `${p.from}给您发来 ${p.count} 条消息，等您查看。`,
  },
  ticket_answered: { title: (p) => `服务中心答复了 ${p.code}`, text: (p) => `您的求助 ${p.code} 有了新的答复。` },
  restocked: { title: (p) => `${p.listing} 到货了`, text: (p) => `您登记过的 ${p.listing} 又有货了。` },
  announcement: { title: (p) => p.titleZh ?? '', text: (p) => p.textZh ?? '' },
  released: { title: (p) => `订单 ${p.code} 已结算`, text: (p) => `订单 ${p.code} 的货款已结算给${p.seller}。` },
  webhook_disabled: {
    title: () => '推送地址已停用',
    text: (p) => `${p.seller}的推送地址 ${p.host} 长时间没有应答，已停用。修好后可在卖家后台重新启用并补发。`,
  },
}

const en: typeof zh = {
  order_paid: {
    title: (p) => `Order ${p.code} is paid`,
    text: (p) => `Your order ${p.code} with ${p.seller} is paid (${p.amount}). The seller will send it soon.`,
  },
  order_new: {
    title: (p) => `New order ${p.code}`,
    text: (p) => `${p.seller} has a new order ${p.code} of ${p.amount}. Please pack it.`,
  },
  order_cancelled: {
    title: (p) => `Order ${p.code} is cancelled`,
    text: (p) => `Order ${p.code} with ${p.seller} is cancelled. What was paid goes back the way it came.`,
  },
  order_booked: {
    title: (p) => `Order ${p.code} is paid`,
    text: (p) =>
      `Your order ${p.code} with ${p.seller} is paid (${p.amount}). The goods are still to be harvested or made, by ${p.due} at the latest; you will be told.`,
  },
  booking_confirmed: {
    title: (p) => `${p.titleEn ?? p.title} is booked`,
    text: (p) =>
      `${p.titleEn ?? p.title} on ${p.day} (booking ${p.code}) is paid (${p.amount}). Your ticket is on the booking's page.`,
  },
  booking_new: {
    title: (p) => `New booking: ${p.titleEn ?? p.title}`,
    text: (p) =>
      `${p.seller} has a new booking: ${p.titleEn ?? p.title}, ${p.day}, ${p.guests} guests, ${p.amount}, number ${p.code}.`,
  },
  booking_cancelled: {
    title: (p) => `Booking ${p.code} is cancelled`,
    text: (p) =>
      `${p.titleEn ?? p.title} on ${p.day} with ${p.seller} (booking ${p.code}) is cancelled; ${p.back} goes back.${p.reason ? ` Reason: ${p.reason}.` : ''}`,
  },
  booking_changed: {
    title: (p) => `Booking ${p.code} was changed`,
    text: (p) =>
      `A guest of ${p.seller} changed ${p.titleEn ?? p.title} (booking ${p.code}): now ${p.day}, ${p.guests} guests.`,
  },
  waiting_offered: {
    title: (p) => `There is room: ${p.titleEn ?? p.title}`,
    text: (p) =>
      `${p.titleEn ?? p.title}, which you waited for, is kept for you until ${p.until}. Please pay in the basket before; afterwards it goes to others.`,
  },
  rebooking_offered: {
    title: (p) => `Booking ${p.code} has to change`,
    text: (p) =>
      `${p.seller} cannot receive you as booked (${p.titleEn ?? p.title}, ${p.day}).${p.reason ? ` Reason: ${p.reason}.` : ''} You may take another day, another house, or all your money back: please choose on the booking's page.`,
  },
  calendar_conflict: {
    title: (p) => `Too few rooms: ${p.titleEn ?? p.title}`,
    text: (p) =>
      `Another platform sold ${p.titleEn ?? p.title} for ${p.nights}, when no room is left. Please look at the calendar and speak with the guest.`,
  },
  goods_sent: {
    title: (p) => `${p.titleEn ?? p.title} is on its way`,
    text: (p) =>
      `${p.titleEn ?? p.title} of your package was handed to ${p.carrier} by ${p.sellerEn || p.seller}, number ${p.number}.`,
  },
  package_proposed: {
    title: (p) => `${p.fromEn || p.from} asks you into a package`,
    text: (p) =>
      `${p.fromEn || p.from} put your ${p.partsEn} into the package "${p.titleEn ?? p.title}" at ${p.off}% off, borne by all in proportion. Please look at the packages' page and agree or decline.`,
  },
  package_answered: {
    title: (p) => `Package "${p.titleEn ?? p.title}": ${p.outcomeEn}`,
    text: (p) => `${p.fromEn || p.from} ${p.didEn} the package "${p.titleEn ?? p.title}".`,
  },
  crowd_alert: {
    title: (p) => `${p.siteEn ?? p.site}, ${p.day}: ${p.levelEn ?? p.level}`,
    text: (p) =>
      `Bookings for ${p.siteEn ?? p.site} on ${p.day}: ${p.levelEn ?? p.level}. Please arrange staff and other places to go in time.`,
  },
  harvest_slipped: {
    title: (p) => `New harvest dates for order ${p.code}`,
    text: (p) =>
      `The harvest of ${p.seller} moves; it is now expected by ${p.due}. You may accept, swap or take your money back: please answer on the order's page.`,
  },
  order_ready: {
    title: (p) => `The goods of order ${p.code} are there`,
    text: (p) => `The goods of your order ${p.code} with ${p.seller} are ready and will be sent soon.`,
  },
  making_reported: {
    title: (p) => `News of the making, order ${p.code}`,
    text: (p) => `${p.seller} reported on the making of order ${p.code}; you see it on the order's page.`,
  },
  promise_late: {
    title: (p) => `Order ${p.code} is past its day`,
    text: (p) =>
      `Order ${p.code} of ${p.seller} was promised by ${p.due} and is not ready. The buyer may go on waiting, or cancel and get everything back.`,
  },
  order_shipped: {
    title: (p) => `Order ${p.code} is on its way`,
    text: (p) => `Your order ${p.code} with ${p.seller} was handed to ${p.carrier}, number ${p.number}.`,
  },
  parcel_delivered: {
    title: (p) => `The parcel of order ${p.code} was delivered`,
    text: (p) =>
      `The parcel of order ${p.code} is told as delivered. Please confirm when you have it, or ask the seller.`,
  },
  order_refunded: {
    title: (p) => `A refund for order ${p.code}`,
    text: (p) => `${p.seller} refunded ${p.amount} of order ${p.code}. It goes back the way it was paid.`,
  },
  after_sales: {
    title: (p) => `News of your case, order ${p.code}`,
    text: (p) => `There is news of the case of order ${p.code}. Please look, and answer in time where it asks you to.`,
  },
  message_waiting: {
    title: (p) => `A message from ${p.from}`,
    text: (p) => `${p.from} wrote to you (${p.count}). The messages wait for you.`,
  },
  ticket_answered: {
    title: (p) => `The service centre answered ${p.code}`,
    text: (p) => `There is a new answer to your request ${p.code}.`,
  },
  restocked: {
    title: (p) => `${p.listingEn ?? p.listing} is back`,
    text: (p) => `${p.listingEn ?? p.listing}, which you asked about, is in stock again.`,
  },
  announcement: { title: (p) => p.titleEn ?? '', text: (p) => p.textEn ?? '' },
  released: {
    title: (p) => `Order ${p.code} is settled`,
    text: (p) => `The money of order ${p.code} was released to ${p.seller}.`,
  },
  webhook_disabled: {
    title: () => 'A webhook address was switched off',
    text: (p) =>
      `The address ${p.host} of ${p.seller} has not answered for long and was switched off. Once it is mended, switch it on again in the seller console and replay what it missed.`,
  },
}

const words: Record<Lang, typeof zh> = { zh, en }

const frame = {
  zh: {
    open: '查看',
    why: '您收到这封信，是因为您在梯田上有账号。在“消息设置”里可以选择收哪些。',
    commercial: '广告',
    refuse: '不想再收到这类来信',
    signed: '【梯田】',
    stop: '拒收请回复R',
  },
  en: {
    open: 'Open',
    why: 'You get this letter because you have an account with Terrace. Choose what you get under “Notices”.',
    commercial: 'AD',
    refuse: 'No more letters of this kind',
    signed: '[Terrace] ',
    stop: 'Reply R to refuse',
  },
} as const

const dayOf = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
const days: Record<Lang, Intl.DateTimeFormat> = { zh: dayOf('zh-CN'), en: dayOf('en-GB') }

/** A notice as the page shows it. */
export function noticeWords(template: Template, params: Params, lang: Lang) {
  const told = toldIn(params, lang)
  return { title: words[lang][template].title(told), text: words[lang][template].text(told) }
}

/** Names and days as the reader's language writes them. */
function toldIn(params: Params, lang: Lang): Params {
  const { seller, sellerEn, from, fromEn, due } = params
  const told: Record<string, string> = { ...params }
  if (lang === 'en' && seller !== undefined) told.seller = sellerEn || seller
  if (lang === 'en' && from !== undefined) told.from = fromEn || from
  if (due) told.due = days[lang].format(new Date(due))
  return told
}

/** A notice as a letter. Advertising says so in its subject and carries the way to refuse it (Advertising Law, article 43). */
export function letterOf(
  template: Template,
  params: Params,
  lang: Lang,
  links: { open: string; refuse: string | null },
): { subject: string; text: string } {
  const { title, text } = noticeWords(template, params, lang)
  const say = frame[lang]
  const foot = links.refuse === null ? say.why : `${say.refuse}: ${links.refuse}`
  return {
    subject: links.refuse === null ? title : `${say.commercial}: ${title}`,
    text: `${text}\n\n${say.open}: ${links.open}\n\n${foot}\n`,
  }
}

/** A notice as a text message; where the gateway wants a registered template, this is its wording. */
export function smsOf(template: Template, params: Params, lang: Lang, commercial: boolean): string {
  const say = frame[lang]
  return `${say.signed}${noticeWords(template, params, lang).text}${commercial ? ` ${say.stop}` : ''}`
}

import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import type { SendFaultKind } from '../../kernel/post.ts'

export const topics = ['order', 'shipment', 'after_sales', 'message', 'restock', 'announcement', 'settlement'] as const
export type Topic = (typeof topics)[number]

export const channels = ['email', 'sms'] as const
export type Channel = (typeof channels)[number]

/**
 * What carries out a contract the person has made is a service notice (Personal Information Protection Law, article 13
 * (1) 2). What advertises is commercial information, sent only to those who agreed or asked, with a way to refuse
 * (Law on the Protection of Consumer Rights and Interests, article 29; Advertising Law, article 43).
 */
export const kinds: Readonly<Record<Topic, 'service' | 'commercial'>> = {
  order: 'service',
  shipment: 'service',
  after_sales: 'service',
  message: 'service',
  settlement: 'service',
  restock: 'commercial',
  announcement: 'commercial',
}

/** Without a choice of the person: service notices by e-mail, nothing else. The page itself always shows notices. */
export const byDefault = (topic: Topic, channel: Channel): boolean => kinds[topic] === 'service' && channel === 'email'

export type Choice = { topic: Topic; channel: Channel; granted: boolean }

/** Whether a channel may be used for a topic, given what the person has chosen so far. */
export function isWanted(choices: readonly Choice[], topic: Topic, channel: Channel): boolean {
  const chosen = choices.find((one) => one.topic === topic && one.channel === channel)
  return chosen?.granted ?? byDefault(topic, channel)
}

/** Every template a notice can have, and the topic under which it may be refused. */
export const templates = {
  order_paid: 'order',
  order_new: 'order',
  order_cancelled: 'order',
  order_booked: 'order',
  booking_confirmed: 'order',
  booking_new: 'order',
  booking_cancelled: 'order',
  booking_changed: 'order',
  waiting_offered: 'order',
  rebooking_offered: 'order',
  calendar_conflict: 'order',
  crowd_alert: 'order',
  goods_sent: 'shipment',
  package_proposed: 'order',
  package_answered: 'order',
  harvest_slipped: 'order',
  order_ready: 'order',
  making_reported: 'order',
  promise_late: 'order',
  order_shipped: 'shipment',
  parcel_delivered: 'shipment',
  order_refunded: 'after_sales',
  after_sales: 'after_sales',
  message_waiting: 'message',
  ticket_answered: 'message',
  restocked: 'restock',
  announcement: 'announcement',
  released: 'settlement',
  webhook_disabled: 'settlement',
} as const satisfies Record<string, Topic>
export type Template = keyof typeof templates
export const templateNames = Object.keys(templates) as Template[]

const RETRY_SECONDS = [60, 300, 1800, 7200, 21_600, 43_200]
export const ATTEMPTS_MAX = RETRY_SECONDS.length
/** How long a bad address is left in peace before it is tried once more. */
export const BAD_ADDRESS_SECONDS = 30 * 86_400

export type Next = { state: 'waiting'; nextAt: Instant } | { state: 'bad_address' | 'given_up' }

/**
 * What follows a failed attempt, the `attempts`-th. `chance` in [0, 1) spreads retries, so that what failed together does
 * not come again together.
 */
export function afterFault(kind: SendFaultKind, attempts: number, chance: number, now: Instant): Next {
  if (kind === 'bad_address') return { state: 'bad_address' }
  if (kind === 'refused' || attempts >= ATTEMPTS_MAX) return { state: 'given_up' }
  const seconds = (RETRY_SECONDS[attempts - 1] ?? 60) * (kind === 'throttled' ? 2 : 1)
  return { state: 'waiting', nextAt: addSeconds(now, Math.round(seconds * (0.75 + chance / 2))) }
}

/** How long an attempt under way keeps others from trying the same. */
export const LEASE_SECONDS = 300

export const sides = ['buyer', 'seller'] as const
export type Side = (typeof sides)[number]

export const otherSide = (side: Side): Side => (side === 'buyer' ? 'seller' : 'buyer')

/** How long something may lie unread before the reader is told by e-mail or text message. */
export const REMIND_SECONDS = 600
export const QUICK_REPLIES_MAX = 30
export const PHOTO_SIDE = 1280
export const PHOTO_BYTES_MAX = 15_000_000

export type Written = { number: number; side: Side }

/** How many of the other side's messages lie after what `side` has read. */
export function unreadOf(messages: readonly Written[], side: Side, read: number): number {
  return messages.filter((message) => message.side !== side && message.number > read).length
}

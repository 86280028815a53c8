import type { OutputOf } from '../../../kernel/operation.ts'
import type { readProduct, searchSlots } from '../../../modules/tourism/index.ts'
import type { Lang } from '../../../kernel/words.ts'
import { yuanParts } from '../../kit/format.ts'
import type { MonthDay } from './month.tsx'
import { stayWords } from './words.ts'

export type Option = OutputOf<typeof readProduct>['product']['options'][number]
export type Slot = OutputOf<typeof searchSlots>['options'][number]['slots'][number]

/** A price as a calendar's cell has room for it: whole yuan, with fen only where there are some. */
export function shortYuan(fen: number): string {
  const { whole, cents } = yuanParts(fen)
  return cents === '00' ? `¥${whole}` : `¥${whole}.${cents}`
}

export const isFree = (slot: Slot) => slot.isOpen && slot.free > 0

const LITTLE_LEFT = 0.2
/** Little or nothing is left of a day: it is time to say where it is quieter. */
export const isCrowded = (slots: readonly Slot[]) =>
  slots.length > 0 && slots.every((slot) => !isFree(slot) || slot.free <= slot.capacity * LITTLE_LEFT)

/** What most people pay: an adult, or whoever pays most. */
const priceOf = (slot: Slot): number | null =>
  slot.units.find((unit) => unit.type === 'adult')?.priceFen ?? slot.units[0]?.priceFen ?? null

/** Each day with slots, with the best that is left on it. */
export function daysOfSlots(slots: readonly Slot[], href: (day: string) => string, lang: Lang): MonthDay[] {
  const say = stayWords[lang].time
  return [...Map.groupBy(slots, (slot) => slot.day)].map(([day, own]) => {
    const free = own.filter(isFree)
    const most = Math.max(0, ...free.map((slot) => slot.free))
    const fen = priceOf(own[0] as Slot)
    const state = free.length > 0 ? 'free' : own.some((slot) => slot.isOpen) ? 'full' : 'closed'
    return {
      day,
      state,
      price: fen === null ? null : shortYuan(fen),
      note: state === 'free' ? say.left(most) : state === 'full' ? say.full : say.closed,
      // A full day can be waited for, and says where it is quieter.
      href: state === 'closed' ? null : href(day),
    }
  })
}

import type { Lang } from '../../../kernel/words.ts'
import type { OrderState } from '../order.ts'
import { words } from './words.ts'

/** A step as the kit's `Steps` shows it. */
type Shown = { label: string; state: 'done' | 'current' | 'ahead'; when?: string; dateTime?: string }
type Taken = { at: Date; step: string; note: string }

const toShip = ['ship', 'receive', 'complete'] as const
const nothing = [] as const

/** What is still to come of an order that ends well. */
const ahead = {
  awaiting_payment: ['pay', ...toShip],
  awaiting_harvest: ['harvest_in', ...toShip],
  in_making: ['made', ...toShip],
  paid: toShip,
  shipped: ['receive', 'complete'],
  received: ['complete'],
  completed: nothing,
  cancelled: nothing,
  expired: nothing,
  refunded: nothing,
} as const satisfies Record<OrderState, readonly string[]>

/**
 * An order's life as the page shows it: what happened, with its time; then what is still to come, the next step marked.
 * An order that ended early has nothing to come.
 */
export function progressOf(
  state: OrderState,
  taken: readonly Taken[],
  lang: Lang,
  when: (at: Date) => string,
): Shown[] {
  const say = words[lang]
  const names = say.orderSteps as Readonly<Record<string, string>>
  const done = taken.map(({ at, step }) => ({
    label: names[step] ?? '',
    state: 'done' as const,
    when: when(at),
    dateTime: at.toISOString(),
  }))
  const toCome = ahead[state].map((step, at) => ({
    label: say.order.steps[step],
    state: at === 0 ? ('current' as const) : ('ahead' as const),
  }))
  return [...done, ...toCome]
}

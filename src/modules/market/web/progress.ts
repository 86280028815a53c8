import type { Lang } from '../../../kernel/words.ts'
import type { OrderState } from '../order.ts'
import { words } from './words.ts'

/** A step as the kit's `Steps` shows it. */
type Shown = { label: string; state: 'done' | 'current' | 'ahead'; when?: string; dateTime?: string }
type Taken = { at: Date; step: string; note: string }

/** The way of an order that ends well. */
const way = ['place', 'pay', 'ship', 'receive', 'complete'] as const

const stepsAhead: Record<OrderState, number> = {
  awaiting_payment: 1,
  paid: 2,
  shipped: 3,
  received: 4,
  completed: 5,
  cancelled: 5,
  expired: 5,
  refunded: 5,
}

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
  const ahead = way.slice(stepsAhead[state]).map((step, at) => ({
    label: say.order.steps[step],
    state: at === 0 ? ('current' as const) : ('ahead' as const),
  }))
  return [...done, ...ahead]
}

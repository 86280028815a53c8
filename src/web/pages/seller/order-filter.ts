import type { OrderState } from './read.ts'

/** States in the order in which a seller works through them. */
export const tabStates = [
  'paid',
  'awaiting_harvest',
  'in_making',
  'awaiting_payment',
  'shipped',
  'received',
  'completed',
  'refunded',
  'cancelled',
  'expired',
] as const satisfies readonly OrderState[]

export function stateIn(value: string | null): OrderState | undefined {
  return tabStates.find((state) => state === value)
}

/** An order code as typed, read aloud or scanned: `260418 abcdefgh` is `260418-ABCDEFGH`; O, I and L are digits. */
export function orderCode(typed: string): string {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
  const clear = signs.replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return clear.length === 14 ? `${clear.slice(0, 6)}-${clear.slice(6)}` : clear.slice(0, 20)
}

import { route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const file = (name: string) => `pages/vouchers/${name}`

/** Gifts of stays and visits, for who gives and who gets them. */
export const voucherRoutes: RouteConfigEntry[] = [
  route('vouchers', file('given.tsx')),
  route('vouchers/give/:id', file('give.tsx')),
  route('v/:door', file('opened.tsx')),
]

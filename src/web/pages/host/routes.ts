import { route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const page = (path: string, file: string) => route(path, `pages/host/${file}`)

/** The day of a house or sight on the host's phone, its desk and its window. */
export const hostRoutes: RouteConfigEntry[] = [
  page('host', 'choose.tsx'),
  page('host/:organisationId', 'host.tsx'),
  page('gate/:organisationId', 'desk.tsx'),
  page('gate/:organisationId/call-off', 'call-off.tsx'),
  page('gate/:organisationId/window/:siteId', 'window.tsx'),
  page('gate/:organisationId/receipts/:bookingId', 'receipt.ts'),
  page('gate/:organisationId/tickets/:bookingId', 'tickets.ts'),
]

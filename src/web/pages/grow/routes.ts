import { route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const page = (path: string, file: string) => route(path, `pages/grow/${file}`)

/** The grower's day on the phone: plain pages, one thing at a time. */
export const growRoutes: RouteConfigEntry[] = [
  page('grow', 'choose.tsx'),
  page('grow/offline', 'offline.tsx'),
  page('grow/:organisationId', 'queue.tsx'),
  page('grow/:organisationId/act', 'act.ts'),
  page('grow/:organisationId/sell', 'sell.tsx'),
  page('grow/:organisationId/agents', 'agents.tsx'),
  page('grow/:organisationId/sheets/:requestId', 'sheet.ts'),
]

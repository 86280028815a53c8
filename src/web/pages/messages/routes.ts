import { route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const file = (name: string) => `pages/messages/${name}`

/** What buyers write and are told: the message centre, notices and their consent, help. */
export const messageRoutes: RouteConfigEntry[] = [
  route('messages', file('inbox.tsx')),
  route('messages/:id', file('conversation.tsx')),
  route('notices', file('notices.tsx')),
  route('account/notices', file('consents.tsx')),
  route('refuse/:token', file('refuse.tsx')),
  route('help', file('help.tsx')),
  route('help/:id', file('ticket.tsx')),
]

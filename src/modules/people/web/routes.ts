import { route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const page = (path: string, file: string) => route(path, `../modules/people/web/${file}`)

/** Accounts, organisations and the service centre's applications. */
export const peopleRoutes: RouteConfigEntry[] = [
  page('sign-in', 'sign-in.tsx'),
  page('sign-in/code', 'sign-in-code.tsx'),
  page('sign-in/two-factor', 'sign-in-two-factor.tsx'),
  page('sign-up', 'sign-up.tsx'),
  page('sign-out', 'sign-out.ts'),
  page('forgot-password', 'forgot-password.tsx'),
  page('reset-password', 'reset-password.tsx'),
  page('account', 'profile.tsx'),
  page('account/phone', 'phone.tsx'),
  page('account/sessions', 'sessions.tsx'),
  page('account/security', 'security.tsx'),
  page('account/keys', 'keys.tsx'),
  page('account/addresses', 'addresses.tsx'),
  page('account/applications', 'applications.tsx'),
  page('account/apply', 'apply.tsx'),
  page('account/data', 'data.ts'),
  page('invitation/:token', 'invitation.tsx'),
  page('organisations/:organisationId/members', 'members.tsx'),
]

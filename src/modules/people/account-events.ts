import { createAuthMiddleware, isAPIError } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth/types'
import type pg from 'pg'

/**
 * What the accounts library does that belongs in the audit trail, by its path: who got in, and who changed the means of
 * getting in. Opening a session counts when there is one, after the second factor where that is asked.
 */
export const accountEvents: Readonly<Record<string, string>> = {
  '/sign-up/email': 'people.account.sign_up',
  '/sign-in/email': 'people.account.sign_in',
  '/phone-number/verify': 'people.account.sign_in',
  '/passkey/verify-authentication': 'people.account.sign_in',
  '/two-factor/verify-totp': 'people.account.sign_in',
  '/two-factor/verify-backup-code': 'people.account.sign_in',
  '/change-password': 'people.account.change_password',
  '/reset-password': 'people.account.reset_password',
  '/change-email': 'people.account.change_email',
  '/two-factor/enable': 'people.account.prepare_two_factor',
  '/two-factor/disable': 'people.account.drop_two_factor',
  '/passkey/verify-registration': 'people.account.add_passkey',
  '/passkey/delete-passkey': 'people.account.remove_passkey',
  '/api-key/create': 'people.account.add_api_key',
  '/api-key/delete': 'people.account.remove_api_key',
}

/** Writes an audit entry after each of them that succeeded: who and what, never what was typed. */
export function accountEventsPlugin(pool: pg.Pool): BetterAuthPlugin {
  return {
    id: 'terrace-account-events',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path !== undefined && Object.hasOwn(accountEvents, path),
          handler: createAuthMiddleware(async ({ path, context }) => {
            const event = accountEvents[path]
            if (event === undefined || isAPIError(context.returned)) return
            const opened =
              event === 'people.account.sign_in' ? context.newSession : (context.newSession ?? context.session)
            if (event === 'people.account.sign_in' && !opened) return
            await pool.query({ ...recordEvent, values: [event, opened?.user.id ?? null] })
          }),
        },
      ],
    },
  }
}

const recordEvent = {
  name: 'people.account.event',
  text: `
  INSERT INTO kernel.audit (operation, actor_kind, actor_id)
  VALUES ($1, CASE WHEN $2::text IS NULL THEN 'guest' ELSE 'person' END, $2)`,
}

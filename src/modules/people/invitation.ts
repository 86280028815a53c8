import type { Channel } from './channel.ts'
import { createHash } from 'node:crypto'
import type { Role } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'

export type Invitation = {
  id: string
  organisationId: string
  roles: readonly Role[]
  channel: Channel
  recipient: string | null
  invitedAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

const INVITATION_DAYS = 7

/** Invitations an organisation may have open at once. */
export const OPEN_INVITATIONS_MAX = 50

export const invitationExpiry = (now: Instant): Instant => addSeconds(now, INVITATION_DAYS * 86_400)

/** What is stored of a token; the token is in the link alone. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * An invitation that can still be accepted.
 * Refuses: people.invitation.unknown, people.invitation.used, people.invitation.revoked, people.invitation.expired.
 */
export function openInvitation<T extends Invitation>(invitation: T | null, now: Instant): T {
  if (invitation === null) refuse('people.invitation.unknown')
  if (invitation.acceptedAt !== null) refuse('people.invitation.used')
  if (invitation.revokedAt !== null) refuse('people.invitation.revoked')
  if (invitation.expiresAt <= now) refuse('people.invitation.expired')
  return invitation
}

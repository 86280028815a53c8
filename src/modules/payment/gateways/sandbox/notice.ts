import { z } from 'zod'

import type { Notice, Notification, PaidShare, Reading } from '../port.ts'
import { verifyNotice } from '../signing.ts'
import { jsonOf, wireId } from '../wire.ts'
import type { SandboxKeys } from './keys.ts'

/** The bank's number of a trade, a share or an instruction. */
export const bankRef = (id: string) => `SB${wireId(id)}`

const body = z.object({
  kind: z.enum(['payment.paid', 'refund.done', 'release.done']),
  ourId: z.uuid(),
  gatewayRef: z.string(),
  amountFen: z.int().min(0),
  at: z.iso.datetime().transform((text) => new Date(text)),
  shares: z.array(
    z.object({ shareId: z.uuid(), shareRef: z.string(), amountFen: z.int().positive(), sellerAccount: z.string() }),
  ),
})

export type NoticeKind = z.output<typeof body>['kind']

/** The bytes of a message; `signNotice` signs them. */
export function noticeBody(kind: NoticeKind, ourId: string, amountFen: number, at: Date, shares: PaidShare[]): string {
  return JSON.stringify({ kind, ourId, gatewayRef: bankRef(ourId), amountFen, at, shares })
}

export const paidShareOf = (share: { shareId: string; sellerAccount: string; amountFen: number }): PaidShare => ({
  shareId: share.shareId,
  shareRef: bankRef(share.shareId),
  amountFen: share.amountFen,
  sellerAccount: share.sellerAccount,
})

/** Faults: as `verifyNotice`, and `malformed` for signed bytes that are no message of ours. */
export function readSandboxNotice(keys: SandboxKeys, message: Notification): Reading {
  const checked = verifyNotice([keys.noticePublic], message)
  if (!checked.verified) return checked
  const parsed = body.safeParse(jsonOf(message.body))
  if (!parsed.success) return { verified: false, fault: 'malformed', detail: z.prettifyError(parsed.error) }
  const notice: Notice = { ...parsed.data, noticeId: checked.noticeId }
  return { verified: true, notice }
}

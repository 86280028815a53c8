import { sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import type { Notification, NotificationFault } from './port.ts'

/** How far a message's timestamp may be from our clock, either way. */
export const signatureWindowMs = 5 * 60 * 1000

export type NoticeHeaders = {
  'webhook-id': string
  'webhook-timestamp': string
  'webhook-signature': string
}

/**
 * Signs the sandbox gateway's notification with Ed25519 as the Standard Webhooks specification has it:
 * signature version `v1a` over `id.timestamp.body`, timestamp in whole seconds. The id is the nonce of the message and
 * stays the same when it is sent again; it may not contain a full stop.
 */
export function signNotice(notice: {
  privateKey: KeyObject
  noticeId: string
  at: Date
  body: Uint8Array
}): NoticeHeaders {
  if (!isNoticeId(notice.noticeId)) throw new RangeError('a notice id has no full stop and no space')
  const timestamp = String(Math.floor(notice.at.getTime() / 1000))
  const signature = sign(null, signedBytes(notice.noticeId, timestamp, notice.body), notice.privateKey)
  return {
    'webhook-id': notice.noticeId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1a,${signature.toString('base64')}`,
  }
}

export type NoticeVerification =
  | { verified: true; noticeId: string }
  | { verified: false; fault: NotificationFault; detail: string }

/**
 * Verifies what `signNotice` signed. Any of the keys may fit, so that keys can be changed without a gap.
 * Faults: `malformed` headers, `forged` signature, `stale` timestamp (more than five minutes either way).
 */
export function verifyNotice(publicKeys: readonly KeyObject[], message: Notification): NoticeVerification {
  const noticeId = message.headers['webhook-id'] ?? ''
  const timestamp = message.headers['webhook-timestamp'] ?? ''
  if (!isNoticeId(noticeId)) return fault('malformed', 'webhook-id')
  if (!/^\d{1,12}$/.test(timestamp)) return fault('malformed', 'webhook-timestamp')

  const bytes = signedBytes(noticeId, timestamp, message.body)
  const signatures = (message.headers['webhook-signature'] ?? '')
    .split(' ')
    .flatMap((entry) => (entry.startsWith('v1a,') ? [bytesOfBase64(entry.slice(4))] : []))
  const signed = signatures.some(
    (signature) => signature && publicKeys.some((key) => verify(null, bytes, key, signature)),
  )
  if (!signed) return fault('forged', 'webhook-signature')
  if (!isFresh(timestamp, message.now)) return fault('stale', `timestamp ${timestamp}`)
  return { verified: true, noticeId }
}

/** Whether a timestamp in whole seconds lies within the window around `now`. */
export function isFresh(timestampSeconds: string, now: Date): boolean {
  return Math.abs(now.getTime() - Number(timestampSeconds) * 1000) <= signatureWindowMs
}

/** The bytes of canonical base64, or null: a second spelling of a signature is not that signature. */
export function bytesOfBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null
}

function signedBytes(noticeId: string, timestamp: string, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${noticeId}.${timestamp}.`), body])
}

function isNoticeId(id: string): boolean {
  return /^[\w-]{1,128}$/.test(id)
}

function fault(name: NotificationFault, detail: string): NoticeVerification {
  return { verified: false, fault: name, detail }
}

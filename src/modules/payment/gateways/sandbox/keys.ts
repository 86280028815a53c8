import { createHmac, createPrivateKey, createPublicKey, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** The bank signs its notices with one key and its pay links with another, both made from the county's secret. */
export type SandboxKeys = {
  noticePrivate: KeyObject
  noticePublic: KeyObject
  linkSignature(text: string): string
  linkHolds(text: string, signature: string): boolean
}

/** HKDF (RFC 5869) of the secret; an Ed25519 private key is any 32 bytes (RFC 8032). */
export function sandboxKeys(secret: string): SandboxKeys {
  const noticePrivate = createPrivateKey({
    key: Buffer.concat([ED25519_PKCS8, derived(secret, 'sandbox notice')]),
    format: 'der',
    type: 'pkcs8',
  })
  const linkKey = createSecretKey(derived(secret, 'sandbox pay link'))
  const mac = (text: string) => createHmac('sha256', linkKey).update(text).digest()
  return {
    noticePrivate,
    noticePublic: createPublicKey(noticePrivate),
    linkSignature: (text) => mac(text).toString('base64url'),
    linkHolds(text, signature) {
      const given = Buffer.from(signature, 'base64url')
      const due = mac(text)
      return given.length === due.length && timingSafeEqual(given, due)
    },
  }
}

/** What stands before the 32 bytes in PKCS #8 (RFC 8410). */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const derived = (secret: string, use: string) => Buffer.from(hkdfSync('sha256', secret, 'terrace', use, 32))

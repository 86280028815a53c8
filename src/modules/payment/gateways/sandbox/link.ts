import { z } from 'zod'

import type { PaymentOrder } from '../port.ts'
import type { SandboxKeys } from './keys.ts'

/** What the pay link says; the bank keeps nothing of a payment until it is made. */
export type LinkedOrder = Omit<PaymentOrder, 'client' | 'clientIp'>

/** Node reads at most 16 KB of request line and headers; forty shares take about half of it. */
export const SHARES_MAX = 40
const SUBJECT_CHARACTERS_MAX = 20

const packed = z.tuple([
  z.uuid(),
  z.string(),
  z.int().positive(),
  z.int().positive(),
  z.url(),
  z.url(),
  z.array(z.tuple([z.uuid(), z.string().min(1), z.int().positive(), z.string()])).min(1),
])

/** The signed address at which a payment is made. */
export function payLink(keys: SandboxKeys, publicUrl: string, order: LinkedOrder): string {
  const text = Buffer.from(JSON.stringify(pack(order))).toString('base64url')
  return `${publicUrl}/sandbox/pay?order=${text}&signature=${keys.linkSignature(text)}`
}

function pack(order: LinkedOrder): z.input<typeof packed> {
  return [
    order.paymentId,
    short(order.subject),
    order.totalFen,
    order.expiresAt.getTime(),
    order.returnUrl,
    order.notifyUrl,
    order.shares.map((s) => [s.shareId, s.sellerAccount, s.amountFen, short(s.subject)]),
  ]
}

const short = (subject: string) => [...subject].slice(0, SUBJECT_CHARACTERS_MAX).join('')

/** The order of a pay link, or null when a single character of it is not ours. */
export function linkedOrder(keys: SandboxKeys, text: string, signature: string): LinkedOrder | null {
  if (!keys.linkHolds(text, signature)) return null
  const [paymentId, subject, totalFen, expiresAt, returnUrl, notifyUrl, shares] = packed.parse(
    JSON.parse(Buffer.from(text, 'base64url').toString()),
  )
  return {
    paymentId,
    subject,
    totalFen,
    expiresAt: new Date(expiresAt),
    returnUrl,
    notifyUrl,
    shares: shares.map(([shareId, sellerAccount, amountFen, ofShare]) => ({
      shareId,
      sellerAccount,
      amountFen,
      subject: ofShare,
    })),
  }
}

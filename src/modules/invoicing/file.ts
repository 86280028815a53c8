import type { Actor } from '../../kernel/actor.ts'
import { buyerIdsOf, isStaff } from '../../kernel/actor.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Upload } from '../../kernel/validation.ts'

const begins = (bytes: Uint8Array, signs: string) =>
  Buffer.from(bytes.subarray(0, signs.length)).toString('latin1') === signs

/** An invoice by its content: PDF, or OFD (GB/T 33190: a zip archive that holds OFD.xml). Refuses: invoicing.file.unreadable. */
export function invoicePaper({ bytes }: Upload): { format: 'pdf' | 'ofd'; bytes: Uint8Array } {
  if (begins(bytes, '%PDF-')) return { format: 'pdf', bytes }
  if (begins(bytes, 'PK\u0003\u0004') && Buffer.from(bytes).includes('OFD.xml')) return { format: 'ofd', bytes }
  refuse('invoicing.file.unreadable')
}

/** An invoice is for its buyer and its seller's people. */
export function maySeeInvoice(actor: Actor, of: { buyerId: string; organisationId: string }): boolean {
  if (buyerIdsOf(actor).includes(of.buyerId)) return true
  return (
    actor.kind === 'person' && actor.memberships.some((m) => m.organisationId === of.organisationId && isStaff(m.roles))
  )
}

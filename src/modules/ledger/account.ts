/**
 * The county's books of other people's money. Nothing here is the platform's save the commission:
 * an account says who may claim what the gateway keeps.
 */
export const GATEWAY = 'gateway'
export const COMMISSION = 'commission'
/** Paid by buyers, not yet the seller's to take. */
export const frozen = (organisationId: string) => `frozen/${organisationId}`
/** The seller's, not yet paid out. */
export const payable = (organisationId: string) => `payable/${organisationId}`

declare module '../../kernel/ports.ts' {
  interface Ports {
    /** The county's share of a sale, a decimal string such as `'0.03'`. */
    commissionRate: string
  }
}

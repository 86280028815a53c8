/**
 * The county's books of other people's money. Nothing here is the platform's save the commission, less the discounts it bears:
 * an account says who may claim what the gateway keeps.
 */
export const GATEWAY = 'gateway'
export const COMMISSION = 'commission'
/** Paid by buyers, not yet the seller's to take. */
export const frozen = (organisationId: string) => `frozen/${organisationId}`
/** The seller's, not yet paid out; below zero, what it owes. */
export const payable = (organisationId: string) => `payable/${organisationId}`
/** Discounts borne for sellers: by `platform`, or by an organisation that owes them to the platform. */
export const subsidy = (bearer: string) => `subsidy/${bearer}`

declare module '../../kernel/ports.ts' {
  interface Ports {
    /** The county's share of a sale where no rule says otherwise, a decimal string such as `'0.03'`. */
    commissionRate: string
    /** What the gateway keeps of each payment, a decimal string such as `'0.006'`. */
    gatewayFeeRate: string
  }
}

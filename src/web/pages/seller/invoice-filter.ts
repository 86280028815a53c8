export const invoiceShows = ['asked', 'issued', 'red', 'refused'] as const
export type InvoiceShow = (typeof invoiceShows)[number]

/** Which requests an address asks for; those that wait where it says nothing else. */
export const showIn = (asked: string | null): InvoiceShow => invoiceShows.find((one) => one === asked) ?? 'asked'

/**
 * Certificates a buyer can filter by, each one bit of `search_entry.certificates`: organic (GB/T 19630), green food (NY/T 391
 * and its siblings), geographical indication, good agricultural practice (GB/T 20014).
 */
export const certificates = ['organic', 'green_food', 'geographical_indication', 'gap'] as const
export type Certificate = (typeof certificates)[number]

export const CERTIFICATES_ALL = (1 << certificates.length) - 1

export const certificateBits = (held: readonly Certificate[]): number =>
  held.reduce((bits, one) => bits | (1 << certificates.indexOf(one)), 0)

export const certificatesOf = (bits: number): Certificate[] => certificates.filter((_, at) => (bits & (1 << at)) !== 0)

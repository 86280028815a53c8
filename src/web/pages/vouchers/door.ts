export const voucherPath = (door: string): string => `/v/${door}`

/** The code out of what people paste: itself, or the address on a card. */
export const doorIn = (typed: string): string =>
  typed
    .trim()
    .replace(/^.*\/v\//, '')
    .slice(0, 40)

/**
 * What a buyer can ask to be stated, each one bit of `search_entry.certificates` (migration 0021): the commitment certificate of farm
 * products and the food production licence.
 */
export const certificates = ['commitment', 'food_licence'] as const
export type Certificate = (typeof certificates)[number]

export const certificateBit = (one: Certificate): number => 1 << certificates.indexOf(one)

import { refuse } from '../../kernel/refusal.ts'

export type VariantWords = { gradeZh: string; gradeEn: string; packingZh: string; packingEn: string }

/**
 * Variants of one page must differ in what a buyer can see: grade, packing or weight.
 * Refuses: market.variant.twice, market.variant.same.
 */
export function checkVariants(variants: readonly (VariantWords & { listingId: string; netGrams: number })[]): void {
  if (new Set(variants.map((one) => one.listingId)).size < variants.length) refuse('market.variant.twice')
  for (const words of [
    variants.map((one) => [one.gradeZh, one.packingZh, one.netGrams].join('\n')),
    variants.map((one) => [one.gradeEn, one.packingEn, one.netGrams].join('\n')),
  ])
    if (new Set(words).size < words.length) refuse('market.variant.same')
}

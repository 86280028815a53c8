/** A bundle's part as a line of a basket knows it: these units of the line cost this much while the whole is there. */
export type BundlePart = {
  bundleId: string
  titleZh: string
  titleEn: string
  units: number
  shareFen: number
  /** How many parts the whole bundle has. */
  parts: number
}
export type BundledLine = { listingId: string; units: number; priceFen: number; bundles: readonly BundlePart[] }
/** Units of a listing that go by the bundle's price: `shareFen` for all of them. */
export type Bundled = { bundleId: string; titleZh: string; titleEn: string; units: number; shareFen: number }

/**
 * Which units of a basket make up bundles, by listing. A bundle counts as often as all of its parts are there; the one
 * that saves most takes its units first, and no unit counts twice. What saves nothing is left out.
 */
export function bundlesIn(lines: readonly BundledLine[]): Map<string, Bundled[]> {
  const left = new Map(lines.map((line) => [line.listingId, line.units]))
  const found = new Map<string, Bundled[]>()
  for (const { parts } of whole(lines)) {
    const count = Math.min(...parts.map(({ line, part }) => Math.floor((left.get(line.listingId) ?? 0) / part.units)))
    if (count < 1) continue
    for (const { line, part } of parts) {
      const units = count * part.units
      left.set(line.listingId, (left.get(line.listingId) ?? 0) - units)
      const { bundleId, titleZh, titleEn } = part
      const own = { bundleId, titleZh, titleEn, units, shareFen: count * part.shareFen }
      found.set(line.listingId, [...(found.get(line.listingId) ?? []), own])
    }
  }
  return found
}

type Part = { line: BundledLine; part: BundlePart }

/** Bundles of which every part stands in the basket and none costs more than by itself, the greatest saving first. */
function whole(lines: readonly BundledLine[]): { parts: Part[]; savedFen: number }[] {
  const parts = lines.flatMap((line) => line.bundles.map((part) => ({ line, part })))
  return [...Map.groupBy(parts, ({ part }) => part.bundleId)]
    .map(([bundleId, own]) => ({
      bundleId,
      parts: own,
      savedFen: own.reduce((sum, { line, part }) => sum + part.units * line.priceFen - part.shareFen, 0),
    }))
    .filter(({ parts: own, savedFen }) => {
      const fits = own.every(({ line, part }) => part.shareFen <= part.units * line.priceFen)
      return fits && savedFen > 0 && own.length === own[0]?.part.parts
    })
    .sort((a, b) => b.savedFen - a.savedFen || (a.bundleId < b.bundleId ? -1 : 1))
}

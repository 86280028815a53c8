/** Days a health sheet looks back. */
export const HEALTH_DAYS = 90

export const figureNames = [
  'packing',
  'answering',
  'returns',
  'stock_outs',
  'rating',
  'cancellations',
  'disputes',
] as const
export type FigureName = (typeof figureNames)[number]

type Rule = {
  /** Hours, a share of one, or stars from one to five. */
  unit: 'hours' | 'share' | 'stars'
  /** How single facts become the figure. */
  by: 'median' | 'mean'
  better: 'lower' | 'higher'
  /** Fewer facts than this are no figure to be judged by. */
  sampleMin: number
  /** From here on the figure is to be watched, and to be acted on: the county's own marks, stated on the page. */
  watch: number
  act: number
}

/** What is looked at, and from where on it needs a word: data, so that the page can say all of it. */
export const healthRules: Readonly<Record<FigureName, Rule>> = {
  packing: { unit: 'hours', by: 'median', better: 'lower', sampleMin: 5, watch: 24, act: 48 },
  answering: { unit: 'hours', by: 'median', better: 'lower', sampleMin: 3, watch: 4, act: 24 },
  returns: { unit: 'share', by: 'mean', better: 'lower', sampleMin: 10, watch: 0.03, act: 0.08 },
  stock_outs: { unit: 'share', by: 'mean', better: 'lower', sampleMin: 1, watch: 0.2, act: 0.5 },
  rating: { unit: 'stars', by: 'mean', better: 'higher', sampleMin: 5, watch: 4.5, act: 4 },
  cancellations: { unit: 'share', by: 'mean', better: 'lower', sampleMin: 10, watch: 0.01, act: 0.05 },
  disputes: { unit: 'share', by: 'mean', better: 'lower', sampleMin: 2, watch: 0.34, act: 0.5 },
}

export type Level = 'few' | 'good' | 'watch' | 'act'

/** What a figure asks for. A mark that is reached counts; with too few facts nothing is said. */
export function levelOf(figure: FigureName, value: number, sample: number): Level {
  const { better, sampleMin, watch, act } = healthRules[figure]
  if (sample < sampleMin) return 'few'
  const reaches = (mark: number) => (better === 'lower' ? value >= mark : value <= mark)
  return reaches(act) ? 'act' : reaches(watch) ? 'watch' : 'good'
}

/** Whether a figure is worse than the county's median by half of it or more, so that others show it can be done. */
export function isBehind(figure: FigureName, value: number, median: number | null): boolean {
  if (median === null) return false
  const { better } = healthRules[figure]
  return better === 'lower' ? value > 0 && value >= median * 1.5 : 5 - value >= (5 - median) * 1.5 && value < median
}

/** The middle of some numbers, or the mean of the two in the middle; null of none. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2
}

/**
 * Every colour of Terrace, in one place. `tokens.css`, the Mantine theme, the illustrations and the
 * charts all take their colours from here; tests hold `tokens.css` to it and prove the contrast.
 */

/** The eight colours of the place, as the look names them. */
export const hue = {
  ink: '#1f2a24',
  paper: '#fbfaf5',
  tea: '#3f7d4e',
  leaf: '#a9c77b',
  bamboo: '#c9a45c',
  persimmon: '#c8553d',
  mist: '#e6ebe4',
  river: '#3b6e8f',
} as const

/** One scheme: role to colour. The keys are the custom properties of `tokens.css`. */
export type Scheme = Readonly<Record<keyof typeof light, string>>

export const light = {
  ink: hue.ink,
  'ink-soft': '#56625b',
  paper: hue.paper,
  raised: '#ffffff',
  line: '#d5ddd3',
  'line-strong': '#78847c',
  field: '#ffffff',
  mist: hue.mist,
  tea: hue.tea,
  'tea-deep': '#2b5a3b',
  'tea-wash': '#e6f0e3',
  'on-tea': '#ffffff',
  leaf: hue.leaf,
  bamboo: hue.bamboo,
  'bamboo-deep': '#775818',
  'bamboo-wash': '#f7eed9',
  'on-bamboo': hue.ink,
  persimmon: hue.persimmon,
  'persimmon-deep': '#ad3f29',
  'persimmon-wash': '#fbe8e1',
  'on-persimmon': '#ffffff',
  river: hue.river,
  'river-deep': '#2f5b78',
  'river-wash': '#e2ecf2',
  'on-river': '#ffffff',
} as const

export const dark: Scheme = {
  ink: '#e9ece3',
  'ink-soft': '#a9b4ac',
  paper: '#151c18',
  raised: '#1c2520',
  line: '#313d36',
  'line-strong': '#7b8a80',
  field: '#1c2520',
  mist: '#26302a',
  tea: '#8cc497',
  'tea-deep': '#a8d4ae',
  'tea-wash': '#1f3526',
  'on-tea': '#122018',
  leaf: '#7da463',
  bamboo: '#dcbd7a',
  'bamboo-deep': '#e4ca92',
  'bamboo-wash': '#372f1b',
  'on-bamboo': '#211b0c',
  persimmon: '#f08f76',
  'persimmon-deep': '#f5a48e',
  'persimmon-wash': '#3c221b',
  'on-persimmon': '#2b120b',
  river: '#8fbfdc',
  'river-deep': '#a4cbe2',
  'river-wash': '#1b2f3c',
  'on-river': '#0f1d26',
}

/** Text on background, as the stylesheets and the theme really use them: each at least 4.5:1. */
export const textPairs: readonly (readonly [text: keyof Scheme, background: keyof Scheme])[] = [
  ['ink', 'paper'],
  ['ink', 'raised'],
  ['ink', 'mist'],
  ['ink', 'field'],
  ['ink', 'tea-wash'],
  ['ink', 'bamboo-wash'],
  ['ink', 'persimmon-wash'],
  ['ink', 'river-wash'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'raised'],
  ['ink-soft', 'mist'],
  ['ink-soft', 'field'],
  ['tea', 'paper'],
  ['tea', 'raised'],
  ['tea-deep', 'paper'],
  ['tea-deep', 'raised'],
  ['tea-deep', 'mist'],
  ['tea-deep', 'tea-wash'],
  ['on-tea', 'tea'],
  ['on-tea', 'tea-deep'],
  ['bamboo-deep', 'paper'],
  ['bamboo-deep', 'raised'],
  ['bamboo-deep', 'bamboo-wash'],
  ['on-bamboo', 'bamboo'],
  ['persimmon-deep', 'paper'],
  ['persimmon-deep', 'raised'],
  ['persimmon-deep', 'persimmon-wash'],
  ['on-persimmon', 'persimmon-deep'],
  ['river', 'paper'],
  ['river', 'raised'],
  ['river-deep', 'paper'],
  ['river-deep', 'mist'],
  ['river-deep', 'river-wash'],
  ['on-river', 'river-deep'],
]

/** Edges that carry meaning (field borders, focus rings, status shapes): each at least 3:1. */
export const edgePairs: readonly (readonly [edge: keyof Scheme, background: keyof Scheme])[] = [
  ['line-strong', 'paper'],
  ['line-strong', 'raised'],
  ['line-strong', 'field'],
  ['river', 'paper'],
  ['river', 'raised'],
  ['tea', 'paper'],
  ['tea', 'raised'],
  ['persimmon-deep', 'field'],
]

/** Tints and shades of the eight hues, for pictures only (never for text). */
export const paint = {
  ...hue,
  night: '#22384a',
  dusk: '#48667c',
  sky: '#c9dbe0',
  haze: '#eef0e8',
  cream: '#f5ecd4',
  blush: '#f1cdb2',
  apricot: '#e59a6b',
  pine: '#2a5539',
  moss: '#6f9a5c',
  sprout: '#cfdf9f',
  straw: '#e7d096',
  ochre: '#a47c3a',
  clay: '#8a5639',
  bark: '#54402f',
  brick: '#9c3d2c',
  plum: '#6e3548',
  rose: '#dd8f86',
  stone: '#b9bfb1',
  slate: '#55655f',
  amber: '#d8742f',
} as const

/** Colours of chart series in order; the first is the one accent, the rest are context. */
export const chartSeries = [
  hue.tea,
  hue.river,
  hue.bamboo,
  hue.persimmon,
  '#7da463',
  '#8a5639',
  '#6e3548',
  '#78847c',
] as const

/** Ten shades each, light to dark, for Mantine; shade 6 is the hue itself. */
export const ramps = {
  tea: ['#f0f6ef', '#e0ede0', '#bfd9c3', '#8cc497', '#6fa97c', '#54925f', '#3f7d4e', '#346a42', '#2b5a3b', '#1f4129'],
  bamboo: [
    '#fbf6ea',
    '#f5ebd3',
    '#ecd9ae',
    '#e4ca92',
    '#dcbd7a',
    '#d2b069',
    '#c9a45c',
    '#a47c3a',
    '#775818',
    '#543e12',
  ],
  persimmon: [
    '#fdf1ed',
    '#fbe3db',
    '#f6c6b8',
    '#f5a48e',
    '#f08f76',
    '#da6a51',
    '#c8553d',
    '#ad3f29',
    '#8c3322',
    '#66251a',
  ],
  river: ['#eef4f8', '#dce8f0', '#b9d2e1', '#8fbfdc', '#6a9dbd', '#4f84a5', '#3b6e8f', '#2f5b78', '#264a62', '#1b3546'],
  gray: ['#f6f7f3', '#eef1ec', '#e6ebe4', '#d5ddd3', '#b9c3ba', '#99a59c', '#78847c', '#56625b', '#38443d', '#1f2a24'],
  dark: ['#e9ece3', '#c6cec7', '#a9b4ac', '#7b8a80', '#4a574f', '#313d36', '#26302a', '#1c2520', '#151c18', '#0f1411'],
} as const

/** Relative luminance of a `#rrggbb` colour (WCAG 2.2). */
export function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

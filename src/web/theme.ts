import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver } from '@mantine/core'
import { hue, ramps } from './kit/palette.ts'

const font =
  "'PingFang SC', 'HarmonyOS Sans SC', 'HarmonyOS Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"

const named = ['tea', 'bamboo', 'persimmon', 'river']

/** The console's Mantine theme; the same palette, scale and grid as `tokens.css`. */
export const theme = createTheme({
  colors: ramps,
  primaryColor: 'tea',
  primaryShade: { light: 6, dark: 3 },
  /** Mantine judges contrast by the light scheme's shade; the tokens know what reads on each in both. */
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input)
    const name = input.color ?? input.theme.primaryColor
    return input.variant === 'filled' && named.includes(name) ? { ...colours, color: `var(--on-${name})` } : colours
  },
  black: hue.ink,
  fontFamily: font,
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', 'Cascadia Mono', 'Noto Sans Mono', monospace",
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { xs: '1.5', sm: '1.6', md: '1.6', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '4px', md: '8px', lg: '8px', xl: '1rem' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  headings: {
    fontFamily: font,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.3' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.125rem', lineHeight: '1.4' },
      h4: { fontSize: '1rem', lineHeight: '1.5' },
      h5: { fontSize: '1rem', lineHeight: '1.5' },
      h6: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Drawer: { defaultProps: { transitionProps: { duration: 160 } } },
    Modal: { defaultProps: { transitionProps: { duration: 160 } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 120 } } },
  },
})

/** Light variants of Mantine mix shade 6 with itself and miss 4.5:1; these take the tokens' proven pairs. */
const washes = Object.fromEntries(
  named.flatMap((name) => [
    [`--mantine-color-${name}-light`, `var(--${name}-wash)`],
    [`--mantine-color-${name}-light-hover`, `var(--${name}-wash)`],
    [`--mantine-color-${name}-light-color`, `var(--${name}-deep)`],
    [`--mantine-color-${name}-text`, `var(--${name}-deep)`],
    [`--mantine-color-${name}-outline`, `var(--${name}-deep)`],
  ]),
)

/** Mantine's own surfaces, lines and states, taken from `tokens.css`, which must be loaded beside it. */
const surfaces = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-anchor': 'var(--river)',
  '--mantine-color-error': 'var(--persimmon-deep)',
  '--mantine-color-success': 'var(--tea-deep)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--mist)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-persimmon-filled': 'var(--persimmon-deep)',
  '--mantine-color-persimmon-filled-hover': 'var(--persimmon)',
  ...washes,
}

/** For `MantineProvider`'s `cssVariablesResolver`. */
export const themeVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces })

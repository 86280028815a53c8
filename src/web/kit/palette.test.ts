import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, dark, edgePairs, hue, light, ramps, textPairs } from './palette.ts'

const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8')

/** The colour declarations of each rule of the stylesheet, in order of appearance. */
function colourRules(): Record<string, string>[] {
  return [...css.matchAll(/\{([^{}]*)\}/g)]
    .map(([, body = '']) =>
      Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])),
    )
    .filter((rule) => Object.keys(rule).length > 0)
}

describe('tokens.css', () => {
  test('states the light scheme once and the dark scheme for the system and for the choice', () => {
    expect(colourRules()).toEqual([light, dark, dark])
  })

  test('gives both schemes the same roles', () => {
    expect(Object.keys(dark)).toEqual(Object.keys(light))
  })
})

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('contrast in the %s scheme', (_name, scheme) => {
  test.each(textPairs)('%s text on %s reads at 4.5:1', (text, background) => {
    expect(contrast(scheme[text], scheme[background])).toBeGreaterThanOrEqual(4.5)
  })

  test.each(edgePairs)('%s edge on %s shows at 3:1', (edge, background) => {
    expect(contrast(scheme[edge], scheme[background])).toBeGreaterThanOrEqual(3)
  })
})

test('contrast is one for the same colour and 21 for black on white', () => {
  expect(contrast(hue.tea, hue.tea)).toBe(1)
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
})

test('the ramps meet the hues at shade 6', () => {
  expect([ramps.tea[6], ramps.bamboo[6], ramps.persimmon[6], ramps.river[6]]).toEqual([
    hue.tea,
    hue.bamboo,
    hue.persimmon,
    hue.river,
  ])
})

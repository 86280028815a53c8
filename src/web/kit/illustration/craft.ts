import { paint } from '../palette.ts'
import type { Random } from '../random.ts'
import { dots, fill, leaf, leaves, nums, oval, petals, place, poly, stroke, veil, type Point } from './pen.ts'
import { shadow } from './scene.ts'

const woods = [
  { wood: '#a8703f', deep: '#7a4a29', light: '#cf9f66' },
  { wood: paint.clay, deep: paint.bark, light: paint.bamboo },
  { wood: '#b58a52', deep: paint.clay, light: paint.straw },
] as const

const panelFrames: readonly ((radius: number) => string)[] = [
  (radius) => oval(0, -148, radius),
  (radius) =>
    poly(
      ...Array.from({ length: 8 }, (_, index): Point => [
        radius * 1.06 * Math.cos(((index + 0.5) * Math.PI) / 4),
        -148 + radius * 1.06 * Math.sin(((index + 0.5) * Math.PI) / 4),
      ]),
    ),
  (radius) =>
    `M${nums(-radius * 0.94, -148 - radius * 0.94)}h${nums(radius * 1.88)}v${nums(radius * 1.88)}h${nums(-radius * 1.88)}z`,
]

/** What the carver cut in the middle: plum blossom, a fish, hills. */
const hearts: readonly ((light: string, deep: string) => string)[] = [
  (light, deep) =>
    fill(light, petals(0, -148, 46, 5)) +
    stroke(deep, 4, 'M0-148v-22m0 22l20-8m-20 8l13 18m-13-18l-13 18m13-18l-20-8') +
    dots(deep, 7, [0, -148]),
  (light, deep) =>
    fill(light, 'M-52-146C-30-186 24-182 40-150L62-172Q56-148 62-124L40-146C24-112-30-110-52-146z') +
    stroke(deep, 4, 'M-20-168q14 20 0 44M0-158q8 10 0 22M18-156q6 8 0 18') +
    dots(deep, 4, [-36, -150]),
  (light, deep) =>
    fill(light, 'M-58-118Q-40-170-16-150 6-200 30-152 44-166 58-118z') +
    stroke(deep, 4, 'M-58-118Q-30-136 0-122T58-118M-44-136Q-20-152 6-138T46-136') +
    dots(light, 10, [-36, -184]),
]

/** A carved window panel on its stand, the chisel and its shavings. */
export function carvedPanel(random: Random): string {
  const { wood, deep, light } = random.pick(woods)
  const frame = random.pick(panelFrames)
  const spokes = random.pick([8, 12, 16])
  const lattice = Array.from({ length: spokes }, (_, index) => {
    const angle = (index / spokes) * 6.283
    return `M${nums(66 * Math.cos(angle), -148 + 66 * Math.sin(angle))}L${nums(112 * Math.cos(angle), -148 + 112 * Math.sin(angle))}`
  })
  const curls = 'M120 8c0-22 28-22 26-4s-20 12-14 2M164 14c-2-18 22-20 22-4s-16 10-12 2M96 20c0-14 18-14 18-2'
  return (
    shadow(4, 6, 150) +
    fill(deep, 'M-70-26H70L96 0H-96z') +
    fill(wood, 'M-80-34H80V-18H-80z') +
    fill(deep, frame(140)) +
    fill(wood, frame(132)) +
    veil(paint.ink, 0.42, frame(112)) +
    stroke(light, 9, lattice.join('')) +
    stroke(wood, 9, oval(0, -148, 90)) +
    fill(wood, oval(0, -148, 70)) +
    stroke(light, 4, oval(0, -148, 70) + frame(122)) +
    random.pick(hearts)(light, deep) +
    (random.chance(0.5)
      ? place(
          -128,
          14,
          stroke(paint.slate, 12, 'M30 0H84') + stroke(light, 22, 'M-60 0H20') + stroke(deep, 22, 'M20 0h4'),
          1,
          -12,
        )
      : '') +
    stroke(light, 6, curls)
  )
}

/** A turned bowl, a spoon and the block it came from. */
export function turnedBowl(random: Random): string {
  const { wood, deep, light } = random.pick(woods)
  return (
    shadow(6, 4, 170) +
    place(
      116,
      -6,
      fill(deep, 'M-70-150H70V0H-70z') +
        fill(light, oval(0, -150, 70, 22)) +
        stroke(wood, 4, oval(0, -150, 50, 15) + oval(4, -150, 28, 8)) +
        veil(paint.ink, 0.2, 'M20-128H70V0H20z') +
        stroke(wood, 4, 'M-50-110V-30M-24-100V-60M-30-30v20'),
      0.96,
    ) +
    place(
      -56,
      4,
      fill(wood, 'M-146-118H146C142-52 96-8 56-4V6H-56V-4C-96-8-142-52-146-118z') +
        veil(paint.ink, 0.18, 'M146-118C142-52 96-8 56-4V6H0C60-20 96-60 98-118z') +
        stroke(light, 5, 'M-122-84Q0-50 122-84M-100-52Q0-24 100-52', '', 0.7) +
        fill(deep, oval(0, -118, 146, 26)) +
        fill(wood, oval(0, -112, 124, 18)) +
        stroke(light, 4, oval(0, -118, 146, 26)) +
        stroke(light, 11, 'M-40-122L-130-226') +
        fill(light, oval(-140, -240, 24, 34, -40)) +
        veil(paint.ink, 0.2, oval(-140, -240, 14, 23, -40)),
    ) +
    leaves(paint.moss, paint.tea, leaf(120, 12, 76, -8, 16, 5)) +
    stroke(light, 6, 'M60 18c0-20 26-20 24-4s-18 12-12 2M20 26c0-14 18-14 18-2')
  )
}

/** A carved bird on a branch stand. */
export function carvedBird(random: Random): string {
  const { wood, deep, light } = random.pick(woods)
  return (
    shadow(0, 4, 130) +
    fill(deep, oval(0, -8, 124, 18)) +
    fill(wood, oval(0, -16, 124, 18)) +
    stroke(deep, 12, 'M-10-20Q-4-60-26-88') +
    fill(
      wood,
      'M-130-112C-90-120-70-150-40-182-6-222 56-236 92-200L130-186 94-172C90-120 40-76-30-80-70-82-100-92-130-112z',
    ) +
    fill(deep, 'M-130-112C-90-112-40-120 0-150 30-170 50-160 44-130 36-96-6-78-40-80-74-82-104-94-130-112z') +
    stroke(light, 5, 'M-84-106Q-30-108 10-138M-60-94Q-14-98 24-120M-30-86Q6-90 30-106M20-200Q40-214 64-206') +
    dots(paint.ink, 6, [78, -192]) +
    leaves(light, wood, leaf(20, -30, 70, -30, 14, 5), leaf(-40, -30, 64, -160, 14, 5)) +
    stroke(light, 6, 'M130 6c0-20 26-20 24-4s-18 12-12 2M-160 10c0-14 18-14 18-2')
  )
}

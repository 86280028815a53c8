import { paint } from '../palette.ts'
import type { Random } from '../random.ts'
import {
  copies,
  dots,
  fill,
  leaf,
  leaves,
  nums,
  oval,
  petals,
  place,
  stroke,
  veil,
  type Point,
  type Spot,
} from './pen.ts'
import { shadow } from './scene.ts'

/** A whole shoot in its sheaths, foot at the origin, 230 high. */
function oneShoot(random: Random): string {
  const [outer, inner] = random.pick([
    [paint.clay, paint.ochre],
    ['#76502f', '#a0743c'],
    ['#6d5a34', '#94843f'],
  ] as const)
  const tiers = [
    'M0-236C18-190 44-130 50-76L-46-90C-42-140-16-196 0-236z',
    'M-10-206C22-150 58-90 58-40L-54-70C-50-120-24-170-10-206z',
    'M22-164C2-130-50-86-58-34L58-24C60-80 44-124 22-164z',
    'M-24-124C20-100 52-62 56-8L-54-14C-58-60-44-96-24-124z',
    'M26-84C10-66-40-44-50-4L54-2C58-34 46-64 26-84z',
  ]
  const fold = 'M-10-206C0-150 20-100 34-60M22-164C8-120-24-80-36-44M-24-124C-6-90 18-50 24-20M26-84C10-60-16-30-24-12'
  return (
    leaves(paint.leaf, paint.moss, leaf(-2, -222, 46, -112, 9, 4), leaf(2, -222, 44, -72, 8, -4)) +
    `<g stroke="${paint.straw}" stroke-width="3">${tiers.map((tier, index) => fill(index % 2 ? inner : outer, tier)).join('')}</g>` +
    stroke(paint.bark, 3, fold, '', 0.5) +
    veil(paint.ink, 0.18, 'M0-236C26-190 58-120 58-30L54 0H20C40-70 30-160 0-236z') +
    fill(paint.cream, 'M-52-8Q0 12 54-6Q50 14 0 16T-52-8z') +
    dots(paint.rose, 4, [-36, 2], [-16, 7], [8, 8], [30, 4])
  )
}

/** A shoot cut lengthwise, cream with its chambers. */
function cutShoot(): string {
  return (
    fill(paint.clay, 'M0-214C40-150 64-80 58-8Q0 10-58-8C-64-80-40-150 0-214z') +
    fill(paint.cream, 'M0-196C32-140 52-76 47-10Q0 4-47-10C-52-76-32-140 0-196z') +
    fill(
      '#e4d49b',
      'M0-168l10 18h-20zM-14-138h28l4 14h-36zM-22-112h44l4 15h-52zM-29-84h58l2 15h-62zM-33-56h66l1 14h-68z',
    ) +
    dots(paint.rose, 4, [-30, -10], [-10, -6], [12, -6], [32, -10])
  )
}

export function bambooShoot(random: Random): string {
  const cut = random.chance(0.5) ? place(116, 8, cutShoot(), 0.9, 10) : ''
  const groups = [
    [[-10, 0, 1.3, -4]],
    [
      [-74, 0, 1.18, -8],
      [56, -2, 0.96, 8],
    ],
    [
      [-96, -4, 0.9, -14],
      [84, -4, 0.82, 12],
      [-4, 8, 1.2, 0],
    ],
  ] as const satisfies Spot[][]
  const group = cut ? ([[-60, 0, 1.22, -6]] as [number, number, number, number][]) : random.pick(groups)
  return (
    shadow(8, 10, 168) +
    leaves(
      paint.moss,
      paint.tea,
      leaf(-120, 10, 90, 176, 14, 6),
      leaf(-110, 8, 80, -160, 12, 4),
      leaf(130, 12, 84, 6, 13, -6),
    ) +
    copies(random, oneShoot(random), group) +
    cut
  )
}

/** Rows of woven strips between two heights, bulging as they go round. */
export function weave(
  top: number,
  bottom: number,
  widthAt: (share: number) => number,
  rows: number,
  sag: number,
): string {
  const row = (index: number): string => {
    const share = (index + 0.5) / rows
    const half = widthAt(share) / 2
    return `M${nums(-half, top + (bottom - top) * share)}q${nums(half, sag, half * 2, 0)}`
  }
  const picked = (odd: number): string =>
    Array.from({ length: rows }, (_, index) => (index % 2 === odd ? row(index) : '')).join('')
  const width = Math.round(Math.abs(bottom - top) / rows) - 5
  return stroke(paint.straw, width, picked(0), '14 20') + stroke(paint.straw, width, picked(1), '0 17 14 3')
}

const caneTones = [
  [paint.bamboo, paint.ochre],
  ['#b98d4c', paint.clay],
  ['#c7a96a', '#8f7a3f'],
] as const

/** A woven tray leaning upright, with a hexagon heart. */
export function wovenTray(random: Random): string {
  const [cane, edge] = random.pick(caneTones)
  const rings = [112, 92, 72, 52]
  const star = Array.from({ length: 6 }, (_, index) => {
    const angle = (index * Math.PI) / 3 + 0.26
    return `M${nums(-126 * Math.cos(angle), -136 - 126 * Math.sin(angle))}L${nums(126 * Math.cos(angle), -136 + 126 * Math.sin(angle))}`
  })
  return (
    shadow(4, 2, 130) +
    fill(edge, oval(6, -134, 142)) +
    fill(cane, oval(0, -136, 138)) +
    stroke(paint.straw, 13, rings.map((radius) => oval(0, -136, radius)).join(''), '15 13') +
    stroke(edge, 4, star.join('')) +
    fill(cane, petals(0, -136, 34, 6)) +
    dots(edge, 11, [0, -136]) +
    stroke(edge, 5, oval(0, -136, 128)) +
    (random.chance(0.6) ? place(random.pick([-118, 120]), 6, smallBox(random), 0.62) : bambooSprig(120, -4))
  )
}

function bambooSprig(x: number, y: number): string {
  return (
    stroke(paint.moss, 5, `M${nums(x, y)}q20-40 44-56`) +
    leaves(
      paint.moss,
      paint.tea,
      leaf(x + 16, y - 30, 80, -96, 11, 4),
      leaf(x + 30, y - 44, 84, -60, 11, 4),
      leaf(x + 44, y - 56, 78, -20, 11, -4),
      leaf(x + 20, y - 34, 70, 6, 10, -4),
    )
  )
}

/** A lidded woven box. */
function smallBox(random: Random): string {
  const [cane, edge] = random.pick(caneTones)
  return (
    fill(cane, 'M-112-104H112L104-6Q0 14-104-6z') +
    weave(-96, -4, () => 206, 5, 14) +
    veil(paint.ink, 0.16, 'M112-104L104-6Q80 2 50 4L60-104z') +
    fill(edge, 'M-122-118H122V-92Q0-78-122-92z') +
    fill(cane, 'M-122-118Q-90-176 0-178T122-118Q0-104-122-118z') +
    stroke(paint.straw, 7, 'M-84-140Q0-124 84-140M-56-158Q0-146 56-158', '12 10') +
    stroke(paint.bark, 9, 'M-18-180q0-20 18-20t18 20')
  )
}

export function wovenBox(random: Random): string {
  return shadow(4, 4, 150) + place(-10, 0, smallBox(random), 1.22) + bambooSprig(124, 2)
}

/** A woven lantern or vase; a lantern glows at night. */
export function wovenVase(random: Random): string {
  const [cane, edge] = random.pick(caneTones)
  const width = (share: number): number => 92 + 120 * Math.sin(Math.min(1, share * 0.9 + 0.12) * 3)
  const stems = leaves(
    paint.moss,
    paint.tea,
    leaf(-6, -230, 110, -124, 15, 5),
    leaf(0, -236, 130, -92, 16, 6),
    leaf(6, -232, 110, -56, 14, -6),
    leaf(2, -226, 84, -20, 12, -5),
    leaf(-4, -226, 84, -160, 12, 5),
  )
  return (
    shadow(6, 3, 110) +
    stems +
    (random.chance(0.5) ? dots(paint.persimmon, 10, [-52, -310], [44, -330], [78, -284]) : '') +
    fill(cane, 'M-46-224H46C40-190 108-160 106-96 104-44 66-4 54 0H-54C-66-4-104-44-106-96-108-160-40-190-46-224z') +
    weave(-186, -8, width, 9, 10) +
    veil(paint.ink, 0.17, 'M46-224C40-190 108-160 106-96 104-44 66-4 54 0H14C60-50 76-140 22-224z') +
    stroke(edge, 9, 'M-46-222Q0-212 46-222M-54-4Q0 6 54-4')
  )
}

/** A handled basket with what the day brought. */
export function basket(random: Random): string {
  const [cane, edge] = random.pick(caneTones)
  const fruit = random.pick([paint.persimmon, paint.amber, paint.plum, '#b9c46a'])
  const spots: Point[] = [
    [-92, -158],
    [-36, -176],
    [24, -180],
    [82, -162],
    [-64, -138],
    [0, -146],
    [58, -140],
  ]
  const greens = random.chance(0.5)
  return (
    shadow(6, 4, 150) +
    stroke(edge, 14, 'M-128-136C-130-330 130-330 128-136') +
    stroke(cane, 7, 'M-128-136C-130-330 130-330 128-136', '12 9') +
    (greens
      ? leaves(
          paint.leaf,
          paint.moss,
          leaf(-40, -130, 130, -118, 34, 8),
          leaf(10, -130, 140, -84, 36, -8),
          leaf(60, -130, 120, -50, 30, -8),
        ) + leaves(paint.moss, paint.tea, leaf(-70, -126, 110, -150, 30, 8), leaf(80, -126, 110, -28, 28, -8))
      : dots(fruit, 36, ...spots) +
        stroke(paint.paper, 4, spots.map(([x, y]) => `M${nums(x - 20, y - 6)}q4-14 14-16`).join(''), '', 0.6) +
        leaves(paint.moss, paint.tea, leaf(-10, -200, 70, -40, 16, 6), leaf(-66, -176, 60, -130, 14, 6))) +
    fill(cane, 'M-144-138Q0-110 144-138L112-10Q0 14-112-10z') +
    weave(-122, -4, (share) => 272 - 52 * share, 6, 18) +
    veil(paint.ink, 0.17, 'M144-138L112-10Q90-4 60-1 96-60 92-130z') +
    stroke(edge, 13, 'M-146-138Q0-110 146-138') +
    stroke(paint.straw, 5, 'M-146-140Q0-112 146-140', '10 9')
  )
}

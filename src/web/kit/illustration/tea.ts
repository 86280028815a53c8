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
  place,
  smooth,
  stroke,
  veil,
  type Point,
  type Spot,
} from './pen.ts'
import { shadow, steam } from './scene.ts'

/** A bud and two leaves, the way tea is picked; grows up from the origin, about 260 high. */
function sprig(random: Random): string {
  const lean = random.between(-8, 8)
  return (
    stroke(paint.moss, 7, 'M0 0C4-40-4-90 4-170') +
    leaves(paint.tea, paint.pine, leaf(0, -44, 140, -158 + lean, 34, -14), leaf(2, -70, 136, -22 + lean, 34, 14)) +
    leaves(paint.leaf, paint.moss, leaf(2, -116, 120, -138 + lean, 28, -10), leaf(3, -136, 112, -42 + lean, 26, 10)) +
    leaves(paint.sprout, paint.leaf, leaf(4, -164, 100, -88 + lean, 17, 8))
  )
}

const shootGroups: readonly (readonly Spot[])[] = [
  [[0, -34, 1.12]],
  [
    [-84, -30, 0.95, -8],
    [92, -26, 0.82, 10],
  ],
  [
    [-138, -18, 0.7, -12],
    [132, -22, 0.74, 12],
    [0, -40, 1.02, 2],
  ],
]

/** The top of a tea row with its young shoots against the hills. */
export function teaBush(random: Random): string {
  const shoots = random.pick(shootGroups)
  const mound: Point[] = [
    [-420, 30],
    [-250, -6],
    [-130, -46],
    [0, -58],
    [130, -40],
    [250, -14],
    [420, 40],
  ]
  const scattered = Array.from({ length: 9 }, (_, index) =>
    leaf(
      -250 + index * 60 + random.between(-14, 14),
      40 + random.between(-22, 26),
      72,
      random.pick([-150, -120, -60, -30, -100]),
      18,
      6,
    ),
  )
  return (
    copies(random, sprig(random), shoots) +
    fill(paint.pine, `${smooth(mound)}V160H-420z`) +
    leaves(paint.tea, paint.moss, ...scattered)
  )
}

/** A tall glass with leaves standing in it. */
export function teaGlass(random: Random): string {
  const inside = [-34, -8, 22, 40].map((x, index) =>
    leaf(x, -16 - index * 6, random.between(80, 116), -90 + random.between(-14, 14), 13, 5),
  )
  return (
    shadow(6, 2, 160) +
    leaves(paint.moss, paint.tea, leaf(96, -4, 110, -20, 22, 8), leaf(92, -6, 90, -70, 18, -8)) +
    leaves(paint.leaf, paint.moss, leaf(94, -4, 84, -44, 14, 4)) +
    place(
      -40,
      0,
      steam(random, -236) +
        veil(paint.paper, 0.6, 'M-82-222H82L68-12Q66 0 52 0H-52Q-66 0-68-12z') +
        fill(
          random.pick([paint.sprout, '#e3d98f', '#d9c27a']),
          'M-78-176Q0-160 78-176L66-18Q64-8 52-8H-52Q-64-8-66-18z',
        ) +
        leaves(paint.tea, paint.pine, ...inside) +
        leaves(paint.moss, paint.tea, leaf(-40, -164, 74, 8, 12, 4)) +
        stroke(paint.paper, 5, 'M-84-224H84M-66-190L-56-40'),
      1.12,
    )
  )
}

/** A covered bowl on its saucer. */
export function teaBowl(random: Random): string {
  const glaze = random.pick([paint.river, paint.tea, paint.persimmon, paint.plum])
  const heap: Point[] = Array.from({ length: 11 }, (_, index) => [
    -188 + index * 11 + random.between(-5, 5),
    -4 - 17 * Math.sin((index / 10) * 3.1) * random.between(0.5, 1.3),
  ])
  return (
    shadow(20, 4, 180) +
    place(
      34,
      0,
      steam(random, -214) +
        fill(paint.paper, oval(0, -12, 150, 24)) +
        stroke(glaze, 4, 'M-142-14a142 18 0 0 0 284 0') +
        fill(paint.haze, 'M-112-140H112C108-64 70-24 46-16H-46C-70-24-108-64-112-140z') +
        veil(paint.ink, 0.13, 'M112-140C108-64 70-24 46-16H-20C40-32 74-80 78-140z') +
        fill(paint.paper, 'M-120-142Q0-222 120-142z') +
        veil(paint.ink, 0.1, 'M120-142Q84-170 40-180 76-160 80-142z') +
        fill(paint.paper, 'M-28-186q0-20 28-20t28 20z') +
        stroke(glaze, 6, 'M-112-140H112M-26-188H26') +
        stroke(glaze, 4, 'M-96-112Q0-92 96-112'),
    ) +
    leaves(paint.moss, paint.tea, leaf(-150, -8, 96, -140, 20, 6), leaf(-140, -10, 84, -80, 16, -6)) +
    stroke(paint.pine, 8, heap.map(([x, y]) => `M${nums(x, y)}q5-8 12-3`).join(''))
  )
}

const glazes = [
  [paint.tea, paint.pine],
  [paint.river, paint.night],
  [paint.persimmon, paint.brick],
  [paint.cream, '#dccb9d'],
  [paint.plum, '#4d2333'],
  [paint.slate, '#3b4844'],
] as const

/** A round tin with its lid; about 130 wide and 190 high. */
function tin(random: Random, width: number, height: number): string {
  const [face, shade] = random.pick(glazes)
  const half = width / 2
  const label = face === paint.cream ? paint.tea : paint.cream
  const mark = face === paint.cream ? paint.cream : paint.tea
  const body = `M${nums(-half, -height)}V-12a${nums(half)} 14 0 0 0 ${nums(width)} 0V${nums(-height)}z`
  const dark = `M${nums(half * 0.45, -height)}V0Q${nums(half, -3, half, -12)}V${nums(-height)}z`
  const lid = `M${nums(-half - 3, -height - 34)}v38a${nums(half + 3)} 14 0 0 0 ${nums(width + 6)} 0v-38z`
  const y = -height * 0.46
  const steps = `M${nums(-half * 0.62, y + 10)}q14-16 ${nums(half * 0.62)}-4t${nums(half * 0.62)}-4M${nums(-half * 0.62, y + 22)}q16-14 ${nums(half * 0.62)}-3t${nums(half * 0.62)}-4M${nums(-half * 0.62, y + 34)}q18-12 ${nums(half * 0.62)}-2t${nums(half * 0.62)}-4`
  return (
    fill(face, body) +
    fill(label, `M${nums(-half * 0.72, y - 50)}h${nums(half * 1.44)}v100h${nums(-half * 1.44)}z`) +
    stroke(mark, 4, steps) +
    leaves(mark, mark, leaf(-6, y - 4, 40, -60, 9, 3)) +
    veil(paint.ink, 0.2, dark) +
    fill(shade, lid) +
    fill(face, oval(0, -height - 34, half + 3, 14)) +
    stroke(paint.paper, 4, `M${nums(-half + 12, -height + 24)}V-30`, '', 0.5)
  )
}

/** Tins of tea and a heap of what is in them. */
export function teaTin(random: Random): string {
  const two = random.chance(0.6)
  const heap: Point[] = Array.from({ length: 16 }, (_, index) => [
    76 + (index % 8) * 14 + random.between(-5, 5),
    (index < 8 ? 6 : -6) + random.between(-5, 5),
  ])
  return (
    shadow(10, 4, 180) +
    (two
      ? place(68, -8, tin(random, 116, 128), 1)
      : leaves(paint.moss, paint.tea, leaf(70, -4, 130, -56, 26, 8), leaf(66, -6, 110, -22, 22, -6))) +
    place(two ? -62 : -40, 0, tin(random, 150, 206), 1.06) +
    veil(paint.ink, 0.16, oval(126, 10, 78, 14)) +
    stroke(
      random.pick([paint.pine, '#46602f', paint.bark]),
      8,
      heap.map(([x, y]) => `M${nums(x, y)}q5-9 13-3`).join(''),
    ) +
    leaves(paint.leaf, paint.moss, leaf(110, -10, 74, -150, 14, 6), leaf(112, -10, 62, -104, 11, -4))
  )
}

/** Flower heads of one size: two rings of petals about a heart. */
function blooms(petal: string, edge: string, size: number, ...hearts: Point[]): string {
  const ring = (radius: number): string => hearts.map(([x, y]) => oval(x, y, radius)).join('')
  const spaced = (radius: number, count: number): string => `.1 ${Math.round((radius * 628) / count) / 100 - 0.1}`
  const [outer, inner] = [Math.round(34 * size), Math.round(18 * size)]
  return (
    dots(edge, outer, ...hearts) +
    stroke(edge, Math.round(21 * size), ring(outer), spaced(outer, 14)) +
    stroke(petal, Math.round(16 * size), ring(outer), spaced(outer, 14)) +
    stroke(petal, Math.round(13 * size), ring(inner), spaced(inner, 9)) +
    dots(paint.ochre, 12 * size, ...hearts)
  )
}

/** Chrysanthemums, some in the glass. */
export function chrysanthemum(random: Random): string {
  const [petal, edge] = random.pick([
    [paint.paper, '#d9c88c'],
    ['#f3d77e', paint.ochre],
  ] as const)
  const beside: Point[] = [
    [96, -30],
    [166, -8],
    [128, -104],
  ]
  return (
    shadow(10, 2, 180) +
    leaves(paint.moss, paint.tea, leaf(120, -20, 110, -126, 26, 8)) +
    place(
      -44,
      0,
      steam(random, -222) +
        veil(paint.paper, 0.6, 'M-96-196H96Q94-60 66-8 62 0 50 0H-50Q-62 0-66-8-94-60-96-196z') +
        fill('#ecd68c', 'M-93-150Q0-136 93-150 86-54 60-14 56-8 46-8H-46Q-56-8-60-14-86-54-93-150z') +
        blooms(petal, edge, 0.6, [-48, -118], [2, -138], [50, -114]) +
        stroke(paint.paper, 5, 'M-98-198H98M-78-160Q-72-80-52-34M96-160c60-10 60 96-14 92'),
      1.05,
    ) +
    blooms(petal, edge, 1.05, ...beside.slice(0, random.whole(2, 3)))
  )
}

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
  poly,
  stroke,
  veil,
  type Point,
  type Spot,
} from './pen.ts'
import { shadow, steam } from './scene.ts'

/** Six-sided cells about a point. */
function cells(x: number, y: number, size: number): string {
  const points = Array.from({ length: 6 }, (_, index): Point => {
    const angle = (index * Math.PI) / 3 + Math.PI / 6
    return [x + size * Math.cos(angle), y + size * Math.sin(angle)]
  })
  return poly(...points)
}

function bee(x: number, y: number, turn: number): string {
  return place(
    x,
    y,
    veil(paint.paper, 0.9, oval(-6, -16, 15, 9, 50), oval(10, -17, 15, 9, -50)) +
      stroke(paint.bamboo, 22, 'M-9 0h18') +
      stroke(paint.bark, 5, 'M-4-9v18M6-9v18') +
      dots(paint.bark, 7, [19, 0]),
    0.9,
    turn,
  )
}

/** A jar of honey, the dipper and a piece of comb. */
export function honey(random: Random): string {
  const [deep, bright] = random.pick([
    ['#c98a2e', '#e3ab4d'],
    [paint.ochre, paint.bamboo],
    ['#b06a2c', '#d8913f'],
  ] as const)
  const cloth = random.pick([paint.persimmon, paint.tea, paint.river, paint.cream])
  const comb: Point[] = [
    [96, -28],
    [140, -28],
    [184, -28],
    [118, -66],
    [162, -66],
    [140, -104],
  ]
  const withComb = random.chance(0.6)
  const dipper =
    stroke(paint.clay, 10, 'M0 0L74-190') +
    stroke(paint.clay, 40, 'M-10 26l-6 16') +
    stroke(paint.ochre, 46, 'M-13 34l-1 2M-4 10h.1', '') +
    stroke(paint.bark, 4, 'M-34 22l44 16M-30 6l46 18M-38 40l40 14')
  return (
    shadow(10, 4, 180) +
    (withComb
      ? fill(deep, ...comb.map(([x, y]) => cells(x, y, 27))) +
        fill(bright, ...comb.map(([x, y]) => cells(x, y, 20))) +
        fill(paint.straw, cells(118, -66, 14), cells(184, -28, 14))
      : place(126, -40, dipper, 1, 8)) +
    place(
      -44,
      0,
      fill(deep, 'M-96-170C-112-150-112-136-112-110V-24Q-112 0-86 0H86Q112 0 112-24V-110C112-136 112-150 96-170z') +
        fill(bright, 'M-96-158C-100-140-100-130-100-108V-26Q-100-12-84-12H20C60-40 70-120 56-158z') +
        fill(paint.cream, 'M-70-118H74V-36H-70z') +
        stroke(deep, 4, cells(-16, -77, 22) + cells(22, -77, 22)) +
        fill(deep, cells(-16, -77, 10)) +
        fill(
          cloth,
          'M-84-222Q0-244 84-222L100-180 116-150 84-160 56-146 26-158 0-146-26-158-56-146-84-160-116-150-100-180z',
        ) +
        stroke(paint.straw, 6, 'M-98-182Q0-164 98-182') +
        stroke(paint.paper, 6, 'M-94-128V-40', '', 0.8),
      1.06,
    ) +
    bee(random.between(90, 150), random.between(-220, -170), random.between(-20, 30)) +
    (random.chance(0.5) ? bee(random.between(30, 80), -270, 200) : '')
  )
}

/** One mushroom with its cracked cap. */
function oneMushroom(random: Random): string {
  const [cap, dark] = random.pick([
    [paint.clay, '#6b4029'],
    ['#7a5a3f', paint.bark],
    ['#9a6b3f', '#774c2b'],
  ] as const)
  return (
    fill(paint.cream, 'M-24-70C-20-40-26-14-34 0H34C24-16 20-40 26-70z') +
    veil(paint.ochre, 0.4, 'M26-70C20-40 24-16 34 0H6C14-20 14-50 6-70z') +
    fill(paint.straw, 'M-92-74Q0-38 92-74Q60-54 0-54T-92-74z') +
    fill(cap, 'M-96-76C-98-130-54-166 0-166S98-130 96-76Q90-64 72-68 0-84-72-68-90-64-96-76z') +
    fill(dark, 'M40-160C78-146 98-120 96-76Q90-64 72-68 50-73 26-75 62-96 40-160z') +
    stroke(
      paint.cream,
      5,
      'M-52-118l14 10 16-14M-8-140l14 12 16-10M-66-92l14 6M-20-98l14 10 14-8M42-112l12 10 14-8M32-88l12 4',
    )
  )
}

const mushroomGroups: readonly (readonly [x: number, up: number, size: number, turn: number])[][] = [
  [
    [-108, -2, 0.9, -8],
    [84, 8, 1.26, 4],
  ],
  [
    [118, -4, 0.74, 12],
    [-40, 8, 1.5, -3],
  ],
  [
    [-128, 0, 0.7, -12],
    [130, 0, 0.66, 12],
    [0, 8, 1.36, 0],
  ],
  [
    [104, -2, 1, 8],
    [-84, 8, 1.1, -6],
    [14, 16, 0.62, 0],
  ],
]

/** Shiitake in a heap or along a log. */
export function mushroom(random: Random): string {
  const log = random.chance(0.5)
  const base = log
    ? fill(paint.bark, 'M-190-60H170V20H-190z') +
      fill('#3f3024', 'M-190-4H170V20H-190z') +
      fill(paint.bark, oval(-190, -20, 20, 40)) +
      fill(paint.ochre, oval(174, -20, 22, 40)) +
      stroke(paint.bark, 3, oval(174, -20, 13, 26) + oval(174, -20, 6, 13)) +
      stroke('#3f3024', 4, 'M-150-36h60M-60-20h70M40-40h50M-120 0h50')
    : ''
  const y = log ? -50 : 0
  return (
    shadow(0, log ? 22 : 6, 190) +
    base +
    copies(
      random,
      oneMushroom(random),
      random.pick(mushroomGroups).map(([x, up, size, turn]): Spot => [x, y + up, size, turn]),
    ) +
    (log
      ? stroke(paint.leaf, 12, 'M-160-56h30M70-56h24')
      : leaves(paint.leaf, paint.moss, leaf(130, 4, 70, -10, 14, 4)))
  )
}

/** Eggs in straw, in a bowl or as they were found. */
export function eggs(random: Random): string {
  const tones = random.pick([
    [paint.cream, paint.blush, '#e7c39d'],
    ['#cfdccb', '#b9cfc4', '#dfe6d6'],
    ['#e2b48c', '#d59f74', paint.blush],
  ])
  const egg =
    '<path d="M0-92C30-92 46-54 46-34 46-12 26 0 0 0S-46-12-46-34C-46-54-30-92 0-92z"/>' +
    veil(paint.clay, 0.28, 'M22-84C38-70 46-48 46-34 46-12 26 0 0 0-8 0-16-1-22-3 24-12 36-46 22-84z') +
    stroke(paint.paper, 6, 'M-26-44q2-16 10-24')
  const one = (x: number, y: number, turn: number, size: number): Spot => [x, y, size, turn, random.pick(tones)]
  const clutch = [
    one(-78, -66, -16, 1.1),
    one(80, -66, 18, 1.1),
    one(-34, -84, -4, 1.15),
    one(42, -86, 8, 1.12),
    one(2, -56, 2, 1.18),
  ]
  const stray = random.chance(0.6) ? one(130, 20, 74, 0.86) : undefined
  const nest = random.chance(0.5)
  const hold = nest
    ? fill(paint.ochre, 'M-176-92Q0-50 176-92 160 0 60 8H-60Q-160 0-176-92z') +
      stroke(
        paint.straw,
        6,
        'M-176-88l60 36M-150-60l80 30M-100-20l90 14M176-88l-70 40M150-54l-80 30M90-14L0 0M-60-62L20-36M60-66l-80 28M-196-80l40 30M196-84l-46 34',
      ) +
      stroke(paint.bamboo, 6, 'M-130-40l70 40M130-44l-64 44M-30-40l50 34M-164-70l30 40M166-70l-36 44')
    : fill(paint.river, 'M-160-100H160C156-40 104-6 54-2H-54C-104-6-156-40-160-100z') +
      veil(paint.ink, 0.18, 'M160-100C156-40 104-6 54-2H-10C70-10 110-50 112-100z') +
      stroke(paint.paper, 5, 'M-156-100H156M-130-62q130 40 260 0')
  return (
    shadow(6, 4, 170) +
    (nest ? stroke(paint.straw, 6, 'M-170-90l-30-30M-120-96l-20-40M150-92l40-30M100-98l30-36') : '') +
    copies(random, egg, clutch) +
    hold +
    (stray ? copies(random, egg, [stray]) : '')
  )
}

/** Camellia oil: bottle, flower and fruit. */
export function camelliaOil(random: Random): string {
  const [oil, light] = random.pick([
    ['#d8a93c', '#ecca72'],
    ['#b9a13c', '#d6c468'],
    ['#c98a2e', '#e3ab4d'],
  ] as const)
  const bloom = random.pick([paint.paper, paint.rose, paint.paper])
  const round = random.chance(0.5)
  const bottle = round
    ? 'M-24-230H24V-182C24-164 92-140 92-82V-30Q92 0 62 0H-62Q-92 0-92-30V-82C-92-140-24-164-24-182z'
    : 'M-24-264H24V-206C24-180 66-176 66-140V-18Q66 0 48 0H-48Q-66 0-66-18V-140C-66-176-24-180-24-206z'
  const neck = round ? -230 : -264
  return (
    shadow(10, 4, 170) +
    place(
      -56,
      0,
      fill(oil, bottle) +
        fill(
          light,
          round
            ? 'M-14-176C-30-150-80-134-80-82V-34Q-80-14-60-14H0C40-60 20-130 10-180z'
            : 'M-14-200C-22-176-54-170-54-138V-24Q-54-12-44-12H4C24-60 18-150 8-200z',
        ) +
        fill(paint.cream, round ? 'M-58-100H58V-34H-58z' : 'M-48-122H48V-42H-48z') +
        fill(paint.persimmon, petals(0, round ? -68 : -82, 19, 5)) +
        dots(paint.straw, 5, [0, round ? -68 : -82]) +
        fill(paint.clay, `M-20 ${neck - 26}h40v34h-40z`) +
        veil(paint.paper, 0.5, `M-26 ${neck}h52v12h-52z`) +
        stroke(paint.paper, 6, round ? 'M-70-80V-44' : 'M-52-130V-60', '', 0.7),
      1.1,
    ) +
    leaves(
      paint.tea,
      paint.pine,
      leaf(104, -56, 96, -110, 24, 6),
      leaf(128, -50, 96, -36, 24, 6),
      leaf(70, -30, 80, 176, 20, 6),
    ) +
    fill(bloom, petals(106, -50, 64, 6)) +
    stroke(paint.stone, 2, 'M106-50l-34-28M106-50l6-44M106-50l42-16M106-50l28 32M106-50l-14 40M106-50l-44 6') +
    stroke(paint.bamboo, 9, oval(106, -50, 13), '.1 10') +
    dots(paint.ochre, 9, [106, -50]) +
    fill(paint.clay, oval(176, -16, 26, 25)) +
    stroke('#6b4029', 3, 'M176-40v22l-16 16m16-16l16 14') +
    (random.chance(0.5) ? fill('#8f7a3f', oval(40, -12, 22, 21)) : '')
  )
}

/** Rice wine: a sealed jar and a bowl poured. */
export function wineJar(random: Random): string {
  const [glaze, shade] = random.pick([
    ['#6b4029', '#482a1b'],
    [paint.slate, '#3b4844'],
    [paint.ochre, paint.clay],
    ['#3f5a55', '#283d3a'],
  ] as const)
  const seal = random.pick([paint.persimmon, paint.cream, paint.brick])
  const second = random.chance(0.4)
  const jar =
    fill(glaze, 'M-60-196H60C66-170 130-150 130-92 130-40 84-6 70 0H-70C-84-6-130-40-130-92-130-150-66-170-60-196z') +
    fill(shade, 'M60-196C66-170 130-150 130-92 130-40 84-6 70 0H0C70-30 100-130 34-196z') +
    fill(paint.persimmon, 'M-10-156L44-98-10-40-64-98z') +
    stroke(paint.straw, 3, 'M-10-142L31-98-10-54-51-98z') +
    stroke(paint.straw, 4, 'M-30-104q14-14 24-4t18-3M-34-92q16-14 28-4t20-3M-26-80q12-10 20-3t14-2') +
    fill(seal, 'M-56-232Q0-252 56-232L62-202 84-176 50-184 22-172 0-182-22-172-50-184-84-176-62-202z') +
    stroke(paint.straw, 7, 'M-62-204Q0-190 62-204') +
    stroke(paint.paper, 6, 'M-108-110q2-24 14-34', '', 0.4)
  return (
    shadow(14, 4, 180) +
    (second ? place(96, -22, jar, 0.66) : '') +
    place(-40, 0, jar, 1.12) +
    place(
      124,
      10,
      fill(paint.haze, 'M-66-52H66C60-22 38-4 26-2H-26C-38-4-60-22-66-52z') +
        veil(paint.ink, 0.16, 'M66-52C60-22 38-4 26-2H-4C34-14 40-34 42-52z') +
        fill(random.pick(['#e3ab4d', paint.cream, '#d8c07a']), oval(0, -52, 60, 10)) +
        stroke(paint.river, 4, 'M-56-34q56 18 112 0'),
    )
  )
}

/** A bamboo steamer with green rice cakes. */
export function steamer(random: Random): string {
  const [cake, light] = random.pick([
    [paint.moss, paint.leaf],
    [paint.cream, paint.paper],
    ['#8a9a4a', '#b3bf72'],
  ] as const)
  const spots: Point[] = [
    [-96, -156],
    [-34, -168],
    [34, -168],
    [96, -156],
    [-66, -136],
    [0, -142],
    [66, -136],
  ]
  const tiers = random.whole(1, 2)
  const tier = (y: number): string =>
    fill(paint.bamboo, `M-172 ${y - 78}Q0 ${y - 46} 172 ${y - 78}V${y - 12}Q0 ${y + 22}-172 ${y - 12}z`) +
    veil(paint.ink, 0.15, `M172 ${y - 78}V${y - 12}Q140-2 90 ${y + 2}V${y - 66}z`.replace('Q140-2', `Q140 ${y - 5}`)) +
    stroke(paint.ochre, 7, `M-172 ${y - 72}Q0 ${y - 40} 172 ${y - 72}M-172 ${y - 16}Q0 ${y + 17} 172 ${y - 16}`) +
    stroke(paint.clay, 4, `M-100 ${y - 54}v40M-92 ${y - 53}v40M104 ${y - 54}v40`)
  const top = tiers === 2 ? -62 : 0
  return (
    shadow(0, 6, 190) +
    (tiers === 2 ? tier(0) : '') +
    place(
      0,
      top,
      fill(paint.ochre, oval(0, -80, 172, 42)) +
        fill(paint.bark, oval(0, -80, 158, 34)) +
        stroke(paint.moss, 6, 'M-130-84h60M-30-70h70M60-92h60'),
    ) +
    place(
      0,
      top + 56,
      dots(cake, 37, ...spots) +
        dots(light, 15, ...spots.map(([x, y]): Point => [x - 9, y - 11])) +
        dots(paint.persimmon, 5, ...spots.map(([x, y]): Point => [x, y - 20])),
    ) +
    tier(top) +
    steam(random, top - 166)
  )
}

/** A cured ham on its rope, and slices on a board. */
export function ham(random: Random): string {
  const skin = random.pick(['#a8623d', '#94512f', '#b3733f'])
  const slice = (x: number, y: number): string =>
    fill('#b4493f', oval(x, y, 44, 19)) +
    fill(paint.cream, oval(x - 30, y + 2, 12, 14)) +
    stroke(paint.blush, 4, `M${nums(x - 10, y - 6)}q20-6 34 2M${nums(x - 6, y + 6)}q16 4 30-1`)
  return (
    stroke(paint.bark, 6, 'M-22-330V-296') +
    shadow(-6, -14, 150) +
    fill(paint.clay, 'M-190-26L-160-58H180L204-26V-6H-190z') +
    fill('#6b4029', 'M-190-24H204V-2H-190z') +
    place(
      -40,
      -40,
      fill(
        skin,
        'M2-268C20-270 30-256 28-236 26-204 58-186 84-146 114-98 92-18 26-4-46 10-112-36-104-106-98-160-40-184-22-226-16-250-12-266 2-268z',
      ) +
        fill('#6b3a26', 'M28-236C26-204 58-186 84-146 114-98 92-18 26-4-6 2-36-4-58-18 60-30 84-120 28-236z') +
        fill('#b4493f', 'M-98-90C-96-40-44-6 20-14 62-24 44-84 0-104-44-122-92-124-98-90z') +
        fill(paint.blush, 'M-92-84C-84-46-40-20 16-24 40-28 30-44 14-42-30-36-62-60-76-92z') +
        dots(paint.cream, 15, [-22, -62]) +
        dots(paint.blush, 8, [-22, -62]) +
        stroke(paint.straw, 7, 'M-14-250q16 10 40 4') +
        stroke(paint.bark, 6, 'M4-262Q16-296 18-330'),
      1.02,
    ) +
    slice(122, -40) +
    slice(152, -26) +
    (random.chance(0.6) ? slice(96, -24) : '')
  )
}

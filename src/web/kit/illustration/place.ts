import { paint } from '../palette.ts'
import type { Random } from '../random.ts'
import { dots, fill, leaf, leaves, marked, nums, place, smooth, stroke, veil, type Point } from './pen.ts'
import { below, grass, steam, vista, type Frame, type Light } from './scene.ts'

/** A round-headed tree, foot at the origin. */
function tree(light: Light, crown: string, fruit = ''): string {
  return (
    stroke(paint.bark, 7, 'M0 0V-50M0-26l14-18') +
    fill(
      crown,
      'M-6-112C20-120 44-100 40-78 56-60 40-38 18-42 4-30-26-34-34-50-52-60-46-86-32-90-30-104-18-112-6-112z',
    ) +
    (fruit && dots(fruit, 6, [-16, -86], [14, -92], [24, -62], [-20, -58], [2, -70])) +
    stroke(light.rim, 3, 'M-24-84q8-14 22-14', '', 0.7)
  )
}

function farmer(x: number, y: number): string {
  return place(
    x,
    y,
    stroke(paint.bark, 4, 'M22-44L40 0') +
      fill(paint.slate, 'M-12-28H10L14 0H4L0-18-6 0H-16z') +
      fill(paint.persimmon, 'M-14-54Q0-62 12-54L24-42 20-36 10-42V-24H-14z') +
      dots(paint.blush, 7, [0, -62]) +
      fill(paint.straw, 'M-26-62Q-2-92 24-62z'),
  )
}

function houses(random: Random, x: number, y: number, light: Light): string {
  const wall = random.pick([paint.paper, '#e8cf9c'])
  const lit = light.night ? '#f0c56b' : paint.slate
  return place(
    x,
    y,
    fill(wall, 'M-50 0V-34H0V0zM4 0V-48H62V0z') +
      fill(paint.slate, 'M-60-32L-46-52H-2L8-32zM-6-44L12-68H56L72-44z') +
      fill(lit, 'M-34-20h12v12h-12zM16-32h10v12h-10zM42-32h10v12h-10z') +
      fill(paint.clay, 'M28 0v-16h12v16z'),
  )
}

/** Flooded terraces that hold the sky. */
export function terracedFields(random: Random, light: Light, frame: Frame): string {
  const { width, height } = frame
  const back = vista(random, frame, light, height * 0.6)
  const tilt = random.between(-0.3, 0.3)
  const phase = random.between(0, 6)
  const steps = [0.58, 0.65, 0.72, 0.81, 0.91].map((share, index) => {
    const edge = (x: number): number =>
      height * share +
      Math.sin((x / width) * (5 - index * 0.3) + phase + index * 0.5) * (14 + index * 4) +
      tilt * (x - width / 2) * (1 - share)
    const water = index % 2 === 0 ? light.sky : light.glow
    return (
      fill(water, below(frame, edge, 3)) +
      fill(
        light.hills[index % 2 ? 2 : 3],
        below(frame, (x) => edge(x) + height * (0.022 + index * 0.006), 3),
      )
    )
  })
  return (
    back +
    houses(random, width * random.between(0.24, 0.7), height * 0.585, light) +
    `<g stroke="${light.rim}" stroke-width="3">${steps.join('')}</g>` +
    (random.chance(0.7) ? farmer(width * random.between(0.2, 0.8), height * 0.84) : '') +
    place(
      width * random.between(0.08, 0.2),
      height * 0.93,
      tree(light, random.pick([paint.moss, paint.leaf, paint.amber])),
      1.1,
    ) +
    stroke(paint.paper, 4, `M${nums(width * 0.62, height * 0.76)}q8-10 14 0q6-10 14 0`)
  )
}

/** A farmhouse of earth and tile. */
export function farmhouse(random: Random, light: Light): string {
  const wall = random.pick(['#e0bd84', paint.paper, '#d9ad74', '#efe3c8'])
  const lit = light.night ? '#f3c969' : '#56463a'
  const wing = random.chance(0.6)
  return (
    (random.chance(0.6) ? `<g transform="translate(70 -8)">${steam(random, -236)}</g>` : '') +
    place(-176, -4, tree(light, random.pick([paint.tea, paint.moss]), random.chance(0.6) ? paint.amber : ''), 1.9) +
    (wing
      ? fill(wall, 'M60 0V-96H188V0z') +
        veil(paint.ink, 0.14, 'M60 0V-96H188V0z') +
        fill(paint.slate, 'M52-90L84-128H186L212-90z') +
        fill(lit, 'M132-66h28v26h-28z')
      : stroke(paint.moss, 7, 'M168 0V-170M190 0V-210M206 0V-150') +
        leaves(
          paint.moss,
          paint.tea,
          leaf(190, -200, 80, -40, 12, 4),
          leaf(168, -160, 70, -140, 12, 4),
          leaf(190, -190, 70, -130, 12, 4),
          leaf(206, -140, 64, -20, 11, 4),
          leaf(168, -150, 70, -30, 12, 4),
        )) +
    fill(wall, 'M-128 0V-176H92V0z') +
    veil(paint.ink, 0.12, 'M40 0V-176H92V0z') +
    fill(paint.slate, 'M-156-164Q-130-190-112-228H76Q94-190 120-164 80-172-18-172T-156-164z') +
    stroke(
      '#3b4844',
      4,
      'M-108-212L-124-180M-82-212L-92-180M-56-212L-60-180M-30-212V-180M-4-212L0-180M22-212L30-180M48-212L60-180M72-212L88-180',
    ) +
    stroke(paint.clay, 9, 'M-130-100H94M-112-100v-64M-18-100v-64M76-100v-64') +
    stroke(paint.ochre, 4, 'M-124-124H88M-100-124v20M-76-124v20M-52-124v20M10-124v20M34-124v20M58-124v20') +
    fill(lit, 'M-88-156h40v26h-40zM12-156h40v26h-40zM-104-72h40v34h-40zM36-72h36v34h-36z') +
    fill(paint.clay, 'M-44 0V-78H16V0z') +
    stroke(paint.bark, 3, 'M-14-76V0') +
    fill(paint.persimmon, 'M-58-74h9v50h-9zM21-74h9v50h-9z') +
    (random.chance(0.6)
      ? dots(paint.persimmon, 11, [-60, -88], [32, -88])
      : stroke(paint.amber, 10, 'M-110-96v34M-96-96v26', '.1 11')) +
    fill(paint.stone, 'M-56 0H28L40 14H-68zM-70 14H42L56 30H-86z')
  )
}

const nightRock = [paint.dusk, '#365367'] as const
const rocks = [
  [paint.slate, '#43524c'],
  ['#78866a', '#5f6f56'],
  ['#8a7660', '#6f5d4a'],
  ['#5f7f86', '#47666e'],
] as const

/** A waterfall in two leaps between layered cliffs. */
export function waterfall(random: Random, light: Light, frame: Frame): string {
  const { width, height } = frame
  const x = width * random.between(0.42, 0.58)
  const half = random.between(30, 42)
  const foot = height * 0.79
  const [rock, shade] = light.night ? nightRock : random.pick(rocks)
  const cliff = (way: number): string => {
    const edge = way < 0 ? -20 : width + 20
    const wall = [0.24, 0.4, 0.52, 0.66, 0.82].map((down, index): Point => [
      x + way * (half + [0, 12, -8, 10, 26][index]! + random.between(-4, 8)),
      height * down,
    ])
    const outline = smooth([
      [edge, height * random.between(0.1, 0.24)],
      [(edge + x) / 2, height * random.between(0.13, 0.22)],
      ...wall,
    ])
    const strata = [34, 72, 116].map((inward) =>
      smooth(wall.slice(0, 4).map(([at, y]): Point => [at + way * inward, y + inward * 0.16])),
    )
    const crowns = [0.3, 0.5, 0.68, 0.88].map((share): Point => [
      edge + (x + way * half - edge) * share,
      height * (0.17 + random.between(-0.03, 0.05)),
    ])
    return (
      fill(rock, `${outline}L${nums(edge, height * 0.86)}z`) +
      stroke(shade, 6, strata.join('')) +
      dots(light.hills[3], 30, ...crowns) +
      dots(light.hills[2], 19, ...crowns.map(([at, y]): Point => [at - 12, y - 9]).slice(1))
    )
  }
  const strands = (top: number, bottom: number, spread: number): string =>
    [-0.7, -0.3, 0.1, 0.55]
      .map(
        (share, index) =>
          `M${nums(x + half * share, top + index * 5)}Q${nums(x + half * share * spread, top + 18, x + half * share * spread, bottom)}`,
      )
      .join('')
  return (
    vista(random, frame, light, height * 0.7) +
    fill(
      light.night ? '#8fb0bf' : '#b7d3da',
      `M${nums(x - half - 44, height * 0.24)}H${nums(x + half + 44)}V${nums(foot)}H${nums(x - half - 44)}z`,
    ) +
    stroke(paint.paper, 9, strands(height * 0.245, height * 0.5, 1.15) + strands(height * 0.51, foot, 1.5)) +
    cliff(-1) +
    cliff(1) +
    fill(
      shade,
      `M${nums(x - half - 6, height * 0.54)}q${nums(half * 0.5, -26, half * 0.9, -8)}t${nums(half * 0.5, 12)}q-30 12-70 4z`,
    ) +
    fill(
      light.night ? '#2f5266' : paint.river,
      below(frame, (at) => foot + Math.abs(at - x) * 0.05, 2),
    ) +
    stroke(
      light.night ? '#6f95a6' : paint.sky,
      4,
      `M${nums(x - 96, foot + 30)}q96 26 192 0M${nums(x - 130, foot + 44)}q130 34 260 0M${nums(x - 168, foot + 62)}q168 36 336 0`,
    ) +
    dots(
      paint.paper,
      16,
      ...[-1.5, -0.7, 0, 0.7, 1.5].map((share): Point => [x + half * share, foot + random.between(-3, 6)]),
    ) +
    dots(light.hills[3], 44, [x - 190, height], [x + 180, height + 8]) +
    dots(light.hills[2], 26, [x - 150, height + 4], [x + 214, height - 26], [x - 206, height - 34]) +
    (random.chance(0.6)
      ? place(x + random.pick([-124, 118]), height * 0.965, fill(shade, 'M-40 8Q-30-18 0-18T40 8z') + farmer(0, -12))
      : stroke(light.rim, 4, `M${nums(x + 110, height * 0.98)}l-8-34m8 34v-44m0 44l12-34`))
  )
}

/** A house of the old kind: plaster, a stepped gable with dark coping. */
function gabled(x: number, y: number, wide: number, high: number, wall: string, lit: string): string {
  const [half, step] = [wide / 2, high * 0.12]
  const coping = `M${nums(x - half - 5, y - high)}h${nums(wide * 0.24)}m0 ${nums(-step)}h${nums(wide * 0.56)}m0 ${nums(step)}h${nums(wide * 0.24)}`
  const window = (dx: number, up: number): string =>
    `M${nums(x + dx * half - wide * 0.07, y - high * up)}h${nums(wide * 0.14)}v${nums(wide * 0.17)}h${nums(-wide * 0.14)}z`
  return (
    fill(
      wall,
      `M${nums(x - half, y)}v${nums(-high)}h${nums(wide * 0.2)}v${nums(-step)}h${nums(wide * 0.6)}v${nums(step)}h${nums(wide * 0.2)}v${nums(high)}z`,
    ) +
    stroke('#34413c', Math.round(5 + wide / 30), coping) +
    fill(lit, window(-0.5, 0.78), window(0.42, 0.78)) +
    fill(paint.clay, `M${nums(x - wide * 0.12, y)}v${nums(-high * 0.36)}h${nums(wide * 0.26)}v${nums(high * 0.36)}z`)
  )
}

/** A stepped lane of an old village, climbing between its houses. */
export function villageStreet(random: Random, light: Light, frame: Frame): string {
  const { width, height } = frame
  const x = width * random.between(0.45, 0.55)
  const walls = light.night ? ['#8fa3a6', '#7d9298', '#a08f72'] : [paint.paper, '#e9e6d8', '#e2c48e']
  const lit = light.night ? '#f3c969' : '#4c4a40'
  const rows = [
    { out: 66, foot: 0.66, wide: 84, high: 92 },
    { out: 120, foot: 0.78, wide: 124, high: 150 },
    { out: 196, foot: 1, wide: 180, high: 240 },
  ]
  const row = (at: number): string => {
    const { out, foot, wide, high } = rows[at]!
    return [-1, 1]
      .map((way) =>
        gabled(
          x + way * (out + random.between(-4, 14)),
          height * foot + random.between(-8, 8),
          wide,
          high * random.between(0.82, 1.12),
          random.pick(walls),
          lit,
        ),
      )
      .join('')
  }
  const spread = (share: number): number => 24 + 84 * share
  const treads = Array.from({ length: 9 }, (_, index) => ((index + 1) / 9) ** 1.5).map(
    (share) => `M${nums(x - spread(share), height * (0.6 + 0.4 * share))}h${nums(2 * spread(share))}`,
  )
  const lanterns: Point[] = [
    [x - 92, height * 0.6],
    [x + 96, height * 0.57],
    [x - 54, height * 0.52],
    [x + 52, height * 0.5],
    [x - 150, height * 0.7],
    [x + 148, height * 0.68],
  ]
  const hung = lanterns.slice(0, random.pick([2, 4, 6]))
  return (
    vista(random, frame, light, height * 0.62) +
    gabled(x, height * 0.61, 74, 72, random.pick(walls), lit) +
    row(0) +
    fill(
      light.night ? '#50646b' : '#cdc9b8',
      `M${nums(x - 24, height * 0.6)}h48L${nums(x + 130, height + 4)}H${nums(x - 130)}z`,
    ) +
    stroke(light.night ? '#33474f' : '#a5a290', 4, treads.join('')) +
    row(1) +
    row(2) +
    stroke(light.night ? '#1d2f38' : '#34413c', 3, hung.map(([at, y]) => `M${nums(at, y - 34)}v62`).join('')) +
    dots(paint.persimmon, 16, ...hung) +
    stroke(paint.straw, 4, hung.map(([at, y]) => `M${nums(at - 8, y - 14)}h16m-16 28h16`).join('')) +
    (random.chance(0.5)
      ? place(
          x + random.between(-30, 30),
          height * 0.95,
          fill(paint.ink, 'M-22 0C-24-26-10-34-4-36L-8-54 2-48 12-54 12-38C20-30 22-10 18 0z') +
            stroke(paint.ink, 6, 'M18-4q18-2 14-20'),
          0.75,
        )
      : farmer(x + random.between(-14, 14), height * 0.84))
  )
}

/** Among the bamboo. */
export function bambooForest(random: Random, light: Light, frame: Frame): string {
  const { width, height } = frame
  const ranks = [
    { tone: light.hills[0], thick: 9, count: 6 },
    { tone: light.hills[2], thick: 15, count: 5 },
    { tone: light.night ? '#173024' : paint.pine, thick: 24, count: 3 },
  ].map(({ tone, thick, count }, rank) => {
    const stalks = Array.from({ length: count }, (_, index) => {
      const foot = ((index + random.between(0.15, 0.85)) / count) * width
      return `M${nums(foot, height + 12)}Q${nums(foot + random.between(-10, 10), height / 2, foot + random.between(-26, 26), -12)}`
    })
    return marked(random, stalks.join(''), [tone, thick], [light.rim, thick, `${rank + 2} ${70 + rank * 24}`])
  })
  const sprays = Array.from(
    { length: 3 },
    () => [random.between(0.1, 0.9) * width, random.between(0.1, 0.42) * height] as const,
  ).flatMap(([x, y]) => [
    leaf(x, y, 88, 30, 11, 5),
    leaf(x, y, 92, 62, 11, 5),
    leaf(x, y, 84, 118, 11, -5),
    leaf(x, y, 80, 150, 11, -5),
  ])
  const shoots = random.chance(0.6)
    ? place(
        width * random.between(0.3, 0.7),
        height * 0.94,
        fill(paint.clay, 'M0-110Q34-50 30 0H-30Q-34-50 0-110z') +
          stroke(paint.straw, 3, 'M-22-50L20-20M24-46L-8-84M-28-14L6-44') +
          leaves(paint.leaf, paint.moss, leaf(0, -104, 30, -90, 7)),
        0.9,
      )
    : ''
  return (
    vista(random, frame, light, height * 0.7, 4) +
    (ranks[0] as string) +
    stroke(
      light.mist,
      20,
      `M${nums(width * 0.05, height * 0.55)}H${nums(width * random.between(0.4, 0.7))}M${nums(width * 0.45, height * 0.63)}H${nums(width * 0.95)}`,
      '',
      0.6,
    ) +
    (ranks[1] as string) +
    grass(random, frame, light, height * 0.86) +
    (ranks[2] as string) +
    shoots +
    leaves(light.hills[1], light.hills[3], ...sprays)
  )
}

import { paint } from '../palette.ts'
import type { Random } from '../random.ts'
import { dots, fill, leaf, leaves, nums, place, stroke, veil, type Point } from './pen.ts'
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

/** A waterfall between stepped cliffs. */
export function waterfall(random: Random, light: Light, frame: Frame): string {
  const { width, height } = frame
  const [x, y] = [width * random.between(0.44, 0.56), height * 0.2]
  const half = random.between(22, 36)
  const foot = height * 0.76
  const [rock, shade] = light.night
    ? [paint.dusk, paint.night]
    : random.pick([
        [paint.slate, '#3b4844'],
        ['#6d7a63', '#4b5a48'],
        ['#7c6a55', '#5a4a3b'],
      ] as const)
  const cliff = (side: number): string => {
    const edge = side < 0 ? -20 : width + 20
    const at = (share: number, down: number): Point => [x + side * (half + share), y + (foot - y) * down]
    const points = [at(2, -0.02), at(14, 0.26), at(4, 0.3), at(24, 0.6), at(10, 0.64), at(36, 1.02)]
    return `M${nums(edge, y - random.between(30, 70))}Q${nums((edge + x) / 2, y - 50, ...(points[0] as Point))}${points
      .slice(1)
      .map((point) => `L${nums(...point)}`)
      .join('')}L${nums(edge, foot + 30)}z`
  }
  const ledges = [-1, 1]
    .map((side) =>
      [0.34, 0.56, 0.8]
        .map((down) => `M${nums(x + side * (half + 50), y + (foot - y) * down)}h${nums(side * random.between(30, 90))}`)
        .join(''),
    )
    .join('')
  return (
    vista(random, frame, light, height * 0.7) +
    fill(
      light.night ? '#9db8c2' : paint.sky,
      `M${nums(x - half - 30, y)}H${nums(x + half + 30)}V${nums(foot)}H${nums(x - half - 30)}z`,
    ) +
    stroke(
      paint.paper,
      9,
      [-0.7, -0.25, 0.2, 0.65]
        .map((share, index) => `M${nums(x + half * share, y + 8 + index * 9)}V${nums(foot)}`)
        .join(''),
      random.pick(['', '90 16', '140 20']),
    ) +
    fill(rock, cliff(-1), cliff(1)) +
    stroke(shade, 6, ledges) +
    stroke(light.rim, 12, `M${nums(x - half - 16, y - 6)}h-70M${nums(x + half + 16, y - 4)}h80`) +
    fill(
      light.night ? '#35586c' : paint.river,
      below(frame, (at) => foot + 4 + Math.abs(at - x) * 0.06, 2),
    ) +
    stroke(
      light.night ? paint.dusk : paint.sky,
      5,
      `M${nums(x - 110, foot + 34)}h80M${nums(x + 10, foot + 48)}h120M${nums(x - 60, foot + 68)}h90`,
    ) +
    dots(
      paint.paper,
      17,
      [x - half, foot],
      [x - half * 0.3, foot + 6],
      [x + half * 0.4, foot + 4],
      [x + half * 1.1, foot],
    ) +
    place(x - half - random.between(90, 120), foot + 20, tree(light, paint.tea), 1.25) +
    place(
      x + half + random.between(84, 116),
      y + (foot - y) * 0.05,
      tree(light, random.pick([paint.moss, paint.amber, paint.tea])),
      0.8,
    ) +
    fill(shade, `M${nums(x + 60, height)}q10-50 60-46t70 46z`, `M${nums(x - 160, height)}q6-30 44-30t50 30z`)
  )
}

/** A lane of an old village: white walls, horse-head gables, lanterns. */
export function villageStreet(random: Random, light: Light, frame: Frame): string {
  const { width, height } = frame
  const [x, y] = [width * random.between(0.46, 0.54), height * 0.6]
  const plaster = light.night ? '#8fa3a6' : paint.paper
  const shaded = light.night ? '#6d8389' : '#dde0d4'
  const lit = light.night ? '#f3c969' : paint.bark
  const side = (way: number): string => {
    const edge = way < 0 ? -10 : width + 10
    const at = (out: number, up: number): string => nums(x + way * out, y - up)
    const near = Math.abs(edge - x)
    const mid = near * 0.55
    return (
      fill(shaded, `M${at(34, 0)}V${nums(y - 92)}L${at(mid, 150)}V${nums(y + (height - y) * 0.42)}z`) +
      stroke('#3b4844', 11, `M${at(28, 96)}L${at(mid * 0.62, 124)}M${at(mid * 0.62, 140)}L${at(mid, 158)}`) +
      fill(plaster, `M${at(mid, -(height - y) * 0.42)}V${nums(y - 196)}L${at(near, 250)}V${nums(height)}z`) +
      stroke(
        '#3b4844',
        13,
        `M${at(mid - 8, 198)}L${at(mid + (near - mid) * 0.5, 224)}M${at(mid + (near - mid) * 0.5, 246)}L${at(near, 272)}`,
      ) +
      fill(
        lit,
        `M${at(mid + 18, 96)}l${nums(way * 26, -6)}v40l${nums(way * -26, -2)}z`,
        `M${at(mid * 0.66, 66)}l${nums(way * 14, -3)}v26l${nums(way * -14, -1)}z`,
      ) +
      fill(
        paint.clay,
        `M${at(mid + 26, -(height - y) * 0.5)}V${nums(y - 18)}l${nums(way * 34, 2)}V${nums(y + (height - y) * 0.78)}z`,
      )
    )
  }
  const slabs = [0.12, 0.3, 0.54, 0.84].map(
    (down) => `M${nums(x - 36 - down * width * 0.34, y + (height - y) * down)}H${nums(x + 36 + down * width * 0.34)}`,
  )
  const lanterns: Point[] = [
    [x - width * 0.2, y - 118],
    [x + width * 0.2, y - 118],
    [x - width * 0.1, y - 76],
    [x + width * 0.1, y - 76],
  ]
  const hung = lanterns.slice(0, random.pick([2, 4]))
  return (
    vista(random, frame, light, height * 0.6) +
    houses(random, x + random.between(-8, 8), y + 4, light) +
    fill(
      light.night ? '#4d6068' : '#cfcbbb',
      `M${nums(x - 36, y)}H${nums(x + 36)}L${nums(width * 0.96, height)}H${nums(width * 0.04)}z`,
    ) +
    stroke(
      light.night ? paint.night : '#a9a797',
      4,
      `${slabs.join('')}M${nums(x, y)}V${nums(y + (height - y) * 0.12)}M${nums(x - 30, y + (height - y) * 0.12)}L${nums(x - 50, y + (height - y) * 0.3)}M${nums(x + 46, y + (height - y) * 0.3)}L${nums(x + 70, y + (height - y) * 0.54)}M${nums(x - 40, y + (height - y) * 0.54)}L${nums(x - 60, y + (height - y) * 0.84)}`,
    ) +
    side(-1) +
    side(1) +
    stroke(paint.bark, 3, hung.map(([at, up]) => `M${nums(at, up - 38)}v60`).join('')) +
    dots(paint.persimmon, 17, ...hung) +
    stroke(paint.straw, 4, hung.map(([at, up]) => `M${nums(at - 9, up - 14)}h18m-18 28h18`).join('')) +
    (random.chance(0.6)
      ? place(
          x + random.between(-60, 60),
          height * 0.93,
          fill(paint.ink, 'M-22 0C-24-26-10-34-4-36L-8-54 2-48 12-54 12-38C20-30 22-10 18 0z') +
            stroke(paint.ink, 6, 'M18-4q18-2 14-20'),
        )
      : farmer(x + random.between(-30, 30), y + (height - y) * 0.34))
  )
}

/** Among the bamboo. */
export function bambooForest(random: Random, light: Light, frame: Frame): string {
  const { width, height } = frame
  const ranks = [
    { tone: light.hills[0], thick: 9, count: 9 },
    { tone: light.hills[2], thick: 15, count: 5 },
    { tone: light.hills[3], thick: 24, count: 3 },
  ].map(({ tone, thick, count }, rank) => {
    const stalks = Array.from({ length: count }, (_, index) => {
      const foot = ((index + random.between(0.15, 0.85)) / count) * width
      return `M${nums(foot, height + 12)}Q${nums(foot + random.between(-10, 10), height / 2, foot + random.between(-26, 26), -12)}`
    })
    return (
      stroke(tone, thick, stalks.join('')) +
      stroke(light.rim, thick, stalks.join(''), `${rank + 2} ${70 + rank * 24}`).replace(
        'stroke-width',
        'stroke-linecap="butt" stroke-width',
      )
    )
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
    vista(random, frame, light, height * 0.7) +
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

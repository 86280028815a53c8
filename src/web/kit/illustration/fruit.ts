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

/** A persimmon with its foot at the origin, about 124 across. */
function onePersimmon(random: Random): string {
  const ripe = random.pick([paint.amber, paint.amber, paint.persimmon])
  return (
    fill(ripe, 'M0-84C30-94 66-80 66-48 66-12 36 0 0 0-36 0-66-12-66-48-66-80-30-94 0-84z') +
    veil(paint.brick, 0.55, 'M40-84C56-78 66-66 66-48 66-12 36 0 0 0-16 0-31-3-42-9 8-6 50-32 40-84z') +
    stroke(paint.straw, 6, 'M-49-50q2-15 11-21') +
    place(
      0,
      -76,
      fill(
        paint.moss,
        'M0-6C-8-24-36-22-42-8-58-2-56 16-40 18-26 26-8 22 0 8 8 22 26 26 40 18 56 16 58-2 42-8 36-22 8-24 0-6z',
      ) +
        stroke(paint.pine, 3, 'M0 2l-28 2M0 2l28 2') +
        stroke(paint.bark, 9, 'M0-2q0-8 4-14'),
      1,
      random.between(-12, 12),
    )
  )
}

export function persimmonPile(random: Random): string {
  const piles: Spot[][] = [
    [[0, 0, 1.9]],
    [
      [-74, 0, 1.3],
      [76, 8, 1.12],
    ],
    [
      [-98, 0, 1.05],
      [98, 2, 1],
      [0, 12, 1.25],
    ],
    [
      [-2, -92, 1.05],
      [-108, 0, 1.05],
      [108, 0, 1.05],
      [2, 10, 1.15],
    ],
  ]
  const pile = random.pick(piles)
  return (
    shadow(4, 4, pile.length === 1 ? 120 : 172) +
    leaves(paint.moss, paint.tea, leaf(-130, 6, 80, 160, 24, 10), leaf(120, 8, 72, 16, 20, -8)) +
    copies(random, onePersimmon(random), pile)
  )
}

export function persimmonBranch(random: Random): string {
  const hanging: Spot[] = [
    [-70, -96, 1.4, -4],
    [94, -48, 1.3, 5],
    [-186, -168, 0.95, 8],
  ]
  return (
    stroke(paint.bark, 11, 'M-260-268C-150-286-60-262 10-236S150-196 270-212') +
    stroke(paint.bark, 6, 'M-96-262q22 14 24 44M70-216q24 20 24 54M-186-278q-2 20 0 30') +
    leaves(
      paint.moss,
      paint.tea,
      leaf(-150, -270, 110, 70, 30, -8),
      leaf(40, -230, 100, -28, 28, 8),
      leaf(160, -204, 90, 62, 26, 6),
    ) +
    copies(random, onePersimmon(random), hanging.slice(0, random.whole(2, 3))) +
    leaves(paint.apricot, paint.persimmon, leaf(-10, -240, 84, 96, 24, 8))
  )
}

/** Peeled persimmons drying on strings under the eaves. */
export function persimmonStrings(random: Random): string {
  const strings = [-132, -44, 44, 132].map((x) => {
    const drops = Array.from({ length: random.whole(4, 5) }, (_, index): Point => [
      x + random.between(-5, 5),
      -232 + index * 62 + random.between(0, 8),
    ])
    return { line: `M${x}-330V${nums((drops.at(-1) as Point)[1])}`, drops }
  })
  const drops = strings.flatMap((string) => string.drops)
  const shifted = (dx: number, dy: number): Point[] => drops.map(([x, y]) => [x + dx, y + dy])
  return (
    stroke(paint.bark, 4, strings.map(({ line }) => line).join('')) +
    dots(paint.persimmon, 31, ...drops) +
    dots(paint.amber, 26, ...shifted(-4, -3)) +
    dots(paint.apricot, 10, ...shifted(-10, -10)) +
    stroke(paint.moss, 7, drops.map(([x, y]) => `M${nums(x - 11, y - 27)}q11-8 22 0`).join('')) +
    stroke(paint.bark, 18, 'M-400-322H400')
  )
}

/** A peach with its foot at the origin. */
function onePeach(blush: string): string {
  return (
    fill('#f3c9a4', 'M4-112C40-122 72-96 68-56 64-22 34 0 2 0-32 0-64-22-66-58-68-96-34-122 4-112z') +
    fill(blush, 'M4-112C40-122 72-96 68-56 64-22 34 0 2 0-6 0-14-1-22-4 30-16 34-74 4-112z') +
    stroke(paint.brick, 3, 'M4-112q-26 34-14 74') +
    stroke(paint.paper, 6, 'M-46-66q2-18 14-26')
  )
}

export function peach(random: Random): string {
  const three = random.chance(0.6)
  const blush = random.pick([paint.rose, '#e08a76', paint.apricot])
  const blossoms: Point[] = [
    [-158, -6],
    [-122, 14],
    [158, 10],
  ]
  const pair: Spot[] = [
    [-78, 0, 1.28, -8],
    [80, 6, 1.2, 10],
  ]
  const hearts = blossoms.slice(0, random.whole(1, 3))
  return (
    shadow(0, 4, 172) +
    leaves(paint.moss, paint.tea, leaf(-60, -120, 120, 198, 24, -14), leaf(62, -114, 116, -24, 22, 14)) +
    (three ? '' : leaves(paint.moss, paint.tea, leaf(0, -90, 140, -84, 26, 14))) +
    copies(random, onePeach(blush), three ? [[2, -78, 1.2], ...pair] : pair) +
    leaves(paint.leaf, paint.moss, leaf(80, -120, 96, -66, 20, -10)) +
    fill('#f8ddd8', ...hearts.map(([x, y]) => petals(x, y, 26, 5))) +
    dots(paint.rose, 7, ...hearts)
  )
}

/** Kiwi: whole ones, and one cut with its ring of seeds. */
export function kiwi(random: Random): string {
  const whole =
    fill(paint.ochre, oval(0, -52, 72, 54)) +
    fill(paint.clay, 'M60-82C84-40 48 2 0 2-28 2-50-8-62-24-10-4 50-30 60-82z') +
    stroke(paint.bark, 3, 'M-40-66l8-6m16-10l10-2m-40 40l8-2m34-12l10-2m-24 22l8 2') +
    fill(paint.bark, oval(-70, -52, 6, 9))
  const heap: Spot[] = [
    [-92, 0, 1.2, random.between(-12, 8)],
    [100, -6, 1.06, 20],
    [16, -88, 1.1, 12],
  ]
  const cut =
    fill(paint.clay, oval(0, -66, 78, 68)) +
    fill('#8fb552', oval(0, -66, 71, 61)) +
    fill(paint.leaf, oval(0, -66, 50, 42)) +
    fill(paint.cream, oval(0, -66, 21, 16)) +
    stroke(paint.ink, 7, oval(0, -66, 32, 25), '.1 13')
  const halves: Spot[] = [
    [-4, 10, 1.36],
    [128, 14, 0.86],
  ]
  return (
    shadow(0, 2, 190) +
    leaves(paint.moss, paint.tea, leaf(-120, -40, 110, -150, 46, 6), leaf(110, -60, 100, -50, 42, -6)) +
    copies(random, whole, heap.slice(0, random.whole(2, 3))) +
    copies(random, cut, halves.slice(0, random.whole(1, 2)))
  )
}

/** Waxberries: a bowl of dark red bumps. */
export function waxberry(random: Random): string {
  const berries: Point[] = [
    [-64, -196],
    [4, -218],
    [66, -192],
    [-102, -152],
    [-34, -156],
    [34, -158],
    [102, -150],
  ]
  if (random.chance(0.6)) berries.push([160, -24])
  const bowl = random.pick([paint.river, paint.tea, paint.paper, paint.slate])
  const rim = bowl === paint.paper ? paint.river : paint.paper
  return (
    shadow(10, 2, 170) +
    leaves(
      paint.moss,
      paint.pine,
      leaf(-90, -160, 130, 205, 26, 12),
      leaf(90, -160, 130, -30, 26, -12),
      leaf(20, -200, 110, -70, 24, 10),
    ) +
    berries.map((berry) => dots(random.pick([paint.plum, '#8e3644', paint.brick]), 38, berry)).join('') +
    stroke(paint.rose, 5, berries.map(([x, y]) => oval(x - 3, y - 3, 25) + oval(x - 4, y - 5, 12)).join(''), '.1 11') +
    fill(bowl, 'M-158-144H158C154-62 104-14 54-8V0H-54V-8C-104-14-154-62-158-144z') +
    veil(paint.ink, 0.18, 'M158-144C154-62 104-14 54-8V0H-54V-8C42-10 100-60 108-144z') +
    stroke(rim, 6, 'M-154-144H154') +
    stroke(rim, 3, 'M-134-94q134 34 268 0')
  )
}

/** Where fruit lies on the drying tray: three rows, nearer ones wider. */
function trayPoints(random: Random): Point[] {
  const rows = [
    [4, -112, 220],
    [5, -82, 276],
    [5, -44, 296],
  ] as const
  return rows.flatMap(([across, y, spread]) =>
    Array.from({ length: across }, (_, index): Point => [
      -spread / 2 + (index * spread) / (across - 1) + random.between(-7, 7),
      y + random.between(-5, 5),
    ]),
  )
}

/** Persimmon cakes: flat rounds with frost. */
function cakes(points: Point[]): string {
  const flat = (drop: number): string => points.map(([x, y]) => `M${nums(x - 10, y + drop)}h20`).join('')
  return (
    stroke(paint.brick, 38, flat(6)) +
    stroke(paint.amber, 38, flat(0)) +
    stroke(paint.cream, 5, points.map(([x, y]) => `M${nums(x - 17, y - 2)}q12-14 30-3`).join('')) +
    dots(paint.clay, 5, ...points)
  )
}

/** Jujubes or plums: wrinkled capsules lying any way. */
function dates(random: Random, points: Point[]): string {
  const [skin, fold] = random.pick([
    ['#8e3644', paint.rose],
    [paint.plum, '#a66a80'],
    ['#c98a2e', paint.straw],
  ] as const)
  const ways = points.map(([x, y]) => ({ x, y, dx: random.between(6, 13), dy: random.between(-9, 9) }))
  const capsule = (drop: number): string =>
    ways.map(({ x, y, dx, dy }) => `M${nums(x - dx, y - dy + drop)}l${nums(2 * dx, 2 * dy)}`).join('')
  return (
    stroke(paint.bark, 28, capsule(6), '', 0.4) +
    stroke(skin, 28, capsule(0)) +
    stroke(
      fold,
      3,
      ways.map(({ x, y, dx, dy }) => `M${nums(x - dx, y - dy - 4)}q${nums(dx, dy - 6, 2 * dx, 2 * dy)}`).join(''),
    )
  )
}

/** A bamboo drying tray, seen from the front and a little above. */
export function driedFruit(random: Random): string {
  const points = trayPoints(random)
  const frosted = random.chance(0.5)
  const [content, light] = frosted ? [paint.amber, paint.apricot] : [paint.plum, '#a66a80']
  return (
    (random.chance(0.5) ? place(random.pick([-84, 84]), -110, fruitJar(content, light), 1.05) : '') +
    shadow(0, 10, 206) +
    fill(paint.ochre, oval(0, -62, 200, 80)) +
    fill(paint.bamboo, oval(0, -74, 200, 80)) +
    fill(paint.straw, oval(0, -74, 182, 68)) +
    stroke(paint.bamboo, 2, 'M-120-120H120M-160-96H160M-178-70H178M-168-44H168M-130-22H130', '14 7') +
    (frosted ? cakes(points) : dates(random, points))
  )
}

/** A stoppered glass jar, foot at the origin. */
function fruitJar(content: string, light: string): string {
  const pieces: Point[] = [
    [-44, -30],
    [-8, -26],
    [34, -32],
    [-26, -62],
    [14, -60],
    [46, -72],
    [-50, -90],
    [-10, -94],
    [30, -96],
  ]
  return (
    veil(paint.paper, 0.8, 'M-64 0q-12 0-12-14V-130q0-20 22-26H54q22 6 22 26V-14q0 14-12 14z') +
    dots(content, 20, ...pieces) +
    dots(light, 9, ...pieces) +
    fill(paint.bark, 'M-50-150h100v-28h-100z') +
    stroke(paint.paper, 5, 'M-60-20V-124')
  )
}

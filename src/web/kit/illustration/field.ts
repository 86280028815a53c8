import { paint } from '../palette.ts'
import type { Random } from '../random.ts'
import { copies, dots, fill, leaf, leaves, nums, oval, place, stroke, veil, type Point, type Spot } from './pen.ts'
import { shadow, steam } from './scene.ts'

/** One heavy ear: its stem, and grains along the bow. */
function ear(reach: number, height: number): { stem: string; bow: string } {
  const [x, y] = [reach * 0.55, -height]
  return {
    stem: `M0-30Q${nums(x * 0.4, y * 0.6, x, y)}`,
    bow: `M${nums(x, y)}Q${nums(reach * 0.95, y - 26, reach * 1.25, y + height * 0.34)}`,
  }
}

/** A sheaf of ripe rice. */
export function riceSheaf(random: Random): string {
  const reaches = [-186, -132, -84, -36, 40, 88, 138, 190]
  const ears = reaches.map((reach) =>
    ear(reach * random.between(0.85, 1.05), random.between(200, 270) - Math.abs(reach) * 0.5),
  )
  const [grain, bright] = random.pick([
    [paint.ochre, paint.bamboo],
    ['#b98d2f', '#dfb955'],
    ['#c2a055', paint.straw],
  ] as const)
  const bows = ears.map(({ bow }) => bow).join('')
  const foot = 'M-30-74Q0-64 30-74L78 0Q0 18-78 0z'
  return (
    shadow(0, 4, 140) +
    leaves(
      paint.leaf,
      paint.moss,
      leaf(-8, -60, 240, -122, 10, 12),
      leaf(6, -60, 262, -78, 10, -10),
      leaf(10, -60, 220, -42, 10, 12),
      leaf(-8, -50, 190, -150, 9, 8),
    ) +
    fill(paint.moss, 'M-26-66C-30-120-60-160-84-176-20-160 20-160 84-176 60-160 30-120 26-66z') +
    stroke(paint.leaf, 4, ears.map(({ stem }) => stem).join('')) +
    stroke(grain, 22, bows, '4 17') +
    `<g transform="translate(-5 -6)">${stroke(bright, 15, bows, '4 17')}</g>` +
    fill(bright, foot) +
    stroke(grain, 4, 'M-18-66L-52 2M-6-64L-16 8M8-64L22 8M18-66L54 2') +
    stroke(random.pick([paint.persimmon, paint.river, paint.cream]), 15, 'M-28-76Q0-66 28-76M18-72l30 18M18-72l14 34')
  )
}

/** A bowl heaped with rice, an ear beside it. */
export function riceBowl(random: Random): string {
  const glaze = random.pick([paint.river, paint.tea, paint.persimmon, paint.slate])
  const bow = 'M150-20Q210-60 214-6'
  return (
    shadow(6, 4, 160) +
    steam(random, -232) +
    fill(paint.paper, 'M-128-132C-120-180-70-214 0-214S120-180 128-132z') +
    stroke(
      paint.stone,
      5,
      'M-90-150l8-5M-50-176l8 4M-10-190l9-2M34-178l8 5M74-156l9-4M-30-150l8 3M10-160l9-3M46-146l8 3',
      '',
      0.8,
    ) +
    fill(glaze, 'M-150-138H150C146-64 100-14 54-8V0H-54V-8C-100-14-146-64-150-138z') +
    veil(paint.ink, 0.18, 'M150-138C146-64 100-14 54-8V0H-54V-8C40-10 96-60 104-138z') +
    stroke(paint.paper, 5, 'M-146-136H146M-126-92q126 32 252 0') +
    stroke(paint.clay, 8, 'M-196 14L130 6M-196 28L132 18') +
    stroke(paint.moss, 4, 'M92 14Q120-10 150-20') +
    stroke(paint.ochre, 17, bow, '3 13') +
    stroke(paint.straw, 10, bow, '3 13')
  )
}

const tuber = 'M-128-30C-108-74-44-92 24-84 86-78 132-48 132-26 112-2 48 6-20 2-76-2-118-10-128-30z'
const tuberShade = 'M132-26C112-2 48 6-20 2-60-1-92-6-112-14-20-10 70-24 104-62 124-50 132-38 132-26z'

function oneTuber(skin: string, shade: string): string {
  return (
    fill(skin, tuber) +
    fill(shade, tuberShade) +
    stroke(shade, 4, 'M-80-50l18-8M-30-66l14-2M20-54l20 2M-56-28l14-2M64-62l12 4')
  )
}

/** Raw sweet potatoes, one cut. */
export function sweetPotatoes(random: Random): string {
  const [skin, shade, flesh] = random.pick([
    ['#a85a4e', '#84403c', paint.amber],
    ['#8d4a5c', '#6b3446', '#e8b45a'],
    ['#b9744c', '#935537', paint.apricot],
  ] as const)
  const three = random.chance(0.6)
  return (
    shadow(4, 6, 190) +
    leaves(paint.moss, paint.tea, leaf(-96, -76, 100, -124, 34, 4), leaf(-80, -80, 90, -62, 30, -4)) +
    stroke(paint.plum, 4, 'M-96-76q30 10 60-4') +
    (three ? place(26, -68, oneTuber(skin, shade), 1.06, -6) : '') +
    place(-58, 0, oneTuber(skin, shade), 1.12, 4) +
    place(
      116,
      12,
      fill(skin, oval(0, -50, 76, 62, -12)) +
        fill(paint.cream, oval(-4, -50, 68, 54, -12)) +
        fill(flesh, oval(-4, -50, 61, 47, -12)) +
        stroke(paint.cream, 4, 'M-32-60l14 4M-4-78l6 12M20-52l-14 2M0-30l4-12M-30-36l14-6', '', 0.7),
      1.05,
    )
  )
}

/** Roasted, broken open and steaming. */
export function roastPotato(random: Random): string {
  return (
    shadow(0, 8, 190) +
    steam(random, -176) +
    fill(paint.cream, 'M-200-14L-150-50H160L206-10 150 14H-150z') +
    stroke('#dccb9d', 4, 'M-150-50L-110 12M-60-50l20 62M60-50l10 62M160-50L140 12') +
    place(
      -76,
      -12,
      fill('#7d4238', 'M-120-40C-110-90-40-112 40-104L76-86C60-40 50-20 52 0 10 8-108 10-120-40z') +
        fill(paint.amber, 'M40-104C70-112 96-80 92-44 88-10 70 2 52 0 20-30 10-70 40-104z') +
        fill('#efae5a', 'M48-88C68-92 82-68 80-44 76-20 64-12 54-14 34-36 28-66 48-88z'),
      1,
      -10,
    ) +
    place(
      96,
      -10,
      fill('#7d4238', 'M124-36C118-76 60-96-10-88L-48-70C-36-40-36-16-30 2 20 10 116 4 124-36z') +
        fill(paint.amber, 'M-10-88C-44-94-72-66-70-38-68-8-46 4-28 2-8-24-2-62-10-88z') +
        fill('#efae5a', 'M-18-74C-40-76-58-56-58-36-56-18-44-10-34-10-18-32-14-54-18-74z') +
        stroke('#5c2e28', 4, 'M40-60l22 4M70-30l20-6M30-24l16 4'),
      1.05,
      8,
    )
  )
}

/** Strips of dried sweet potato on a plate. */
export function driedStrips(random: Random): string {
  const plate = random.pick([paint.river, paint.tea, paint.paper, paint.slate])
  const strips = Array.from({ length: 11 }, (_, index) => {
    const row = index < 5 ? 0 : index < 9 ? 1 : 2
    const x = [-110, -72, -34][row] as number
    const step = [54, 48, 60][row] as number
    return {
      x: x + (index - [0, 5, 9][row]!) * step,
      y: -34 - row * 38,
      dx: random.between(14, 40),
      dy: random.between(-26, 22),
    }
  })
  const drawn = (drop: number, inset: number): string =>
    strips
      .map(({ x, y, dx, dy }) => `M${nums(x - dx + inset, y - dy + drop)}L${nums(x + dx - inset, y + dy + drop)}`)
      .join('')
  return (
    shadow(0, 8, 190) +
    fill(plate, 'M-196-36H196Q150 4 70 6H-70Q-150 4-196-36z') +
    fill(paint.haze, oval(0, -36, 196, 22)) +
    stroke(paint.brick, 30, drawn(5, 0), '', 0.6) +
    stroke(paint.amber, 30, drawn(0, 0)) +
    stroke('#efae5a', 6, drawn(-7, 5)) +
    leaves(paint.moss, paint.tea, leaf(150, 4, 70, -28, 24, 4)) +
    dots(paint.paper, 3, ...strips.slice(2, 9).map(({ x, y }): Point => [x, y + 4]))
  )
}

function pepper(x: number, y: number, length: number, angle: number, bend: number) {
  return leaf(x, y, length, angle, 13, bend)
}

/** Strings of chillies drying under the eaves. */
export function chilliStrings(random: Random): string {
  const [light, dark] = random.pick([
    [paint.persimmon, paint.brick],
    ['#b83a2c', '#86271f'],
    [paint.amber, paint.persimmon],
  ] as const)
  const strings = random.pick([
    [-110, 0, 110],
    [-70, 70],
  ])
  const peppers = strings.flatMap((x, string) =>
    Array.from({ length: strings.length === 3 ? 8 : 9 }, (_, index) => {
      const side = index % 2 ? 1 : -1
      return pepper(x, -270 + string * 12 + index * 24, 78, 90 - side * random.between(16, 44), side * 12)
    }),
  )
  return (
    stroke(paint.straw, 5, strings.map((x) => `M${x}-330V-70`).join('')) +
    leaves(light, dark, ...peppers) +
    stroke(paint.moss, 9, strings.map((x, string) => `M${x}${-274 + string * 12}v196`).join(''), '2 22') +
    stroke(paint.bark, 18, 'M-400-322H400')
  )
}

/** A plate of fresh chillies and garlic. */
export function chilliPlate(random: Random): string {
  const garlic = (x: number, y: number, size: number): string =>
    place(
      x,
      y,
      fill(paint.paper, 'M0-84C6-60 52-52 52-24 52-4 26 0 0 0S-52-4-52-24C-52-52-6-60 0-84z') +
        fill('#e3dccb', 'M0-84C6-60 52-52 52-24 52-4 26 0 0 0 30-20 24-50 0-84z') +
        stroke(paint.rose, 3, 'M-2-66Q-30-40-26-8M2-66Q14-36 4-4'),
      size,
    )
  const red = [
    pepper(-120, -46, 150, 8, -16),
    pepper(-60, -84, 150, 14, 18),
    pepper(-90, -26, 160, -4, 14),
    pepper(110, -78, 140, 166, 16),
    pepper(120, -40, 150, 184, -14),
  ]
  const green = [pepper(-20, -110, 130, 24, -14), pepper(60, -24, 120, -160, 12)]
  return (
    shadow(0, 8, 190) +
    fill(paint.bamboo, 'M-190-40H190Q150 4 80 8H-80Q-150 4-190-40z') +
    fill(paint.straw, oval(0, -42, 190, 26)) +
    leaves(paint.moss, paint.tea, ...green.slice(0, random.whole(1, 2))) +
    leaves(paint.persimmon, paint.brick, ...red.slice(0, random.whole(4, 5))) +
    stroke(paint.moss, 8, 'M-120-46l-18-8M-60-84l-16-10M-90-26l-18 2M110-78l16-10M120-40l18 0') +
    garlic(140, 22, 0.95) +
    (random.chance(0.6) ? garlic(-150, 22, 0.8) : '')
  )
}

/** Bok choy, foot at the origin. */
function choy(): string {
  return (
    fill(paint.tea, 'M-6-100C-50-150-58-230-20-262 0-276 40-262 46-220 52-180 30-130 10-100z') +
    fill(
      paint.moss,
      'M-20-100C-80-112-124-166-108-206-94-236-50-222-30-186-14-158-10-130-8-100zM20-100C80-112 124-160 110-200 96-232 52-220 32-184 16-158 10-130 8-100z',
    ) +
    stroke(
      paint.leaf,
      5,
      'M4-110Q10-180 8-236M-20-112Q-44-160-78-194M20-112Q46-156 78-190M-52-160l-30 2M54-158l30 0M8-180l22-24M7-170l-24-26',
    ) +
    fill(paint.haze, 'M-42-128C-70-60-64 0 0 0S70-60 42-128C22-98-22-98-42-128z') +
    fill('#d5dfc4', 'M42-128C70-60 64 0 0 0 32-30 28-80 14-106Q32-110 42-128z') +
    stroke(paint.leaf, 4, 'M-18-98Q-32-50-14-8M10-100Q24-50 8-6')
  )
}

/** A white radish with its top, lying. */
function radish(): string {
  return (
    leaves(
      paint.moss,
      paint.tea,
      leaf(92, -40, 110, -44, 24, 6),
      leaf(94, -34, 120, -12, 22, 6),
      leaf(92, -30, 96, 16, 18, -4),
    ) +
    fill(paint.paper, 'M100-62C60-84-60-66-150-10-160-4-156 2-146 0-60-4 80 6 102-16Q112-40 100-62z') +
    fill('#dfe5cf', 'M102-16C80 6-60-4-146 0-80-14 40-16 104-44Q108-30 102-16z') +
    fill(paint.leaf, 'M100-62Q112-40 102-16 84-8 66-10 78-40 66-70 88-72 100-62z') +
    stroke(paint.stone, 3, 'M-60-42l12 0M0-50l14 2M-20-22l16 0M40-30l12 2')
  )
}

function pumpkin(random: Random): string {
  const [rind, rib] = random.pick([
    [paint.amber, paint.persimmon],
    ['#7d8f4a', paint.tea],
  ] as const)
  return (
    fill(rib, oval(0, -74, 132, 76)) +
    fill(rind, oval(-84, -74, 44, 68), oval(-8, -76, 46, 76), oval(72, -74, 44, 70)) +
    veil(paint.ink, 0.14, 'M96-126C150-90 140-10 40 0 90-30 120-70 96-126z') +
    stroke(paint.moss, 16, 'M0-146q2-18 16-26') +
    leaves(paint.moss, paint.tea, leaf(4, -146, 100, 190, 36, 4))
  )
}

function aubergine(): string {
  return (
    fill(paint.plum, 'M-6-190C30-196 58-130 58-70 58-20 36 0 4 0-30 0-48-24-44-70-40-120-36-180-6-190z') +
    stroke(paint.rose, 7, 'M-24-70q-2-40 8-70') +
    fill(paint.tea, 'M-40-176Q-8-226 34-180L22-158 6-174-14-152z') +
    stroke(paint.moss, 10, 'M-2-196q0-16 10-22')
  )
}

/** Greens with a radish, or a pumpkin with its neighbour. */
export function vegetables(random: Random): string {
  const two = random.chance(0.5)
  const pair: Spot[] = [
    [24, -6, 0.9, 8],
    [-84, 0, 1.12, -6],
  ]
  const groups = [
    () => copies(random, choy(), two ? pair : [[-70, 0, 1.2, -4]]) + place(72, 12, radish(), 0.9),
    () => place(110, -6, two ? choy() : aubergine(), 0.9, 10) + place(-52, 4, pumpkin(random), 1.1),
  ]
  return shadow(0, 8, 190) + random.pick(groups)()
}

/** Dried roots and leaves with the mortar that grinds them. */
export function herbs(random: Random): string {
  const stone = random.pick([paint.slate, paint.stone, paint.ochre])
  const bundle = random.chance(0.5)
  return (
    shadow(6, 6, 180) +
    stroke(paint.clay, 26, 'M-66-120L24-262') +
    stroke(paint.ochre, 8, 'M-62-136L16-258') +
    leaves(
      paint.leaf,
      paint.moss,
      leaf(-110, -130, 96, -116, 20, 6),
      leaf(-24, -136, 90, -50, 20, 6),
      leaf(-84, -136, 80, -82, 16, -4),
    ) +
    fill(stone, 'M-166-140H50C50-70 20-40-14-34L6 0H-122L-102-34C-136-40-166-70-166-140z') +
    veil(paint.ink, 0.2, 'M50-140C50-70 20-40-14-34L6 0H-40C-30-60 4-90 8-140z') +
    fill(stone, oval(-58, -140, 112, 18)) +
    veil(paint.ink, 0.3, oval(-58, -140, 96, 12)) +
    (bundle
      ? stroke(paint.moss, 7, 'M66 6L196-70M66-6L190-92M66 16L204-46') +
        leaves(
          paint.moss,
          paint.tea,
          leaf(120, -44, 60, -100, 12, 4),
          leaf(150, -60, 60, -90, 12, 4),
          leaf(180, -70, 56, -40, 12, 4),
          leaf(150, -30, 60, 10, 12, -4),
        ) +
        stroke(paint.persimmon, 9, 'M84-26l16 34')
      : stroke('#8f6a3a', 40, 'M64 2Q80-14 100-4T142-8Q160-24 184-10') +
        dots('#8f6a3a', 27, [66, 0], [118, -6], [178, -12]) +
        dots('#b58e55', 18, [60, -6], [112, -13], [172, -19]) +
        stroke('#8f6a3a', 5, 'M84-26q4-16 14-20M146-30q0-14 10-20M90 14l-6 16M128 14l6 16M160 10l12 12') +
        stroke(paint.clay, 3, 'M52-14q14 10 28 2M102-20q14 10 30 2M160-24q16 10 32 0'))
  )
}

/** A black pig on its terrace. */
export function blackPig(random: Random): string {
  const coat = random.pick([paint.ink, '#33383a', '#3a2f2b'])
  const piglet = random.chance(0.5)
  const pig =
    stroke(coat, 8, 'M-138-112q-26-6-20-24t18 2') +
    fill('#171f1b', 'M-96-50h34L-66 0h-26zM60-50h34L90 0H64z') +
    fill(
      coat,
      'M-140-96C-140-150-80-168-10-164 50-166 76-176 104-160 130-164 150-142 160-118L186-104Q194-88 182-74L150-66C130-46 110-40 90-40L84 0H52L46-36H-60L-66 0H-100L-104-46C-130-54-140-74-140-96z',
    ) +
    fill(paint.rose, 'M176-110Q196-104 192-84T172-72Q164-92 176-110z') +
    dots(paint.plum, 3, [180, -98], [180, -86]) +
    fill('#171f1b', 'M96-166C88-130 104-110 130-112 132-140 120-160 96-166z') +
    dots(paint.paper, 4, [146, -116]) +
    stroke(paint.slate, 5, 'M-110-120Q-90-146-40-148')
  return (
    shadow(10, 2, 160) +
    (piglet ? place(-150, 14, pig, 0.42) : '') +
    place(-6, 0, pig, 0.98) +
    stroke(
      paint.sprout,
      4,
      'M-190 20l-6-26m6 26v-32m0 32l10-26M160 26l-6-22m6 22v-30m0 30l10-22M20 30l-5-18m5 18l8-20',
    ) +
    dots(paint.straw, 5, [-120, 26], [110, 30], [196, 16])
  )
}

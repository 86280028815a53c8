import { paint } from '../palette.ts'
import type { Random } from '../random.ts'
import { dots, fill, nums, oval, smooth, stroke, veil, type Point } from './pen.ts'

/** The light of a scene: sky, hills from far to near, the rim that draws each terrace. */
export interface Light {
  sky: string
  glow: string
  sun: string
  far: string
  hills: readonly [string, string, string, string]
  rim: string
  mist: string
  night: boolean
}

const morning: Light = {
  sky: paint.haze,
  glow: '#f7e3cc',
  sun: paint.apricot,
  far: '#c3d2c4',
  hills: ['#9dbb95', '#86ab7b', paint.moss, paint.tea],
  rim: paint.sprout,
  mist: paint.paper,
  night: false,
}
const noon: Light = {
  sky: paint.sky,
  glow: '#dfeaea',
  sun: paint.paper,
  far: '#8fb3a8',
  hills: [paint.leaf, '#8cb56c', paint.moss, paint.tea],
  rim: paint.sprout,
  mist: paint.paper,
  night: false,
}
const golden: Light = {
  sky: '#f0d9a6',
  glow: '#f6e7c4',
  sun: paint.persimmon,
  far: '#c9b98a',
  hills: [paint.bamboo, '#b7b160', '#86994f', '#56793f'],
  rim: '#f0df9d',
  mist: paint.cream,
  night: false,
}
const dusk: Light = {
  sky: paint.blush,
  glow: '#f0b899',
  sun: paint.cream,
  far: '#b98d86',
  hills: ['#7f7f84', paint.dusk, '#3d6260', paint.pine],
  rim: '#e5b28f',
  mist: '#f3d9c4',
  night: false,
}
const night: Light = {
  sky: paint.night,
  glow: '#2b475b',
  sun: paint.cream,
  far: '#36566a',
  hills: ['#3d6473', '#31585c', '#2a4f49', '#21422f'],
  rim: '#7aa08c',
  mist: '#5c7f8c',
  night: true,
}
const rain: Light = {
  sky: '#d3dcd8',
  glow: paint.mist,
  sun: paint.haze,
  far: '#aebfba',
  hills: ['#93aba2', '#739489', '#557d6b', '#3c6a52'],
  rim: '#c9d9c8',
  mist: paint.haze,
  night: false,
}

export const lights = [morning, noon, golden, dusk, night, rain, noon, morning, golden] as const

export interface Frame {
  width: number
  height: number
}

/** The whole picture in one colour. */
function sheet(frame: Frame, colour: string): string {
  return fill(colour, `M0 0h${frame.width}v${frame.height}H0z`)
}

/** Ridge heights along the picture, as two slow waves. */
function ridge(random: Random, { width }: Frame, level: number, swing: number): (x: number) => number {
  const [phase, second] = [random.between(0, 6.3), random.between(0, 6.3)]
  const [long, short] = [random.between(0.7, 1.3), random.between(1.8, 2.6)]
  return (x) =>
    level + swing * (Math.sin((x / width) * long * 6.3 + phase) + 0.35 * Math.sin((x / width) * short * 6.3 + second))
}

/** The outline below a line across the picture, running out of it on three sides. */
export function below(frame: Frame, heightAt: (x: number) => number, pieces = frame.width > 520 ? 4 : 3): string {
  const points = Array.from({ length: pieces + 1 }, (_, index): Point => {
    const x = -12 + ((frame.width + 24) * index) / pieces
    return [x, heightAt(x)]
  })
  return `${smooth(points)}V${nums(frame.height + 12)}H-12z`
}

/** Terraces: each step's edge follows the last one less, and lies further below it. */
export function terraces(
  random: Random,
  frame: Frame,
  light: Light,
  top: number,
  bottom: number,
  steps: number,
): string {
  const crest = ridge(random, frame, 0, random.between(26, 44))
  const lean = random.between(-0.22, 0.22)
  const drift = random.between(-60, 60)
  const edges = Array.from({ length: steps }, (_, step) => {
    const share = step / steps
    const heightAt = (x: number): number =>
      top +
      (bottom - top) * share ** 1.25 +
      crest(x + drift * share) * (1 - share * 0.45) +
      lean * (x - frame.width / 2) * (1 - share)
    return fill(light.hills[Math.min(3, Math.floor(share * 4))] as string, below(frame, heightAt))
  })
  return `<g stroke="${light.rim}" stroke-width="3">${edges.join('')}</g>`
}

function sunDisc(random: Random, frame: Frame, light: Light): string {
  const [x, y] = [random.between(0.58, 0.86) * frame.width, random.between(0.12, 0.26) * frame.height]
  const radius = random.between(24, 42)
  if (light.night && random.chance(0.5)) {
    const [dx, dy] = [radius * 0.65, radius * 1.25]
    return fill(
      light.sun,
      `M${nums(x + radius * 0.3, y - radius * 0.95)}a${nums(radius, radius)} 0 1 0 ${nums(dx, dy)}a${nums(radius * 0.78, radius * 0.78)} 0 1 1${nums(-dx, -dy)}`,
    )
  }
  return dots(light.glow, radius * 1.8, [x, y]) + dots(light.sun, radius, [x, y])
}

function mistBands(random: Random, frame: Frame, light: Light, y: number): string {
  const bands = Array.from({ length: random.whole(1, 3) }, (_, index) => {
    const x = random.between(-0.1, 0.7) * frame.width
    return `M${nums(x, y + index * 22)}h${nums(random.between(0.25, 0.6) * frame.width)}`
  })
  return stroke(light.mist, 11, bands.join(''), '', 0.75)
}

function birds(random: Random, frame: Frame, light: Light): string {
  const [x, y] = [random.between(0.12, 0.4) * frame.width, random.between(0.1, 0.2) * frame.height]
  const bird = (dx: number, dy: number): string => `M${nums(x + dx, y + dy)}q6-7 11 0q5-7 11 0`
  return stroke(
    light.night ? light.mist : paint.slate,
    2,
    [bird(0, 0), bird(28, 12), random.chance(0.5) ? bird(8, 24) : ''].join(''),
  )
}

/** A farmhouse far off, a few strokes. */
function farHouse(random: Random, frame: Frame, light: Light, y: number): string {
  const x = random.pick([0.16, 0.24, 0.8, 0.88]) * frame.width
  const wall = light.night ? paint.straw : paint.paper
  return fill(wall, `M${nums(x, y)}h34v22h-34z`) + fill(paint.slate, `M${nums(x - 6, y + 2)}l12-14h22l12 14z`)
}

/** Sky, far hill and terraced slopes, filling the frame down to `horizon` and beyond. */
export function vista(random: Random, frame: Frame, light: Light, horizon: number, stepsMax = 5): string {
  const top = random.between(0.34, 0.46) * frame.height
  const far = ridge(random, frame, top - random.between(24, 60), random.between(18, 40))
  const back = random.chance(0.5) ? farHouse(random, frame, light, top + random.between(-6, 20)) : ''
  return [
    sheet(frame, light.sky),
    sunDisc(random, frame, light),
    random.chance(0.4) ? birds(random, frame, light) : '',
    fill(light.far, below(frame, far)),
    back && mistBands(random, frame, light, top - 14),
    terraces(random, frame, light, top, Math.max(horizon, top + 90), random.whole(4, stepsMax)),
    back,
    back ? '' : mistBands(random, frame, light, top + random.between(0, 30)),
  ].join('')
}

/** Stepped rings of a hill seen from above, on a plain wall: the motif itself. */
export function rings(random: Random, frame: Frame, wall: string, tone: string): string {
  const [x, y] = [random.between(0.3, 0.7) * frame.width, random.between(0.3, 0.5) * frame.height]
  const points = Array.from({ length: 7 }, (_, index): Point => {
    const angle = (index / 7) * 6.283
    const reach = random.between(34, 62)
    return [reach * 1.25 * Math.cos(angle), reach * Math.sin(angle)]
  })
  const outline = smooth(points, true)
  const sizes = [5.8, 4.6, 3.5, 2.5, 1.6]
  return (
    sheet(frame, wall) +
    `<g fill="${tone}" fill-opacity=".13" transform="translate(${nums(x, y)})">` +
    sizes.map((size) => `<path transform="scale(${size})" d="${outline}"/>`).join('') +
    '</g>'
  )
}

/** A round window in a plain wall, the terraces beyond. */
export function moonGate(random: Random, frame: Frame, light: Light, wall: string, rim: string, id: string): string {
  const radius = Math.min(frame.width, frame.height) * random.between(0.36, 0.42)
  const [x, y] = [frame.width * random.between(0.44, 0.56), frame.height * 0.42]
  const circle = oval(x, y, radius)
  return (
    sheet(frame, wall) +
    `<clipPath id="${id}"><path d="${circle}"/></clipPath><g clip-path="url(#${id})">${vista(random, frame, light, frame.height * 0.75, 4)}</g>` +
    stroke(rim, 7, circle)
  )
}

/** A table's top under the subject, with an edge towards us. */
export function table(random: Random, frame: Frame, top: number, colour: string, edge: string): string {
  const front = frame.height - random.between(14, 26)
  const grain = Array.from({ length: 3 }, (_, index) => {
    const y = top + ((front - top) * (index + 1)) / 4
    return `M${nums(random.between(0, 0.5) * frame.width, y)}h${nums(random.between(0.15, 0.5) * frame.width)}`
  })
  return (
    fill(colour, `M0 ${nums(top)}h${nums(frame.width)}V${nums(frame.height)}H0z`) +
    fill(edge, `M0 ${nums(front)}h${nums(frame.width)}V${nums(frame.height)}H0z`) +
    stroke(edge, 2, grain.join(''), '', 0.4)
  )
}

/** The near edge of a terrace, with tufts. */
export function grass(random: Random, frame: Frame, light: Light, top: number): string {
  const edge = ridge(random, frame, top, 8)
  const tufts = Array.from({ length: 4 }, () => {
    const x = random.between(0.04, 0.96) * frame.width
    return `M${nums(x, edge(x) + 28)}l-6-14m6 14v-18m0 18l7-13`
  })
  return fill(light.hills[3], below(frame, edge)) + stroke(light.rim, 3, tufts.join(''))
}

/** The soft dark where a thing stands. */
export function shadow(x: number, y: number, across: number): string {
  return veil(paint.ink, 0.16, oval(x, y, across, Math.max(5, across * 0.13)))
}

/** Two or three threads of steam above `y`. */
export function steam(random: Random, y: number): string {
  const thread = (x: number): string => `M${nums(x, y)}c-16-18 16-30 0-52`
  return stroke(paint.paper, 6, [-24, 10, 38].slice(0, random.whole(2, 3)).map(thread).join(''), '', 0.8)
}

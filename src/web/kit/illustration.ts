import { cast, type Part, type Subject } from './illustration/cast.ts'
import { place } from './illustration/pen.ts'
import { grass, lights, moonGate, rings, table, vista, type Frame, type Light } from './illustration/scene.ts'
import { paint } from './palette.ts'
import { hash32, randomFrom, type Random } from './random.ts'

export type { Subject } from './illustration/cast.ts'
export { subjects } from './illustration/cast.ts'

export interface IllustrationOptions {
  subject: Subject
  /** What makes it unlike all others, for example a listing's id. */
  seed: string
  width: number
  height: number
  /** Read by a screen reader; without one the subject's own name. */
  title?: string | undefined
}

const escape = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] as string)

/**
 * A picture in place of a photograph: pure, the same options always draw the same SVG.
 * Drawn 400 units across its shorter side and shown at `width` by `height` pixels.
 */
export function illustration({ subject, seed, width, height, title }: IllustrationOptions): string {
  const random = randomFrom(`${subject} ${seed}`)
  const unit = 400 / Math.min(width, height)
  const frame = { width: Math.round(width * unit), height: Math.round(height * unit) }
  const id = `i${hash32(`${subject} ${seed} ${frame.width}`).toString(36)}`
  const content = compose(random, subject, frame, id)
  const turned = random.chance(0.5) ? `<g transform="matrix(-1 0 0 1 ${frame.width} 0)">${content}</g>` : content
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${frame.width} ${frame.height}" width="${width}" height="${height}" role="img" fill="none" stroke-linecap="round" stroke-linejoin="round">` +
    `<title>${escape(title ?? cast[subject].name)}</title>${turned}</svg>`
  )
}

/** Wall and table colours that suit each other; a subject takes those it does not drown in. */
const rooms = [
  { wall: '#f4e3cf', tone: paint.persimmon, board: paint.ochre, edge: paint.clay },
  { wall: '#dbe6dc', tone: paint.tea, board: paint.cream, edge: '#dccfae' },
  { wall: '#d3e2e8', tone: paint.river, board: paint.clay, edge: '#70432b' },
  { wall: '#f2e6c4', tone: paint.ochre, board: '#7f9a6b', edge: paint.tea },
  { wall: paint.pine, tone: paint.leaf, board: paint.bamboo, edge: paint.ochre },
  { wall: '#efd2bd', tone: paint.brick, board: paint.haze, edge: '#d6d5c6' },
  { wall: '#2b475b', tone: paint.sky, board: '#b98f5c', edge: paint.clay },
  { wall: '#e8ecdc', tone: paint.moss, board: paint.slate, edge: '#3d4a45' },
] as const

function compose(random: Random, subject: Subject, frame: Frame, id: string): string {
  const { poses, clash = [] }: Part = cast[subject]
  const { draw, stand } = random.pick(poses)
  const light = random.pick(lights)
  if (stand === 'scene') return draw(random, light, frame)
  const room = random.pick(rooms.filter(({ tone }) => !clash.includes(tone)))
  const ground = frame.height * random.between(0.85, 0.89)
  const top = ground - random.between(40, 74)
  const back =
    stand === 'air' || stand === 'grass'
      ? vista(random, frame, light, top)
      : backdrop(random, frame, light, room, top, id)
  const floor = {
    table: table(random, frame, top, room.board, room.edge),
    grass: grass(random, frame, light, top),
    air: '',
  }[stand]
  const off = Math.max(0, frame.width - 460) * random.between(-0.22, 0.22)
  return back + floor + place(frame.width / 2 + off, ground, draw(random, light, frame), random.between(0.86, 1.05))
}

function backdrop(
  random: Random,
  frame: Frame,
  light: Light,
  room: (typeof rooms)[number],
  top: number,
  id: string,
): string {
  const kind = random.pick(['vista', 'vista', 'moon', 'rings'] as const)
  if (kind === 'vista') return vista(random, frame, light, top)
  if (kind === 'moon') return moonGate(random, frame, light, room.wall, room.edge, id)
  return rings(random, frame, room.wall, room.tone)
}

/** What stands for each product category while there is no photograph; the first is the plainest. */
const byCategory: Readonly<Record<string, readonly [Subject, ...Subject[]]>> = {
  tea: ['tea-leaf', 'tea-tin'],
  'bamboo-shoots': ['bamboo-shoot'],
  'bamboo-craft': ['bamboo-weaving', 'basket'],
  'dried-fruit': ['dried-fruit'],
  'fresh-fruit': ['persimmon', 'peach', 'kiwi', 'waxberry'],
  grain: ['rice'],
  'sweet-potato': ['sweet-potato'],
  mushroom: ['mushroom'],
  honey: ['honey'],
  oil: ['camellia-oil'],
  meat: ['ham', 'black-pork'],
  eggs: ['eggs'],
  vegetables: ['vegetables'],
  wine: ['wine-jar'],
  'wood-carving': ['wood-carving'],
  herbs: ['herbs', 'chrysanthemum'],
  snacks: ['steamer', 'dried-fruit'],
  seasoning: ['chilli'],
}

/**
 * The subject for a product category; with a seed (a listing's id) the categories that have several take turns.
 * A category nobody drew for gets the basket.
 */
export function illustrationSubjectFor(categoryCode: string, seed?: string): Subject {
  const choices = Object.hasOwn(byCategory, categoryCode) ? byCategory[categoryCode]! : (['basket'] as const)
  return seed === undefined ? choices[0] : randomFrom(`subject ${seed}`).pick(choices)
}

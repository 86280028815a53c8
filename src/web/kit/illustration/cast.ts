import type { Random } from '../random.ts'
import { paint } from '../palette.ts'
import * as bamboo from './bamboo.ts'
import * as craft from './craft.ts'
import * as field from './field.ts'
import * as fruit from './fruit.ts'
import * as pantry from './pantry.ts'
import * as place from './place.ts'
import * as tea from './tea.ts'
import type { Frame, Light } from './scene.ts'

/** One way of drawing a subject. */
export interface Pose {
  /** On a table or a terrace the foot's middle is the origin; a whole scene is drawn in the frame's own units. */
  draw: (random: Random, light: Light, frame: Frame) => string
  stand: 'table' | 'grass' | 'air' | 'scene'
}

export interface Part {
  name: string
  poses: readonly Pose[]
  /** Table and wall tones it would drown in. */
  clash?: readonly string[]
}

const table = (...draws: Pose['draw'][]): Pose[] => draws.map((draw) => ({ draw, stand: 'table' }))
const grass = (...draws: Pose['draw'][]): Pose[] => draws.map((draw) => ({ draw, stand: 'grass' }))
const scene = (...draws: Pose['draw'][]): Pose[] => draws.map((draw) => ({ draw, stand: 'scene' }))
const air = (...draws: Pose['draw'][]): Pose[] => draws.map((draw) => ({ draw, stand: 'air' }))

export const cast = {
  'tea-leaf': { name: 'tea leaf', poses: [...air(tea.teaBush, tea.teaBush), ...table(tea.teaGlass, tea.teaBowl)] },
  'tea-tin': { name: 'tea tin', poses: table(tea.teaTin) },
  chrysanthemum: { name: 'chrysanthemum', poses: table(tea.chrysanthemum), clash: [paint.ochre] },
  'bamboo-shoot': { name: 'bamboo shoot', poses: table(bamboo.bambooShoot), clash: [paint.ochre] },
  'bamboo-weaving': {
    name: 'bamboo weaving',
    poses: table(bamboo.wovenTray, bamboo.wovenBox, bamboo.wovenVase),
    clash: [paint.ochre, paint.leaf],
  },
  basket: { name: 'basket', poses: table(bamboo.basket), clash: [paint.ochre, paint.leaf] },
  honey: { name: 'honey', poses: table(pantry.honey), clash: [paint.ochre] },
  mushroom: { name: 'mushroom', poses: table(pantry.mushroom), clash: [paint.river] },
  eggs: { name: 'eggs', poses: table(pantry.eggs) },
  'camellia-oil': { name: 'camellia oil', poses: table(pantry.camelliaOil), clash: [paint.ochre] },
  'wine-jar': { name: 'wine jar', poses: table(pantry.wineJar), clash: [paint.river] },
  steamer: { name: 'steamer', poses: table(pantry.steamer), clash: [paint.leaf] },
  ham: { name: 'cured ham', poses: table(pantry.ham), clash: [paint.river, paint.brick] },
  rice: { name: 'rice', poses: table(field.riceSheaf, field.riceSheaf, field.riceBowl), clash: [paint.ochre] },
  'sweet-potato': {
    name: 'sweet potato',
    poses: table(field.sweetPotatoes, field.roastPotato, field.driedStrips),
    clash: [paint.persimmon, paint.river],
  },
  chilli: { name: 'chilli', poses: [...air(field.chilliStrings), ...table(field.chilliPlate)], clash: [paint.brick] },
  vegetables: { name: 'vegetables', poses: table(field.vegetables), clash: [paint.leaf] },
  herbs: { name: 'herbs', poses: table(field.herbs) },
  'black-pork': { name: 'black pig', poses: grass(field.blackPig) },
  'wood-carving': {
    name: 'wood carving',
    poses: table(craft.carvedPanel, craft.turnedBowl, craft.carvedBird),
    clash: [paint.river, paint.persimmon],
  },
  terraces: { name: 'terraces', poses: scene(place.terracedFields) },
  farmhouse: { name: 'farmhouse', poses: grass(place.farmhouse) },
  waterfall: { name: 'waterfall', poses: scene(place.waterfall) },
  'old-village-street': { name: 'old village street', poses: scene(place.villageStreet) },
  'bamboo-forest': { name: 'bamboo forest', poses: scene(place.bambooForest) },
  persimmon: {
    name: 'persimmon',
    poses: [...table(fruit.persimmonPile), ...air(fruit.persimmonBranch, fruit.persimmonStrings)],
    clash: [paint.persimmon, paint.brick],
  },
  peach: { name: 'peach', poses: table(fruit.peach), clash: [paint.brick] },
  kiwi: { name: 'kiwi', poses: table(fruit.kiwi) },
  waxberry: { name: 'waxberry', poses: table(fruit.waxberry) },
  'dried-fruit': { name: 'dried fruit', poses: table(fruit.driedFruit), clash: [paint.persimmon] },
} as const satisfies Record<string, Part>

export type Subject = keyof typeof cast
export const subjects = Object.keys(cast) as Subject[]

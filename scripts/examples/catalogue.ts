import { townships, villageByLabel, villages } from '../../src/modules/people/places/places.ts'
import type { Village } from '../../src/modules/people/places/places.ts'
import { bamboo } from './catalogue/bamboo.ts'
import { drinks } from './catalogue/drinks.ts'
import { forest } from './catalogue/forest.ts'
import { fruit } from './catalogue/fruit.ts'
import { meat } from './catalogue/meat.ts'
import { staples } from './catalogue/staples.ts'
import { table } from './catalogue/table.ts'
import { tea } from './catalogue/tea.ts'
import { wood } from './catalogue/wood.ts'
import { readLots } from './goods.ts'
import type { Category, Good, Lot } from './goods.ts'

/** One harvest lot and the listing made of it: a row of the workbook. */
export interface Listing {
  titleZh: string
  titleEn: string
  category: Category
  /** As villageLabel writes it: 湖山乡 奕山村. */
  village: string
  grower: string
  plot: string
  harvestDate: string
  harvestJin: number
  netGrams: number
  units: number
  priceFen: number
  storage: Good['storage']
  shelfLifeDays: number
  descriptionZh: string
  descriptionEn: string
  freight: Good['freight']
  season: string
  /** GS1 AI 10: two letters of the category, the date, a letter. */
  lotCode: string
}

export const goods: readonly Good[] = [
  ...tea,
  ...bamboo,
  ...fruit,
  ...staples,
  ...forest,
  ...meat,
  ...table,
  ...drinks,
  ...wood,
]

const lotPrefixes: Record<Category, string> = {
  tea: 'CY',
  'bamboo-shoots': 'SP',
  'bamboo-craft': 'ZZ',
  'dried-fruit': 'GG',
  'fresh-fruit': 'XG',
  grain: 'LM',
  'sweet-potato': 'FS',
  mushroom: 'JG',
  honey: 'FM',
  oil: 'YY',
  meat: 'RZ',
  eggs: 'QD',
  vegetables: 'SC',
  wine: 'JJ',
  'wood-carving': 'MD',
  herbs: 'YC',
  snacks: 'GD',
  seasoning: 'TW',
}

/** All listings, in the order of the goods; the same on every call. */
export function catalogue(): Listing[] {
  const lots = goods.flatMap((good) => readLots(good.lots).map((lot) => ({ good, lot })))
  return lots.map(({ good, lot }, index) => {
    const earlier = lots.slice(0, index)
    const inVillage = earlier.filter((one) => one.lot.village === lot.village)
    const sameDay = earlier.filter(
      (one) => one.good.category === good.category && one.lot.harvestDate === lot.harvestDate,
    )
    return listing(good, lot, inVillage.length + 1, sameDay.length)
  })
}

function listing(good: Good, lot: Lot, plotNumber: number, sameDayBefore: number): Listing {
  const village = villageByLabel(lot.village)
  if (village === undefined) throw new Error(`No village ${lot.village}`)
  return {
    titleZh: lot.titleZh,
    titleEn: lot.titleEn,
    category: good.category,
    village: lot.village,
    grower: grower(good, village),
    plot: `${village.zh.replace(/村$/, '')}${good.plot}${plotNumber}号`,
    harvestDate: lot.harvestDate,
    harvestJin: lot.harvestJin,
    netGrams: lot.netGrams,
    units: lot.units,
    priceFen: lot.priceFen,
    storage: good.storage,
    shelfLifeDays: good.shelfLifeDays,
    descriptionZh: lot.aboutZh + good.zh,
    descriptionEn: `${lot.aboutEn} ${good.en}`,
    // Chilled and frozen goods go by a cold route only.
    freight: good.storage === '常温' ? good.freight : '生鲜',
    season: good.season,
    lotCode: lotCode(good.category, lot.harvestDate, sameDayBefore),
  }
}

const heavenlyStems = '甲乙丙丁戊己庚辛壬癸'

// Plainly made up: a stem for the township (the second ten count from 51) and the village's place in it.
function grower(good: Good, village: Village): string {
  const townshipIndex = townships().findIndex(({ code }) => code === village.townshipCode)
  const villageIndex = villages(village.townshipCode).findIndex(({ code }) => code === village.code)
  const stem = heavenlyStems[townshipIndex % 10] ?? ''
  const number = villageIndex + 1 + (townshipIndex < 10 ? 0 : 50)
  return `${good.maker}${stem}${String(number).padStart(2, '0')}`
}

function lotCode(category: Category, harvestDate: string, sameDayBefore: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + sameDayBefore)
  return `${lotPrefixes[category]}${harvestDate.slice(2).replaceAll('-', '')}${letter}`
}

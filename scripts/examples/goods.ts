// How the catalogue is written down: a good with what its lots share, and the lots as plain text.

export const categories = {
  tea: '茶叶',
  'bamboo-shoots': '笋品',
  'bamboo-craft': '竹制品',
  'dried-fruit': '果干',
  'fresh-fruit': '鲜果',
  grain: '粮米',
  'sweet-potato': '番薯制品',
  mushroom: '菌菇',
  honey: '蜂蜜',
  oil: '食用油',
  meat: '肉制品',
  eggs: '禽蛋',
  vegetables: '蔬菜',
  wine: '酒',
  'wood-carving': '木雕',
  herbs: '药材',
  snacks: '糕点小吃',
  seasoning: '调味酱菜',
} as const

export type Category = keyof typeof categories

export interface Good {
  category: Category
  /** Who makes it: a household, a cooperative, a workshop; never a person's name. */
  maker: '示范户' | '示范社' | '示范坊'
  /** What a plot of it is called. */
  plot: string
  storage: '常温' | '冷藏' | '冷冻'
  shelfLifeDays: number
  freight: '包邮' | '标准' | '生鲜'
  /** Months in which it is gathered or made: 3-5, 11-2, or 全年. */
  season: string
  /** What holds for every lot: how to use and keep it. */
  zh: string
  en: string
  /**
   * Three lines a lot, lots parted by a blank line:
   * 中文名 | 这一批的描述
   * English name | what this lot is like
   * 乡镇 村 | date | harvest 斤 | net 克 × units | ¥price
   */
  lots: string
}

export interface Lot {
  titleZh: string
  titleEn: string
  aboutZh: string
  aboutEn: string
  village: string
  harvestDate: string
  harvestJin: number
  netGrams: number
  units: number
  priceFen: number
}

const factsPattern = /^(\S+ \S+) \| (\d{4}-\d\d-\d\d) \| (\d+)斤 \| (\d+)克 × (\d+) \| ¥(\d+)\.(\d\d)$/

/** Reads the lots of a good; a line that does not fit stops the script, as the catalogue is ours to mend. */
export function readLots(text: string): Lot[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map(readLot)
}

function readLot(block: string): Lot {
  const [chinese = '', english = '', facts = '', ...rest] = block.split('\n').map((line) => line.trim())
  const [titleZh, aboutZh] = chinese.split(' | ')
  const [titleEn, aboutEn] = english.split(' | ')
  const match = factsPattern.exec(facts)
  if (!titleZh || !aboutZh || !titleEn || !aboutEn || !match || rest.length > 0) {
    throw new Error(`Cannot read the lot:\n${block}`)
  }
  const [, village = '', harvestDate = '', jin, grams, units, yuan, cents] = match
  return {
    titleZh,
    titleEn,
    aboutZh,
    aboutEn,
    village,
    harvestDate,
    harvestJin: Number(jin),
    netGrams: Number(grams),
    units: Number(units),
    priceFen: Number(yuan) * 100 + Number(cents),
  }
}

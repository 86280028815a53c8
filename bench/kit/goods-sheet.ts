import { importColumns } from '../../src/modules/market/index.ts'
import { villageLabel, villages } from '../../src/modules/people/index.ts'

/** A sheet of as many goods as wanted, each its own harvest, lot and listing, as the import takes it in. */
export function goodsSheet(rows: number, today: string): (string | number | null)[][] {
  const places = villages().map((village) => villageLabel(village, 'zh'))
  const heads = importColumns.map(({ zh }) => zh)
  const lines = Array.from({ length: rows }, (_, n) => {
    const row = goods(n, places[n % places.length] ?? '', today)
    return importColumns.map(({ key }) => row[key] ?? null)
  })
  return [heads, ...lines]
}

function goods(n: number, village: string, today: string): Partial<Record<string, string | number>> {
  return {
    title_zh: `高山绿茶 第${n}批 250克`,
    title_en: `Mountain Green Tea, Lot ${n}, 250 g`,
    category: '茶叶',
    village,
    grower: `示范户${n % 40}`,
    plot: `茶园${n % 5}号`,
    harvest_date: today,
    harvest_jin: 500,
    net_grams: 250,
    units: 100,
    price_yuan: 128,
    storage: '常温',
    shelf_life_days: 540,
    description_zh: '谷雨前采的叶子，用八十五度左右的水冲泡，三四道仍有味。',
    description_en: 'Picked before Grain Rain; brew at about 85 degrees, three or four infusions.',
    freight: '标准',
    season: '3-5',
    lot_code: `CY${String(n).padStart(6, '0')}A`,
  }
}

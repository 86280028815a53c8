import type { Listing } from './catalogue.ts'
import { categories } from './goods.ts'

export type Cell = string | number

/** One column of the cooperative's workbook: its two accepted header names and what a listing puts there. */
export interface Column {
  zh: string
  en: string
  widthChars: number
  /** A spreadsheet number format, for number cells that need one. */
  format?: string
  cell: (listing: Listing) => Cell
}

export const columns: readonly Column[] = [
  { zh: '商品名称', en: 'title_zh', widthChars: 28, cell: (one) => one.titleZh },
  { zh: '英文名称', en: 'title_en', widthChars: 40, cell: (one) => one.titleEn },
  { zh: '类别', en: 'category', widthChars: 10, cell: (one) => categories[one.category] },
  { zh: '村', en: 'village', widthChars: 20, cell: (one) => one.village },
  { zh: '种植户', en: 'grower', widthChars: 14, cell: (one) => one.grower },
  { zh: '地块', en: 'plot', widthChars: 18, cell: (one) => one.plot },
  { zh: '采收日期', en: 'harvest_date', widthChars: 12, cell: (one) => one.harvestDate },
  { zh: '采收重量(斤)', en: 'harvest_jin', widthChars: 12, cell: (one) => one.harvestJin },
  { zh: '规格净重(克)', en: 'net_grams', widthChars: 12, cell: (one) => one.netGrams },
  { zh: '包装数量', en: 'units', widthChars: 10, cell: (one) => one.units },
  { zh: '价格(元)', en: 'price_yuan', widthChars: 10, format: '0.00', cell: (one) => one.priceFen / 100 },
  { zh: '储存', en: 'storage', widthChars: 8, cell: (one) => one.storage },
  { zh: '保质期(天)', en: 'shelf_life_days', widthChars: 10, cell: (one) => one.shelfLifeDays },
  { zh: '描述', en: 'description_zh', widthChars: 60, cell: (one) => one.descriptionZh },
  { zh: '英文描述', en: 'description_en', widthChars: 60, cell: (one) => one.descriptionEn },
  { zh: '运费模板', en: 'freight', widthChars: 10, cell: (one) => one.freight },
  { zh: '季节', en: 'season', widthChars: 8, cell: (one) => one.season },
  { zh: '批号', en: 'lot_code', widthChars: 14, cell: (one) => one.lotCode },
]

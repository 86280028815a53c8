import { countAllSalesNightly, countRecentSales } from './jobs.ts'
import {
  readSalesByCategory,
  readSalesByListing,
  readSalesByProvince,
  readSalesBySeller,
  readSalesByVillage,
  readSalesOverview,
} from './sales.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { countAllSales, countAllSalesNightly, countRecentSales } from './jobs.ts'
export {
  readSalesByCategory,
  readSalesByListing,
  readSalesByProvince,
  readSalesBySeller,
  readSalesByVillage,
  readSalesOverview,
} from './sales.ops.ts'
export type { Comparison, Period, Totals } from './sales.ts'

export const operations = [
  readSalesOverview,
  readSalesByVillage,
  readSalesByProvince,
  readSalesByCategory,
  readSalesBySeller,
  readSalesByListing,
]
export const jobs = [countRecentSales, countAllSalesNightly]
export const words = { zh, en }

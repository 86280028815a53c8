import { analysisOperations } from './analysis.ops.ts'
import { healthOperations } from './health.ops.ts'
import { analyseAllJob, analyseRecentJob, countHealthJob, countAllSalesNightly, countRecentSales } from './jobs.ts'
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

export {
  readCountyBaskets,
  readCountyBuyers,
  readCountyClaims,
  readCountyConversion,
  readCountyPlaces,
  readSellerBaskets,
  readSellerBuyers,
  readSellerClaims,
  readSellerConversion,
  readSellerPlaces,
} from './analysis.ops.ts'
export type { Cohort, Funnel } from './analysis.ts'
export {
  readCountyHealth,
  readCountyHealthFacts,
  readCountySellerHealth,
  readSellerHealth,
  readSellerHealthFacts,
} from './health.ops.ts'
export { figureNames } from './health.ts'
export type { FigureName } from './health.ts'
export { visitCounter } from './counter.ts'
export type { VisitCounter } from './counter.ts'
export { analyseAll, countAllSales, countAllSalesNightly, countHealthJob, countRecentSales } from './jobs.ts'
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
  ...analysisOperations,
  ...healthOperations,
]
export const jobs = [countRecentSales, countAllSalesNightly, analyseRecentJob, analyseAllJob, countHealthJob]
export const words = { zh, en }

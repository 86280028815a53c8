import { putInBasket, readBasket } from './basket.ops.ts'
import { browseListings, readFacets, readShelf, suggestTerms } from './browse.ops.ts'
import { importFaultSheet } from './import-files.ops.ts'
import { listImports, readImport, submitImport } from './import.ops.ts'
import { refusals as importEn } from './import/words.en.ts'
import { refusals as importZh } from './import/words.zh.ts'
import { sheetEn, sheetZh } from './import/sheet-words.ts'
import { foldFacetsJob, forgetGuestBasketsJob, forgetLatersJob, weighTermsJob } from './jobs.ts'
import { readPriceGuide } from './guide.ops.ts'
import { changeListingState, changePrice, listListings, readListing } from './listing.ops.ts'
import { lookUpOrder } from './office.ops.ts'
import {
  confirmReceipt,
  listMyOrders,
  listPaymentOrders,
  listSellerOrders,
  readMyOrder,
  readSellerOrder,
} from './order.ops.ts'
import { answerBundle, closeBundle, listBundles, proposeBundle } from './bundle.ops.ts'
import { changeReviewMode, listOwnReviews, listReviewModes, listReviews } from './review.ops.ts'
import { answerPrice, labelOrder, packOrder } from './queue.ops.ts'
import { turnSeasonJob } from './season.ts'
import {
  changeStoreState,
  decideStore,
  decorateStore,
  fillStore,
  listStoreAddresses,
  listStoreReports,
  listStores,
  openStore,
  publishStoreDraft,
  readStore,
  reportStore,
} from './store.ops.ts'
import { storyOperations } from './story.ops.ts'
import { listVariants, saveVariants } from './variant.ops.ts'
import { listVersions, readVersion } from './version.ops.ts'
import { addPhoto, photoFiles, removePhoto } from './photo.ops.ts'
import { listRefunds, listSellerRefunds } from './refund.ops.ts'
import { changeWeighing } from './weighing.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { basketLineView, buyersOf, putInBasket, readBasket } from './basket.ops.ts'
export { basketLines } from './basket.sql.ts'
export type { BasketLine, Buyers } from './basket.sql.ts'
export {
  browseListings,
  goodsPage,
  goodsPageOf,
  goodsQuery,
  readFacets,
  readShelf,
  suggestTerms,
  tile,
} from './browse.ops.ts'
export { categories } from './category.ts'
export { certificates } from './certificate.ts'
export type { Certificate } from './certificate.ts'
export { outdatedEntries, outdateEntries, saveSearchTexts } from './entry.sql.ts'
export { foldFacetsJob, LATER_KEPT_SECONDS, weighTermsJob } from './jobs.ts'
export type { Category } from './category.ts'
export { discountCosts } from './discount.sql.ts'
export { fileView, importFaultSheet, sheetWords, XLSX } from './import-files.ops.ts'
export { faultMessage, IMPORT_JOB, listImports, readImport, submitImport } from './import.ops.ts'
export {
  beginImport,
  finishImport,
  forgetRefusedFiles,
  noteProgress,
  refuseImportRow,
  stalledImports,
} from './import.sql.ts'
export type { ImportRun } from './import.sql.ts'
export { columns as importColumns } from './import/columns.ts'
export { beginReading, findRepeated, findUsed, inReadingOrder, isOver, readRows } from './import/goods.ts'
export type { Reading } from './import/goods.ts'
export { nameKey } from './import/row.ts'
export type { GoodsRow, Surroundings } from './import/row.ts'
export { countOf, countOrNone, lineOrNone, readSheet } from './import/rows.ts'
export type { SheetColumn, SheetRow } from './import/rows.ts'
export { sheetFaultWords } from './import/sheet-words.ts'
export { fileFault, isBlank, limits as importLimits } from './import/table.ts'
export type { Fault, Table as ReadTableOk } from './import/table.ts'
export { fenIn, lineOf, seasonOf } from './import/values.ts'
export { workbooksInThreads } from './import/workbooks.ts'
export type { Workbooks } from './import/workbooks.ts'
export type { SheetSpec } from './import/write.ts'
export {
  categoryNames,
  changeListingState,
  changePrice,
  listListings,
  labelInput,
  listingDraft,
  listingView,
  openListings,
  priceFen,
  readListing,
  weighTermsView,
} from './listing.ops.ts'
export { readPriceGuide } from './guide.ops.ts'
export {
  changePriceRow,
  countSoldUnits,
  listingRows as listingsById,
  listingsOfItems,
  openListingsOf,
  organisationListingRows as listingsOfSeller,
} from './listing.sql.ts'
export type { ListingRow } from './listing.sql.ts'
export { isInSeason, monthsOf, pricePerJinFen, searchText } from './listing.ts'
export type { ListedItem, ListingDraft, SearchText } from './listing.ts'
export { lookUpOrder } from './office.ops.ts'
export {
  confirmReceipt,
  listMyOrders,
  listPaymentOrders,
  listSellerOrders,
  orderView,
  readMyOrder,
  readSellerOrder,
  recipient,
} from './order.ops.ts'
export {
  advanceOrders,
  countRefund,
  countWholeRefund,
  dueOrders,
  insertOrderRows,
  keepBackLots,
  lockOrder,
  lockOrders,
  lockOrdersByCode,
  lockOrdersOfPayments,
  overduePayments,
  ownOrderIds,
  recordOrderLots,
  setOrderDue,
} from './order.sql.ts'
export type { NewOrder, NewOrderLine, OrderHead, OrderToShip, Recipient, SoldLine } from './order.sql.ts'
export {
  RECEIPT_ASSUMED_SECONDS,
  RETURN_WINDOW_SECONDS,
  canTake,
  discountsBack,
  dueAfter,
  HOLD_SECONDS,
  orderStates,
  payingSteps,
  refundCauses,
  refundOf,
  stateAfter,
  supplies,
} from './order.ts'
export type { OrderState, OrderStep, Refund, RefundCause, Supply } from './order.ts'
export { orderByCode, ordersById, sellerOrders } from './order-view.sql.ts'
export type { OrderDiscount, OrderLineView, OrderView } from './order-view.sql.ts'
export { applyProposal, callBackListing, lockListing, turnSeason } from './edit.sql.ts'
export type { EditedListing } from './edit.sql.ts'
export { checkLabel, classesOf, isFoodLicence, missingLabels, productClasses, requiredLabels } from './label.ts'
export type { Label, LabelField, ProductClass } from './label.ts'
export { changeReviewMode, listOwnReviews, listReviewModes, listReviews, proposalInput } from './review.ops.ts'
export { decideReviewRow, lockReview, putReview, reviewModeOf, wasReturned } from './review.sql.ts'
export type { ReviewRow } from './review.sql.ts'
export { changedFields, courseOf, reviewModes } from './review.ts'
export type { Proposal } from './review.ts'
export { answerPrice, labelOrder, packOrder } from './queue.ops.ts'
export {
  answerPriceRow,
  latersOf,
  listingsOnSale,
  listingsSoldSince,
  newestShipped,
  ordersToSend,
  putOffRow,
} from './queue.sql.ts'
export type { Later, PricedListing, WaitingOrder } from './queue.sql.ts'
export { nextSeasonMonth } from './season.ts'
export { listVariants, saveVariants, variantView } from './variant.ops.ts'
export { putVariants, variantsOf } from './variant.sql.ts'
export type { Variant } from './variant.sql.ts'
export { listVersions, readVersion } from './version.ops.ts'
export {
  applied,
  bulkFields,
  difference,
  planned,
  refusalOf,
  reversed,
  sheetMark,
  stillHolds,
  valuesOf,
} from './bulk.ts'
export type { Around, BulkField, BulkListing, BulkValues, Change, Edit, Planned, PriceChange, Told } from './bulk.ts'
export {
  bulkEditOf,
  bulkEditRows,
  bulkRows,
  bulkSheetRows,
  keepBulkEdit,
  lockBulkRows,
  turnSeasonOf,
  updateInBulk,
} from './bulk.sql.ts'
export type { BulkCause, BulkRow } from './bulk.sql.ts'
export { bundlesIn } from './bundle.ts'
export type { BundledLine, BundlePart } from './bundle.ts'
export { answerBundle, bundleView, closeBundle, listBundles, proposeBundle } from './bundle.ops.ts'
export { bundleById, bundlesOfListing } from './bundle.sql.ts'
export { ordersOfLot } from './lot-order.sql.ts'
export { addPhoto, photoFiles, removePhoto } from './photo.ops.ts'
export { countSwapBack, swapOrderLine, swapsOf } from './swap.sql.ts'
export { lockForSupply, markListingOneOfAKind, setSupply } from './supply.sql.ts'
export { countOpen as countOpenListings } from './facet.sql.ts'
export { openListingIds } from './feed.sql.ts'
export { insertPhoto, readRendition as photoBytes } from './photo.sql.ts'
export { rankOf, rankParts, rankRules } from './rank.ts'
export type { RankFacts, RankParts } from './rank.ts'
export { fillFront, LAST_ID, listingsAlike, listingsBySeller, rankRow, rankRows, saveRanks } from './rank.sql.ts'
export type { RankRow } from './rank.sql.ts'
export {
  changeStoreState,
  decideStore,
  decorateStore,
  fillStore,
  listStoreAddresses,
  listStoreReports,
  listStores,
  openStore,
  publishStoreDraft,
  readStore,
  reportStore,
} from './store.ops.ts'
export { lockStore } from './store.sql.ts'
export { bannerColours } from './store.ts'
export type { StoreContent } from './store.ts'
export {
  addStoryPhoto,
  answerStory,
  askForStory,
  editStory,
  fillStoryGoods,
  hideStory,
  listStories,
  makeStory,
  readAskedStory,
  readListingStory,
  readSellerStories,
  removeStory,
  showStory,
  storyToken,
  storyTokenHash,
} from './story.ops.ts'
export { storyBehind, storyPhoto } from './story.sql.ts'
export type { StoryContent } from './story.ts'
export { tilesById } from './tile.sql.ts'
export { listRefunds, listSellerRefunds } from './refund.ops.ts'
export { refundCausesOf } from './refund.sql.ts'
export { changeWeighing } from './weighing.ops.ts'
export { freightTermsOf, saveWeighings } from './weighing.sql.ts'
export {
  basisFen,
  checkEvenPrice,
  freightBack,
  isWeighed,
  lighterBy,
  orderedGrams,
  weighBounds,
  weighLine,
} from './weighing.ts'
export type { FreightTerms, LineWeigh, Weighing, WeighTerms } from './weighing.ts'
export { words as wordsEn } from './words.en.ts'
export { words as wordsZh } from './words.zh.ts'

export const operations = [
  browseListings,
  readFacets,
  readShelf,
  suggestTerms,
  readListing,
  readPriceGuide,
  listListings,
  changePrice,
  changeListingState,
  saveVariants,
  listVariants,
  proposeBundle,
  answerBundle,
  closeBundle,
  listBundles,
  readVersion,
  listVersions,
  listReviews,
  listOwnReviews,
  changeReviewMode,
  listReviewModes,
  addPhoto,
  removePhoto,
  putInBasket,
  readBasket,
  listMyOrders,
  readMyOrder,
  listPaymentOrders,
  confirmReceipt,
  listSellerOrders,
  readSellerOrder,
  packOrder,
  labelOrder,
  answerPrice,
  changeWeighing,
  listRefunds,
  listSellerRefunds,
  lookUpOrder,
  listStores,
  openStore,
  decorateStore,
  publishStoreDraft,
  changeStoreState,
  fillStore,
  readStore,
  listStoreAddresses,
  reportStore,
  listStoreReports,
  decideStore,
  ...storyOperations,
  submitImport,
  listImports,
  readImport,
  importFaultSheet,
]
export const jobs = [forgetGuestBasketsJob, forgetLatersJob, foldFacetsJob, weighTermsJob, turnSeasonJob]
export const words = { zh: { ...zh, ...importZh, ...sheetZh }, en: { ...en, ...importEn, ...sheetEn } }
export const mounts = [photoFiles]

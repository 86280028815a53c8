import { countBySheet } from './count-sheet.ts'
import { applyBulkEdit, listBulkEdits, previewBulkEdit, undoBulkEdit } from './edit-listings.ts'
import { editBySheet } from './edit-sheet.ts'
import { listPrintings, recordPrinting } from './print-orders.ts'
import { shipBySheet } from './ship-sheet.ts'
import type { App } from '../kernel/app.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Mount } from '../kernel/module.ts'
import type { AnyOperation } from '../kernel/operation.ts'
import { afterFiles } from './after-files.ts'
import { appointKeeper } from './appoint-keeper.ts'
import { answerSlip, listSwaps, swapForOther } from './answer-slip.ts'
import { answerSellerCase, sendAgain, showSellerEvidence, takeBackGoods } from './answer-case.ts'
import { openTicket } from './ask-centre.ts'
import { askStoryJob } from './ask-story.ts'
import { askGatewayJob, refreshPayment } from './ask-gateway.ts'
import { cancelMyOrder, cancelSellerOrder } from './cancel-order.ts'
import { placeOrders } from './checkout.ts'
import { advanceOrdersJob } from './complete-order.ts'
import { advanceCasesJob, decideCase } from './decide-case.ts'
import { expireOrdersJob } from './expire-orders.ts'
import { findLotBuyers, lookUpLot } from './find-lot-buyers.ts'
import { followOrder } from './follow-order.ts'
import { feedGoods, listAddresses, shareGoods } from './feed-goods.ts'
import { findGoods, readTiles, relatedGoods } from './find-goods.ts'
import { foundServiceCentre } from './found-service-centre.ts'
import { forgetImportsJob, importListingsJob, resumeImportsJob } from './import-listings.ts'
import { listFromPhotos } from './list-from-photos.ts'
import { reprice } from './reprice.ts'
import { restockItem } from './restock-item.ts'
import { importFiles, importTemplate } from './import-files.ts'
import { indexListingsJob } from './index-listings.ts'
import { addFavourite, tellBackInStockJob, watchGoods } from './keep-goods.ts'
import { saveGuesthouse, saveSight } from './keep-sights.ts'
import { recordReceipt, recordWriteOff, saveStockPlace } from './keep-stock.ts'
import { listOfficeOffers, listSellerOffers, makeBudget, readCouponBoard, readGroupDoor } from './list-offers.ts'
import { openMyCase } from './open-case.ts'
import { messagePhotos } from './message-photos.ts'
import { openGift } from './open-gift.ts'
import { busyCalendars } from '../modules/tourism/index.ts'
import { octoChannel } from './octo-channel.ts'
import { openListing } from './open-listing.ts'
import { closePlan, openPresale, openWorkshop } from './open-supply.ts'
import { readOrderMoney, readSellerOrderMoney } from './order-money.ts'
import { packLot } from './pack-lot.ts'
import { awaitGoodsJob, payBackBookingsJob } from './pay-back-bookings.ts'
import { placeGiftOrders, previewGifts } from './place-gifts.ts'
import { finishMaking, listMakings, reportStage } from './make-order.ts'
import { giftWords } from './gift-words.ts'
import { quoteBasket } from './price-basket.ts'
import { answerMyCase, sendBack, showMyEvidence } from './pursue-case.ts'
import { cancelPackage, freeGoodsJob, holdPackage, quotePackage, releasePackage } from './book-package.ts'
import { findPackageParts, proposePackage } from './keep-packages.ts'
import { listOwnPackages, listPackages, readPackage, searchPackageDays } from './show-packages.ts'
import { cancelPart, changeBooking, dropChange, quoteChange, quoteLess } from './change-booking.ts'
import { cancelMyBooking, cancelSupplierBooking, settleBookingsJob } from './end-booking.ts'
import { buyVoucher, expireVouchersJob, takeBackVoucher } from './give-vouchers.ts'
import { listVouchers, openVoucher, readGiftPlace } from './read-gift-vouchers.ts'
import { redeemVoucher } from './redeem-voucher.ts'
import { listGoodsToSend, sendGoods } from './send-goods.ts'
import { noteNoShow } from './no-show.ts'
import { confirmFreeBooking, payBookings } from './pay-bookings.ts'
import { callOffSlot } from './call-off.ts'
import { answerOthers, endRebookingsJob, offerOthers, readOthers } from './rebook.ts'
import { explainRank, rankGoodsJob, readExposure } from './rank-goods.ts'
import { readBookingStatement } from './read-booking-statement.ts'
import { readCountyBoard } from './read-county-board.ts'
import { readBundle } from './read-bundle.ts'
import { readClaims } from './read-claims.ts'
import { followBooking, listPresales, listSellerPlans } from './read-presales.ts'
import { giveOutHarvest, previewShares } from './share-harvest.ts'
import { announceSlip, cancelHarvest } from './slip-harvest.ts'
import { readOffer, readTradeItem } from './read-offer.ts'
import { putOffInQueue, readSellerQueue } from './read-seller-queue.ts'
import { receiveHarvest } from './receive-harvest.ts'
import { readCountyVouchers, readSellerVouchers } from './read-vouchers.ts'
import { reconcileBillsJob, runReconciliation } from './reconcile-bill.ts'
import { refundSellerOrder } from './refund-order.ts'
import { requestInvoice } from './request-invoice.ts'
import { approveReview, callBack, returnReview, reviseListing } from './revise-listing.ts'
import { reviewBasket } from './review-basket.ts'
import { resendInstructionsJob, sendInstructionsJob } from './send-instructions.ts'
import { setListingRule, setPackedSize, setPrice } from './set-price.ts'
import { addSharingRule } from './share-sales.ts'
import { dropGifts, readPackingSlips, shipGifts } from './ship-gifts.ts'
import { shipSellerOrder } from './ship-order.ts'
import { gatewayNotices } from './take-notice.ts'
import { announceJob, deliverMessagesJob, remindOfMessagesJob, tellOfOrdersJob } from './tell-people.ts'
import { listToWeigh, weighSellerOrder } from './weigh-order.ts'
import { tellWebhooksJob } from './tell-webhooks.ts'
import { carrierPushes, trackParcelsJob } from './track-parcels.ts'
import { openConversation, readConversation, readSellerConversation, replyCard, sendCard } from './write-seller.ts'
import { joinWaiting, leaveWaiting, listWaiting, offerPlacesJob } from './wait-list.ts'
import { writeBookingReview, writeReview } from './write-review.ts'

export const operations: readonly AnyOperation[] = [
  openPresale,
  openWorkshop,
  closePlan,
  announceSlip,
  cancelHarvest,
  answerSlip,
  swapForOther,
  listSwaps,
  previewShares,
  giveOutHarvest,
  reportStage,
  finishMaking,
  listMakings,
  listSellerPlans,
  listPresales,
  followBooking,
  receiveHarvest,
  packLot,
  saveStockPlace,
  recordReceipt,
  recordWriteOff,
  findLotBuyers,
  lookUpLot,
  openListing,
  listFromPhotos,
  restockItem,
  appointKeeper,
  reprice,
  reviseListing,
  approveReview,
  returnReview,
  callBack,
  importTemplate,
  readOffer,
  readBundle,
  readTradeItem,
  reviewBasket,
  quoteBasket,
  setPrice,
  setListingRule,
  setPackedSize,
  readCouponBoard,
  readGroupDoor,
  listSellerOffers,
  listOfficeOffers,
  makeBudget,
  placeOrders,
  refreshPayment,
  followOrder,
  cancelMyOrder,
  cancelSellerOrder,
  refundSellerOrder,
  weighSellerOrder,
  listToWeigh,
  shipSellerOrder,
  shipBySheet,
  countBySheet,
  previewBulkEdit,
  applyBulkEdit,
  undoBulkEdit,
  listBulkEdits,
  editBySheet,
  recordPrinting,
  listPrintings,
  readClaims,
  readSellerQueue,
  putOffInQueue,
  openMyCase,
  answerMyCase,
  sendBack,
  showMyEvidence,
  answerSellerCase,
  takeBackGoods,
  sendAgain,
  showSellerEvidence,
  decideCase,
  writeReview,
  writeBookingReview,
  requestInvoice,
  runReconciliation,
  readOrderMoney,
  readSellerOrderMoney,
  addSharingRule,
  readCountyVouchers,
  readSellerVouchers,
  openConversation,
  readConversation,
  readSellerConversation,
  sendCard,
  replyCard,
  openTicket,
  previewGifts,
  placeGiftOrders,
  openGift,
  shipGifts,
  dropGifts,
  readPackingSlips,
  findGoods,
  relatedGoods,
  readTiles,
  explainRank,
  readExposure,
  feedGoods,
  listAddresses,
  shareGoods,
  addFavourite,
  watchGoods,
  saveSight,
  saveGuesthouse,
  payBookings,
  confirmFreeBooking,
  cancelMyBooking,
  buyVoucher,
  takeBackVoucher,
  redeemVoucher,
  listGoodsToSend,
  sendGoods,
  openVoucher,
  readGiftPlace,
  listVouchers,
  cancelSupplierBooking,
  proposePackage,
  listOwnPackages,
  listPackages,
  readPackage,
  searchPackageDays,
  findPackageParts,
  quotePackage,
  holdPackage,
  releasePackage,
  cancelPackage,
  joinWaiting,
  leaveWaiting,
  listWaiting,
  quoteChange,
  changeBooking,
  dropChange,
  quoteLess,
  cancelPart,
  noteNoShow,
  offerOthers,
  callOffSlot,
  readOthers,
  answerOthers,
  readBookingStatement,
  readCountyBoard,
]
export const jobs: readonly Job[] = [
  payBackBookingsJob,
  askStoryJob,
  awaitGoodsJob,
  importListingsJob,
  resumeImportsJob,
  forgetImportsJob,
  indexListingsJob,
  rankGoodsJob,
  tellBackInStockJob,
  expireOrdersJob,
  advanceOrdersJob,
  advanceCasesJob,
  sendInstructionsJob,
  resendInstructionsJob,
  askGatewayJob,
  reconcileBillsJob,
  tellOfOrdersJob,
  remindOfMessagesJob,
  announceJob,
  deliverMessagesJob,
  tellWebhooksJob,
  trackParcelsJob,
  settleBookingsJob,
  expireVouchersJob,
  endRebookingsJob,
  freeGoodsJob,
  offerPlacesJob,
]
export const words = giftWords
export { foundServiceCentre }
export { sandboxJobs } from './track-parcels.ts'
export type { FirstAccount } from './found-service-centre.ts'
export const mountsOf = (app: App): Mount[] => [
  { path: '/gateway', app: gatewayNotices(app) },
  { path: '/carriers', app: carrierPushes(app) },
  { path: '/files', app: importFiles(app) },
  { path: '/message-photos', app: messagePhotos(app) },
  { path: '/octo', app: octoChannel(app) },
  { path: '/calendars', app: busyCalendars(app) },
  { path: '/files', app: afterFiles(app) },
]

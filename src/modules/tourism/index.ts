import { searchNights, searchSlots } from './availability.ops.ts'
import { holdStay, holdVisit, listBookings, listSupplierBookings, readBooking, releaseBooking } from './booking.ops.ts'
import { holdForGuest, listAssisted } from './assisted.ops.ts'
import { findNeighbours, holdAtNeighbour, takeOverflow } from './pool.ops.ts'
import { chooseRooms, giveRooms, nameRooms, readRooms } from './room.ops.ts'
import { eraseNumbersJob, forgetGuestJob } from './visitor-jobs.ts'
import {
  enterVisitors,
  exportTravels,
  listSupplierVisitors,
  listVisitors,
  revealVisitor,
  stateEntryRule,
} from './visitor.ops.ts'
import { listPlans, readBoard, readCounty } from './supplier-board.ops.ts'
import { closeCalendar, openNights, openSlots, readCalendar } from './calendar.ops.ts'
import { findVisits, quoteStay, readHouse, readProduct } from './find.ops.ts'
import { listHouses, saveRoomType } from './house.ops.ts'
import { checkInBooking } from './check-in.ops.ts'
import { findQuieter, readCrowds, readSlots, watchCrowdsJob } from './crowd.ops.ts'
import { readGateFaults, readGateList, tellEntries } from './gate.ops.ts'
import { exportHouseDays, listHouseChannels, listHouseOnChannel } from './channel/channel.ops.ts'
import { tellChannelsJob } from './channel/jobs.ts'
import { readCalendarsJob } from './ical/jobs.ts'
import {
  addCalendarLink,
  answerConflict,
  changeCalendarLink,
  endCalendarLink,
  importCalendarFile,
  listCalendarLinks,
  readCalendarLink,
} from './ical/link.ops.ts'
import { expireHoldsJob } from './jobs.ts'
import { answerPackage, closePackage, listPackageBookings, pausePackage, readPackageBooking } from './package.ops.ts'
import { listCallOffs } from './call-off.ops.ts'
import { listDuties, listHelp, relieveGuide, rosterGuide, saveGear, saveGuide } from './help.ops.ts'
import { addPlacePhoto, removePlacePhoto } from './photo.ops.ts'
import { dropDayRule, nameCountyDay, saveRatePlan, stateDayRule } from './price.ops.ts'
import { listProducts, saveProduct } from './product.ops.ts'
import { renameGuests } from './rename.ops.ts'
import { addReseller, closeReseller, listResellers, renewResellerKey } from './reseller.ops.ts'
import { addResource, keepForWindow, limitCounty, listSites } from './site.ops.ts'
import { closeTill, listTills, openTill, returnAtWindow, sellAtWindow } from './till.ops.ts'
import { listTicketKeys, readSupplierTickets, readTickets, rotateTicketKey } from './ticket.ops.ts'
import { countHeld, followTrip, listHeld, listPaymentBookings, listTrips } from './trip.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { listDuties, listHelp, relieveGuide, rosterGuide, saveGear, saveGuide } from './help.ops.ts'
export { callOff } from './call-off.ts'
export type { WeatherRule } from './weather.ts'
export { listCallOffs } from './call-off.ops.ts'
export { checkRange, nightsOf, searchNights, searchSlots } from './availability.ops.ts'
export { outlookOf, shareOf } from './board.ts'
export { countyVisitorDays, nightDays, originsBetween, siteDays, spendingBetween } from './board.sql.ts'
export { bookingView, viewOf } from './booking-view.ts'
export { checkStep, refundFen, startsAt, stateAt, wasUsed, wasVisited, worthFen } from './booking.ts'
export type { NewBooking } from './booking.ts'
export {
  guestInput,
  holdStay,
  holdVisit,
  listBookings,
  listSupplierBookings,
  ownBooking,
  readBooking,
  releaseBooking,
  stayRefusals,
  visitRefusals,
} from './booking.ops.ts'
export { alterBy, alterToLess, askChange, checkRoomFor, dropOpenChange, makeChange, makePaidChanges } from './alter.ts'
export type { Altering } from './alter.ts'
export { chargesOf, countChangeRefunds } from './change.sql.ts'
export { spreadRefund } from './change.ts'
export { bookingsWithoutNames } from './visitor.sql.ts'
export { bookingsById, lockBookings, markSettled, unsettledBookings } from './booking.sql.ts'
export type { BookingRow } from './booking.sql.ts'
export { expireHoldsJob } from './jobs.ts'
export { eraseNumbersJob, forgetGuestJob } from './visitor-jobs.ts'
export {
  enterVisitors,
  exportTravels,
  listSupplierVisitors,
  listVisitors,
  revealVisitor,
  stateEntryRule,
} from './visitor.ops.ts'
export { listPlans, readBoard, readCounty } from './supplier-board.ops.ts'
export { closeCalendar, openNights, openSlots, readCalendar } from './calendar.ops.ts'
export { claimsOfStay, claimsOfVisit, COUNTY_ID, WHOLE_DAY } from './claim.ts'
export type { Claim, CounterKey, Outcome } from './claim.ts'
export { countersBetween, countersOutOfStep, freeOf } from './counter.sql.ts'
export type { CounterRow } from './counter.sql.ts'
export { findVisits, quoteStay, readHouse, readProduct } from './find.ops.ts'
export { placeKinds } from './find.sql.ts'
export type { PlaceKind } from './find.sql.ts'
export {
  confirmHolds,
  expireHolds,
  extendHolds,
  holdParties,
  holdsById,
  redeemHold,
  releaseHolds,
  claimsOfHold,
  reshapeHold,
} from './hold.sql.ts'
export type { HoldState, Party } from './hold.sql.ts'
export { checkInBooking } from './check-in.ops.ts'
export { ALERT_SHARE } from './crowd.ts'
export { findQuieter, readCrowds, readSlots } from './crowd.ops.ts'
export { closeTill, listTills, openTill, returnAtWindow, sellAtWindow } from './till.ops.ts'
export { readGateFaults, readGateList, tellEntries } from './gate.ops.ts'
export { housesById, roomTypesById } from './house.sql.ts'
export { sitesById } from './site.sql.ts'
export { houseWords, listHouses, saveHouse, saveRoomType } from './house.ops.ts'
export { keepsOf } from './house.sql.ts'
export type { Keeps } from './house.sql.ts'
export { exportHouseDays, listHouseChannels, listHouseOnChannel } from './channel/channel.ops.ts'
export { configuredStayChannels } from './channel/configured.ts'
export { tellChannelsJob } from './channel/jobs.ts'
export { readCalendarsJob } from './ical/jobs.ts'
export {
  addCalendarLink,
  answerConflict,
  changeCalendarLink,
  endCalendarLink,
  importCalendarFile,
  listCalendarLinks,
  readCalendarLink,
} from './ical/link.ops.ts'
export { busyCalendars } from './ical/serve.ts'
export { localCalendars } from './ports.ts'
export { octoApi } from './octo/index.ts'
export type { Supplier } from './octo/index.ts'
export { addPlacePhoto, placePhotoFiles, removePlacePhoto } from './photo.ops.ts'
export type { Pictured, PlacePhoto } from './photo.sql.ts'
export { dropDayRule, nameCountyDay, saveRatePlan, stateDayRule } from './price.ops.ts'
export { listProducts, saveProduct } from './product.ops.ts'
export { languages, unitTypes } from './product.sql.ts'
export type { Language, UnitType } from './product.sql.ts'
export { addReseller, closeReseller, listResellers, renewResellerKey } from './reseller.ops.ts'
export { placesQueue } from './places-queue.ts'
export type { PlacesQueue } from './places-queue.ts'
export { BOOKING_HOLD_SECONDS } from './booking.ts'
export { whoOf } from './booking.ops.ts'
export { fetchedPolicy, standingParts } from './package.ts'
export { partsOnOffer } from './part.sql.ts'
export type { Goods } from './package.ts'
export { packageDays } from './package-days.ts'
export type { SetOfGoods } from './package-days.ts'
export { goodsWords, partWords, wordsOfParts } from './package-view.ts'
export type { PartWords } from './package-view.ts'
export { checkPart, holdPackageParts, openIfAgreed, ownersOfParts, readyPackage } from './package-hold.ts'
export type { ReadyPackage } from './package-hold.ts'
export {
  answerPackage,
  closePackage,
  pausePackage,
  listPackageBookings,
  packagePart,
  packageView,
  readPackageBooking,
} from './package.ops.ts'
export {
  componentIds,
  insertPackage,
  markGoodsFreed,
  openPackageRows,
  packageBookingById,
  bookedGoodsOf,
  goodsToSend,
  markGoodsHandedOver,
  packageById,
  packagesOf,
  unfreedGoods,
} from './package.sql.ts'
export type { OwnGoods, PackageRow } from './package.sql.ts'
export { releaseUnpaid } from './visit.ts'
export { holdForGuest, listAssisted } from './assisted.ops.ts'
export { findNeighbours, holdAtNeighbour, takeOverflow } from './pool.ops.ts'
export { chooseRooms, giveRooms, nameRooms, readRooms } from './room.ops.ts'
export type { Who } from './reserve.ts'
export { endWaiting, insertWaiting, lockWaiting, waitingLine, waitingOf } from './waiting.sql.ts'
export { holdVisitOrStay, readyVisitOrStay, wantedStay, wantedVisit } from './wanted.ts'
export { checkSign } from './identity.ts'
export { renameGuests } from './rename.ops.ts'
export { keepNoShow } from './no-show.ts'
export { minuteOfDay, policyTiers } from './place.ts'
export { percentOf, STAY_NIGHTS_MAX } from './price.ts'
export {
  answerRebooking,
  checkNoRebooking,
  closeRebooking,
  declineRebooking,
  dueRebookings,
  offerRebookings,
  otherHouseOf,
  readRebooking,
} from './rebooking.ts'
export { addResource, keepForWindow, limitCounty, listSites, saveSite, siteWords } from './site.ops.ts'
export { listTicketKeys, readSupplierTickets, readTickets, rotateTicketKey } from './ticket.ops.ts'
export { countHeld, followTrip, listHeld, listPaymentBookings, listTrips, tripsOf } from './trip.ops.ts'
export { confirmOwnFree, confirmPaidBookings, endBooking, takeToPay } from './visit.ts'
export { coverOf, isFor, lastDayOf, VOUCHER_DAYS, voucherStates } from './voucher.ts'
export { giftOf, isPut, payableOf } from './voucher-facts.ts'
export type { GiftPlace } from './voucher-facts.ts'
export {
  confirmPaidVouchers,
  countVoucherRefunds,
  dueVouchers,
  endVoucher,
  insertVoucher,
  lockVoucher,
  putVoucher,
  redeemVouchers,
  voucherBehind,
  voucherOfBooking,
  vouchersById,
  vouchersOfGivers,
} from './voucher.sql.ts'
export type { VoucherRow } from './voucher.sql.ts'
export { confirmBooking, confirmGiven } from './visit.ts'
export { soldBookings } from './statement.sql.ts'

export const subscriptions = [{ event: 'people.person.erased', job: forgetGuestJob.name }]

export const operations = [
  limitCounty,
  keepForWindow,
  listSites,
  addResource,
  saveProduct,
  listProducts,
  saveGuide,
  saveGear,
  listHelp,
  listDuties,
  listCallOffs,
  rosterGuide,
  relieveGuide,
  saveRoomType,
  listHouses,
  addPlacePhoto,
  removePlacePhoto,
  openSlots,
  openNights,
  closeCalendar,
  readCalendar,
  searchNights,
  searchSlots,
  stateDayRule,
  dropDayRule,
  saveRatePlan,
  nameCountyDay,
  holdVisit,
  holdStay,
  readBooking,
  listBookings,
  releaseBooking,
  renameGuests,
  stateEntryRule,
  enterVisitors,
  listVisitors,
  listSupplierVisitors,
  revealVisitor,
  exportTravels,
  nameRooms,
  giveRooms,
  chooseRooms,
  readRooms,
  takeOverflow,
  findNeighbours,
  holdAtNeighbour,
  holdForGuest,
  listAssisted,
  answerPackage,
  closePackage,
  pausePackage,
  readPackageBooking,
  listPackageBookings,
  listSupplierBookings,
  addReseller,
  listResellers,
  closeReseller,
  renewResellerKey,
  addCalendarLink,
  listCalendarLinks,
  changeCalendarLink,
  endCalendarLink,
  readCalendarLink,
  importCalendarFile,
  answerConflict,
  listHouseOnChannel,
  listHouseChannels,
  exportHouseDays,
  readGateList,
  tellEntries,
  readGateFaults,
  checkInBooking,
  openTill,
  sellAtWindow,
  returnAtWindow,
  closeTill,
  listTills,
  readCrowds,
  findQuieter,
  readSlots,
  readTickets,
  readSupplierTickets,
  listTicketKeys,
  rotateTicketKey,
  findVisits,
  readProduct,
  readHouse,
  quoteStay,
  followTrip,
  listHeld,
  countHeld,
  listPaymentBookings,
  listTrips,
  readBoard,
  listPlans,
  readCounty,
]
export const jobs = [watchCrowdsJob, expireHoldsJob, readCalendarsJob, tellChannelsJob, eraseNumbersJob, forgetGuestJob]
export const words = { zh, en }

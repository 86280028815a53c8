import { giveDefaultFreightJob } from './jobs.ts'
import { listFreightTemplates, saveFreightTemplate } from './freight.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export {
  consignmentsOf,
  consignmentsOfOrders,
  giftBehind,
  giftOfOrder,
  giftsOfOrders,
  dropConsignments,
  handOverConsignments,
  insertConsignments,
  ordersToMany,
} from './consignment.sql.ts'
export type { Consignment, ConsignmentRecipient, Gift, NewConsignment } from './consignment.sql.ts'
export { freightPart, listFreightTemplates, packedSize, saveFreightTemplate } from './freight.ops.ts'
export { freightDefaults } from './freight-defaults.ts'
export {
  freightFacts,
  freightTemplatesById,
  freightTemplatesOf,
  giveDefaultFreight,
  saveFreightTemplateRow,
  savePackedSizeRow,
  templatesNotServing,
} from './freight.sql.ts'
export { quoteFreight } from './freight.ts'
export type { FreightLoad, FreightPart, FreightQuote, FreightRule, FreightTemplate } from './freight.ts'
export { doorId, doorPath, doorText } from './door.ts'
export { companyOf } from './carriers.ts'
export { configuredTracker, PUSH_PATH } from './trackers/configured.ts'
export type { Tracker } from './trackers/port.ts'
export type { TrackingSandbox } from './trackers/sandbox.ts'
export { askNext, followUntil, recordScans, takeDueParcels, trackedParcel, tracksOf } from './tracking.sql.ts'
export type { ParcelTrack, Tracked } from './tracking.sql.ts'
export { ASK_SECONDS, parcelStates, scanStates } from './tracking.ts'
export type { ParcelState, Scan, ScanState } from './tracking.ts'
export { handOverParcel, handOverParcels, parcelsOf, trackingsUsed } from './parcel.sql.ts'
export type { Parcel } from './parcel.sql.ts'

export const jobs = [giveDefaultFreightJob]
export const subscriptions = [{ event: 'people.organisation.selling_approved', job: giveDefaultFreightJob.name }]
export const operations = [saveFreightTemplate, listFreightTemplates]
export const words = { zh, en }

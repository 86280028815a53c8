import { listAddresses, removeAddress, saveAddress } from './address.ops.ts'
import {
  approveApplication,
  listApplications,
  listOwnApplications,
  refuseApplication,
  submitApplication,
} from './application.ops.ts'
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from './invitation.ops.ts'
import { grantDuty, revokeDuty } from './duty.ops.ts'
import {
  answerConsent,
  askConsent,
  confirmConsent,
  endConsent,
  giveBackConsent,
  listOwnMandates,
  readAgents,
  revokeConsent,
} from './consent.ops.ts'
import { askOnPaper, checkSheet, listConsents, readSheet, readSheetPhoto, sendSheet } from './consent-paper.ops.ts'
import { askConsentJob, eraseDue, removeOutdated, sendInvitation, tellConsent, tellVerdict } from './jobs.ts'
import { changeRole, leaveOrganisation, listMembers, removeMember } from './member.ops.ts'
import { inspectOrganisation, listOrganisations, nameOrganisations, nameStaff } from './office.ops.ts'
import { approveSelling, readOrganisation, readOwnOrganisation, updateOrganisation } from './organisation.ops.ts'
import { exportData, listSessions, readMe, requestErasure, revokeSession, withdrawErasure } from './person.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { listAddresses, saveAddress } from './address.ops.ts'
export { addressOf } from './address.sql.ts'
export type { Address } from './address.sql.ts'
export { parseAddressLine } from './address-line.ts'
export { placeNamesForLines } from './address-region.ts'
export type { ParsedAddress } from './address-line.ts'
export { createAuth } from './auth.ts'
export type { Auth, NewPerson, PersonActor } from './auth.ts'
export { email, phone, phoneLabel, phoneOf } from './contact.ts'
export {
  approveApplication,
  listApplications,
  listOwnApplications,
  refuseApplication,
  submitApplication,
} from './application.ops.ts'
export { inspectOrganisation, listOrganisations, nameOrganisations, nameStaff } from './office.ops.ts'
export { approveSelling } from './organisation.ops.ts'
export { grantDuty, revokeDuty } from './duty.ops.ts'
export { isFit } from './duty.ts'
export { foundOrganisation, knownVillage, readOrganisation } from './organisation.ops.ts'
export { organisation, organisationContact, organisationByAccount, organisationsById } from './organisation.sql.ts'
export type { NewOrganisation, OrganisationSummary } from './organisation.sql.ts'
export { insertMemberRow as addMember, makeKeeper } from './member.sql.ts'
export { isCountyOf, isVillage, placeNames } from './place.ts'
export {
  answerConsent,
  askConsent,
  confirmConsent,
  endConsent,
  giveBackConsent,
  listOwnMandates,
  readAgents,
  requestCode,
  revokeConsent,
} from './consent.ops.ts'
export { askOnPaper, checkSheet, listConsents, readSheet, readSheetPhoto, sendSheet } from './consent-paper.ops.ts'
export { scopeOperations, scopes } from './mandate.ts'
export type { Scope } from './mandate.ts'
export { createInvitation, listInvitations, revokeInvitation } from './invitation.ops.ts'
export { changeRole, listMembers, removeMember } from './member.ops.ts'
export { readMe } from './person.ops.ts'
export { contactsOf, rolesOfPersons, staffOf, staffOnDuty } from './reach.sql.ts'
export type { Staff } from './reach.sql.ts'
export { accountSince } from './person.sql.ts'
export { consoleMail, consoleSms, keptMessages, unsentMessages } from './ports.ts'
export {
  cities,
  counties,
  homeCounty,
  isProvince,
  provinces,
  regionName,
  regionPath,
  township,
  townships,
  village,
  villageByLabel,
  villageLabel,
  villages,
} from './places/places.ts'
export type { Township, Village } from './places/places.ts'

export const operations = [
  askConsent,
  confirmConsent,
  answerConsent,
  revokeConsent,
  giveBackConsent,
  endConsent,
  askOnPaper,
  readSheet,
  sendSheet,
  listConsents,
  readSheetPhoto,
  checkSheet,
  readAgents,
  listOwnMandates,
  readMe,
  listSessions,
  revokeSession,
  exportData,
  requestErasure,
  withdrawErasure,
  submitApplication,
  listOwnApplications,
  listApplications,
  approveApplication,
  refuseApplication,
  readOrganisation,
  readOwnOrganisation,
  updateOrganisation,
  approveSelling,
  grantDuty,
  revokeDuty,
  listMembers,
  changeRole,
  removeMember,
  leaveOrganisation,
  createInvitation,
  listInvitations,
  readInvitation,
  acceptInvitation,
  revokeInvitation,
  listAddresses,
  saveAddress,
  removeAddress,
  listOrganisations,
  inspectOrganisation,
  nameOrganisations,
  nameStaff,
]

export const jobs = [sendInvitation, askConsentJob, tellConsent, tellVerdict, eraseDue, removeOutdated]

export const words = { zh, en }

import { listAnnouncements, publishAnnouncement, readAnnouncements, withdrawAnnouncement } from './announcement.ops.ts'
import {
  answerBuyer,
  blockBuyer,
  blockSeller,
  listMyConversations,
  listSellerConversations,
  markRead,
  markSellerRead,
  replyMessage,
  replyPhoto,
  reportBuyer,
  reportSeller,
  sendMessage,
  sendPhoto,
} from './conversation.ops.ts'
import { ageMessages, forgetPerson } from './jobs.ts'
import { listDispatches, listNotices, readConsents, readNotices, refuseTopic, saveConsents } from './notice.ops.ts'
import {
  addQuickReply,
  closeReport,
  listQuickReplies,
  listReports,
  readReport,
  removeQuickReply,
} from './report.ops.ts'
import {
  answerTicket,
  assignTicket,
  closeMyTicket,
  closeTicket,
  listCanned,
  listMyTickets,
  listTickets,
  readMyTicket,
  readTicket,
  removeCanned,
  saveCanned,
  writeToTicket,
} from './ticket.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export type { Wires } from './ports.ts'
export { configuredPost } from './adapters/configured.ts'
export { audiences, audiencesOf } from './announcement.ts'
export type { Audience } from './announcement.ts'
export { listAnnouncements, publishAnnouncement, readAnnouncements, withdrawAnnouncement } from './announcement.ops.ts'
export { markTold, untoldAnnouncement } from './announcement.sql.ts'
export { otherSide, REMIND_SECONDS, sides } from './conversation.ts'
export type { Side } from './conversation.ts'
export {
  answerBuyer,
  blockBuyer,
  blockSeller,
  listMyConversations,
  listSellerConversations,
  markRead,
  markSellerRead,
  ofBuyer,
  ofSeller,
  replyMessage,
  replyPhoto,
  reportBuyer,
  reportSeller,
  sendMessage,
  sendPhoto,
  writeMessage,
} from './conversation.ops.ts'
export {
  conversationRow,
  messageRows,
  openConversationRow,
  photoRow,
  sellerConversations,
  takeWaiting,
} from './conversation.sql.ts'
export type { Conversation, Message } from './conversation.sql.ts'
export { deliverDue, loggedPorts } from './deliver.ts'
export type { Contact } from './deliver.ts'
export { channels, topics } from './notice.ts'
export type { Template, Topic } from './notice.ts'
export {
  listDispatches,
  listNotices,
  readConsents,
  readNotices,
  refuseTopic,
  saveConsents,
  tell,
} from './notice.ops.ts'
export type { Notice } from './notice.ops.ts'
export { consentingTo } from './notice.sql.ts'
export {
  addQuickReply,
  closeReport,
  listQuickReplies,
  listReports,
  messageView,
  readReport,
  removeQuickReply,
} from './report.ops.ts'
export { hasOpenReport } from './report.sql.ts'
export {
  answerTicket,
  assignTicket,
  closeMyTicket,
  closeTicket,
  listCanned,
  listMyTickets,
  listTickets,
  readMyTicket,
  readTicket,
  removeCanned,
  saveCanned,
  ticketBody,
  writeToTicket,
} from './ticket.ops.ts'
export { insertTicketRow, writeEntry } from './ticket.sql.ts'

export const operations = [
  listMyConversations,
  listSellerConversations,
  sendMessage,
  replyMessage,
  answerBuyer,
  sendPhoto,
  replyPhoto,
  markRead,
  markSellerRead,
  blockSeller,
  blockBuyer,
  reportSeller,
  reportBuyer,
  listReports,
  readReport,
  closeReport,
  listQuickReplies,
  addQuickReply,
  removeQuickReply,
  listNotices,
  readNotices,
  readConsents,
  saveConsents,
  refuseTopic,
  listDispatches,
  readAnnouncements,
  listAnnouncements,
  publishAnnouncement,
  withdrawAnnouncement,
  listMyTickets,
  readMyTicket,
  writeToTicket,
  closeMyTicket,
  listTickets,
  readTicket,
  answerTicket,
  closeTicket,
  assignTicket,
  listCanned,
  saveCanned,
  removeCanned,
]
export const jobs = [ageMessages, forgetPerson]
export const subscriptions = [{ event: 'people.person.erased', job: forgetPerson.name }]
export const words = { zh, en }

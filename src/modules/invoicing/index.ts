import {
  issueInvoice,
  issueRedLetter,
  listMyInvoices,
  listSellerInvoices,
  listTitles,
  refuseInvoice,
  removeTitle,
  saveTitle,
  withdrawInvoice,
} from './invoicing.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { maySeeInvoice } from './file.ts'
export {
  hasItsNumber,
  issueInvoice,
  issueRedLetter,
  listMyInvoices,
  listSellerInvoices,
  listTitles,
  refuseInvoice,
  removeTitle,
  saveTitle,
  titleFields,
  withdrawInvoice,
  withItsNumber,
} from './invoicing.ops.ts'
export { insertRequest, invoiceFile, noteRefund } from './request.sql.ts'

export const operations = [
  listTitles,
  saveTitle,
  removeTitle,
  listMyInvoices,
  withdrawInvoice,
  listSellerInvoices,
  issueInvoice,
  refuseInvoice,
  issueRedLetter,
]
export const words = { zh, en }

import { batchPages } from './batch.ts'
import { consentSheet } from './consent.ts'
import { labelSheets } from './labels.ts'
import { monthPage } from './month.ts'
import { receiptPage } from './receipt.ts'
import { slipPages } from './slips.ts'
import { ticketPages } from './tickets.ts'

/** Every paper there is. Their helper makes them by name, of data that can be sent to it. */
export const papers = {
  batch: batchPages,
  consent: consentSheet,
  labels: labelSheets,
  month: monthPage,
  receipt: receiptPage,
  slips: slipPages,
  tickets: ticketPages,
}

type Papers = typeof papers
export type PaperName = keyof Papers
export type PaperTask<Name extends PaperName = PaperName> = Name extends PaperName
  ? { name: Name; given: Parameters<Papers[Name]> }
  : never

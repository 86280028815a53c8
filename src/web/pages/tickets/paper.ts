import type { RouterContextProvider } from 'react-router'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { Lang } from '../../../kernel/words.ts'
import { readOrganisation } from '../../../modules/people/index.ts'
import type { readTickets } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import { paperResponse } from '../../paper.ts'
import { ticketView } from './view.ts'

/** The tickets on paper: the whole party's, and one for each where there are several. */
export async function ticketsPdf(
  context: Readonly<RouterContextProvider>,
  read: OutputOf<typeof readTickets>,
  lang: Lang,
): Promise<Response> {
  const { organisationId, title, day, time, code, name, tickets } = ticketView(read, lang)
  const { nameZh, nameEn } = await call(context, readOrganisation, { organisationId })
  const supplier = lang === 'zh' ? nameZh : (nameEn ?? nameZh)
  const common = { supplier, title, day, time, code, name }
  const papers = tickets.map(({ text: signed, party, number }) => ({ ...common, party, number, signed }))
  return paperResponse(context, `${code}.pdf`, 'tickets', papers, lang)
}

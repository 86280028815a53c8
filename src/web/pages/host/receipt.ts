import { data } from 'react-router'
import { readOrganisation } from '../../../modules/people/index.ts'
import { listTills, readSupplierTickets } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import { paperResponse } from '../../paper.ts'
import { idIn } from '../asked.ts'
import { momentWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/receipt.ts'
import { hostWords } from './words.ts'

/** The receipt of a sale at a window, with the party's code. */
export async function loader({ params: { organisationId, bookingId }, context, request }: Route.LoaderArgs) {
  const { lang, today } = visitorOf(context)
  const { booking, tickets } = await call(context, readSupplierTickets, { organisationId, bookingId: idIn(bookingId) })
  const siteId = new URL(request.url).searchParams.get('site') ?? ''
  const { tills } = await call(context, listTills, { organisationId, siteId: idIn(siteId), day: today })
  const till = tills.find((one) => one.takings.some((taking) => taking.bookingId === booking.id))
  const taking = till?.takings.find((one) => one.bookingId === booking.id && one.kind === 'sale')
  if (till === undefined || taking === undefined) throw data(null, { status: 404 })
  const { nameZh, nameEn } = await call(context, readOrganisation, { organisationId })
  const { kinds } = hostWords[lang]
  const types = [...new Set(booking.units.map((unit) => unit.type))]
  const receipt = {
    supplier: lang === 'zh' ? nameZh : (nameEn ?? nameZh),
    till: till.name,
    number: taking.receipt,
    at: momentWords(taking.at, lang),
    title: lang === 'zh' ? booking.titleZh : booking.titleEn,
    lines: types.map((type) => {
      const units = booking.units.filter((unit) => unit.type === type)
      return {
        name: kinds[type] ?? type,
        count: units.length,
        fen: units.reduce((sum, unit) => sum + unit.priceFen, 0),
      }
    }),
    totalFen: booking.totalFen,
    givenFen: taking.givenFen,
    code: booking.code,
    signed: tickets[0]?.text ?? '',
  }
  return paperResponse(context, `${booking.code}-${taking.receipt}.pdf`, 'receipt', receipt, lang)
}

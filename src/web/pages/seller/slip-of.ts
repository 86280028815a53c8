import type { Consignment, Gift } from '../../../modules/delivery/index.ts'
import { regionPath } from '../../../modules/people/index.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { Slip } from '../../documents/slips.ts'
import type { Order } from './read.ts'
import { dayOf, titleIn } from './show.tsx'

type Many = { consignments: readonly Consignment[]; gift: Gift | undefined }

/** The slips of an order: one, or one for each recipient with the gift's card and nothing of who paid what. */
export function slipsOf(order: Order, seller: string, lang: Lang, many?: Many): Slip[] {
  if (many === undefined || many.consignments.length === 0) return [oneSlip(order, seller, lang)]
  return many.consignments.map(({ number, recipient, units }) => ({
    ...headOf(order, seller),
    ...placeOf(recipient, lang),
    note: '',
    parcel: { number, of: many.consignments.length },
    ...(many.gift && { card: { text: many.gift.card, giver: many.gift.giver } }),
    lines: order.lines.map((line, n) => ({
      title: titleIn(lang, line),
      netGrams: line.netGrams,
      units: units[n] ?? 0,
      lots: line.lots.map(({ lotCode }) => ({ lotCode, units: null })),
    })),
  }))
}

function oneSlip(order: Order, seller: string, lang: Lang): Slip {
  return {
    ...headOf(order, seller),
    ...placeOf(order.recipient, lang),
    note: order.note,
    lines: order.lines
      .filter((line) => line.units > line.refundedUnits)
      .map((line) => ({
        title: titleIn(lang, line),
        netGrams: line.netGrams,
        units: line.units - line.refundedUnits,
        lots: line.lots,
      })),
  }
}

const headOf = (order: Order, seller: string) => ({ code: order.code, placedOn: dayOf(order.placedAt), seller })

const placeOf = ({ name, phone, countyCode, detail }: Order['recipient'], lang: Lang) => ({
  name,
  phone,
  region: regionPath(countyCode, lang).join(' '),
  detail,
})

import type { Lang } from '../../../../kernel/words.ts'
import type { Field } from '../../../kit/console/view.ts'
import { titleIn } from '../show.tsx'
import { dayAndTime } from '../sheets.ts'
import { words } from '../words.ts'
import type { OrderOnDesk } from './load.ts'
import { sheetWords } from './words.ts'

/** What is sorted here is sorted by the server: a page of orders has no order of its own. */
export function orderFields(lang: Lang): Field<OrderOnDesk>[] {
  const { orders: say, states } = words[lang]
  const more = sheetWords[lang]
  return [
    { key: 'code', label: say.code, value: (one) => one.code },
    {
      key: 'goods',
      label: say.goods,
      value: (one) => one.lines.map((line) => `${titleIn(lang, line)} × ${line.units}`).join('\n'),
    },
    { key: 'to', label: say.to, value: (one) => one.recipient.name },
    {
      key: 'amount',
      label: say.amount,
      figure: true,
      value: (one) => ({ fen: one.goodsFen + one.freightFen - one.refundedFen }),
    },
    { key: 'placed', label: say.placed, figure: true, sortable: true, value: (one) => dayAndTime(one.placedAt) },
    { key: 'state', label: say.state, value: (one) => states[one.state] },
    { key: 'units', label: more.units, figure: true, extra: true, value: (one) => sum(one.lines.map((l) => l.units)) },
    {
      key: 'lots',
      label: more.lots,
      extra: true,
      value: (one) => one.lines.flatMap((l) => l.lots.map((lot) => `${lot.lotCode} × ${lot.units}`)).join('\n'),
    },
    { key: 'paid', label: more.paid, figure: true, extra: true, value: (one) => dayAndTime(one.paidAt) },
    { key: 'shipped', label: more.shipped, figure: true, extra: true, value: (one) => dayAndTime(one.shippedAt) },
    { key: 'goodsFen', label: more.goodsFen, figure: true, extra: true, value: (one) => ({ fen: one.goodsFen }) },
    { key: 'freightFen', label: more.freightFen, figure: true, extra: true, value: (one) => ({ fen: one.freightFen }) },
    { key: 'refunded', label: more.refunded, figure: true, extra: true, value: (one) => ({ fen: one.refundedFen }) },
    { key: 'phone', label: more.phone, extra: true, value: (one) => one.recipient.phone },
    { key: 'region', label: more.region, extra: true, value: (one) => one.region },
    { key: 'address', label: more.address, extra: true, value: (one) => one.recipient.detail },
    { key: 'note', label: more.note, extra: true, value: (one) => one.note },
    { key: 'carrier', label: more.carrier, extra: true, value: (one) => one.carrier },
    { key: 'tracking', label: more.tracking, extra: true, value: (one) => one.trackingNumber },
  ]
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

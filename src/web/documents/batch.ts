import type { Lang } from '../../kernel/words.ts'
import { labelSheets } from './labels.ts'
import type { Label } from './labels.ts'
import { netWeight } from './labels.ts'
import { mm } from './pdf.ts'
import type { Content, TDocumentDefinitions } from './pdf.ts'
import { slipContent, slipPaper } from './slips.ts'
import type { Slip } from './slips.ts'

export type PickLine = {
  title: string
  netGrams: number
  lotCode: string
  expiresOn: string | null
  units: number
  orders: readonly { code: string; units: number }[]
}

const words = {
  zh: {
    title: '拣货单',
    lot: '批号',
    expires: '到期',
    item: '品名',
    units: '份数',
    orders: '订单',
    of: (n: number) => `${n} 单`,
  },
  en: {
    title: 'Pick list',
    lot: 'Lot',
    expires: 'Best before',
    item: 'Item',
    units: 'Units',
    orders: 'Orders',
    of: (n: number) => `${n} orders`,
  },
}

/** What is printed of a batch of orders; what is null is left out. */
export type Batch = {
  printedOn: string
  orders: number
  picks: readonly PickLine[] | null
  slips: readonly Slip[] | null
  labels: readonly Label[] | null
}

/** All papers of a batch as one document: the pick list, a slip for each parcel, then the labels, each on its own paper. */
export function batchPages(batch: Batch, lang: Lang, publicUrl: string): TDocumentDefinitions {
  const { picks, slips, labels } = batch
  const sections: Content[] = []
  if (picks !== null)
    sections.push({
      section: pickContent(picks, batch, lang),
      pageSize: 'A4',
      pageOrientation: 'portrait',
      pageMargins: mm(14),
    })
  if (slips !== null && slips.length > 0)
    sections.push({ section: slipContent(slips, lang), ...slipPaper, pageOrientation: 'portrait' })
  if (labels !== null && labels.length > 0) {
    const { content } = labelSheets(labels, publicUrl)
    sections.push({ section: content, pageSize: 'A4', pageOrientation: 'portrait', pageMargins: 0 })
  }
  return {
    pageSize: 'A4',
    info: { title: words[lang].title },
    content: sections.length > 0 ? sections : [{ text: '' }],
  }
}

function pickContent(picks: readonly PickLine[], { printedOn, orders }: Batch, lang: Lang): Content[] {
  const say = words[lang]
  const head = (text: string, alignment: 'left' | 'right' = 'left') => ({
    text,
    fontSize: 9,
    color: '#56625b',
    alignment,
  })
  const rows = picks.map((pick) => [
    { text: '', border: [true, true, true, true] as [boolean, boolean, boolean, boolean] },
    { text: pick.lotCode, fontSize: 11, bold: true },
    {
      stack: [
        { text: pick.title, fontSize: 10 },
        { text: netWeight(pick.netGrams), fontSize: 8, color: '#56625b' },
      ],
    },
    { text: pick.expiresOn ?? '', fontSize: 9 },
    { text: String(pick.units), fontSize: 14, bold: true, alignment: 'right' as const },
    { text: pick.orders.map(({ code, units }) => `${code} × ${units}`).join('  '), fontSize: 7 },
  ])
  return [
    { text: `${say.title}  ${printedOn}  ${say.of(orders)}`, fontSize: 14, bold: true, margin: [0, 0, 0, 8] },
    {
      layout: { hLineWidth: () => 0.4, vLineWidth: () => 0, hLineColor: () => '#d5ddd3' },
      table: {
        headerRows: 1,
        widths: [mm(5), mm(30), '*', mm(20), mm(14), mm(62)],
        body: [
          [head(''), head(say.lot), head(say.item), head(say.expires), head(say.units, 'right'), head(say.orders)],
          ...rows,
        ],
      },
    },
  ]
}

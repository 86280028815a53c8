import type { Lang } from '../../kernel/words.ts'
import { motifSvg, netWeight } from './labels.ts'
import { mm } from './pdf.ts'
import type { Content, TDocumentDefinitions } from './pdf.ts'
import { qrSvg } from './qr.ts'

export type SlipLine = {
  title: string
  netGrams: number
  units: number
  /** Without units where the order's units of a lot are shared among many parcels. */
  lots: readonly { lotCode: string; units: number | null }[]
}
/** One parcel: where it goes and what is in it. */
export type Slip = {
  code: string
  placedOn: string
  seller: string
  name: string
  phone: string
  region: string
  detail: string
  note: string
  lines: readonly SlipLine[]
  /** Which of how many parcels of the order this is. */
  parcel?: { number: number; of: number } | undefined
  /** What the giver wrote, and who that is; a gift's slip has nothing else of the giver. */
  card?: { text: string; giver: string } | undefined
}

const words = {
  zh: {
    to: '收件',
    note: '买家留言',
    item: '品名',
    units: '份数',
    lots: '批号',
    total: '合计',
    from: '寄件',
    order: '订单',
    title: '随箱清单',
    parcel: (n: number, of: number) => `第 ${n} 件，共 ${of} 件`,
    giver: '赠送人',
  },
  en: {
    to: 'To',
    note: 'Note',
    item: 'Item',
    units: 'Units',
    lots: 'Lots',
    total: 'Total',
    from: 'From',
    order: 'Order',
    title: 'Packing slip',
    parcel: (n: number, of: number) => `Parcel ${n} of ${of}`,
    giver: 'From',
  },
}

const WIDTH = mm(100)
const HEIGHT = mm(150)
const QR = mm(21)

/** Parcel labels with their packing lists, one order each, on the couriers' 100 × 150 mm paper. */
export function slipPages(slips: readonly Slip[], lang: Lang): TDocumentDefinitions {
  return {
    pageSize: { width: WIDTH, height: HEIGHT },
    pageMargins: [mm(6), mm(6), mm(6), mm(6)],
    info: { title: words[lang].title },
    content: slipContent(slips, lang),
  }
}

/** Paper size and edges of a slip, for documents that hold more. */
export const slipPaper = { pageSize: { width: WIDTH, height: HEIGHT }, pageMargins: mm(6) }

export function slipContent(slips: readonly Slip[], lang: Lang): Content[] {
  const motifs = new Map(
    [...new Set(slips.map(({ seller }) => seller))].map((seller) => [
      seller,
      motifSvg(`slip ${seller}`, WIDTH, mm(26)),
    ]),
  )
  if (slips.length === 0) return [{ text: '' }]
  return slips.flatMap((slip, at) => page(slip, lang, at > 0, motifs.get(slip.seller) ?? ''))
}

function page(slip: Slip, lang: Lang, turn: boolean, motif: string): Content[] {
  const say = words[lang]
  const inner = WIDTH - mm(12)
  return [
    {
      svg: motif,
      absolutePosition: { x: 0, y: 0 },
      ...(turn && { pageBreak: 'before' as const }),
    },
    {
      columns: [
        {
          width: '*',
          stack: [
            { text: slip.seller, fontSize: 9, bold: true },
            { text: slip.code, fontSize: 17, bold: true, margin: [0, 2, 0, 0] },
            {
              text: [`${say.order} ${slip.placedOn}`, slip.parcel && say.parcel(slip.parcel.number, slip.parcel.of)]
                .filter(Boolean)
                .join('  '),
              fontSize: 8,
              color: '#56625b',
            },
          ],
        },
        { width: QR, svg: qrSvg(slip.code, QR) },
      ],
    },
    rule(inner),
    { text: say.to, fontSize: 8, color: '#56625b' },
    { text: `${slip.name}  ${slip.phone}`, fontSize: 13, bold: true },
    { text: slip.region, fontSize: 10, margin: [0, 2, 0, 0] },
    { text: slip.detail, fontSize: 11, bold: true },
    ...(slip.note === ''
      ? []
      : [{ text: `${say.note}  ${slip.note}`, fontSize: 9, margin: [0, 5, 0, 0] as [number, number, number, number] }]),
    rule(inner),
    goods(slip, lang),
    ...(slip.card === undefined ? [] : card(slip.card, lang)),
  ]
}

/** The card of a gift, in the giver's words. */
function card({ text, giver }: NonNullable<Slip['card']>, lang: Lang): Content[] {
  return [
    ...(text === '' ? [] : [{ text, fontSize: 11, margin: [0, 12, 0, 0] as [number, number, number, number] }]),
    ...(giver === ''
      ? []
      : [
          {
            text: `${words[lang].giver}  ${giver}`,
            fontSize: 9,
            alignment: 'right' as const,
            margin: [0, 4, 0, 0] as [number, number, number, number],
          },
        ]),
  ]
}

const rule = (width: number): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.7, lineColor: '#1f2a24' }],
  margin: [0, 6, 0, 6],
})

function goods(slip: Slip, lang: Lang): Content {
  const say = words[lang]
  const head = (text: string, alignment: 'left' | 'right' = 'left') => ({
    text,
    fontSize: 8,
    color: '#56625b',
    alignment,
  })
  const rows = slip.lines.map((line) => [
    {
      stack: [
        { text: line.title, fontSize: 9.5 },
        { text: netWeight(line.netGrams), fontSize: 8, color: '#56625b' },
      ],
    },
    {
      text: line.lots.map((lot) => (lot.units === null ? lot.lotCode : `${lot.lotCode} × ${lot.units}`)).join('\n'),
      fontSize: 8,
    },
    { text: String(line.units), fontSize: 11, bold: true, alignment: 'right' as const },
  ])
  const units = slip.lines.reduce((sum, line) => sum + line.units, 0)
  return {
    layout: {
      hLineWidth: (i: number) => (i === 0 ? 0 : 0.4),
      vLineWidth: () => 0,
      hLineColor: () => '#d5ddd3',
      paddingLeft: () => 0,
    },
    table: {
      headerRows: 1,
      widths: ['*', mm(27), mm(11)],
      body: [
        [head(say.item), head(say.lots), head(say.units, 'right')],
        ...rows,
        [
          { text: say.total, fontSize: 9 },
          '',
          { text: String(units), fontSize: 11, bold: true, alignment: 'right' as const },
        ],
      ],
    },
  }
}

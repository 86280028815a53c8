import type { Content, TDocumentDefinitions } from './pdf.ts'
import { mm } from './pdf.ts'
import { motifSvg } from './labels.ts'

export type MonthPage = {
  heading: string
  /** Whether it is final, and when it was written down. */
  standing: string
  note: string
  heads: readonly [string, string, string]
  rows: readonly { name: string; count: number | null; amount: string; strong: boolean }[]
}

const WIDTH = mm(210)

/** A month's statement on one A4 page. */
export function monthPage({ heading, standing, note, heads, rows }: MonthPage): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [mm(22), mm(30), mm(22), mm(22)],
    info: { title: heading },
    content: [
      { svg: motifSvg(heading, WIDTH, mm(22)), absolutePosition: { x: 0, y: 0 } },
      { text: heading, fontSize: 18, bold: true },
      { text: standing, fontSize: 9, color: '#56625b', margin: [0, 4, 0, 14] },
      table(heads, rows),
      { text: note, fontSize: 9, color: '#56625b', margin: [0, 12, 0, 0] },
    ],
  }
}

function table(heads: MonthPage['heads'], rows: MonthPage['rows']): Content {
  const right = 'right' as const
  return {
    layout: {
      hLineWidth: (i: number) => (i === 0 ? 0 : 0.4),
      vLineWidth: () => 0,
      hLineColor: () => '#d5ddd3',
      paddingLeft: () => 0,
      paddingTop: () => 5,
      paddingBottom: () => 5,
    },
    table: {
      headerRows: 1,
      widths: ['*', mm(30), mm(45)],
      body: [
        [
          { text: heads[0], fontSize: 9, color: '#56625b' },
          { text: heads[1], fontSize: 9, color: '#56625b', alignment: right },
          { text: heads[2], fontSize: 9, color: '#56625b', alignment: right },
        ],
        ...rows.map(({ name, count, amount, strong }) => [
          { text: name, fontSize: 11, bold: strong },
          { text: count === null ? '' : String(count), fontSize: 11, alignment: right },
          { text: amount, fontSize: 11, bold: strong, alignment: right },
        ]),
      ],
    },
  }
}

import type { Lang } from '../../kernel/words.ts'
import { mm } from './pdf.ts'
import type { Content, TDocumentDefinitions } from './pdf.ts'
import { qrSvg } from './qr.ts'

/** A sale at a window: what was bought, paid and given back, and the code with which the party may come in. */
export type Receipt = {
  supplier: string
  till: string
  number: number
  at: string
  title: string
  lines: readonly { name: string; count: number; fen: number }[]
  totalFen: number
  givenFen: number
  code: string
  signed: string
}

const words = {
  zh: {
    title: '收据',
    number: (till: string, n: number) => `${till} ${n} 号`,
    total: '合计',
    given: '实收现金',
    change: '找零',
  },
  en: {
    title: 'Receipt',
    number: (till: string, n: number) => `${till}, no. ${n}`,
    total: 'Total',
    given: 'Cash',
    change: 'Change',
  },
}

/** The roll that small printers at counters take. */
const WIDTH = mm(80)
const EDGE = mm(5)
const QR = mm(46)
const yuan = (fen: number) => `¥${(fen / 100).toFixed(2)}`

export function receiptPage(receipt: Receipt, lang: Lang): TDocumentDefinitions {
  const say = words[lang]
  return {
    pageSize: { width: WIDTH, height: mm(140 + receipt.lines.length * 6) },
    pageMargins: EDGE,
    info: { title: `${say.title} ${receipt.code}` },
    content: [
      { text: receipt.supplier, fontSize: 11, bold: true, alignment: 'center' },
      { text: `${say.title}  ${say.number(receipt.till, receipt.number)}`, fontSize: 9, alignment: 'center' },
      { text: receipt.at, fontSize: 9, alignment: 'center', margin: [0, 0, 0, 6] },
      { text: receipt.title, fontSize: 10, bold: true },
      ...receipt.lines.map((line) => row(`${line.name} × ${line.count}`, yuan(line.fen))),
      { canvas: [{ type: 'line', x1: 0, y1: 3, x2: WIDTH - EDGE * 2, y2: 3, lineWidth: 0.6 }] },
      row(say.total, yuan(receipt.totalFen), true),
      row(say.given, yuan(receipt.givenFen)),
      row(say.change, yuan(receipt.givenFen - receipt.totalFen)),
      { svg: qrSvg(receipt.signed, QR), alignment: 'center', margin: [0, 6, 0, 2] },
      { text: receipt.code, fontSize: 10, bold: true, alignment: 'center' },
    ],
  }
}

const row = (name: string, amount: string, bold = false): Content => ({
  columns: [
    { width: '*', text: name, fontSize: 10, bold },
    { width: 'auto', text: amount, fontSize: 10, bold },
  ],
  margin: [0, 2, 0, 0],
})

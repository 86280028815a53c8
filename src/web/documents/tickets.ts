import type { Lang } from '../../kernel/words.ts'
import { motifSvg } from './labels.ts'
import { fitted } from './fit.ts'
import { mm } from './pdf.ts'
import type { Content, TDocumentDefinitions } from './pdf.ts'
import { qrSvg } from './qr.ts'

/** One ticket on paper: what a gate scans, and what its bearer reads. */
export type PaperTicket = {
  title: string
  supplier: string
  /** Written out: 2026年5月10日 周日. */
  day: string
  /** When it begins, or that the day is long. */
  time: string
  /** 成人 2 · 儿童 1. */
  party: string
  code: string
  name: string
  /** Which of how many tickets of the booking; null for the whole party's. */
  number: { of: number; at: number } | null
  signed: string
}

const words = {
  zh: {
    title: '门票',
    whole: '全部同行的人一起用这张',
    one: (at: number, of: number) => `第 ${at} 张，共 ${of} 张`,
    rule: '入口扫码，一码一用。改期或退款后，这张作废，请用新的。',
    code: '扫不出时报编号',
  },
  en: {
    title: 'Tickets',
    whole: 'For the whole party',
    one: (at: number, of: number) => `Ticket ${at} of ${of}`,
    rule: 'Scanned at the entrance, good once. After a change or refund this paper is void; use the new one.',
    code: 'If it does not scan, say',
  },
}

/** ISO 216 A6: a quarter of the sheet any printer has, and what a counter's small printer takes. */
const WIDTH = mm(105)
const HEIGHT = mm(148)
const EDGE = mm(8)
const QR = mm(58)
const ink = '#1f2a24'
const soft = '#56625b'

/** A page for each ticket. */
export function ticketPages(tickets: readonly PaperTicket[], lang: Lang): TDocumentDefinitions {
  const motif = motifSvg('terrace ticket', WIDTH, mm(40))
  return {
    pageSize: { width: WIDTH, height: HEIGHT },
    pageMargins: EDGE,
    info: { title: words[lang].title },
    content: tickets.flatMap((ticket, at) => page(ticket, lang, motif, at > 0)),
  }
}

function page(ticket: PaperTicket, lang: Lang, motif: string, turn: boolean): Content[] {
  const say = words[lang]
  const inner = WIDTH - EDGE * 2
  const title = fitted(ticket.title, inner, [16, 14, 12], 2)
  return [
    { svg: motif, absolutePosition: { x: 0, y: 0 }, ...(turn && { pageBreak: 'before' as const }) },
    { text: ticket.supplier, fontSize: 8.5, color: soft },
    { text: title.lines.join('\n'), fontSize: title.sizePt, bold: true, color: ink, margin: [0, 2, 0, 6] },
    {
      columns: [
        { width: '*', text: ticket.day, fontSize: 13, bold: true },
        { width: 'auto', text: ticket.time, fontSize: 13, bold: true },
      ],
    },
    {
      columns: [
        { width: '*', text: ticket.party, fontSize: 11 },
        { width: 'auto', text: ticket.name, fontSize: 11 },
      ],
      margin: [0, 2, 0, 4],
    },
    { svg: qrSvg(ticket.signed, QR), alignment: 'center' },
    {
      text: ticket.number === null ? say.whole : say.one(ticket.number.at, ticket.number.of),
      alignment: 'center',
      fontSize: 10,
      bold: true,
    },
    {
      text: [
        { text: `${say.code}  `, color: soft },
        { text: ticket.code, bold: true },
      ],
      alignment: 'center',
      fontSize: 10,
      margin: [0, 4, 0, 0],
    },
    {
      text: say.rule,
      fontSize: 7.5,
      color: soft,
      absolutePosition: { x: EDGE, y: HEIGHT - EDGE - 20 },
    },
  ]
}

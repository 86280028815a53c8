import { digitalLink, orThrow } from '../../engines/gs1/index.ts'
import { contours } from '../kit/contours.ts'
import { fitted } from './fit.ts'
import { mm } from './pdf.ts'
import type { Content, TDocumentDefinitions } from './pdf.ts'
import { qrSvg } from './qr.ts'

/** What one label says. Always both languages: goods travel further than their makers' dialect. */
export type Label = {
  nameZh: string
  nameEn: string
  netGrams: number
  gtin: string
  lotCode: string
  packedOn: string
  expiresOn: string
  sellerZh: string
  sellerEn: string
  villageZh: string
  villageEn: string
}

/** Twenty-one labels of 63.5 × 38.1 mm on A4, a cut sold everywhere; in millimetres. */
export const sheet = {
  columns: 3,
  rows: 7,
  width: 63.5,
  height: 38.1,
  left: 7.25,
  top: 15.15,
  pitchX: 66,
  pitchY: 38.1,
}
const PER_SHEET = sheet.columns * sheet.rows

const PAD = mm(2.6)
const QR = mm(22.5)
const ink = '#1f2a24'
const soft = '#56625b'

/** The address under which the county tells a lot's story: GS1 Digital Link with GTIN and lot. */
export function lotAddress(publicUrl: string, gtin: string, lotCode: string): string {
  return orThrow(digitalLink({ domain: publicUrl, gtin, lot: lotCode }))
}

/** Sheets of labels, filled row by row; `skip` places are left free for a sheet already begun. */
export function labelSheets(labels: readonly Label[], publicUrl: string, skip = 0): TDocumentDefinitions {
  const motif = motifSvg('terrace label', mm(sheet.width), mm(sheet.height))
  // Labels of one lot have one code, which is drawn once.
  const codes = new Map<string, string>()
  const codeOf = ({ gtin, lotCode }: Label) => {
    const address = lotAddress(publicUrl, gtin, lotCode)
    const code = codes.get(address) ?? qrSvg(address, QR)
    codes.set(address, code)
    return code
  }
  const content = labels.flatMap((label, position) => placed(label, position + skip, codeOf(label), motif))
  return {
    pageSize: 'A4',
    pageMargins: [0, 0, 0, 0],
    info: { title: labels[0] === undefined ? '标签' : `${labels[0].nameZh} ${labels[0].lotCode}` },
    content: content.length > 0 ? content : [{ text: '' }],
  }
}

function placed(label: Label, position: number, code: string, motif: string): Content[] {
  const onSheet = position % PER_SHEET
  const x = mm(sheet.left + (onSheet % sheet.columns) * sheet.pitchX)
  const y = mm(sheet.top + Math.floor(onSheet / sheet.columns) * sheet.pitchY)
  const turn: Content[] = position > 0 && onSheet === 0 ? [{ text: '', fontSize: 1, pageBreak: 'before' }] : []
  return [...turn, ...drawn(label, x, y, code, motif)]
}

function drawn(label: Label, x: number, y: number, code: string, motif: string): Content[] {
  const qrX = x + mm(sheet.width) - QR - PAD * 0.6
  const width = qrX - x - PAD - mm(1)
  return [
    { svg: motif, absolutePosition: { x, y } },
    { svg: code, absolutePosition: { x: qrX, y: y + PAD * 0.6 } },
    ...words(label, x + PAD, y + PAD, width),
    ...underCode(qrX, y + PAD * 0.6 + QR),
  ]
}

/** Name, weight and days at the left; seller and village along the foot. */
function words(label: Label, x: number, top: number, width: number): Content[] {
  const nameZh = fitted(label.nameZh, width, [11, 10, 9, 8], 2)
  const nameEn = fitted(label.nameEn, width, [6.5, 6], 2)
  let y = top - 1
  const contents: Content[] = []
  const write = (text: string, sizePt: number, more: { bold?: boolean; color?: string; gap?: number } = {}) => {
    y += more.gap ?? 0
    contents.push({
      text,
      fontSize: sizePt,
      color: more.color ?? ink,
      bold: more.bold ?? false,
      noWrap: true,
      lineHeight: 1,
      absolutePosition: { x, y },
    })
    y += sizePt * 1.28
  }
  for (const line of nameZh.lines) write(line, nameZh.sizePt, { bold: true })
  if (label.nameEn !== label.nameZh) for (const line of nameEn.lines) write(line, nameEn.sizePt, { color: soft })
  write(`净含量 ${netWeight(label.netGrams)}`, 7.5, { gap: 3, bold: true })
  const lot = fitted(`批号 Lot  ${label.lotCode}`, width, [6.5, 6, 5.5, 5], 1)
  write(`批号 Lot  ${label.lotCode}`, lot.sizePt, { gap: 1, bold: true })
  write(`包装 Packed  ${label.packedOn}`, 6.5)
  write(`保质期至 Best before  ${label.expiresOn}`, 6.5)
  y = Math.max(y, top + mm(sheet.height) - PAD * 2 - 17)
  const foot = mm(sheet.width) - PAD * 2
  write(one(`${label.sellerZh}  ${label.villageZh}`, foot, 6.5), 6.5, { gap: 1 })
  write(one(`${label.sellerEn}, ${label.villageEn}`, foot, 5.5), 5.5, { color: soft })
  return contents
}

function underCode(x: number, y: number): Content[] {
  const under = (text: string, sizePt: number, down: number, color: string): Content => ({
    columns: [{ width: QR, text, alignment: 'center', fontSize: sizePt, noWrap: true, lineHeight: 1, color }],
    absolutePosition: { x, y: y + down },
  })
  return [under('扫码看来处', 6.5, -4, ink), under('Scan for its origin', 5.5, 4, soft)]
}

const one = (text: string, widthPt: number, sizePt: number) => fitted(text, widthPt, [sizePt], 1).lines[0] ?? ''

/** Net content as the national rule on prepackaged goods has it: g below a kilogram, kg from there. */
export function netWeight(grams: number): string {
  return grams < 1000 ? `${grams} g` : `${grams / 1000} kg`
}

/** The contour motif as a whisper over the label's left part; the code's quiet zone stays white. */
export function motifSvg(seed: string, width: number, height: number): string {
  const path = contours({ seed, width, height, levels: 8, mesh: 9 }).join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<path d="${path}" fill="none" stroke="#a9c77b" stroke-width="0.5" stroke-opacity="0.45"/></svg>`
  )
}

import { read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import qrcode from 'qrcode'
import { expect, test } from 'vitest'
import { parseDigitalLink, valueIn, orThrow } from '../../engines/gs1/index.ts'
import { emsOf, fitted } from './fit.ts'
import { labelSheets, lotAddress } from './labels.ts'
import type { Label } from './labels.ts'
import { pdfOf } from './pdf.ts'
import { qrSvg } from './qr.ts'
import { csvOf, harmless, workbookOf } from './sheet.ts'
import { slipPages } from './slips.ts'

const label: Label = {
  nameZh: '遂昌龙谷茶',
  nameEn: 'Longgu green tea',
  netGrams: 250,
  gtin: '9520000000011',
  lotCode: 'L260401/A',
  packedOn: '2026-04-01',
  expiresOn: '2027-10-01',
  sellerZh: '大柘茶叶合作社',
  sellerEn: 'Dazhe Tea Cooperative',
  villageZh: '大柘镇 大田村',
  villageEn: 'Datian, Dazhe',
}

test('fitted text keeps to its lines and width and loses nothing unless it says so', () => {
  const words = fc.array(
    fc.constantFrom('高山', '茶', '（甜糯）', 'tea', ' ', 'a-very-long-word-of-latin', '，', 'W'),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(words, fc.integer({ min: 40, max: 200 }), fc.integer({ min: 1, max: 3 }), (parts, width, lines) => {
      const text = parts.join('')
      const fit = fitted(text, width, [11, 9, 7], lines)
      expect(fit.lines.length).toBeLessThanOrEqual(lines)
      for (const line of fit.lines) expect(emsOf(line) * fit.sizePt).toBeLessThanOrEqual(width + 11 * 3)
      if (!fit.lines.join('').endsWith('…'))
        expect(fit.lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/\s/g, ''))
    }),
  )
})

test('a closing mark never begins a line', () => {
  const { lines } = fitted('高山烤薯干（黄皮甜糯）传统柴火慢烘', 99, [10], 3)
  for (const line of lines) expect(line).not.toMatch(/^[），。]/)
})

test('the code on a label is a GS1 Digital Link to the lot, and the drawn modules are the code', () => {
  const address = lotAddress('https://suichang.example.cn', label.gtin, label.lotCode)
  const link = orThrow(parseDigitalLink(address))
  expect(valueIn(link, '01')).toBe('09520000000011')
  expect(valueIn(link, '10')).toBe(label.lotCode)
  expect(drawnModules(qrSvg(address, 64))).toEqual(modulesOf(address))
})

function modulesOf(text: string): string[] {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const dark: string[] = []
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) dark.push(`${column},${row}`)
  return dark.sort()
}

function drawnModules(svg: string): string[] {
  const dark: string[] = []
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)\.5h(\d+)/g))
    for (let at = 0; at < Number(run); at += 1) dark.push(`${Number(x) + at - 4},${Number(y) - 4}`)
  return dark.sort()
}

test('twenty-one labels fill a sheet, the next begins another, and places already used stay free', () => {
  const pages = (count: number, skip: number) =>
    JSON.stringify(
      labelSheets(
        Array.from({ length: count }, () => label),
        'https://a.example',
        skip,
      ).content,
    ).split('"pageBreak"').length
  expect([pages(21, 0), pages(22, 0), pages(43, 0), pages(21, 1)]).toEqual([1, 2, 3, 2])
})

test('labels and slips become PDF with an embedded Chinese face', async () => {
  const slip = {
    code: 'A1B2C3',
    placedOn: '2026-04-18',
    seller: '合作社',
    name: '王女士',
    phone: '13800000000',
    region: '上海市 浦东新区',
    detail: '某路 1 号',
    note: '=1+1',
  }
  const lines = [{ title: '龙谷茶', netGrams: 250, units: 2, lots: [{ lotCode: 'L1', units: 2 }] }]
  for (const document of [labelSheets([label], 'https://a.example'), slipPages([{ ...slip, lines }], 'zh')]) {
    const bytes = Buffer.from(await pdfOf(document))
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.toString('latin1')).toContain('NotoSansSC')
  }
})

test('nothing typed by a stranger runs as a formula', async () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(harmless(text)).not.toMatch(/^[=+\-@\t\r\n]/)
    }),
  )
  const table = {
    name: '订单',
    heads: ['备注', '金额'],
    rows: [
      ['=HYPERLINK("http://x")', { fen: -500 }],
      ['+86 138, "好"', { fen: 128_05 }],
    ],
  }
  expect(csvOf(table)).toBe('\ufeff备注,金额\r\n"\'=HYPERLINK(""http://x"")",-5.00\r\n"\'+86 138, ""好""",128.05\r\n')
  const sheet = read(await workbookOf(table)).Sheets['订单']
  expect(utils.sheet_to_json(sheet as never)).toEqual([
    { 备注: '\'=HYPERLINK("http://x")', 金额: -5 },
    { 备注: '\'+86 138, "好"', 金额: 128.05 },
  ])
})

import type { ReadTableOk } from '../modules/market/index.ts'
import type { Recipient } from '../modules/market/index.ts'
import { parseAddressLine, phoneOf, placeNamesForLines, regionPath } from '../modules/people/index.ts'

/** A cell that was not taken: row counted from 1, the column's heading, and a code of the words files. */
export type GiftFault = { row: number; column: string; code: string }
export type GiftRows = { recipients: Recipient[]; faults: GiftFault[] }

export const RECIPIENTS_MAX = 1000
const FAULTS_MAX = 200

const headings = {
  name: ['收件人', '姓名', '收货人', 'recipient', 'name'],
  phone: ['手机号', '手机', '电话', '联系电话', 'phone', 'mobile'],
  address: ['地址', '收货地址', '详细地址', 'address'],
} as const
type Field = keyof typeof headings
const fields = ['name', 'phone', 'address'] as const

/** The headings a fresh sheet has. */
export const giftHeadings = { zh: ['收件人', '手机号', '地址'], en: ['recipient', 'phone', 'address'] } as const

type Cell = ReadTableOk['rows'][number][number]

/** Reads recipients from a sheet: headings in its first row, a whole address in one cell. Faults stand at their cells. */
export function readGiftRows({ rows }: ReadTableOk): GiftRows {
  const columns = columnsOf(rows[0] ?? [])
  const missing = fields.filter((field) => columns[field] < 0)
  if (missing.length > 0)
    return {
      recipients: [],
      faults: missing.map((field) => ({ row: 1, column: headings[field][0], code: 'market.gift.no_column' })),
    }
  const places = placeNamesForLines()
  const read = rows.slice(1).flatMap((row, at) => {
    const cells = fields.map((field) => row[columns[field]] ?? null)
    return cells.every(isEmpty) ? [] : [oneRow(cells, at + 2, places)]
  })
  const recipients = read.flatMap((one) => ('recipient' in one ? [one.recipient] : []))
  const faults = read.flatMap((one) => ('faults' in one ? one.faults : []))
  if (read.length === 0) faults.push({ row: 1, column: headings.name[0], code: 'market.gift.empty' })
  if (read.length > RECIPIENTS_MAX)
    faults.push({ row: RECIPIENTS_MAX + 2, column: headings.name[0], code: 'market.gift.too_many' })
  return { recipients, faults: faults.slice(0, FAULTS_MAX) }
}

function columnsOf(first: readonly Cell[]): Record<Field, number> {
  const found = (field: Field) =>
    first.findIndex(
      (cell) =>
        typeof cell === 'string' &&
        (headings[field] as readonly string[]).includes(cell.normalize('NFKC').trim().toLowerCase()),
    )
  return { name: found('name'), phone: found('phone'), address: found('address') }
}

type Row = { recipient: Recipient } | { faults: GiftFault[] }

function oneRow(cells: readonly Cell[], row: number, places: ReturnType<typeof placeNamesForLines>): Row {
  const unread = cells.flatMap((cell, at) => {
    const code = cellFault(cell)
    return code === null ? [] : [{ row, column: headings[fields[at] ?? 'name'][0], code }]
  })
  if (unread.length > 0) return { faults: unread }
  const [name = '', typed = '', address = ''] = cells.map(textOf)
  const phone = phoneOf(typed)
  const parsed = parseAddressLine(address.replaceAll(/\s+/g, ''), places)
  const faults: GiftFault[] = []
  if (name === '' || name.length > 40) faults.push({ row, column: headings.name[0], code: 'market.gift.bad_name' })
  if (phone === null) faults.push({ row, column: headings.phone[0], code: 'market.gift.bad_phone' })
  if (parsed.countyCode === '' || parsed.detail === '')
    faults.push({ row, column: headings.address[0], code: 'market.gift.bad_address' })
  if (phone === null || faults.length > 0) return { faults }
  const { provinceCode, cityCode, countyCode, detail } = parsed
  return { recipient: { name, phone, provinceCode, cityCode, countyCode, detail } }
}

const textOf = (cell: Cell): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).normalize('NFKC').trim() : ''

const isEmpty = (cell: Cell): boolean => cell === null || (typeof cell === 'string' && cell.trim() === '')

/** Words and numbers are taken; what a spreadsheet works out, or calls an error, is nobody's word. */
function cellFault(cell: Cell): string | null {
  if (typeof cell === 'object' && cell !== null)
    return 'formula' in cell ? 'market.gift.formula' : 'market.gift.unreadable_cell'
  return typeof cell === 'boolean' ? 'market.gift.unreadable_cell' : null
}

/** Where a gift goes, as the giver checks it. */
export const placeLine = ({ countyCode, detail }: Recipient): string =>
  `${regionPath(countyCode, 'zh').join('')}${detail}`

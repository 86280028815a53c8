import type { CellObject } from '@e965/xlsx'
import { catalogue } from './catalogue.ts'
import type { Listing } from './catalogue.ts'
import { columns } from './columns.ts'
import type { Cell } from './columns.ts'

/** A row as people really fill it in, and whether it should be taken. */
export interface BrokenRow {
  mistake: string
  taken: boolean
  cells: (Cell | CellObject)[]
}

type Slip = readonly [mistake: string, taken: boolean, changes: Record<string, Cell | CellObject>]

/** Changes by English column name, each applied to a different good listing with a lot code of its own. */
const slips: readonly Slip[] = [
  ['品名、村名前后有空格', true, { title_zh: '  高山黄茶 明前 50克  ', village: ' 湖山乡 奕山村　' }],
  ['全角数字和全角批号', true, { harvest_jin: '１２０', price_yuan: '１２８．００', lot_code: 'ＹＢ２６０３０２Ａ' }],
  ['日期是表格软件的日期格，不是文字', true, { harvest_date: { t: 'n', v: 46_101, z: 'yyyy-mm-dd' } }],
  ['村名中间漏了空格', true, { village: '湖山乡奕山村' }],
  ['价格写成文字', false, { price_yuan: '面议' }],
  ['村不在遂昌', false, { village: '湖山乡 桃花村' }],
  ['日期写成 2026.13.1', false, { harvest_date: '2026.13.1' }],
  ['采收重量是负数', false, { harvest_jin: -120 }],
  ['批号与下一行相同（本行先到）', true, { lot_code: 'YB260309A' }],
  ['批号与上一行相同', false, { lot_code: 'YB260309A' }],
  ['包装数量是公式', false, { units: { t: 'n', v: 2, f: '1+1' } }],
  ['没有商品名称', false, { title_zh: '' }],
  ['价格十亿元', false, { price_yuan: 1_000_000_000 }],
  ['包装的比采收的还重', false, { harvest_jin: 10, net_grams: 500, units: 200 }],
  ['类别不在表内', false, { category: '海鲜' }],
  ['包装数量不是整数', false, { units: 12.5 }],
]

export function brokenRows(): BrokenRow[] {
  const listings = catalogue()
  return slips.map((slip, index) => brokenRow(slip, listings[index * 7]!, index))
}

function brokenRow([mistake, taken, changes]: Slip, listing: Listing, index: number): BrokenRow {
  // Titles differ from the good workbook's, so that importing both leaves no accidental twins.
  const copy: Listing = { ...listing, titleZh: `试填 ${listing.titleZh}`, titleEn: `Trial ${listing.titleEn}` }
  const lotCode = `YB2603${String(index + 1).padStart(2, '0')}A`
  return {
    mistake,
    taken,
    cells: columns.map(({ en, cell }) => changes[en] ?? (en === 'lot_code' ? lotCode : cell(copy))),
  }
}

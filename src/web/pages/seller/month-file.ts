import { data } from 'react-router'
import { readMonth } from '../../../modules/ledger/index.ts'
import { organisationsById } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { paperResponse } from '../../paper.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import { moneyWords } from '../money/words.ts'
import type { Route } from './+types/month-file.ts'
import { langOf, readThrough } from './read.ts'
import { dayAndTime } from './sheets.ts'

/** A month's statement as PDF or workbook: `2026-04.pdf`. */
export async function loader({ context, params: { organisationId, file } }: Route.LoaderArgs) {
  const [month, kind] = splitFile(file, ['pdf', 'xlsx', 'csv'])
  const lang = langOf(context)
  const { statements: say } = moneyWords[lang]
  const read = await call(context, readMonth, { organisationId, month })
  const names = await readThrough(context, (sql) => organisationsById(sql, [organisationId]))
  const seller = names.get(organisationId)
  const heading = say.heading((lang === 'zh' ? seller?.nameZh : seller?.nameEn) ?? '', month)
  const standing = read.isFinal ? (read.madeAt === null ? '' : say.madeAt(dayAndTime(read.madeAt))) : say.running
  const balance = (name: string, fen: number, strong = true) => ({ name, count: null, fen, strong })
  const rows = [
    balance(say.opening, read.opening.frozen + read.opening.payable),
    ...read.figures.map(({ row, fen, count }) => ({ name: say.rows[row], count, fen, strong: false })),
    balance(say.closing, read.closing.frozen + read.closing.payable),
    balance(say.frozen, read.closing.frozen, false),
    balance(say.payable, read.closing.payable, false),
  ]
  if (kind === 'pdf') {
    const shown = rows.map((row) => ({ ...row, amount: (row.fen / 100).toFixed(2) }))
    const heads = [say.item, say.count, say.amount] as const
    const page = { heading, standing, note: say.note, heads, rows: shown }
    return paperResponse(context, `${heading}.pdf`, 'month', page)
  }
  const cells = rows.map((row): Cell[] => [row.name, row.count, { fen: row.fen }])
  const table = { name: month, heads: [say.item, say.count, say.amount], rows: [...cells, [standing, null, null]] }
  return sheetResponse(table, heading, kind === 'csv' ? 'csv' : 'xlsx')
}

/** The month and the ending of a file's name; anything else is not found. */
export function splitFile<Kind extends string>(file: string | undefined, kinds: readonly Kind[]): [string, Kind] {
  const [, month, ending] = /^(20\d\d-(?:0[1-9]|1[0-2]))\.(\w+)$/.exec(file ?? '') ?? []
  const kind = kinds.find((one) => one === ending)
  if (month === undefined || kind === undefined) throw data(null, { status: 404 })
  return [month, kind]
}

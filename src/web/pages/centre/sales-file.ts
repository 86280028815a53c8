import { data } from 'react-router'
import { civilDate } from '../../../kernel/clock.ts'
import { readSalesOverview } from '../../../modules/insight/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Table } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import type { Route } from './+types/sales-file.ts'
import { weekday } from './format.ts'
import { askedPeriod } from './asked.ts'
import type { Row } from './rows.ts'
import { amountOf } from './rows.ts'
import { reads } from './sales.ts'
import type { Dimension } from './sales.ts'
import { words } from './words.ts'

/** `/centre/sales/villages.csv`: the figures behind a chart, all of them, as CSV or a workbook. */
export async function loader({ context, request, params }: Route.LoaderArgs) {
  const { app, visit } = context.get(appContext)
  const [, what = '', kind = ''] = /^(\w+)\.(csv|xlsx)$/.exec(params.file) ?? []
  if (what !== 'days' && !Object.hasOwn(reads, what)) throw data(null, { status: 404 })
  const asked = askedPeriod(new URL(request.url).searchParams, civilDate(app.clock.now()))
  const { days: _days, ...question } = asked
  const say = words[visit.lang].sales
  const table =
    what === 'days'
      ? await dayTable(context, visit.lang, question)
      : rowTable(await reads[what as Dimension](context, visit.lang, question), visit.lang)
  const name = say.files[what as Dimension | 'days']
  const period = `${asked.from}_${asked.to}`
  return sheetResponse({ name, ...table }, `${name}_${period}`, kind as 'csv' | 'xlsx')
}

type Body = Omit<Table, 'name'>
type Context = Route.LoaderArgs['context']
type Question = Parameters<(typeof reads)['villages']>[2]

async function dayTable(context: Context, lang: 'zh' | 'en', question: Question): Promise<Body> {
  const say = words[lang].sales
  const { days, daysBefore } = await call(context, readSalesOverview, question)
  return {
    heads: [
      say.byDay.day,
      say.byDay.weekday,
      say.orders,
      say.units,
      say.columns.amountFen,
      say.columns.weightKilograms,
      say.columns.before,
    ],
    rows: days.map((row, at) => [
      row.day,
      weekday(row.day, lang),
      row.orders,
      row.units,
      { fen: row.amountFen },
      row.weightGrams / 1000,
      { fen: daysBefore[at]?.amountFen ?? 0 },
    ]),
  }
}

function rowTable(rows: readonly Row[], lang: 'zh' | 'en'): Body {
  const say = words[lang].sales
  const whole = amountOf(rows)
  return {
    heads: [
      say.columns.name,
      say.columns.code,
      say.orders,
      say.units,
      say.columns.amountFen,
      say.columns.weightKilograms,
      say.columns.share,
      say.columns.before,
    ],
    rows: rows.map((row) => [
      row.label,
      row.key,
      row.orders,
      row.units,
      { fen: row.amountFen },
      row.weightGrams / 1000,
      whole === 0 ? 0 : Number((row.amountFen / whole).toFixed(4)),
      { fen: row.amountFenBefore },
    ]),
  }
}

import { figureNames, readCountyHealth } from '../../../modules/insight/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import { unitsOf, words } from '../health/words.ts'
import type { Route } from './+types/health-file.ts'
import { namesOf } from './health-names.ts'

/** All sellers' health sheets as a table: each figure, and how many things it is made of. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const kind = new URL(request.url).pathname.endsWith('.xlsx') ? 'xlsx' : 'csv'
  const { lang } = context.get(appContext).visit
  const say = words[lang]
  const { sellers } = await call(context, readCountyHealth, {})
  const ids = sellers.map((one) => one.organisationId)
  const names = await namesOf(context, ids, lang)
  const heads = [
    say.seller,
    say.acts,
    say.watches,
    ...figureNames.flatMap((name) => [
      `${say.names[name]} (${say.unit[unitsOf[name]]})`,
      `${say.names[name]} n`,
      `${say.names[name]} ${say.level}`,
    ]),
  ]
  const rows = sellers.map((one): Cell[] => [
    names.get(one.organisationId) ?? one.organisationId,
    one.acts,
    one.watches,
    ...one.figures.flatMap(({ value, sample, level }): Cell[] => [
      value === null ? null : Number(value.toFixed(4)),
      sample,
      value === null ? '' : say.levels[level],
    ]),
  ])
  return sheetResponse({ name: say.title, heads, rows }, say.title, kind)
}

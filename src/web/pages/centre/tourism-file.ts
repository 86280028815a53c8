import { data } from 'react-router'
import { sheetResponse } from '../../documents/sheet.ts'
import type { Route } from './+types/tourism-file.ts'
import { readTourism } from './tourism-read.ts'

/** `/centre/tourism/sites.csv`: the figures behind one chart of the board. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const [, id, kind] = /^(\w+)\.(csv|xlsx)$/.exec(params.file) ?? []
  const { from, findings } = await readTourism(context)
  const found = findings.find((one) => one.id === id)
  if (found === undefined) throw data(null, { status: 404 })
  const { subject: name, heads, rows } = found
  return sheetResponse({ name, heads, rows }, `${name} ${from}`, kind as 'csv' | 'xlsx')
}

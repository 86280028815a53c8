import type { RouterContextProvider } from 'react-router'
import { readCountyBoard } from '../../../workflows/read-county-board.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { villageMap } from './county-map.ts'

/** For loaders: the tourism office's board of the days ahead, as findings, with the county's map. */
export async function readTourism(context: Readonly<RouterContextProvider>) {
  const { lang } = context.get(appContext).visit
  const board = await call(context, readCountyBoard, {})
  // The charts' library is large and of use here alone.
  const { placedVisitors, tourismFindings } = await import('./tourism-findings.ts')
  return {
    from: board.from,
    until: board.until,
    map: villageMap(placedVisitors(board, lang), lang),
    findings: tourismFindings(board, lang),
  }
}

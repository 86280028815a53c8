import { readSheet, scopes } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { paperResponse } from '../../paper.ts'
import { placeName } from '../centre/names.ts'
import type { Route } from './+types/sheet.ts'
import { growerOnly } from './gate.ts'
import { growWords } from './words.ts'

/** The sheet a grower without a phone signs. It is in Chinese whatever the agent reads: the one who signs has it read out. */
export async function loader({ request, context, params: { organisationId, requestId } }: Route.LoaderArgs) {
  growerOnly(context, request)
  const sheet = await call(context, readSheet, { organisationId, requestId })
  const say = growWords.zh.agents.scopes
  const code = requestId.slice(-6).toUpperCase()
  const village = placeName(sheet.villageCode, 'zh')
  const may = scopes.filter((scope) => sheet.scopes.includes(scope)).map((scope) => say[scope])
  return paperResponse(context, `consent-${code}.pdf`, 'consent', { ...sheet, code, village, may })
}

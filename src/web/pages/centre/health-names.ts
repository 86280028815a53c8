import type { RouterContextProvider } from 'react-router'
import type { Lang } from '../../../kernel/words.ts'
import { nameOrganisations } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'

const NAMES_AT_ONCE = 200

/** What sellers are called, asked for in portions. */
export async function namesOf(
  context: Readonly<RouterContextProvider>,
  ids: readonly string[],
  lang: Lang,
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (let at = 0; at < ids.length; at += NAMES_AT_ONCE) {
    const answer = await call(context, nameOrganisations, { ids: ids.slice(at, at + NAMES_AT_ONCE).join(',') })
    for (const one of answer.names)
      names.set(one.organisationId, (lang === 'zh' ? one.nameZh : one.nameEn) || one.nameZh)
  }
  return names
}

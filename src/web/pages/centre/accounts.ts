import type { RouterContextProvider } from 'react-router'
import type { Lang } from '../../../kernel/words.ts'
import { nameOrganisations } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import { accountOwner } from './account-name.ts'

const NAMES_AT_ONCE = 200

/** Names of the organisations behind accounts or ids, by id. */
export async function ownerNames(
  context: Readonly<RouterContextProvider>,
  lang: Lang,
  accounts: readonly string[],
): Promise<Map<string, string>> {
  const ids = [...new Set(accounts.map(accountOwner).filter((id) => id !== null))]
  const names = new Map<string, string>()
  for (let at = 0; at < ids.length; at += NAMES_AT_ONCE) {
    const answer = await call(context, nameOrganisations, { ids: ids.slice(at, at + NAMES_AT_ONCE).join(',') })
    for (const { organisationId, nameZh, nameEn } of answer.names)
      names.set(organisationId, lang === 'zh' ? nameZh : nameEn)
  }
  return names
}

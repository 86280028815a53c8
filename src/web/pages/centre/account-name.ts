import type { zh } from './words.zh.ts'

export const accountKinds = ['gateway', 'frozen', 'payable', 'commission', 'subsidy'] as const
export type AccountKind = (typeof accountKinds)[number]

export const kindOf = (account: string): AccountKind =>
  accountKinds.find((kind) => kind === account.split('/')[0]) ?? 'gateway'

/** An account as people say it: 高坪合作社：待结算. */
export function accountName(account: string, owner: string | null, { names }: (typeof zh)['books']): string {
  const kind = kindOf(account)
  const owned = account.split('/')[1]
  const known = owned === 'platform' ? names.platform : (owner ?? owned?.slice(-6) ?? '')
  return kind === 'gateway' || kind === 'commission' ? names[kind] : names[kind](known)
}

/** The organisation an account belongs to (`payable/…`); null for the county's own. */
export const accountOwner = (account: string): string | null => {
  const owner = account.split('/')[1]
  return owner === undefined || owner === 'platform' ? null : owner
}

import { data } from 'react-router'
import { readAccount } from '../../../modules/ledger/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/account.ts'
import { AccountScreen } from './account-screen.tsx'
import { accountOwner } from './account-name.ts'
import { ownerNames } from './accounts.ts'

const PAGE = 100
const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One account's movements, newest first. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const { searchParams: search } = new URL(request.url)
  const before = search.get('before')
  const account = search.get('account')
  const month = search.get('month')
  if (account === null || (before !== null && !UUID.test(before)) || (month !== null && !MONTH.test(month)))
    throw data(null, { status: 404 })
  const read = await call(context, readAccount, {
    account,
    limit: PAGE,
    ...(before !== null && { before }),
    ...(month !== null && { month }),
  })
  const names = await ownerNames(context, lang, [account, ...read.lines.map((line) => line.counterAccount)])
  return {
    ...read,
    before,
    month,
    owner: names.get(accountOwner(account) ?? '') ?? null,
    olderThan: read.lines.length === PAGE ? (read.lines.at(-1)?.id ?? null) : null,
    lines: read.lines.map((line) => ({
      ...line,
      counterOwner: names.get(accountOwner(line.counterAccount) ?? '') ?? null,
    })),
  }
}

export type Account = Awaited<ReturnType<typeof loader>>

export default function AccountPage({ loaderData }: Route.ComponentProps) {
  return <AccountScreen {...loaderData} />
}

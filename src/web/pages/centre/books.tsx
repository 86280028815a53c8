import { readTrialBalance } from '../../../modules/ledger/index.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import type { Route } from './+types/books.ts'
import { accountOwner } from './account-name.ts'
import { ownerNames } from './accounts.ts'
import { BooksScreen } from './books-screen.tsx'

/** Every account with its balance, and whether they cancel out. */
export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = context.get(appContext).visit
  const { sumFen, accounts } = await call(context, readTrialBalance, {})
  const names = await ownerNames(
    context,
    lang,
    accounts.map(({ account }) => account),
  )
  return {
    sumFen,
    accounts: accounts.map((one) => ({ ...one, owner: names.get(accountOwner(one.account) ?? '') ?? null })),
  }
}

export type Books = Awaited<ReturnType<typeof loader>>

export default function BooksPage({ loaderData }: Route.ComponentProps) {
  return <BooksScreen {...loaderData} />
}

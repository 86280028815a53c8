import { civilDate } from '../../../kernel/clock.ts'
import { categories } from '../../../modules/market/index.ts'
import { categoryName } from '../../../modules/market/web/words.ts'
import { listOrganisations, nameOrganisations } from '../../../modules/people/index.ts'
import { changeBudget, closeOfficeOffer, listBudgets, makeOfficeOffer } from '../../../modules/pricing/index.ts'
import { listOfficeOffers, makeBudget } from '../../../workflows/list-offers.ts'
import { call } from '../../call.ts'
import { appContext } from '../../context.ts'
import { act } from '../seller/act.ts'
import type { Route } from './+types/subsidies.ts'
import { SubsidiesScreen } from './subsidies-screen.tsx'

/** Budgets of the county and of brands, and the offers that draw on them. */
export async function loader({ context }: Route.LoaderArgs) {
  const { app, visit } = context.get(appContext)
  const { lang } = visit
  const [{ budgets }, { offers }, { organisations }] = await Promise.all([
    call(context, listBudgets, {}),
    call(context, listOfficeOffers, {}),
    call(context, listOrganisations, {}),
  ])
  const payers = [...new Set(budgets.flatMap(({ organisationId }) => organisationId ?? []))]
  const { names } =
    payers.length === 0 ? { names: [] } : await call(context, nameOrganisations, { ids: payers.join(',') })
  const nameOf = (one: { nameZh: string; nameEn: string | null }) =>
    lang === 'zh' ? one.nameZh : (one.nameEn ?? one.nameZh)
  const named = new Map(names.map((one) => [one.organisationId, nameOf(one)]))
  const now = app.clock.now()
  return {
    budgets: budgets.map((one) => ({
      ...one,
      payer: one.organisationId === null ? null : (named.get(one.organisationId) ?? ''),
    })),
    offers,
    organisations: organisations.map((one) => ({ value: one.id, label: nameOf(one) })),
    categories: categories.map((value) => ({ value, label: categoryName(value, lang) })),
    now,
    today: civilDate(now),
  }
}

export type Subsidies = Awaited<ReturnType<typeof loader>>

export const action = (args: Route.ActionArgs) =>
  act(args, { budget: makeBudget, amount: changeBudget, make: makeOfficeOffer, end: closeOfficeOffer })

export default function SubsidiesPage({ loaderData }: Route.ComponentProps) {
  return <SubsidiesScreen {...loaderData} />
}

import type { App } from '../kernel/app.ts'
import type { CivilDate } from '../kernel/clock.ts'
import { addDays } from '../kernel/clock.ts'
import { perform } from '../kernel/perform.ts'
import { addCommissionRule, closeMonthJob, listCommissionRules, listSharingRules } from '../modules/ledger/index.ts'
import { addSharingRule } from '../workflows/share-sales.ts'
import type { DemoPeople } from './accounts.ts'

/**
 * How money is divided in the demonstration: honey pays less commission, and the tea cooperative shares its sales with the one that packs
 * for it. Stated on the first day, in force from the second; done before, it does nothing.
 */
export async function stateMoneyRules(app: App, people: DemoPeople, firstDay: CivilDate): Promise<void> {
  const office = { actor: people.centre, lang: 'zh' as const }
  const fromDay = addDays(firstDay, 1)
  const { rules } = await perform(app, listCommissionRules, office, {})
  if (rules.length === 0)
    await perform(app, addCommissionRule, office, { category: 'honey', rate: '0.02', fromDay, note: '演示规则' })
  const [tea, packer] = people.sellers
  if (tea === undefined || packer === undefined) return
  const seller = { actor: tea.actor, lang: 'zh' as const }
  const { organisationId } = tea
  const shared = await perform(app, listSharingRules, seller, { organisationId })
  if (shared.rules.length > 0) return
  const part = { kind: 'maker' as const, basis: 'goods' as const, rate: '0.1', fromDay }
  await perform(app, addSharingRule, seller, { organisationId, account: packer.sellerAccount, ...part })
}

/** The statements of the last month that is over. */
export const closeLastMonth = (app: App) => closeMonthJob.run(app, {})

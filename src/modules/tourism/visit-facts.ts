import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import type { VisitOffer } from './offer.sql.ts'
import { offersByOption } from './offer.sql.ts'
import type { DayKind, DayRule } from './price.ts'
import { countyDays, rulesBetween } from './price.sql.ts'

/** What a visit's price and claims are worked out from. */
export type VisitFacts = {
  offer: VisitOffer
  rules: readonly DayRule[]
  overrides: ReadonlyMap<CivilDate, DayKind>
}
export type VisitQuestion = { optionId: string; day: CivilDate }

/** Answers many questions with three statements, whoever asked them; null for an option that is not there. */
export async function visitFacts(sql: Sql, questions: readonly VisitQuestion[]): Promise<(VisitFacts | null)[]> {
  const optionIds = [...new Set(questions.map((one) => one.optionId))]
  const days = questions.map((one) => one.day).toSorted()
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  const [offers, rules, overrides] = await Promise.all([
    offersByOption(sql, optionIds),
    rulesBetween(sql, optionIds, first, last),
    countyDays(sql, first, last),
  ])
  return questions.map(({ optionId }) => {
    const offer = offers.get(optionId)
    return offer === undefined ? null : { offer, rules: rules.get(optionId) ?? [], overrides }
  })
}

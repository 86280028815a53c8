import type { CivilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import type { GuideThere } from './guide.ts'
import type { GuideAt } from './guide.sql.ts'
import { guidesAt } from './guide.sql.ts'
import type { VisitOffer } from './offer.sql.ts'
import { offersByOption } from './offer.sql.ts'
import type { DayKind, DayRule } from './price.ts'
import { countyDays, rulesBetween } from './price.sql.ts'

/** What a visit's price and claims are worked out from. */
export type VisitFacts = {
  offer: VisitOffer
  rules: readonly DayRule[]
  overrides: ReadonlyMap<CivilDate, DayKind>
  /** Who leads at that time; none where the option needs nobody. */
  guides: readonly GuideThere[]
}
export type VisitQuestion = { optionId: string; day: CivilDate; minute: number }

/** Answers many questions with three statements, and one for guides, whoever asked them; null for an option that is not there. */
export async function visitFacts(sql: Sql, questions: readonly VisitQuestion[]): Promise<(VisitFacts | null)[]> {
  const optionIds = [...new Set(questions.map((one) => one.optionId))]
  const days = questions.map((one) => one.day).toSorted()
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  const [offers, rules, overrides] = await Promise.all([
    offersByOption(sql, optionIds),
    rulesBetween(sql, optionIds, first, last),
    countyDays(sql, first, last),
  ])
  const guided = questions.flatMap(({ optionId, day, minute }) => {
    const offer = offers.get(optionId)
    return offer?.isGuided === true ? [{ resourceId: offer.resourceId, day, minute }] : []
  })
  const guides = await guidesAt(sql, guided)
  return questions.map(({ optionId, day, minute }) => {
    const offer = offers.get(optionId)
    if (offer === undefined) return null
    const { resourceId, isGuided } = offer
    const own = (one: GuideAt) => one.resourceId === resourceId && one.day === day && one.minute === minute
    return { offer, rules: rules.get(optionId) ?? [], overrides, guides: isGuided ? guides.filter(own) : [] }
  })
}

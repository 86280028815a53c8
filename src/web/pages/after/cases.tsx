import { listMyCases } from '../../../modules/aftersales/index.ts'
import type { Route } from './+types/cases.ts'
import { call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { yuan } from '../../kit/format.ts'
import { EmptyState } from '../../kit/page.tsx'
import { PageHead } from '../head.tsx'
import { dayWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import { titlesOf } from './case-facts.ts'
import { useAfterWords } from './words.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const { cases } = await call(context, listMyCases, {})
  return {
    cases: cases.map((one) => ({
      id: one.id,
      code: one.code,
      cause: one.cause,
      state: one.state,
      wantedFen: one.wantedFen,
      items: titlesOf(one, lang),
      opened: dayWords(one.openedAt, lang),
    })),
  }
}

export default function CasesPage({ loaderData: { cases } }: Route.ComponentProps) {
  const say = useAfterWords()
  return (
    <SiteFrame>
      <PageHead title={say.case.mine} hidden />
      <h1>{say.case.mine}</h1>
      {cases.length === 0 && <EmptyState title={say.case.empty}>{say.case.emptyHelp}</EmptyState>}
      <ul className="lines">
        {cases.map((one) => (
          <li key={one.id}>
            <span>
              <a href={`/after-sales/${one.id}`}>{one.items}</a>
              <span className="soft line-units">
                {say.causes[one.cause]} {one.opened} {one.code}
              </span>
            </span>
            <span className="figure">
              {yuan(one.wantedFen)}
              <span className="soft line-units">{say.states[one.state]}</span>
            </span>
          </li>
        ))}
      </ul>
    </SiteFrame>
  )
}

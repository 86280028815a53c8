import type { OutputOf } from '../../../kernel/operation.ts'
import type { readPlan } from '../../../modules/supply/index.ts'
import { civilDate } from '../../kit/format.ts'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { aheadWords } from './words.ts'

export type Plan = NonNullable<OutputOf<typeof readPlan>['plan']>

/** What one buys when the goods are still to come: when, how many are left, and what happens if. */
export function Promised({ plan }: { plan: Plan }) {
  return plan.kind === 'harvest' ? <Harvest plan={plan} /> : <Making plan={plan} />
}

function Harvest({ plan }: { plan: Plan }) {
  const lang = useLang()
  const say = aheadWords[lang].harvest
  const { windowFrom, windowTo, sharing, silence, answerDays, freeUnits } = plan
  if (windowFrom === null || windowTo === null || sharing === null || silence === null) return null
  return (
    <section className="ahead">
      <h2>{say.title}</h2>
      <p>
        <strong>{say.window(civilDate(windowFrom, lang), civilDate(windowTo, lang))}</strong>
      </p>
      <p>{freeUnits > 0 ? say.left(freeUnits) : say.gone}</p>
      <h3>{say.rules}</h3>
      <ul className="rules">
        <li>{say.silence[silence](answerDays ?? 0)}</li>
        <li>{say.sharing[sharing]}</li>
        <li>{say.none}</li>
        <li>{say.cancel}</li>
      </ul>
    </section>
  )
}

function Making({ plan }: { plan: Plan }) {
  const lang = useLang()
  const say = aheadWords[lang].making
  const { dueTo, freeUnits, leadDays, stages } = plan
  return (
    <section className="ahead">
      <h2>{say.title}</h2>
      <p>
        <strong>{dueTo === null ? say.gone : say.ready(civilDate(dueTo, lang))}</strong>
      </p>
      <p>
        {say.lead(leadDays ?? 0)}
        {lang === 'zh' ? '，' : '; '}
        {say.left(freeUnits)}
      </p>
      <p>
        <span className="soft">{say.stages}</span> {(stages ?? []).map((stage) => stage[lang]).join(say.arrow)}
      </p>
      <ul className="rules">
        <li>{say.late}</li>
        <li>{say.begun}</li>
        <li>{say.returns}</li>
      </ul>
    </section>
  )
}

/** Of a piece there is one. */
export function OnlyOne({ maker }: { maker: string }) {
  const lang = useLang()
  const say = aheadWords[lang].one
  return (
    <Notice kind="information" lang={lang} title={say.by(maker)}>
      {say.help}
    </Notice>
  )
}

import type { OutputOf } from '../../../kernel/operation.ts'
import type { listSwaps } from '../../../workflows/answer-slip.ts'
import type { followBooking } from '../../../workflows/read-presales.ts'
import { Button } from '../../kit/form.tsx'
import { civilDate, yuan } from '../../kit/format.ts'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { momentWords } from '../moment.ts'
import { aheadWords } from './words.ts'

type Followed = OutputOf<typeof followBooking>
type Waiting = NonNullable<Followed['waiting']>
type Choices = OutputOf<typeof listSwaps>['choices']
export type OrderAhead = Followed & { choices: Choices; orderId: string; totalFen: number }

/** What an order waits for, how far it is, and the answer it is asked for. */
export function WaitingFor({ ahead }: { ahead: OrderAhead }) {
  const { waiting } = ahead
  if (waiting === null) return null
  return (
    <section className="part ahead">
      {waiting.asked !== null && <Asked ahead={ahead} waiting={waiting} />}
      {waiting.plan.kind === 'harvest' ? <HarvestOf waiting={waiting} /> : <MakingOf ahead={ahead} waiting={waiting} />}
      <Told ahead={ahead} waiting={waiting} />
    </section>
  )
}

function HarvestOf({ waiting }: { waiting: Waiting }) {
  const lang = useLang()
  const say = aheadWords[lang].order
  const rules = aheadWords[lang].harvest
  const { dueFrom, dueTo, seenFrom, seenTo, late, units, servedUnits, state, plan } = waiting
  const day = (date: string) => civilDate(date, lang)
  if (state === 'served')
    return servedUnits < units ? <Notice kind="attention" lang={lang} title={say.short(servedUnits, units)} /> : null
  if (state !== 'promised') return null
  return (
    <>
      <h2>{say.waiting}</h2>
      <p>
        <strong>{say.due(day(dueFrom), day(dueTo))}</strong> <span className="soft">{say.units(units)}</span>
      </p>
      {(dueFrom !== seenFrom || dueTo !== seenTo) && <p className="soft">{say.seen(day(seenFrom), day(seenTo))}</p>}
      {late && <Notice kind="attention" lang={lang} title={say.late} />}
      <ul className="rules">
        {plan.silence && <li>{rules.silence[plan.silence](plan.answerDays ?? 0)}</li>}
        {plan.sharing && <li>{rules.sharing[plan.sharing]}</li>}
        <li>{rules.none}</li>
      </ul>
    </>
  )
}

function Asked({ ahead, waiting }: { ahead: OrderAhead; waiting: Waiting }) {
  const lang = useLang()
  const say = aheadWords[lang].order
  const { asked, plan } = waiting
  if (asked === null) return null
  const day = (date: string) => civilDate(date, lang)
  return (
    <div className="answer">
      <h2>{say.askTitle(day(asked.newFrom), day(asked.newTo))}</h2>
      <p>{say.askReason(asked.reason)}</p>
      <p>
        <strong>{say.askUntil[plan.silence ?? 'wait'](momentWords(asked.answerBy, lang))}</strong>
      </p>
      <form method="post" className="actions">
        <Button name="intent" value="accept">
          {say.accept}
        </Button>
        <Button kind="plain" name="intent" value="take-back">
          {say.refund(yuan(ahead.totalFen))}
        </Button>
      </form>
      <details className="fold">
        <summary>{say.swap}</summary>
        <p className="hint">{ahead.choices.length === 0 ? say.noSwap : say.swapHelp}</p>
        {ahead.choices.map((choice) => (
          <form key={choice.listingId} method="post">
            <input type="hidden" name="listingId" value={choice.listingId} />
            <Button kind="plain" name="intent" value="swap">
              {say.swapTo(
                lang === 'zh' ? choice.titleZh : choice.titleEn,
                choice.backFen === 0 ? null : yuan(choice.backFen),
              )}
            </Button>
          </form>
        ))}
      </details>
    </div>
  )
}

function MakingOf({ ahead, waiting }: { ahead: OrderAhead; waiting: Waiting }) {
  const lang = useLang()
  const say = aheadWords[lang].order
  const { plan, reports, dueTo, late, state } = waiting
  if (state !== 'promised' && state !== 'served') return null
  const stages = plan.stages ?? []
  return (
    <>
      <h2>{say.making}</h2>
      <p>
        <strong>{state === 'served' ? say.done : say.ready(civilDate(dueTo, lang))}</strong>{' '}
        <span className="soft">{stages.map((stage) => stage[lang]).join(aheadWords[lang].making.arrow)}</span>
      </p>
      {late && <Notice kind="attention" lang={lang} title={say.late} />}
      {reports.length === 0 && state === 'promised' && <p className="soft">{say.notYet}</p>}
      <ol className="making">
        {reports.map((report) => {
          const stage = stages[report.stage]?.[lang] ?? ''
          return (
            <li key={report.id}>
              <strong>{stage}</strong> <span className="soft">{momentWords(report.at, lang)}</span>
              {report.note && <p>{report.note}</p>}
              {report.hasPhoto && (
                <img
                  src={`/orders/${ahead.orderId}/making/${report.id}.webp`}
                  alt={say.photoOf(stage)}
                  width={320}
                  loading="lazy"
                />
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** What was answered so far, by whom. */
function Told({ ahead, waiting }: { ahead: OrderAhead; waiting: Waiting }) {
  const lang = useLang()
  const say = aheadWords[lang].order
  return (
    <>
      {waiting.answers.map(({ slipId, answer, byTime }) => (
        <p key={slipId} className="soft">
          {byTime && answer !== 'swap' ? say.silent[answer] : say.answered[answer]}
        </p>
      ))}
      {ahead.swaps.map((swap) => (
        <p key={swap.line} className="soft">
          {say.swapped(lang === 'zh' ? swap.fromTitleZh : swap.fromTitleEn, yuan(swap.backFen))}
        </p>
      ))}
    </>
  )
}

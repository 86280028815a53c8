import { addSeconds } from '../../../kernel/clock.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { readProduct } from '../../../modules/tourism/index.ts'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { momentWords } from '../moment.ts'
import { stayWords } from './words.ts'

type Weather = NonNullable<OutputOf<typeof readProduct>['product']['weather']>

/** In which weather it is called off, who decides, by when, and what the guest gets then. */
export function WeatherRules({ weather, startsAt }: { weather: Weather | null; startsAt?: Date | undefined }) {
  const lang = useLang()
  const say = stayWords[lang]
  if (weather === null) return null
  const { decider, hoursBefore, gives } = weather
  const moment = startsAt && addSeconds(startsAt, -hoursBefore * 3600)
  const until =
    hoursBefore === 0
      ? say.weather.start
      : moment === undefined
        ? say.weather.before(say.policy.hours(hoursBefore))
        : say.weather.moment(momentWords(moment, lang))
  return (
    <section className="rules">
      <h3>{say.weather.title}</h3>
      <ul className="plain-list">
        <li>{say.weather.rule(lang === 'zh' ? weather.whenZh : weather.whenEn)}</li>
        <li>{say.weather.told(say.weather.deciders[decider], until)}</li>
        <li>{say.weather.gives[gives]}</li>
      </ul>
    </section>
  )
}

type Tier = { hoursBefore: number; percent: number }
/** When it begins, and the moment at which it is read; tiers that are over then are not promised. */
type Beginning = { startsAt: Date; now: Date }

/** The tiers by which a guest who cancels gets money back, in plain words; with a beginning known, by the clock. */
export function RefundRules({ policy, begins }: { policy: readonly Tier[]; begins?: Beginning | undefined }) {
  const lang = useLang()
  const say = stayWords[lang].policy
  const until = (hours: number) => begins && addSeconds(begins.startsAt, -hours * 3600)
  const tiers = policy
    .filter((tier) => tier.percent > 0)
    .filter((tier) => begins === undefined || addSeconds(begins.startsAt, -tier.hoursBefore * 3600) > begins.now)
    .toSorted((a, b) => b.hoursBefore - a.hoursBefore)
  const [first] = tiers
  if (first === undefined) return <p>{say.never}</p>
  if (tiers.length === 1 && first.hoursBefore === 0 && first.percent === 100) return <p>{say.always}</p>
  return (
    <ul className="plain-list">
      {tiers.map(({ hoursBefore, percent }) => {
        const moment = until(hoursBefore)
        if (moment === undefined) return <li key={hoursBefore}>{say.ahead(say.hours(hoursBefore), percent)}</li>
        return <li key={hoursBefore}>{say.until(momentWords(moment, lang), percent)}</li>
      })}
      <li>{say.none}</li>
      <li className="soft">{say.supplier}</li>
    </ul>
  )
}

/** What a booking that stands would give back until when, in money. */
export function RefundSteps({ steps }: { steps: readonly { until: Date; refundFen: number }[] }) {
  const lang = useLang()
  const say = stayWords[lang].policy
  if (steps.length === 0) return <p>{say.never}</p>
  return (
    <ul className="plain-list">
      {steps.map(({ until, refundFen }) => (
        <li key={until.toISOString()}>{say.step(momentWords(until, lang), yuan(refundFen))}</li>
      ))}
      <li>{say.none}</li>
      <li className="soft">{say.supplier}</li>
    </ul>
  )
}

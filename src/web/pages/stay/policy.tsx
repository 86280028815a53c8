import { addSeconds } from '../../../kernel/clock.ts'
import { useLang } from '../../page-context.ts'
import { momentWords } from '../moment.ts'
import { stayWords } from './words.ts'

type Tier = { hoursBefore: number; percent: number }

/** The tiers by which a guest who cancels gets money back, in plain words; with a beginning known, by the clock. */
export function RefundRules({ policy, startsAt }: { policy: readonly Tier[]; startsAt?: Date | undefined }) {
  const lang = useLang()
  const say = stayWords[lang].policy
  const tiers = policy.filter((tier) => tier.percent > 0).toSorted((a, b) => b.hoursBefore - a.hoursBefore)
  if (tiers.length === 0) return <p>{say.never}</p>
  if (tiers.length === 1 && tiers[0]?.hoursBefore === 0 && tiers[0].percent === 100) return <p>{say.always}</p>
  const until = (hours: number) =>
    startsAt === undefined ? say.hours(hours) : momentWords(addSeconds(startsAt, -hours * 3600), lang)
  return (
    <ul className="plain-list">
      {tiers.map(({ hoursBefore, percent }) => (
        <li key={hoursBefore}>
          {percent === 100 ? say.full(until(hoursBefore)) : say.part(until(hoursBefore), percent)}
        </li>
      ))}
      <li>{say.none}</li>
      <li className="soft">{say.supplier}</li>
    </ul>
  )
}

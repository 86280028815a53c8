import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { Held } from './held-read.ts'
import { stayWords } from './words.ts'

/** Bookings paid together with goods: named in the form, so that what was seen is what is paid. */
export function HeldLines({ held }: { held: readonly Held[] }) {
  const lang = useLang()
  const say = stayWords[lang].held
  if (held.length === 0) return null
  return (
    <section className="part">
      <h2>{say.title}</h2>
      <ul className="lines">
        {held.map((one) => (
          <li key={one.id}>
            <span>
              {one.title}
              <span className="soft line-units">
                {one.when} {one.who}
              </span>
              <span className="soft line-units">{say.left(Math.floor(one.secondsLeft / 60))}</span>
            </span>
            <span className="figure">{yuan(one.dueFen)}</span>
            <input type="hidden" name={`held-${one.id}`} value={one.id} />
          </li>
        ))}
      </ul>
    </section>
  )
}

import { Depicted } from '../../kit/picture.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import type { ListedTrip } from './booking-read.ts'
import { stayWords } from './words.ts'

type ListProps = { bookings: readonly ListedTrip[]; heading?: 'h2' | 'h3' }

/** Bookings, line by line; `heading` is the level below what stands above. */
export function BookingList({ bookings, heading: Heading = 'h3' }: ListProps) {
  const lang = useLang()
  const say = stayWords[lang].booking
  if (bookings.length === 0) return null
  return (
    <ul className="list orders">
      {bookings.map((one) => (
        <li key={one.id}>
          <Depicted depiction={one.depiction} title={one.title} lang={lang} width={176} height={176} />
          <div className="about">
            <p className="line-facts">
              <strong className={`state state-${one.state}`}>{say.states[one.state]}</strong>
            </p>
            <Heading className="line-title">
              <a href={one.href}>{one.title}</a>
            </Heading>
            <p className="line-facts soft">
              <span>{one.when}</span>
              <span>{one.who}</span>
              {one.code !== '' && <span>{one.code}</span>}
            </p>
            {one.namesMissing && (
              <p>
                <a href={`/bookings/${one.id}/names`}>{stayWords[lang].names.missing}</a>
              </p>
            )}
            <Price fen={one.totalFen} lang={lang} />
          </div>
        </li>
      ))}
    </ul>
  )
}

import { Depicted } from '../../kit/picture.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import type { ListedTrip } from './booking-read.ts'
import { stayWords } from './words.ts'

/** Bookings, line by line. */
export function BookingList({ bookings }: { bookings: readonly ListedTrip[] }) {
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
            <h3>
              <a href={`/bookings/${one.id}`}>{one.title}</a>
            </h3>
            <p className="line-facts soft">
              <span>{one.when}</span>
              <span>{one.who}</span>
              <span>{one.code}</span>
            </p>
            <Price fen={one.totalFen} lang={lang} />
          </div>
        </li>
      ))}
    </ul>
  )
}

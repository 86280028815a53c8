import { addDays, addMonths } from '../../../kernel/clock.ts'
import { useLang } from '../../page-context.ts'
import { dayInWords, weekdayOf } from './said.ts'
import { stayWords } from './words.ts'

/** How far ahead a month may be looked at. */
const MONTHS_AHEAD = 18

export type MonthRange = { month: string; from: string; until: string; previous: string | null; next: string | null }

/** The month of an address (`2026-12`), or of a day that was chosen, with the months beside it; from today on. */
function monthRange(asked: string | null, day: string | undefined, today: string): MonthRange {
  const [first, last] = [today.slice(0, 7), addMonths(`${today.slice(0, 7)}-01`, MONTHS_AHEAD).slice(0, 7)]
  const wanted = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked ?? '') ? (asked as string) : (day ?? today).slice(0, 7)
  const month = wanted < first ? first : wanted > last ? last : wanted
  const begin = `${month}-01`
  return {
    month,
    from: begin < today ? today : begin,
    until: addDays(addMonths(begin, 1), -1),
    previous: month > first ? addMonths(begin, -1).slice(0, 7) : null,
    next: month < last ? addMonths(begin, 1).slice(0, 7) : null,
  }
}

/** What `look` finds in the month of an address or of a day. Who asks for neither sees a month with something to book, be it the next. */
export async function openMonth<Found>(
  { month, day, today }: { month: string | null; day: string | undefined; today: string },
  look: (range: MonthRange) => Promise<Found>,
  hasFree: (found: Found) => boolean,
): Promise<{ range: MonthRange; found: Found }> {
  const range = monthRange(month, day, today)
  const found = await look(range)
  if (month !== null || day !== undefined || range.next === null || hasFree(found)) return { range, found }
  const next = monthRange(range.next, undefined, today)
  return { range: next, found: await look(next) }
}

export type MonthDay = {
  day: string
  /** A price in whole yuan, where one is stated. */
  price: string | null
  /** What is left, or why nothing can be booked. */
  note: string
  state: 'free' | 'full' | 'closed'
  href: string | null
}

type MonthProps = {
  range: MonthRange
  days: readonly MonthDay[]
  chosen: string | undefined
  /** The page with another month. */
  href: (month: string) => string
  label: string
}

/** A month with what each day costs and has left; a day that can be booked is a link. */
export function Month({ range, days, chosen, href, label }: MonthProps) {
  const lang = useLang()
  const say = stayWords[lang].time
  const [year = 0, month = 1] = range.month.split('-').map(Number)
  return (
    <div className="month">
      <div className="month-head">
        {range.previous ? (
          <a href={href(range.previous)} rel="nofollow" aria-label={say.previous}>
            ‹
          </a>
        ) : (
          <span />
        )}
        <strong>{say.monthTitle(year, month)}</strong>
        {range.next ? (
          <a href={href(range.next)} rel="nofollow" aria-label={say.next}>
            ›
          </a>
        ) : (
          <span />
        )}
      </div>
      <table aria-label={`${label} ${say.monthTitle(year, month)}`}>
        <thead>
          <tr>
            {say.weekdays.map((name, at) => (
              <th key={name} scope="col" abbr={say.weekday(at + 1)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(range.month).map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {week.map((day, at) => (
                <td key={at}>
                  {day !== null && (
                    <Day day={day} known={days.find((one) => one.day === day)} isChosen={day === chosen} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Day({ day, known, isChosen }: { day: string; known: MonthDay | undefined; isChosen: boolean }) {
  const lang = useLang()
  const say = stayWords[lang].time
  const number = Number(day.slice(8))
  if (known === undefined)
    return (
      <span className="day day-none">
        <span>{number}</span>
      </span>
    )
  const content = (
    <>
      <span className="unseen">
        {dayInWords(day, lang)} {isChosen && say.chosen}{' '}
      </span>
      <b aria-hidden="true">{number}</b>
      <span>{known.state === 'free' ? known.price : known.note}</span>
      {known.state === 'free' && <small> {known.note}</small>}
    </>
  )
  if (known.href === null) return <span className={`day day-${known.state}`}>{content}</span>
  return (
    <a
      className={`day day-${known.state}`}
      href={known.href}
      rel="nofollow"
      aria-current={isChosen ? 'date' : undefined}
    >
      {content}
    </a>
  )
}

/** The days of a month in weeks from Monday; null where the week belongs to another month. */
function weeksOf(month: string): (string | null)[][] {
  const begin = `${month}-01`
  const end = addDays(addMonths(begin, 1), -1)
  const cells: (string | null)[] = Array.from({ length: weekdayOf(begin) - 1 }, () => null)
  for (let day = begin; day <= end; day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

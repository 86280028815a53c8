import { readAhead } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { signedInOnly } from '../seller/gate.ts'
import { dayWithWeekday } from '../tickets/party.ts'
import type { Route } from './+types/board.ts'
import { HostFrame } from './frame.tsx'
import { useHostWords } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  signedInOnly(context, request)
  return call(context, readAhead, {})
}

type Place = Route.ComponentProps['loaderData']['places'][number]

/** The tourism office's view ahead: who has booked, who may come, and where it will be tight. */
export default function Board({ loaderData: { places } }: Route.ComponentProps) {
  const lang = useLang()
  const say = useHostWords().board
  const name = (place: Place) => (lang === 'zh' ? place.nameZh : place.nameEn) ?? say.county
  const tight = places.flatMap((place) =>
    place.days
      .filter((day) => day.level === 'nearly_full' || day.level === 'full' || day.mayFill)
      .map((day) => ({ place: name(place), ...day })),
  )
  return (
    <HostFrame title={say.title} name={say.centre} back={{ href: '/centre', label: say.centre }}>
      <section>
        <h2>{say.alerts}</h2>
        {tight.length === 0 && <p>{say.noAlerts}</p>}
        <ul className="host-lines">
          {tight.slice(0, 20).map((one) => (
            <li key={`${one.place} ${one.day}`}>
              <span>
                <strong>{one.place}</strong> {dayWithWeekday(one.day, lang)}
                <br />
                {say.of(one.booked, one.capacity ?? 0)}
              </span>
              <span className="host-badge">
                {one.level === 'full' ? say.full : one.level === 'nearly_full' ? say.near : say.mayFill}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {places.map((place) => (
        <section key={place.ownerId}>
          <h2>{name(place)}</h2>
          <Ahead place={place} title={say.chart(name(place))} />
          <details>
            <summary>{say.table}</summary>
            <div className="table-wrap">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say.day}</th>
                    <th scope="col">{say.booked}</th>
                    <th scope="col">{say.expected}</th>
                    <th scope="col">{say.limit}</th>
                  </tr>
                </thead>
                <tbody>
                  {place.days.map((one) => (
                    <tr key={one.day}>
                      <th scope="row">{dayWithWeekday(one.day, lang)}</th>
                      <td>{one.booked}</td>
                      <td>
                        {one.expected === null
                          ? say.unknown
                          : `${one.expected.point} (${one.expected.lower}–${one.expected.upper})`}
                      </td>
                      <td>{one.capacity ?? say.none}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </section>
      ))}
      <p className="soft">{say.how}</p>
    </HostFrame>
  )
}

const WIDTH = 640
const HEIGHT = 160
const FOOT = 22

/** Booked as bars, expected as a line in its band, the limit as a dashed line. */
function Ahead({ place: { days }, title }: { place: Place; title: string }) {
  const lang = useLang()
  const say = useHostWords().board
  const top = Math.max(
    10,
    ...days.map((one) => Math.max(one.booked, one.expected?.upper ?? 0)),
    ...days.map((one) => (one.capacity !== null && one.capacity < 100_000 ? one.capacity : 0)),
  )
  const step = WIDTH / days.length
  const y = (value: number) => HEIGHT - FOOT - (value / top) * (HEIGHT - FOOT - 14)
  const x = (at: number) => at * step + step / 2
  const known = days.flatMap((one, at) => (one.expected === null ? [] : [{ at, ...one.expected }]))
  const band = [
    ...known.map((one) => `${x(one.at)},${y(one.upper)}`),
    ...known.toReversed().map((one) => `${x(one.at)},${y(one.lower)}`),
  ].join(' ')
  const limits = days.flatMap((one, at) => (one.capacity === null ? [] : [{ at, value: one.capacity }]))
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title} className="host-chart">
      {known.length > 1 && <polygon points={band} className="host-band" />}
      {days.map((one, at) => (
        <rect
          key={one.day}
          x={at * step + 2}
          width={step - 4}
          y={y(one.booked)}
          height={HEIGHT - FOOT - y(one.booked)}
          className={one.level === 'full' || one.level === 'nearly_full' ? 'host-bar-tight' : 'host-bar'}
        />
      ))}
      {known.length > 1 && (
        <polyline points={known.map((one) => `${x(one.at)},${y(one.point)}`).join(' ')} className="host-line" />
      )}
      {limits.length > 1 && (
        <polyline points={limits.map((one) => `${x(one.at)},${y(one.value)}`).join(' ')} className="host-limit" />
      )}
      <text x={0} y={12}>{`${top} ${say.visitors}`}</text>
      {[0, 10, 20].map((at) => (
        <text key={at} x={at * step} y={HEIGHT - 5}>
          {civilDate(days[at]?.day ?? '', lang)}
        </text>
      ))}
    </svg>
  )
}

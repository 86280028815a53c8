import { IconAlertTriangle, IconCircleCheckFilled, IconCircleXFilled, IconMinus, IconPlus } from '@tabler/icons-react'
import { useLang } from '../../../../web/page-context.ts'
import type { Gate, Scan } from './gate-state.ts'
import type { KeptBooking, Thing } from './shelf.ts'
import { clockOf, timeOf, useGateWords } from './words.ts'

type Props = { gate: Gate; scan: Scan }

/** What the gatekeeper sees from an arm's length: a colour, a sign, a word, how many. */
export function VerdictPanel({ gate, scan }: Props) {
  const { verdict } = scan
  if (verdict.kind === 'refuse') return <Refusal gate={gate} scan={scan} />
  return <Admission gate={gate} scan={scan} verdict={verdict} />
}

function Refusal({ gate, scan }: Props) {
  const lang = useLang()
  const say = useGateWords()
  if (scan.verdict.kind !== 'refuse') return null
  const { why } = scan.verdict
  const more = 'day' in scan.verdict || 'thingId' in scan.verdict || 'lastAt' in scan.verdict ? scan.verdict : null
  const thing = more?.thingId === undefined ? undefined : gate.thingOf(more.thingId)
  return (
    <section className="gate-verdict gate-no" role="alert" data-verdict={why}>
      <IconCircleXFilled size={72} aria-hidden />
      <h2>{say.refuse[why]}</h2>
      {more?.lastAt !== undefined && <p className="gate-fact">{say.lastAt(timeOf(more.lastAt))}</p>}
      {more?.day !== undefined && <p className="gate-fact">{say.forDay(more.day)}</p>}
      {thing && <p className="gate-fact">{say.forSite(lang === 'zh' ? thing.siteZh : thing.siteEn)}</p>}
      <p>{say.refuseHelp[why]}</p>
      <Who booking={scan.booking} />
      <Next gate={gate} />
    </section>
  )
}

type AdmitProps = Props & { verdict: Extract<Scan['verdict'], { kind: 'admit' }> }

function Admission({ gate, scan, verdict }: AdmitProps) {
  const lang = useLang()
  const say = useGateWords()
  const { mind, left, people } = verdict
  const thing = gate.thingOf(verdict.thingId)
  const done = scan.entry !== null
  const count = scan.entry?.people ?? left
  const time = verdict.minute === null ? say.allDay : clockOf(verdict.minute)
  return (
    <section
      className={`gate-verdict ${done ? 'gate-yes' : 'gate-mind'}`}
      role={done ? 'status' : 'alert'}
      data-verdict={done ? 'admitted' : 'mind'}
    >
      {done ? <IconCircleCheckFilled size={72} aria-hidden /> : <IconAlertTriangle size={72} aria-hidden />}
      <h2>{say.admit(count)}</h2>
      {mind !== null && <p className="gate-fact">{mind === 'not_on_list' ? say.minds[mind] : say.minds[mind](time)}</p>}
      {(left < people || left > 1) && <p className="gate-fact">{say.ofParty(left - (done ? count : 0), people)}</p>}
      <p>
        {thing && (lang === 'zh' ? thing.titleZh : thing.titleEn)} · {time}
      </p>
      <Kinds kinds={verdict.kinds} thing={thing} />
      <Who booking={scan.booking} />
      {scan.booking && scan.booking.notes !== '' && (
        <p className="gate-notes">
          {say.notes}：{scan.booking.notes}
        </p>
      )}
      <div className="gate-actions">
        {done && left > 1 && (
          <div className="gate-step">
            <button
              type="button"
              onClick={() => void gate.correct(count - 1)}
              disabled={count <= 1}
              aria-label={say.fewer}
            >
              <IconMinus size={28} aria-hidden />
            </button>
            <output>{count}</output>
            <button
              type="button"
              onClick={() => void gate.correct(count + 1)}
              disabled={count >= left}
              aria-label={say.more}
            >
              <IconPlus size={28} aria-hidden />
            </button>
          </div>
        )}
        {!done && (
          <button type="button" className="gate-main" onClick={() => void gate.admit(left)}>
            {say.letIn(left)}
          </button>
        )}
        <div className="gate-pair">
          {done && (
            <button type="button" className="gate-plain" onClick={() => void gate.correct(0)}>
              {say.undo}
            </button>
          )}
          <Next gate={gate} />
        </div>
      </div>
    </section>
  )
}

function Next({ gate }: { gate: Gate }) {
  const say = useGateWords()
  return (
    <button type="button" className="gate-plain" onClick={() => gate.clear()}>
      {say.next}
    </button>
  )
}

/** How many of each kind, with the ages each is for: a gatekeeper looks at the children. */
function Kinds({ kinds, thing }: { kinds: readonly { kind: string; count: number }[]; thing: Thing | undefined }) {
  const say = useGateWords()
  return (
    <ul className="gate-kinds">
      {kinds.map(({ kind, count }) => {
        const unit = thing?.units.find((one) => one.type === kind)
        const ages = unit === undefined ? '' : say.ages(unit.ageMin, unit.ageMax)
        return (
          <li key={kind}>
            <strong>
              {say.kinds[kind]} {count}
            </strong>
            {ages !== '' && <small>{ages}</small>}
          </li>
        )
      })}
    </ul>
  )
}

function Who({ booking }: { booking: KeptBooking | undefined }) {
  const say = useGateWords()
  if (booking === undefined) return null
  return (
    <p className="gate-who">
      {booking.name} {booking.phoneEnd !== '' && say.list.phone(booking.phoneEnd)} <code>{booking.code}</code>
    </p>
  )
}

import { useEffect, useState } from 'react'
import type { Gate, Snapshot } from './gate-state.ts'
import type { Post } from './shelf.ts'
import { readFaults } from './wire.ts'
import type { Fault } from './wire.ts'
import { timeOf, useGateWords } from './words.ts'

type Props = { gate: Gate; post: Post; snapshot: Snapshot }

/** Tickets on which more people came in than they are for, with the gates and times: known once all gates have told. */
export function ProblemsPanel({ gate, post, snapshot }: Props) {
  const say = useGateWords()
  const [faults, setFaults] = useState<Fault[] | null>(null)
  const fresh = snapshot.problems.length
  useEffect(() => {
    void readFaults(post, gate.today()).then((answer) => setFaults(answer.ok ? answer.value.faults : null))
  }, [gate, post])
  return (
    <section className="gate-list">
      <p className="gate-soft">{say.problems.help}</p>
      {fresh > 0 && (
        <p className="gate-warn" role="alert">
          {say.problems.fresh(fresh)}
        </p>
      )}
      {faults === null && <p>{say.problems.offline}</p>}
      {faults?.length === 0 && <p>{say.problems.none}</p>}
      <ul>
        {faults?.map((fault) => (
          <li key={fault.bookingId} data-fault={fault.code}>
            <strong>{fault.name}</strong> <code>{fault.code}</code>{' '}
            <small>{fault.isVoid ? say.problems.void : say.problems.people(fault.people)}</small>
            <ul>
              {fault.entries.map((entry) => (
                <li key={entry.id}>
                  {timeOf(entry.at)} {entry.gate} · {say.admit(entry.people)} ·{' '}
                  {entry.over > 0 ? <b className="gate-over">{say.problems.over(entry.over)}</b> : say.problems.counted}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

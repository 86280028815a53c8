import { useState } from 'react'
import type { Gate, Snapshot } from './gate-state.ts'
import { clockOf, useGateWords } from './words.ts'

type Props = { gate: Gate; snapshot: Snapshot; choose: (id: string) => void }

/** Those who come without a code: found by name, number or phone. */
export function ListPanel({ gate, snapshot, choose }: Props) {
  const say = useGateWords()
  const [words, setWords] = useState('')
  const found = gate.find(words)
  return (
    <section className="gate-list">
      <label>
        {say.list.search}
        <input type="search" value={words} onChange={(event) => setWords(event.target.value)} autoComplete="off" />
      </label>
      <p className="gate-soft">{say.counts(snapshot.entered, snapshot.booked)}</p>
      {found.length === 0 && <p>{say.list.nothing}</p>}
      <ul>
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => choose(one.id)}>
              <span>
                <strong>{one.name}</strong> <small>{one.phoneEnd !== '' && say.list.phone(one.phoneEnd)}</small>
                <br />
                <code>{one.code}</code> <small>{one.minute === null ? say.allDay : clockOf(one.minute)}</small>
              </span>
              <span className="gate-part">
                {one.state === 'good' ? say.list.entered(gate.enteredOf(one), one.people) : say.list[one.state]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

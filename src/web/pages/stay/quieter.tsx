import { useLang } from '../../page-context.ts'
import type { QuieterPlace } from './quieter-read.ts'
import { stayWords } from './words.ts'

/** Where it is quieter on that day, and why to go there. */
export function Quieter({ places, list = 'lines' }: { places: readonly QuieterPlace[]; list?: string }) {
  const say = stayWords[useLang()].quieter
  if (places.length === 0) return null
  return (
    <section className="quieter">
      <h3>{say.title}</h3>
      <p className="soft">{say.help}</p>
      <ul className={list}>
        {places.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.href === null ? one.name : <a href={one.href}>{one.name}</a>}</strong>
              {one.about !== '' && <div>{one.about}</div>}
              <div className="soft">{one.reasons}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { Button, LinkButton } from '../../kit/form.tsx'
import { useLang } from '../../page-context.ts'
import { momentWords } from '../moment.ts'
import type { ListedWaiting } from './wait-read.ts'
import { stayWords } from './words.ts'

/** What a guest waits for, and what is held for them since places came free. */
export function WaitingList({ waiting }: { waiting: readonly ListedWaiting[] }) {
  const lang = useLang()
  const say = stayWords[lang].wait
  if (waiting.length === 0) return null
  return (
    <section className="part" id="waiting">
      <h2>{say.list}</h2>
      <ul className="lines">
        {waiting.map((one) => (
          <li key={one.id}>
            <span>
              {one.title}
              <span className="soft line-units">
                {one.when} · {say.party(one.party)}
              </span>
              <span className="line-units">
                {one.heldUntil === null
                  ? say.until(momentWords(one.until, lang))
                  : say.held(momentWords(one.heldUntil, lang))}
              </span>
            </span>
            {one.heldUntil === null ? (
              <form method="post" action="/bookings">
                <input type="hidden" name="waitingId" value={one.id} />
                <Button kind="quiet" aria-label={say.leaveOf(one.title)}>
                  {say.leave}
                </Button>
              </form>
            ) : (
              <LinkButton kind="plain" href="/basket#held">
                {stayWords[lang].held.pay}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

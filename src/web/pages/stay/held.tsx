import { Button, LinkButton } from '../../kit/form.tsx'
import { Depicted } from '../../kit/picture.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import type { Held } from './held-read.ts'
import { sumFen, toPay } from './held-sum.ts'
import { RefundRules } from './policy.tsx'
import { stayWords } from './words.ts'

/** Beds and places kept for the visitor, each with the time that is left of its hold. */
export function HeldBookings({ held }: { held: readonly Held[] }) {
  const lang = useLang()
  const say = stayWords[lang].held
  if (held.length === 0) return null
  return (
    <section className="seller-part" id="held">
      <h2>{say.title}</h2>
      <p className="soft">{say.help}</p>
      <ul className="list">
        {held.map((one) => (
          <HeldLine key={one.id} held={one} />
        ))}
      </ul>
      {toPay(held).length > 0 && (
        <p className="sum">
          <span className="soft">{say.sum}</span>
          <Price fen={sumFen(held)} lang={lang} size="small" />
        </p>
      )}
    </section>
  )
}

function HeldLine({ held }: { held: Held }) {
  const lang = useLang()
  const say = stayWords[lang].held
  return (
    <li id={`held-${held.id}`}>
      <Depicted depiction={held.depiction} title={held.title} lang={lang} width={176} height={176} />
      <div className="about">
        <h3>
          <a href={held.href}>{held.title}</a>
        </h3>
        <p className="line-facts soft">
          <span>{held.when}</span>
          <span>{held.who}</span>
          <span>{held.where}</span>
        </p>
        <p className="cost">
          <Price fen={held.totalFen} lang={lang} />
        </p>
        <HeldState held={held} />
        {held.state === 'held' && (
          <details className="fold nights">
            <summary>{say.readPolicy}</summary>
            <RefundRules policy={held.policy} begins={held.begins} />
          </details>
        )}
      </div>
    </li>
  )
}

function HeldState({ held }: { held: Held }) {
  const say = stayWords[useLang()].held
  if (held.state === 'over')
    return (
      <p>
        <strong className="tag-stop">{say.over}</strong> <a href={held.href}>{say.again}</a>
      </p>
    )
  if (held.state === 'paying')
    return (
      <p className="line-form">
        <span>{say.paying}</span>
        <LinkButton kind="plain" href={`/pay/${held.paymentId}`}>
          {say.pay}
        </LinkButton>
      </p>
    )
  return (
    <form method="post" action="/basket" className="line-form">
      <input type="hidden" name="bookingId" value={held.id} />
      <time-left data-seconds={held.secondsLeft} data-many={say.leftMany} data-last={say.left(0)}>
        {say.left(Math.floor(held.secondsLeft / 60))}
      </time-left>
      <span>
        {held.totalFen === 0 && (
          <Button kind="plain" name="intent" value="confirm">
            {say.confirmFree}
          </Button>
        )}
        <Button kind="quiet" name="intent" value="drop" aria-label={say.dropOf(held.title)}>
          {say.drop}
        </Button>
      </span>
    </form>
  )
}

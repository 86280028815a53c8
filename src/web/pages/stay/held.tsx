import { Button, Field, LinkButton } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Depicted } from '../../kit/picture.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import type { Held } from './held-read.ts'
import { sumFen, takesVoucher, toPay } from './held-sum.ts'
import { RefundRules } from './policy.tsx'
import { voucherWords } from '../vouchers/words.ts'
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
        {[...Map.groupBy(inOrder(held), (one) => one.package?.id ?? one.id).values()].map((own) => (
          <HeldLine key={own[0]?.id} own={own} />
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

/** Parts of a package by the day. */
const inOrder = (held: readonly Held[]) =>
  held.toSorted((a, b) =>
    a.package !== null && a.package.id === b.package?.id
      ? a.begins.startsAt.getTime() - b.begins.startsAt.getTime()
      : 0,
  )

/** A booking, or all bookings of one package: held and given up together. */
function HeldLine({ own }: { own: readonly Held[] }) {
  const lang = useLang()
  const gift = voucherWords[lang].basket
  const say = stayWords[lang].held
  const [held] = own
  if (held === undefined) return null
  const { package: bundled } = held
  const title = bundled?.name ?? held.title
  const href = bundled === null ? held.href : `/packages/${bundled.packageId}`
  const facts = [held.when, held.who, held.where]
  const sum = (part: 'totalFen' | 'voucherFen' | 'dueFen') => own.reduce((fen, one) => fen + one[part], 0)
  const payable = own.find(takesVoucher)
  return (
    <li id={`held-${held.id}`}>
      <Depicted depiction={held.depiction} title={title} lang={lang} width={176} height={176} />
      <div className="about">
        <h3>
          <a href={href}>{title}</a>
        </h3>
        {bundled === null ? (
          <p className="line-facts soft">
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
        ) : (
          <ul className="plain-list soft">
            {own.map((one) => (
              <li key={one.id}>
                {one.title} · {one.when}
              </li>
            ))}
          </ul>
        )}
        <p className="cost">
          <Price fen={sum('totalFen')} lang={lang} />
        </p>
        {own.map((one) => one.namesMissing && <NamesMissing key={one.id} held={one} />)}
        {sum('voucherFen') > 0 && (
          <p>
            {gift.covered(yuan(sum('voucherFen')))} · {gift.due(yuan(sum('dueFen')))}
          </p>
        )}
        <HeldState held={{ ...held, title, href }} />
        {payable !== undefined && <VoucherFold held={payable} />}
        {held.state === 'held' && (
          <details className="fold nights">
            <summary>{say.readPolicy}</summary>
            {own.map((one) => (
              <div key={one.id}>
                {own.length > 1 && <p className="soft">{one.title}</p>}
                <RefundRules policy={one.policy} begins={one.begins} />
              </div>
            ))}
          </details>
        )}
      </div>
    </li>
  )
}

/** Where names are asked for, they come before the payment. */
function NamesMissing({ held }: { held: Held }) {
  const say = stayWords[useLang()].names
  return (
    <p>
      <strong className="tag-stop">{say.before}</strong>{' '}
      <a href={`/bookings/${held.id}/names?next=basket`}>{say.fillIn(held.title)}</a>
    </p>
  )
}

/** The code on a card, or its address, pays what is held. */
function VoucherFold({ held }: { held: Held }) {
  const lang = useLang()
  const say = voucherWords[lang].basket
  return (
    <details className="fold">
      <summary>{say.fold}</summary>
      <form method="post" action="/basket">
        <input type="hidden" name="bookingId" value={held.id} />
        <Field name="voucher" id={`voucher-${held.id}`} label={say.code} lang={lang} maxLength={200} required />
        <Button kind="plain" name="intent" value="voucher">
          {say.use}
        </Button>
      </form>
    </details>
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
      {held.package && <input type="hidden" name="packageBookingId" value={held.package.id} />}
      <time-left data-seconds={held.secondsLeft} data-many={say.leftMany} data-last={say.left(0)}>
        {say.left(Math.floor(held.secondsLeft / 60))}
      </time-left>
      <span>
        {held.totalFen === 0 && held.package === null && (
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

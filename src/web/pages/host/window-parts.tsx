import type { Lang } from '../../../kernel/words.ts'
import { Button, Field, LinkButton, SelectField } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { clockOf } from '../tickets/party.ts'
import type { WindowData } from './window.tsx'
import { useHostWords } from './words.ts'

type Till = WindowData['open'][number]
type TillLike = WindowData['closed'][number]

/** The receipt's figures, large enough to read aloud. */
export function Sold({ data: { sold, organisationId, siteId } }: { data: WindowData }) {
  const say = useHostWords().window
  if (sold === null) return null
  return (
    <section aria-live="polite">
      <h2>{say.receipt(sold.receipt)}</h2>
      <p>{sold.title}</p>
      <dl className="host-figures">
        <div>
          <dt>{say.sum}</dt>
          <dd>{yuan(sold.amountFen)}</dd>
        </div>
        <div>
          <dt>{say.change}</dt>
          <dd>{yuan(sold.givenFen - sold.amountFen)}</dd>
        </div>
      </dl>
      <nav className="host-acts" aria-label={say.print}>
        <LinkButton kind="plain" href={`/gate/${organisationId}/receipts/${sold.bookingId}?site=${siteId}`}>
          {say.print}
        </LinkButton>
        <LinkButton kind="plain" href={`/gate/${organisationId}/tickets/${sold.bookingId}`}>
          {say.printTickets}
        </LinkButton>
      </nav>
    </section>
  )
}

/** One form for each option that is sold here: how many of each kind, and what was handed over. */
export function Sale({ till, data, lang }: { till: Till; data: WindowData; lang: Lang }) {
  const { window: say, kinds } = useHostWords()
  return (
    <section>
      <h2>
        {say.drawer(till.name)} {yuan(till.expectedFen)}
      </h2>
      {data.offers.map((offer, at) => (
        <details key={offer.id} open={at === 0}>
          <summary>{offer.title}</summary>
          <form method="post" className="host-form">
            <input type="hidden" name="act" value="sell" />
            <input type="hidden" name="tillId" value={till.id} />
            <input type="hidden" name="bookingId" value={till.bookingId} />
            <SlotField offer={offer} tillId={till.id} lang={lang} />
            <div className="host-kinds">
              {offer.units.map((unit) => (
                <label key={unit.type}>
                  <strong>{kinds[unit.type]}</strong>
                  <span>{say.each((unit.priceFen / 100).toString())}</span>
                  <input
                    name={`count-${unit.type}`}
                    type="number"
                    inputMode="numeric"
                    min={0}
                    max={200}
                    defaultValue={0}
                  />
                </label>
              ))}
            </div>
            <Field
              name="given"
              id={`given-${till.id}-${offer.id}`}
              label={say.given}
              lang={lang}
              inputMode="decimal"
              pattern="\d{1,7}(\.\d{1,2})?"
            />
            <label className="check">
              <input type="checkbox" name="lettingIn" defaultChecked /> {say.lettingIn}
            </label>
            <Button type="submit" wide>
              {say.sell}
            </Button>
          </form>
        </details>
      ))}
    </section>
  )
}

type SlotProps = { offer: WindowData['offers'][number]; tillId: string; lang: Lang }

function SlotField({ offer, tillId, lang }: SlotProps) {
  const say = useHostWords().window
  const [only] = offer.slots
  if (only === undefined) return <p>{say.soldOut}</p>
  if (only.minute === null)
    return (
      <p>
        <input type="hidden" name="offer" value={offer.id} />
        {say.anyTime} · {say.free(only.free)}
      </p>
    )
  const choices = offer.slots.map((slot) => ({
    value: `${offer.id} ${slot.minute}`,
    label: `${clockOf(slot.minute ?? 0)} · ${say.free(slot.free)}`,
  }))
  return (
    <SelectField
      name="offer"
      id={`slot-${tillId}-${offer.id}`}
      label={say.time}
      lang={lang}
      choices={choices}
      required
    />
  )
}

export function OpenDrawer({ lang }: { lang: Lang }) {
  const say = useHostWords().window
  return (
    <form method="post" className="host-form">
      <input type="hidden" name="act" value="open" />
      <Field name="name" label={say.name} lang={lang} required maxLength={40} placeholder={say.nameHint} />
      <Field name="float" label={say.float} lang={lang} inputMode="decimal" pattern="\d{1,5}(\.\d{1,2})?" />
      <Button type="submit" wide>
        {say.open}
      </Button>
    </form>
  )
}

/** What went in and out, the latest first; what was not used can be taken back while the drawer is open. */
export function Drawer({ till, data, lang }: { till: TillLike; data: WindowData; lang: Lang }) {
  const say = useHostWords().window
  const { countedFen, expectedFen } = till
  return (
    <details>
      <summary>
        {till.name} · {countedFen === null ? say.sales : say.closed(yuan(expectedFen), yuan(countedFen))}
      </summary>
      {countedFen !== null && (
        <p>{countedFen === expectedFen ? say.equal : say.differs(((countedFen - expectedFen) / 100).toFixed(2))}</p>
      )}
      {till.note !== null && <p>{till.note}</p>}
      {till.takings.length === 0 && <p>{say.none}</p>}
      <ul className="host-lines">
        {till.takings.map((one) => (
          <li key={one.receipt}>
            <span>
              {one.receipt} · {one.kind === 'sale' ? say.sale : say.back} {yuan(Math.abs(one.amountFen))}
              <br />
              <span className="soft">
                {lang === 'zh' ? one.titleZh : one.titleEn} · {one.code}
              </span>
            </span>
            {countedFen === null && one.kind === 'sale' && !data.returned.includes(one.bookingId) && (
              <form method="post" className="host-wide host-form">
                <input type="hidden" name="act" value="return" />
                <input type="hidden" name="tillId" value={till.id} />
                <input type="hidden" name="bookingId" value={one.bookingId} />
                <Field
                  name="reason"
                  id={`reason-${one.bookingId}`}
                  label={say.reason}
                  lang={lang}
                  required
                  maxLength={120}
                />
                <Button type="submit" kind="plain">
                  {say.giveBack}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

export function CloseDrawer({ till, lang }: { till: Till; lang: Lang }) {
  const say = useHostWords().window
  return (
    <details>
      <summary>
        {say.close} · {till.name}
      </summary>
      <form method="post" className="host-form">
        <input type="hidden" name="act" value="close" />
        <input type="hidden" name="tillId" value={till.id} />
        <Field
          name="counted"
          id={`counted-${till.id}`}
          label={say.counted}
          lang={lang}
          inputMode="decimal"
          required
          pattern="\d{1,7}(\.\d{1,2})?"
        />
        <Field name="note" id={`note-${till.id}`} label={say.note} lang={lang} maxLength={300} />
        <Button type="submit" kind="danger" wide>
          {say.close}
        </Button>
      </form>
    </details>
  )
}

import { weight, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { momentWords } from '../moment.ts'
import { titlesOf } from '../after/case-facts.ts'
import { useAfterWords } from '../after/words.ts'
import { BigNumber, BigText, CardShell } from './card.tsx'
import type { CaseFacts, CountFacts, PriceFacts, RestockFacts, TalkFacts, Waiting } from './cards.ts'
import { useGrowWords } from './words.ts'

type Shared = { organisationId: string; waiting: Waiting; hours: number | null; sending: string }
type Of<F> = Shared & { facts: F }

const shared = ({ waiting, hours, sending }: Shared) => ({ thing: waiting.thing, waiting, hours, sending })

export function AnswerCard(props: Of<TalkFacts>) {
  const { facts, organisationId } = props
  const say = useGrowWords()
  return (
    <CardShell
      {...shared(props)}
      title={say.kinds.answer}
      heading={say.answer.ask}
      main={{ act: 'answer', label: say.answer.do, done: say.answer.done }}
      second={{ act: 'read', label: say.answer.read, done: say.answer.readDone, plain: true }}
      facts={
        <div className="grow-facts">
          {facts.messages.map((message) => (
            <p key={message.number} className={`grow-said ${message.side}`}>
              <small>{message.side === 'seller' ? say.answer.you : say.answer.buyer}</small>
              {message.kind === 'text' ? message.body : message.kind === 'photo' ? say.answer.photo : say.answer.card}
            </p>
          ))}
          <p className="grow-links">
            <a href={`/seller/${organisationId}/messages/${facts.id}`}>{say.answer.all}</a>
          </p>
        </div>
      }
    >
      <input type="hidden" name="upto" value={facts.upto} />
      <BigText name="body" label={say.answer.body} lengthMax={1000} several />
    </CardShell>
  )
}

export function CaseCard(props: Of<CaseFacts> & { carrier: string }) {
  const { facts, organisationId, carrier } = props
  const lang = useLang()
  const say = useGrowWords()
  const after = useAfterWords()
  const common = {
    ...shared(props),
    title: `${say.kinds.case} ${facts.code}`,
    facts: (
      <div className="grow-facts">
        <p>{titlesOf(facts, lang)}</p>
        <p>
          {after.causes[facts.cause]}
          {lang === 'zh' ? '。' : '. '}
          {say.case.wants(after.remedies[facts.remedy])}
        </p>
        {facts.account !== '' && <p className="grow-note">{facts.account}</p>}
        {facts.dueAt !== null && <p className="soft">{say.case.due(momentWords(facts.dueAt, lang))}</p>}
        <p className="grow-links">
          <a href={`/seller/${organisationId}/cases?case=${facts.id}`}>{say.case.more}</a>
        </p>
      </div>
    ),
  }
  if (facts.state === 'sent_back')
    return (
      <CardShell
        {...common}
        heading={say.case.back}
        main={{ act: 'take_back', label: say.case.backDo, done: say.case.backDone }}
      >
        {facts.lines.map((line) => (
          <BigNumber
            key={line.line}
            name={`shelf-${line.line}`}
            label={say.case.shelf(lang === 'zh' ? line.titleZh : line.titleEn, line.units)}
            value={line.units}
            min={0}
            max={line.units}
          />
        ))}
      </CardShell>
    )
  if (facts.state === 'resending')
    return (
      <CardShell
        {...common}
        heading={say.case.resend}
        main={{ act: 'resend', label: say.case.resendDo, done: say.case.resendDone }}
      >
        <BigText name="trackingNumber" label={say.handOver.number} lengthMax={40} voice={false} scan />
        <BigText name="carrier" label={say.handOver.carrier} value={carrier} lengthMax={30} list="carriers" />
      </CardShell>
    )
  const money = facts.remedy === 'refund' ? yuan(facts.wantedFen) : null
  return (
    <CardShell
      {...common}
      heading={say.case.wants(after.remedies[facts.remedy])}
      main={{ act: 'grant', label: say.case.grant(money), done: say.case.granted }}
      second={{ act: 'refuse', label: say.case.refuse, done: say.case.refused, needs: 'note' }}
    >
      <BigText name="note" label={say.case.reason} lengthMax={500} several required={false} />
    </CardShell>
  )
}

export function RestockCard(props: Of<RestockFacts>) {
  const { facts, organisationId } = props
  const lang = useLang()
  const say = useGrowWords()
  const { origin } = facts
  const packable = origin !== null
  return (
    <CardShell
      {...shared(props)}
      title={`${say.kinds.restock} · ${facts.availableUnits === 0 ? say.restock.soldOut : say.restock.low}`}
      heading={facts.name}
      facts={
        <div className="grow-facts">
          <p className="soft">
            {say.restock.each(weight(facts.netGrams, lang))}
            <br />
            {origin === null ? say.restock.never : say.restock.origin(origin.grower, origin.plot)}
          </p>
          {!packable && (
            <p className="grow-links">
              <a href={`/seller/${organisationId}/harvests?new`}>{say.restock.open}</a>
            </p>
          )}
        </div>
      }
      main={{ act: 'restock', label: say.restock.do, done: say.restock.done }}
    >
      <BigNumber name="units" label={say.restock.ask} min={1} max={100_000} />
      <label className="grow-field">
        <span>{say.restock.picked}</span>
        <input type="date" name="harvestedOn" defaultValue={facts.today} max={facts.today} required />
      </label>
    </CardShell>
  )
}

export function PriceCard(props: Of<PriceFacts>) {
  const { facts } = props
  const lang = useLang()
  const say = useGrowWords()
  const { daysToExpiry, usual, floorFen, priceFen } = facts
  const why =
    daysToExpiry !== null && daysToExpiry <= 30 ? say.price.expiring(Math.max(0, daysToExpiry)) : say.price.unsold
  return (
    <CardShell
      {...shared(props)}
      title={`${say.kinds.price} · ${why}`}
      heading={`${lang === 'zh' ? facts.titleZh : facts.titleEn} ${weight(facts.netGrams, lang)}`}
      facts={
        <div className="grow-facts">
          <p className="soft">
            {say.price.now(yuan(priceFen))}
            {usual !== null && (
              <>
                <br />
                {say.price.usual(yuan(usual.lowFen), yuan(usual.highFen))}
              </>
            )}
          </p>
        </div>
      }
      main={{ act: 'reprice', label: say.price.do, done: say.price.done }}
      second={{ act: 'keep', label: say.price.keep, done: say.price.kept, plain: true }}
    >
      <BigNumber
        name="yuan"
        label={say.price.yuan}
        hint={floorFen > 1 ? say.price.floor(yuan(floorFen)) : undefined}
        value={(priceFen / 100).toFixed(2)}
        min={floorFen / 100}
        max={10_000_000}
        step={0.01}
        voice="yuan"
      />
    </CardShell>
  )
}

/** One lot where it stands: how many there are, and why they differ from the books. */
export function CountCard(props: Of<CountFacts>) {
  const { facts } = props
  const say = useGrowWords()
  return (
    <CardShell
      {...shared(props)}
      title={say.kinds.count}
      heading={facts.name}
      facts={
        <div className="grow-facts">
          <p className="soft">
            {say.count.lot(facts.code, facts.isMain ? say.count.main : facts.place)}
            <br />
            {say.count.books(facts.expectedUnits)}
          </p>
        </div>
      }
      main={{ act: 'count', label: say.count.do, done: say.count.done }}
    >
      <input type="hidden" name="placeId" value={facts.placeId} />
      <input type="hidden" name="expectedUnits" value={facts.expectedUnits} />
      <BigNumber name="countedUnits" label={say.count.ask} min={0} max={1_000_000} />
      <BigText name="reason" label={say.count.reason} hint={say.count.reasonHint} lengthMax={200} required={false} />
    </CardShell>
  )
}

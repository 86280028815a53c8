import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { BigNumber, BigText, CardShell } from './card.tsx'
import type { OrderFacts, Waiting } from './cards.ts'
import { useGrowWords } from './words.ts'

type Props = {
  organisationId: string
  waiting: Waiting
  facts: OrderFacts
  hours: number | null
  sending: string
  carrier: string
}
const steps = ['pack', 'label', 'hand_over'] as const

/** An order on its way out of the door: its step now, and behind it those that follow, for a phone without signal. */
export function OrderCards(props: Props) {
  const { waiting, facts } = props
  const first = steps.findIndex((step) => step === waiting.kind)
  return steps.slice(first).map((step, at) => {
    const before = steps[first + at - 1]
    const follows = at === 0 || before === undefined ? {} : { after: `${before}:${facts.id}` }
    return <OrderStep key={step} step={step} {...props} {...follows} />
  })
}

function OrderStep({ step, after, ...props }: Props & { step: (typeof steps)[number]; after?: string }) {
  const { organisationId, facts, hours, carrier } = props
  const say = useGrowWords()
  const thing = `${step}:${facts.id}`
  const common = {
    thing,
    after,
    waiting: after === undefined ? props.waiting : undefined,
    hours,
    title: say.kinds[step],
    facts: <Order facts={facts} />,
    sending: `${props.sending}-${step}`,
  }
  if (step === 'pack')
    return (
      <CardShell {...common} heading={say.pack.ask} main={{ act: 'pack', label: say.pack.do, done: say.pack.done }}>
        <BigNumber name="boxes" label={say.pack.boxes} value={1} min={1} max={99} />
      </CardShell>
    )
  if (step === 'label')
    return (
      <CardShell
        {...common}
        heading={facts.boxes === null ? say.label.askUnknown : say.label.ask(facts.boxes)}
        main={{ act: 'label', label: say.label.do, done: say.label.done }}
      >
        <p className="grow-links" data-print="">
          <a href={`/seller/${organisationId}/labels.pdf?orders=${facts.id}`} target="_blank" rel="noreferrer">
            {say.label.print}
          </a>
          <a href={`/seller/${organisationId}/slips.pdf?orders=${facts.id}`} target="_blank" rel="noreferrer">
            {say.label.slip}
          </a>
        </p>
      </CardShell>
    )
  return (
    <CardShell
      {...common}
      heading={say.handOver.ask}
      main={{ act: 'hand_over', label: say.handOver.do, done: say.handOver.done }}
    >
      <BigText name="trackingNumber" label={say.handOver.number} lengthMax={40} voice={false} scan />
      <BigText name="carrier" label={say.handOver.carrier} value={carrier} lengthMax={30} list="carriers" />
    </CardShell>
  )
}

function Order({ facts }: { facts: OrderFacts }) {
  const lang = useLang()
  const say = useGrowWords()
  return (
    <div className="grow-facts">
      <ul>
        {facts.lines.map((line, at) => (
          <li key={at}>
            <span>
              {lang === 'zh' ? line.titleZh : line.titleEn} <small>{weight(line.netGrams, lang)}</small>
            </span>
            <strong>{say.units(line.units)}</strong>
          </li>
        ))}
      </ul>
      <p className="soft">
        {say.order(facts.code)}
        <br />
        {say.to(facts.name, facts.province)}
      </p>
      {facts.note !== '' && (
        <p className="grow-note">
          <strong>{say.note}</strong> {facts.note}
        </p>
      )}
    </div>
  )
}

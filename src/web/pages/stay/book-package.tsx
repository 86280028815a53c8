import { Button, ChoiceField, LinkButton, TextField } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Notice, StickyBar } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { hrefOf } from './address.ts'
import { contactFaults, ContactFields } from './contact.tsx'
import type { PackageActionData, PackageData } from './package.tsx'
import { partyOf } from './package-read.ts'
import { RefundRules } from './policy.tsx'
import { clock, dayInWords } from './said.ts'
import { stayWords } from './words.ts'

/** A package on the day chosen: what each part costs by itself, what all cost together, what comes back, and hold. */
export function BookPackage({ data, actionData }: { data: PackageData; actionData: PackageActionData }) {
  const lang = useLang()
  const say = stayWords[lang]
  const { arrival, state, quote, held, asked } = data
  const refusal = actionData?.refusal ?? null
  const faults = refusal === null ? [] : contactFaults(refusal.errors)
  const noAddress = refusal?.errors['/sendTo'] !== undefined
  const why = noAddress ? say.package.addressMissing : faults.length > 0 ? say.contact.faulty : refusal?.title
  return (
    <>
      <h2>{say.package.arrive(dayInWords(arrival, lang))}</h2>
      {why && <Notice kind="danger" lang={lang} title={why} />}
      {quote === null && <Notice kind="attention" lang={lang} title={data.refusal ?? say.package.noDay} />}
      {quote !== null && state === 'closed' && <Notice kind="attention" lang={lang} title={say.package.noDay} />}
      {quote !== null && state === 'full' && (
        <Notice kind="attention" lang={lang} title={say.package.full}>
          <p>{say.wait.why}</p>
          <LinkButton
            kind="plain"
            href={hrefOf('/stay/wait', { package: held.id, arrival, ...partyOf(asked), ...timesOf(data) })}
          >
            {say.wait.join}
          </LinkButton>
        </Notice>
      )}
      {quote !== null && state === 'free' && (
        <form method="post">
          <input type="hidden" name="packageBookingId" value={data.packageBookingId} />
          <input type="hidden" name="arrival" value={arrival} />
          <input type="hidden" name="expectedFen" value={quote.totalFen} />
          {Object.entries(partyOf(asked)).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Sums quote={quote} />
          <Times {...data} />
          {held.parts.some((part) => part.canShip) && (
            <SendOrFetch
              sendTo={actionData?.sendTo ?? null}
              error={noAddress ? say.package.addressMissing : undefined}
            />
          )}
          <ContactFields contact={actionData?.contact ?? data.contact} faults={faults} />
          <section className="rules">
            <h3>{say.policy.title}</h3>
            {quote.parts.map((part, at) => (
              <details key={at} className="fold nights" open>
                <summary>{lang === 'zh' ? part.titleZh : part.titleEn}</summary>
                <RefundRules policy={part.policy} begins={{ startsAt: part.startsAt, now: data.now }} />
              </details>
            ))}
            <p className="soft">{say.package.whole}</p>
          </section>
          <p className="hint">{say.package.holdHelp}</p>
          <StickyBar>
            <Button wide>{say.package.hold(yuan(quote.totalFen))}</Button>
          </StickyBar>
        </form>
      )}
    </>
  )
}

const timesOf = ({ minutes }: PackageData) =>
  Object.fromEntries(minutes.map(({ position, minute }) => [`minute-${position}`, minute]))

function Sums({ quote }: { quote: NonNullable<PackageData['quote']> }) {
  const lang = useLang()
  const say = stayWords[lang]
  return (
    <>
      <ul className="lines">
        {quote.parts.map((part, at) => (
          <li key={at}>
            <span>
              {lang === 'zh' ? part.titleZh : part.titleEn}
              <span className="soft line-units">{dayInWords(part.day, lang)}</span>
            </span>
            <span className="figure">{yuan(part.separateFen)}</span>
          </li>
        ))}
      </ul>
      <p className="sum">
        <span className="soft">{say.package.separate}</span>
        <span>{yuan(quote.separateFen)}</span>
      </p>
      <p className="sum">
        <span className="soft">{say.package.saved}</span>
        <span>{yuan(quote.totalFen - quote.separateFen)}</span>
      </p>
      <p className="sum total">
        <span>{say.visit.total}</span>
        <span>{yuan(quote.totalFen)}</span>
      </p>
    </>
  )
}

/** Goods are fetched, or sent to an address. */
function SendOrFetch({ sendTo, error }: { sendTo: string | null; error: string | undefined }) {
  const lang = useLang()
  const say = stayWords[lang].package
  return (
    <>
      <ChoiceField
        name="goods"
        legend={say.how}
        value={sendTo === null ? 'fetch' : 'send'}
        choices={[
          { value: 'fetch', label: say.howFetch },
          { value: 'send', label: say.howSend },
        ]}
      />
      <TextField
        name="sendTo"
        label={say.address}
        lang={lang}
        hint={say.addressHint}
        maxLength={200}
        rows={2}
        autoComplete="street-address"
        defaultValue={sendTo ?? ''}
        error={error}
      />
    </>
  )
}

/** When visits begin whose time the guest chooses. */
function Times({ held, times }: PackageData) {
  const lang = useLang()
  const say = stayWords[lang]
  return held.parts.map((part) => {
    const own = times.filter((time) => time.position === part.position)
    const first = own.find((time) => time.free > 0)
    if (first === undefined) return null
    return (
      <ChoiceField
        key={part.position}
        name={`minute-${part.position}`}
        legend={say.package.timeOf(lang === 'zh' ? part.titleZh : part.titleEn)}
        value={String(first.minute)}
        choices={own.map(({ minute, free }) => ({
          value: String(minute),
          label: say.time.slot(clock(minute)),
          detail: free > 0 ? say.visit.slotLeft(free) : say.visit.slotFull,
          disabled: free === 0,
        }))}
      />
    )
  })
}

import { data } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import {
  answerConsent,
  askConsent,
  askOnPaper,
  confirmConsent,
  giveBackConsent,
  listOwnMandates,
  readAgents,
  revokeConsent,
  scopes,
  sendSheet,
  townships,
  villages,
} from '../../../modules/people/index.ts'
import { attempt, call, formInput } from '../../call.ts'
import { appContext } from '../../context.ts'
import { Button, Field } from '../../kit/form.tsx'
import { civilDate as dayWords } from '../../kit/format.ts'
import { Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { momentWords } from '../moment.ts'
import type { Route } from './+types/agents.ts'
import { GrowFrame } from './frame.tsx'
import { growerHeaders, growerOnly } from './gate.ts'
import { growWords, useGrowWords } from './words.ts'

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const person = growerOnly(context, request)
  const { app, visit } = context.get(appContext)
  const agents = await call(context, readAgents, { organisationId })
  const mine = await call(context, listOwnMandates, {})
  const actor = visit.actor.kind === 'person' ? visit.actor : null
  const roles = actor?.memberships.find((one) => one.organisationId === organisationId)?.roles ?? []
  const today = civilDate(app.clock.now())
  const loaded = {
    person,
    organisationId,
    owns: roles.includes('owner'),
    asks: roles.some((role) => role !== 'bookkeeper'),
    ...agents,
    // What one asks for as an agent of this organisation is answered with a code here.
    wishes: mine.requests,
    mandates: mine.consents.filter((one) => one.agentOrganisationId === organisationId),
    scopes: [...scopes],
    townships: townships().map((township) => ({
      name: township[visit.lang],
      villages: villages(township.code).map((village) => ({ code: village.code, name: village[visit.lang] })),
    })),
    today,
    lastDay: addDays(today, 365),
  }
  return data(loaded, { headers: growerHeaders(context, request, person) })
}

const doing = {
  agree: answerConsent,
  disagree: answerConsent,
  stop: revokeConsent,
  ask: askConsent,
  confirm: confirmConsent,
  ask_on_paper: askOnPaper,
  send_sheet: sendSheet,
  give_back: giveBackConsent,
} as const

export async function action({ request, context, params: { organisationId } }: Route.ActionArgs) {
  growerOnly(context, request)
  const say = growWords[context.get(appContext).visit.lang].agents
  const { intent, ...typed } = await formInput(request)
  const name = typeof intent === 'string' && Object.hasOwn(doing, intent) ? (intent as keyof typeof doing) : null
  if (name === null) throw data(null, { status: 404 })
  const input = { ...typed, organisationId, ...(name.endsWith('agree') && { agrees: name === 'agree' }) }
  const result = await attempt<(typeof doing)[typeof name]>(context, doing[name], input)
  if (!result.ok) {
    const { title, errors, status } = result.refusal
    return data({ ok: false, said: [title, ...Object.values(errors)].join(' ') }, { status })
  }
  const saidOf: Partial<Record<keyof typeof doing, string>> = {
    ask: say.asked,
    ask_on_paper: say.paper.made,
    send_sheet: say.paper.sent,
  }
  if (name !== 'confirm') return { ok: true, said: saidOf[name] ?? say.done }
  const { consentId, triesLeft } = result.output as { consentId: string | null; triesLeft: number }
  return consentId === null ? { ok: false, said: say.wrongCode(triesLeft) } : { ok: true, said: say.agreed }
}

type Loaded = Route.ComponentProps['loaderData']

export default function Agents({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const all = useGrowWords()
  const say = all.agents
  const { person, organisationId, owns, asks } = loaderData
  return (
    <GrowFrame
      title={say.title}
      person={person}
      organisationId={organisationId}
      back={{ href: `/grow/${organisationId}`, label: all.title }}
    >
      <h1>{say.title}</h1>
      <p className="soft">{say.help}</p>
      {actionData && <Notice kind={actionData.ok ? 'success' : 'danger'} lang={lang} title={actionData.said} />}
      {owns && <Wishes {...loaderData} />}
      <Helpers {...loaderData} />
      {asks && <ForOthers {...loaderData} />}
      <Log {...loaderData} />
    </GrowFrame>
  )
}

function Wishes({ requests }: Loaded) {
  const { agents: say } = useGrowWords()
  if (requests.length === 0) return null
  return (
    <section className="part">
      <h2>{say.asks}</h2>
      {requests.map((one) => (
        <form key={one.id} method="post" className="grow-person">
          <Terms {...one} />
          <input type="hidden" name="requestId" value={one.id} />
          <div className="actions">
            <Button name="intent" value="agree">
              {say.agree}
            </Button>
            <Button name="intent" value="disagree" kind="plain">
              {say.disagree}
            </Button>
          </div>
        </form>
      ))}
    </section>
  )
}

type TermsProps = Pick<Loaded['requests'][number], 'agentName' | 'agentOrganisationZh' | 'scopes' | 'until'>

function Terms({ agentName, agentOrganisationZh, scopes: granted, until }: TermsProps) {
  const lang = useLang()
  const { agents: say } = useGrowWords()
  return (
    <p>
      <strong>{say.wish(agentName, agentOrganisationZh)}</strong>
      <br />
      {granted.map((scope) => say.scopes[scope]).join(lang === 'zh' ? '；' : '; ')}
      <br />
      <span className="soft">{say.until(dayWords(until, lang))}</span>
    </p>
  )
}

function Helpers({ consents, owns, today }: Loaded) {
  const lang = useLang()
  const { agents: say } = useGrowWords()
  const active = consents.filter((one) => one.endedAt === null && one.until >= today)
  const over = consents.filter((one) => !active.includes(one))
  return (
    <section className="part">
      <h2>{say.active}</h2>
      {active.length === 0 && <p className="soft">{say.nobody}</p>}
      {active.map((one) => (
        <form key={one.id} method="post" className="grow-person">
          <Terms {...one} />
          <p className="soft">{say.how[one.how]}</p>
          <input type="hidden" name="consentId" value={one.id} />
          {owns && (
            <Button name="intent" value="stop" kind="danger">
              {say.stop}
            </Button>
          )}
        </form>
      ))}
      {over.length > 0 && (
        <details>
          <summary>{say.over}</summary>
          {over.map((one) => (
            <div key={one.id} className="grow-person">
              <Terms {...one} />
              {one.endedAt !== null && one.endedSide !== null && (
                <p className="soft">
                  {say.ended[one.endedSide]} {momentWords(one.endedAt, lang)}
                </p>
              )}
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

function ForOthers(loaded: Loaded) {
  const { wishes, mandates, organisationId } = loaded
  const lang = useLang()
  const { agents: say } = useGrowWords()
  return (
    <section className="part">
      <h2>{say.forOthers}</h2>
      {mandates.map((one) => (
        <form key={one.id} method="post" className="grow-person">
          <p>
            <a href={`/grow/${one.organisationId}`}>{one.organisationZh}</a>
            <br />
            <span className="soft">{say.until(dayWords(one.until, lang))}</span>
          </p>
          <input type="hidden" name="consentId" value={one.id} />
          <Button name="intent" value="give_back" kind="plain">
            {say.giveBack}
          </Button>
        </form>
      ))}
      {wishes.map((one) =>
        one.onPaper ? <Sheet key={one.id} wish={one} {...{ organisationId }} /> : <Code key={one.id} wish={one} />,
      )}
      <details>
        <summary>{say.ask}</summary>
        <form method="post" className="stack">
          <p className="soft">{say.forOthersHelp}</p>
          <Field name="growerName" label={say.growerName} lang={lang} maxLength={60} autoComplete="off" required />
          <Field name="growerPhone" label={say.growerPhone} lang={lang} type="tel" autoComplete="off" required />
          <What {...loaded} />
          <Button name="intent" value="ask">
            {say.ask}
          </Button>
        </form>
      </details>
      <details>
        <summary>{say.paper.ask}</summary>
        <form method="post" className="stack">
          <p className="soft">{say.paper.help}</p>
          <Field
            id="paper-grower"
            name="growerName"
            label={say.growerName}
            lang={lang}
            maxLength={60}
            autoComplete="off"
            required
          />
          <VillageField {...loaded} />
          <What {...loaded} id="paper-until" />
          <Button name="intent" value="ask_on_paper">
            {say.paper.make}
          </Button>
        </form>
      </details>
    </section>
  )
}

type Wish = Loaded['wishes'][number]

function Code({ wish: { id, organisationZh } }: { wish: Wish }) {
  const lang = useLang()
  const { agents: say } = useGrowWords()
  return (
    <form method="post" className="grow-person">
      <p>
        {say.waiting} <strong>{organisationZh}</strong>
      </p>
      <input type="hidden" name="requestId" value={id} />
      <Field
        id={`code-${id}`}
        name="code"
        label={say.code}
        lang={lang}
        inputMode="numeric"
        pattern="[0-9]{6}"
        autoComplete="off"
        required
      />
      <Button name="intent" value="confirm">
        {say.confirm}
      </Button>
    </form>
  )
}

function Sheet({ wish: { id, organisationZh, sheet }, organisationId }: { wish: Wish; organisationId: string }) {
  const { agents: say } = useGrowWords()
  return (
    <form method="post" encType="multipart/form-data" className="grow-person">
      <p>
        {say.paper.waiting} <strong>{organisationZh}</strong>
      </p>
      {sheet !== null && (
        <p className="soft">{sheet.note === null ? say.paper.checking : say.paper.back(sheet.note)}</p>
      )}
      <p>
        <a href={`/grow/${organisationId}/sheets/${id}`}>{say.paper.print}</a>
      </p>
      {(sheet === null || sheet.note !== null) && (
        <>
          <input type="hidden" name="requestId" value={id} />
          <label className="grow-photo">
            <span>{say.paper.photo}</span>
            <input type="file" name="photo" accept="image/*" required />
          </label>
          <Button name="intent" value="send_sheet">
            {say.paper.send}
          </Button>
        </>
      )}
    </form>
  )
}

/** What an agent would do, and until when. */
function What({ scopes: all, today, lastDay, id }: Loaded & { id?: string }) {
  const lang = useLang()
  const { agents: say } = useGrowWords()
  return (
    <>
      <fieldset className="choices">
        <legend>{say.what}</legend>
        {all.map((scope) => (
          <label key={scope}>
            <input type="checkbox" name="scopes[]" value={scope} />
            <span>{say.scopes[scope]}</span>
          </label>
        ))}
      </fieldset>
      <Field
        {...(id && { id })}
        name="until"
        label={say.last}
        lang={lang}
        type="date"
        min={today}
        max={lastDay}
        required
      />
    </>
  )
}

function VillageField({ townships: groups }: Loaded) {
  const { agents: say } = useGrowWords()
  return (
    <div className="field">
      <label htmlFor="paper-village">{say.paper.village}</label>
      <select id="paper-village" name="villageCode" defaultValue="" required>
        <option value="">{say.paper.chooseVillage}</option>
        {groups.map(({ name, villages: places }) => (
          <optgroup key={name} label={name}>
            {places.map((place) => (
              <option key={place.code} value={place.code}>
                {place.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

function Log({ done }: Loaded) {
  const lang = useLang()
  const { agents: say } = useGrowWords()
  return (
    <section className="part">
      <h2>{say.log}</h2>
      {done.length === 0 && <p className="soft">{say.logEmpty}</p>}
      <ul className="grow-log">
        {done.map((one) => (
          <li key={one.id}>
            {say.operations[one.operation] ?? one.operation}
            <span className="soft">
              {one.agentName} {momentWords(one.at, lang)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

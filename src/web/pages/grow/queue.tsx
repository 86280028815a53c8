import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { readMe, readOrganisation } from '../../../modules/people/index.ts'
import { readSellerQueue } from '../../../workflows/read-seller-queue.ts'
import { cardOf } from '../../../workflows/seller-queue.ts'
import { call, formInput, refused } from '../../call.ts'
import { appContext } from '../../context.ts'
import { LinkButton } from '../../kit/form.tsx'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { illustrationHref, subjectOf } from '../../../modules/market/web/depiction.ts'
import { words as sellerWords } from '../seller/words.ts'
import type { Route } from './+types/queue.ts'
import { perform } from './acts.ts'
import { AnswerCard, CaseCard, CountCard, PriceCard, RestockCard } from './card-other.tsx'
import { OrderCards } from './card-order.tsx'
import { cardsOf } from './cards.ts'
import type { Card } from './cards.ts'
import { GrowFrame } from './frame.tsx'
import { growerHeaders, growerOnly } from './gate.ts'
import { mayDo, maySell } from './rights.ts'
import { useGrowWords } from './words.ts'

const HOUR_MS = 3_600_000

export async function loader({ request, context, params: { organisationId } }: Route.LoaderArgs) {
  const person = growerOnly(context, request)
  const { app, visit } = context.get(appContext)
  const queue = await call(context, readSellerQueue, { organisationId })
  const { lastCarrier } = queue
  const things = queue.things.filter((one) => mayDo(visit.actor, organisationId, one.kind))
  const later = new URL(request.url).searchParams.get('later')
  const first = cardOf(things, later)
  const ordered = first === null ? [] : [first, ...things.filter((one) => one.thing !== first.thing)]
  const me = await call(context, readMe, {})
  const own = me.memberships.find((one) => one.organisationId === organisationId)
  const { nameZh, nameEn } = own ?? (await call(context, readOrganisation, { organisationId }))
  const now = app.clock.now().getTime()
  const loaded = {
    person,
    organisationId,
    organisation: visit.lang === 'zh' ? nameZh : (nameEn ?? nameZh),
    own: own !== undefined,
    sells: maySell(visit.actor, organisationId),
    count: things.length,
    carrier: lastCarrier ?? sellerWords[visit.lang].order.carriers[0] ?? '',
    carriers: [...sellerWords[visit.lang].order.carriers],
    cards: (await cardsOf(context, organisationId, ordered)).map((card) => ({
      card,
      hours: card.waiting.since === null ? null : Math.floor((now - card.waiting.since.getTime()) / HOUR_MS),
      sending: randomUUID(),
    })),
    done: new URL(request.url).searchParams.has('done'),
  }
  return data(loaded, { headers: growerHeaders(context, request, person) })
}

/** The same acts without a script: done, then the next card. */
export async function action({ request, context, params: { organisationId } }: Route.ActionArgs) {
  growerOnly(context, request)
  const form = await formInput(request)
  const result = await perform(context, organisationId, form)
  if (result === null) throw data(null, { status: 404 })
  if (!result.ok) return refused(result)
  const after = form.act === 'later' ? `?later=${encodeURIComponent(String(form.thing))}` : '?done'
  return redirect(`/grow/${organisationId}${after}`, 303)
}

export default function Queue({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useGrowWords()
  const { person, organisationId, organisation, own, sells, count, cards, carriers, done } = loaderData
  return (
    <GrowFrame title={say.title} person={person} organisationId={organisationId} organisation={organisation}>
      {!own && <p className="grow-for">{say.agents.actingFor(organisation)}</p>}
      <div className="grow-top">
        <h1>{say.title}</h1>
        <p data-left="" data-count={count} data-none={say.left(0)} data-many={say.left(7).replace('7', '{n}')}>
          {say.left(count)}
        </p>
      </div>
      {actionData && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      {done && !actionData && <Notice kind="success" lang={lang} title={say.sendingDone} />}
      <datalist id="carriers">
        {carriers.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div className="grow-cards" data-cards="">
        {cards.map(({ card, hours, sending }) => (
          <OneCard
            key={card.waiting.thing}
            card={card}
            hours={hours}
            sending={sending}
            organisationId={organisationId}
            carrier={loaderData.carrier}
          />
        ))}
      </div>
      <div className="grow-empty" data-empty="" hidden={cards.length > 0}>
        <EmptyState
          title={say.nothing}
          picture={
            <img
              className="picture"
              src={illustrationHref(subjectOf('tea', 'rest'), 'rest')}
              alt=""
              width={160}
              height={160}
            />
          }
        >
          {say.nothingHelp}
        </EmptyState>
      </div>
      <nav className="grow-foot">
        {sells && (
          <LinkButton kind="plain" href={`/grow/${organisationId}/sell`}>
            {say.sell}
          </LinkButton>
        )}
        {own && (
          <LinkButton kind="plain" href={`/grow/${organisationId}/agents`}>
            {say.agents.link}
          </LinkButton>
        )}
        {own && (
          <LinkButton kind="plain" href={`/seller/${organisationId}`}>
            {say.desk}
          </LinkButton>
        )}
      </nav>
    </GrowFrame>
  )
}

type OneProps = { card: Card; hours: number | null; sending: string; organisationId: string; carrier: string }

function OneCard({ card, ...rest }: OneProps) {
  const common = { ...rest, waiting: card.waiting }
  switch (card.kind) {
    case 'order':
      return <OrderCards {...common} facts={card.facts} />
    case 'answer':
      return <AnswerCard {...common} facts={card.facts} />
    case 'case':
      return <CaseCard {...common} facts={card.facts} />
    case 'restock':
      return <RestockCard {...common} facts={card.facts} />
    case 'price':
      return <PriceCard {...common} facts={card.facts} />
    case 'count':
      return <CountCard {...common} facts={card.facts} />
  }
}

import { reasonIn } from '../../../modules/tourism/web/words.ts'
import { Button } from '../../kit/form.tsx'
import { civilDate, yuan } from '../../kit/format.ts'
import { Notice, StickyBar } from '../../kit/page.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import { hrefOf } from './address.ts'
import { contactFaults, ContactFields } from './contact.tsx'
import type { HouseActionData, HousePageData } from './house.tsx'
import type { Offer, RoomType } from './house-read.ts'
import { RefundRules } from './policy.tsx'
import { dayInWords, nameIn } from './said.ts'
import { stayWords } from './words.ts'

const keyOf = (offer: Offer) => `${offer.roomTypeId}.${offer.planId ?? ''}`

/** Every room by every plan for the days asked for, with its price or why not; then who comes, and hold. */
export function BookStay({ data, actionData }: { data: HousePageData; actionData: HouseActionData }) {
  const lang = useLang()
  const say = stayWords[lang]
  const { quote, asked, nights, house } = data
  if (quote === null || nights === null || asked.arrival === undefined || asked.departure === undefined) return null
  const { refusal, typed } = actionData ?? { refusal: null, typed: null }
  const faults = refusal === null ? [] : contactFaults(refusal.errors)
  const open = quote.offers.filter((offer) => offer.refusal === null && !isMembers(offer, data))
  const chosen = typed?.offer ?? (open[0] === undefined ? undefined : keyOf(open[0]))
  return (
    <>
      <h3>{say.house.stay(civilDate(asked.arrival, lang), civilDate(asked.departure, lang), nights)}</h3>
      {refusal && (
        <Notice
          kind="danger"
          lang={lang}
          title={
            faults.length > 0 ? say.contact.faulty : refusal.errors['/roomTypeId'] ? say.house.pick : refusal.title
          }
        />
      )}
      {open.length === 0 && <Notice kind="attention" lang={lang} title={say.house.nothing} />}
      <form method="post">
        <input type="hidden" name="bookingId" value={data.bookingId} />
        <input type="hidden" name="arrival" value={asked.arrival} />
        <input type="hidden" name="nights" value={nights} />
        <input type="hidden" name="rooms" value={asked.rooms} />
        <input type="hidden" name="guests" value={asked.guests} />
        {house.roomTypes.map((type) => (
          <RoomOffers
            key={type.id}
            type={type}
            offers={quote.offers.filter((offer) => offer.roomTypeId === type.id)}
            chosen={chosen}
            data={data}
          />
        ))}
        {open.length > 0 && (
          <>
            <ContactFields contact={typed?.contact ?? data.contact} faults={faults} />
            <section className="rules">
              <h3>{say.policy.title}</h3>
              <RefundRules policy={house.policy} begins={{ startsAt: quote.startsAt, now: data.now }} />
            </section>
            <p className="hint">{say.house.holdHelp}</p>
            <StickyBar>
              <Button wide>{say.house.hold}</Button>
            </StickyBar>
          </>
        )}
      </form>
    </>
  )
}

/** A members' plan, while nobody is signed in. */
const isMembers = (offer: Offer, { house, isGuest }: HousePageData) =>
  isGuest && planOf(house.roomTypes, offer)?.kind === 'member'

const planOf = (types: readonly RoomType[], offer: Offer) =>
  types.find((type) => type.id === offer.roomTypeId)?.plans.find((plan) => plan.id === offer.planId)

type RoomProps = { type: RoomType; offers: readonly Offer[]; chosen: string | undefined; data: HousePageData }

function RoomOffers({ type, offers, chosen, data }: RoomProps) {
  const lang = useLang()
  const say = stayWords[lang].house
  const free = offers[0]?.free ?? 0
  return (
    <fieldset className="choices offers">
      <legend>
        {nameIn(type, lang)}{' '}
        <small>
          {say.sleeps(type.guestsIncluded, type.guestsMax)}
          {free > 0 && ` · ${say.left(free)}`}
        </small>
      </legend>
      {offers.map((offer) => (
        <OfferLine key={keyOf(offer)} offer={offer} type={type} isChosen={keyOf(offer) === chosen} data={data} />
      ))}
    </fieldset>
  )
}

type LineProps = { offer: Offer; type: RoomType; isChosen: boolean; data: HousePageData }

function OfferLine({ offer, type, isChosen, data }: LineProps) {
  const lang = useLang()
  const say = stayWords[lang].house
  const plan = planOf([type], offer)
  const name = plan === undefined ? say.plain : nameIn(plan, lang)
  const stop = isMembers(offer, data) ? say.members : offer.refusal === null ? null : reasonIn(offer.refusal, lang)
  return (
    <div className="offer">
      <label>
        <input
          type="radio"
          name="offer"
          value={keyOf(offer)}
          defaultChecked={isChosen}
          disabled={stop !== null}
          required
        />
        <span>
          {name}
          <small>{stop ?? planWords(plan, lang)}</small>
        </span>
        {offer.totalFen !== null && stop === null && <Price fen={offer.totalFen} size="small" lang={lang} />}
      </label>
      {stop === null && <NightByNight offer={offer} />}
      {offer.refusal?.code === 'tourism.sold_out' && <Wait offer={offer} data={data} />}
    </div>
  )
}

/** Rooms that are gone can be waited for. */
function Wait({ offer, data: { house, asked, nights } }: { offer: Offer; data: HousePageData }) {
  const say = stayWords[useLang()].wait
  const { arrival, guests, rooms } = asked
  const said = { house: house.id, room: offer.roomTypeId, plan: offer.planId ?? undefined, arrival, guests, rooms }
  return (
    <p>
      <a href={hrefOf('/stay/wait', { ...said, nights: nights ?? 1 })}>{say.join}</a>
    </p>
  )
}

function planWords(plan: RoomType['plans'][number] | undefined, lang: 'zh' | 'en'): string {
  const say = stayWords[lang].house
  if (plan === undefined) return ''
  return [
    say.planPercent(plan.percent),
    plan.guestNightFen > 0 ? say.planMeal(yuan(plan.guestNightFen)) : '',
    plan.nightsMin > 1 ? say.planNights(plan.nightsMin) : '',
    plan.leadDaysMin > 0 ? say.planLead(plan.leadDaysMin) : '',
  ]
    .filter((words) => words !== '')
    .join(lang === 'zh' ? '，' : ', ')
}

/** What each night costs and why. */
function NightByNight({ offer }: { offer: Offer }) {
  const lang = useLang()
  const say = stayWords[lang].house
  return (
    <details className="fold nights">
      <summary>{say.nightByNight}</summary>
      <ul className="lines">
        {offer.nights.map((night) => (
          <li key={night.day}>
            <span>
              {dayInWords(night.day, lang)} <span className="soft">{say.dayKinds[night.kind]}</span>
              <span className="soft line-units">{partsOf(night, lang)}</span>
            </span>
            <span className="figure">{yuan(night.fen)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function partsOf(night: Offer['nights'][number], lang: 'zh' | 'en'): string {
  const say = stayWords[lang].house
  if (night.extraFen === 0 && night.planFen === 0) return ''
  return [
    `${say.room} ${yuan(night.roomsFen)}`,
    night.extraFen > 0 ? `${say.extraGuests} ${yuan(night.extraFen)}` : '',
    night.planFen > 0 ? `${say.plan} ${yuan(night.planFen)}` : '',
  ]
    .filter((words) => words !== '')
    .join(' + ')
}

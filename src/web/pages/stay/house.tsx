import { data as answer, redirect } from 'react-router'
import { addDays } from '../../../kernel/clock.ts'
import { uuidv7 } from '../../../kernel/ids.ts'
import { holdStay, quoteStay, readHouse, searchNights } from '../../../modules/tourism/index.ts'
import { listListingReviews } from '../../../modules/reviews/index.ts'
import { regionPath } from '../../../modules/people/index.ts'
import type { Route } from './+types/house.ts'
import { attempt, call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Breadcrumbs, KeyFacts, Notice } from '../../kit/page.tsx'
import { Picture } from '../../kit/picture.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import { countLook } from '../../visits.ts'
import { Rated } from '../after/rated.tsx'
import { idAsked, idIn, textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { AskSeller } from '../messages/ask.tsx'
import { placeName } from '../places.ts'
import { visitorOf } from '../visitor.ts'
import { hrefOf, numberIn } from './address.ts'
import { contactIn } from './contact.tsx'
import { knownContact } from './contact-read.ts'
import { BookStay } from './book-stay.tsx'
import type { RoomType } from './house-read.ts'
import { daysOfNights, nightsAsked, readStayAsked } from './house-read.ts'
import { nextOf } from './next.ts'
import { Month, openMonth } from './month.tsx'
import { PlacePictures } from './place-pictures.tsx'
import { placeDepiction, placePhoto } from './pictures.ts'
import { RefundRules } from './policy.tsx'
import { clock, mapHref, nameIn } from './said.ts'
import { HouseData } from './structured.tsx'
import { voucherWords } from '../vouchers/words.ts'
import { stayWords } from './words.ts'

const NIGHTS_MAX = 60

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, site: address, today, actor, now } = visitorOf(context)
  const houseId = idIn(params.id)
  const house = await call(context, readHouse, { houseId })
  countLook(context, request, [house.organisationId])
  const query = new URL(request.url).searchParams
  const asked = readStayAsked(query, today)
  const nights = nightsAsked(asked)
  const room = house.roomTypes.find((type) => type.id === idAsked(query.get('room'))) ?? house.roomTypes[0]
  const path = `/houses/${houseId}`
  const party = { guests: asked.guests, rooms: asked.rooms }
  const from = (day: string, least: number) =>
    `${hrefOf(path, { ...party, arrival: day, departure: addDays(day, Math.max(least, nights ?? 1)), room: room?.id })}#book`
  const { range, found: days } = await openMonth(
    { month: query.get('month'), day: asked.arrival, today },
    async (looked) => (room === undefined ? [] : daysOfNights(await nightsIn(context, room.id, looked), from, lang)),
    (all) => all.some((day) => day.state === 'free'),
  )
  return {
    house,
    asked,
    nights,
    room,
    range,
    address,
    today,
    path,
    days,
    quote: await quoteOf(context, houseId, asked, nights),
    isGuest: actor.kind !== 'person',
    place: placeName(house.villageCode, lang),
    regions: regionPath(house.villageCode, lang),
    depiction: placeDepiction({ ...house, kind: 'house', siteZh: house.nameZh }),
    rated: await call(context, listListingReviews, { listingId: houseId, limit: 3 }),
    now,
    bookingId: uuidv7(now),
    contact: await knownContact(context),
  }
}

type Context = Route.LoaderArgs['context']

async function nightsIn(context: Context, roomTypeId: string, { from, until }: { from: string; until: string }) {
  const { roomTypes } = await call(context, searchNights, { roomTypeIds: roomTypeId, from, until })
  return roomTypes[0]?.nights ?? []
}

/** What the stay asked for would cost; null until both days are said, or while they make no stay. */
async function quoteOf(
  context: Context,
  houseId: string,
  asked: ReturnType<typeof readStayAsked>,
  nights: number | null,
) {
  const { arrival, guests, rooms } = asked
  if (arrival === undefined || nights === null || nights < 1 || nights > NIGHTS_MAX) return null
  return call(context, quoteStay, { houseId, arrival, nights, rooms, guests })
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const offer = form.get('offer') ?? ''
  const [roomTypeId = '', planId = ''] = offer.split('.')
  const contact = contactIn(form)
  const number = (name: string) => numberIn(form.get(name) ?? null, 0, 1000) ?? 0
  const wanted = {
    arrival: form.get('arrival'),
    nights: number('nights'),
    rooms: number('rooms'),
    guests: number('guests'),
  }
  const result = await attempt(context, holdStay, {
    bookingId: form.get('bookingId'),
    ...contact,
    ...wanted,
    roomTypeId,
    planId: planId === '' ? null : planId,
  })
  if (result.ok) return redirect(await nextOf(context, result.output.id), 303)
  return answer({ refusal: result.refusal, typed: { contact, offer } }, { status: result.refusal.status })
}

export type HousePageData = Route.ComponentProps['loaderData']
export type HouseActionData = Route.ComponentProps['actionData']

export default function HousePage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { house, depiction } = loaderData
  const title = nameIn(house, lang)
  const about = lang === 'zh' ? house.aboutZh : house.aboutEn
  return (
    <SiteFrame>
      <PageHead title={title} description={about || title} path={loaderData.path} />
      <HouseData {...loaderData} />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: say.list.title, href: '/stay' },
          { label: say.list.kinds.house, href: '/stay?kind=house' },
          { label: title },
        ]}
      />
      <div className="product">
        <PlacePictures photos={house.photos} depiction={depiction} title={title} />
        <div className="about">
          <h1>{title}</h1>
          <FromPrice {...loaderData} />
          {about && <p>{about}</p>}
          <Facts {...loaderData} />
          <AskSeller about={{ sellerId: house.organisationId }} />
          <p>
            <a href={`/vouchers/give/${house.id}`}>{voucherWords[lang].give.link}</a>
          </p>
        </div>
      </div>
      {house.roomTypes.length > 0 && (
        <section className="part book">
          <div className="two">
            <div id="book">
              <Search {...loaderData} />
              <BookStay data={loaderData} actionData={actionData} />
            </div>
            <RoomCalendar {...loaderData} />
          </div>
        </section>
      )}
      <Rooms {...loaderData} />
      <Rated href={`/houses/${house.id}/reviews`} {...loaderData.rated} />
      {loaderData.quote === null && (
        <section className="part read">
          <h2>{say.policy.title}</h2>
          <RefundRules policy={house.policy} />
        </section>
      )}
    </SiteFrame>
  )
}

function FromPrice({ house }: HousePageData) {
  const lang = useLang()
  if (house.roomTypes.length === 0) return null
  const least = Math.min(...house.roomTypes.map((type) => type.priceFen))
  return (
    <p className="price-line">
      <Price from size="large" fen={least} unit={stayWords[lang].list.perNight} lang={lang} />
    </p>
  )
}

function Facts({ house, place }: HousePageData) {
  const lang = useLang()
  const say = stayWords[lang].house
  const map = mapHref(house)
  return (
    <KeyFacts
      facts={[
        {
          term: say.where,
          detail: (
            <>
              <a href={`/villages/${house.villageCode}`}>{place}</a>
              {map && (
                <>
                  {lang === 'zh' ? '、' : ', '}
                  <a href={map}>{stayWords[lang].visit.map}</a>
                </>
              )}
            </>
          ),
        },
        { term: say.checkIn, detail: say.checkInFrom(clock(house.checkInMinute)) },
        { term: say.checkOut, detail: say.checkOutBy(clock(house.checkOutMinute)) },
      ]}
    />
  )
}

function Search({ asked, nights, today, path }: HousePageData) {
  const lang = useLang()
  const say = stayWords[lang].house
  const { arrival, departure, guests, rooms } = asked
  return (
    <>
      <h2>{say.search}</h2>
      <form className="filters stay-search" action={`${path}#book`}>
        <label>
          <span>{say.arrival}</span>
          <input type="date" name="arrival" min={today} defaultValue={arrival ?? ''} required />
        </label>
        <label>
          <span>{say.departure}</span>
          <input
            type="date"
            name="departure"
            min={addDays(arrival ?? today, 1)}
            defaultValue={departure ?? ''}
            required
          />
        </label>
        <label>
          <span>{say.guests}</span>
          <input type="number" inputMode="numeric" name="guests" min={1} max={500} defaultValue={guests} required />
        </label>
        <label>
          <span>{say.roomCount}</span>
          <input type="number" inputMode="numeric" name="rooms" min={1} max={50} defaultValue={rooms} required />
        </label>
        <Button kind="plain">{say.see}</Button>
      </form>
      {nights === null && <p className="soft">{say.askFirst}</p>}
      {nights !== null && nights < 1 && <Notice kind="attention" lang={lang} title={say.order} />}
      {nights !== null && nights > NIGHTS_MAX && (
        <Notice kind="attention" lang={lang} title={say.tooLong(NIGHTS_MAX)} />
      )}
    </>
  )
}

function RoomCalendar({ house, room, range, days, asked, path }: HousePageData) {
  const lang = useLang()
  const say = stayWords[lang].house
  if (room === undefined) return null
  const said = { arrival: asked.arrival, departure: asked.departure, guests: asked.guests, rooms: asked.rooms }
  return (
    <aside id="calendar">
      <h2>{say.calendar(nameIn(room, lang))}</h2>
      {house.roomTypes.length > 1 && (
        <nav className="chips" aria-label={say.rooms}>
          <ul>
            {house.roomTypes.map((type) => (
              <li key={type.id}>
                <a
                  href={`${hrefOf(path, { ...said, room: type.id, month: range.month })}#calendar`}
                  aria-current={type.id === room.id ? 'true' : undefined}
                >
                  {nameIn(type, lang)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p className="soft">{say.calendarHelp}</p>
      <Month
        range={range}
        days={days}
        chosen={asked.arrival}
        label={say.calendar(nameIn(room, lang))}
        href={(month) => `${hrefOf(path, { ...said, room: room.id, month })}#calendar`}
      />
    </aside>
  )
}

function Rooms({ house }: HousePageData) {
  const lang = useLang()
  const say = stayWords[lang].house
  if (house.roomTypes.length === 0) return null
  return (
    <section className="part read">
      <h2>{say.rooms}</h2>
      <ul className="lines">
        {house.roomTypes.map((type) => (
          <li key={type.id}>
            <span>
              {nameIn(type, lang)}
              <span className="soft line-units">{roomWords(type, lang)}</span>
              <RoomPhotos type={type} />
            </span>
            <Price from fen={type.priceFen} unit={stayWords[lang].list.perNight} size="small" lang={lang} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const ROOM_PHOTO_SIZES = '120px'

function RoomPhotos({ type }: { type: RoomType }) {
  const lang = useLang()
  if (type.photos.length === 0) return null
  return (
    <span className="room-photos">
      {type.photos.map((photo, at) => (
        <Picture key={photo.id} {...placePhoto(photo, ROOM_PHOTO_SIZES)} alt={`${nameIn(type, lang)} ${at + 1}`} />
      ))}
    </span>
  )
}

/** Who sleeps in a room, what one more costs, and how many rooms are alike. */
function roomWords(type: RoomType, lang: 'zh' | 'en'): string {
  const say = stayWords[lang].house
  const extra =
    type.guestsMax > type.guestsIncluded && type.extraGuestFen > 0 ? [say.extra(yuan(type.extraGuestFen))] : []
  return [say.sleeps(type.guestsIncluded, type.guestsMax), ...extra, say.same(type.rooms)].join(
    lang === 'zh' ? '，' : ', ',
  )
}

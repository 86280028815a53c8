import { data as answer, redirect } from 'react-router'
import { uuidv7 } from '../../../kernel/ids.ts'
import {
  findQuieter,
  holdVisit,
  readProduct,
  searchSlots,
  startsAt,
  unitTypes,
} from '../../../modules/tourism/index.ts'
import { listListingReviews } from '../../../modules/reviews/index.ts'
import { regionPath } from '../../../modules/people/index.ts'
import type { Route } from './+types/visit.ts'
import { attempt, call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, ChoiceField } from '../../kit/form.tsx'
import { Breadcrumbs, Notice, StickyBar } from '../../kit/page.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import { countLook } from '../../visits.ts'
import { Rated } from '../after/rated.tsx'
import { idAsked, idIn, textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { AskSeller } from '../messages/ask.tsx'
import { placeName } from '../places.ts'
import { visitorOf } from '../visitor.ts'
import { voucherWords } from '../vouchers/words.ts'
import { hrefOf, isDay, numberIn, placeHref } from './address.ts'
import { nextOf } from './next.ts'
import { contactFaults, ContactFields, contactIn } from './contact.tsx'
import { knownContact } from './contact-read.ts'
import { Month, openMonth } from './month.tsx'
import { Party } from './party.tsx'
import { PlacePictures } from './place-pictures.tsx'
import { placeDepiction } from './pictures.ts'
import { RefundRules, WeatherRules } from './policy.tsx'
import { Quieter } from './quieter.tsx'
import { quieterPlaces } from './quieter-read.ts'
import { clock, dayInWords, nameIn } from './said.ts'
import { TicketData } from './structured.tsx'
import { Facts, FromPrice } from './visit-facts.tsx'
import { daysOfSlots, isCrowded, isFree } from './visit-read.ts'
import type { Option } from './visit-read.ts'
import { stayWords } from './words.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, site: address, today, now } = visitorOf(context)
  const productId = idIn(params.id)
  const { product, site, others } = await call(context, readProduct, { productId })
  countLook(context, request, [product.organisationId])
  const query = new URL(request.url).searchParams
  const asked = query.get('day')
  const day = isDay(asked) && asked >= today ? asked : undefined
  const option = product.options.find((one) => one.id === idAsked(query.get('option'))) ?? product.options[0]
  const { range, found: slots } = await openMonth(
    { month: query.get('month'), day, today },
    ({ from, until }) => slotsIn(context, { productId, from, until }, option?.id),
    (all) => all.some(isFree),
  )
  const party = numberIn(query.get('party'), 1, 500) ?? 1
  const chosenDay = day?.startsWith(range.month) ? day : slots.find(isFree)?.day
  const ofDay = slots.filter((slot) => slot.day === chosenDay)
  const { quieter } =
    chosenDay !== undefined && isCrowded(ofDay)
      ? await call(context, findQuieter, { siteId: product.siteId, day: chosenDay, people: party })
      : { quieter: [] }
  const path = `/visits/${productId}`
  const chosenOption = option?.id === product.options[0]?.id ? undefined : option?.id
  const said = { option: chosenOption, party: query.get('party') === null ? undefined : party }
  return {
    product,
    site,
    address,
    range,
    option,
    party,
    day: chosenDay,
    slots: ofDay.map((slot) => ({ ...slot, startsAt: startsAt(slot.day, slot.minute ?? site.opensMinute) })),
    walkIn: ofDay[0]?.walkIn ?? null,
    quieter: quieterPlaces(quieter, lang, { ...(chosenDay && { day: chosenDay }), party }),
    days: daysOfSlots(slots, (one) => `${hrefOf(path, { ...said, day: one })}#book`, lang),
    months: { path, said },
    place: placeName(site.villageCode, lang),
    regions: regionPath(site.villageCode, lang),
    depiction: placeDepiction({ ...product, siteZh: site.nameZh }),
    others: others.map((one) => ({ ...one, href: placeHref(one, { day }) })),
    rated: await call(context, listListingReviews, { listingId: productId, limit: 3 }),
    now,
    bookingId: uuidv7(now),
    contact: await knownContact(context),
  }
}

async function slotsIn(
  context: Route.LoaderArgs['context'],
  asked: { productId: string; from: string; until: string },
  optionId: string | undefined,
) {
  const { options } = await call(context, searchSlots, asked)
  return options.find((one) => one.id === optionId)?.slots ?? []
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const minute = form.get('minute')
  const counts = unitTypes.flatMap((type) => {
    const count = numberIn(form.get(`count-${type}`) ?? null, 0, 1000) ?? 0
    return count > 0 ? [{ type, count }] : []
  })
  const contact = contactIn(form)
  const language = form.get('language') ?? null
  const wanted = { optionId: form.get('optionId'), day: form.get('day'), tickets: counts, language, ...contact }
  const result = await attempt(context, holdVisit, {
    bookingId: form.get('bookingId'),
    ...wanted,
    minute: minute === undefined ? null : Number(minute),
  })
  if (result.ok) return redirect(await nextOf(context, result.output.id), 303)
  const typed = { contact, counts, minute: minute ?? null, language }
  return answer({ refusal: result.refusal, typed }, { status: result.refusal.status })
}

type Data = Route.ComponentProps['loaderData']

export default function VisitPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { product, site, depiction } = loaderData
  const title = nameIn(product, lang)
  const siteName = nameIn(site, lang)
  const about = lang === 'zh' ? product.aboutZh : product.aboutEn
  const siteAbout = lang === 'zh' ? site.aboutZh : site.aboutEn
  const notice = lang === 'zh' ? product.noticeZh : product.noticeEn
  return (
    <SiteFrame>
      <PageHead
        title={`${siteName} · ${title}`}
        description={about || siteAbout || title}
        path={`/visits/${product.id}`}
      />
      <TicketData {...loaderData} />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: say.list.title, href: '/stay' },
          { label: say.list.kinds[product.kind], href: `/stay?kind=${product.kind}` },
          { label: title },
        ]}
      />
      <div className="product">
        <PlacePictures photos={site.photos} depiction={depiction} title={siteName} />
        <div className="about">
          <p className="origin soft">{siteName}</p>
          <h1>{title}</h1>
          <FromPrice option={loaderData.option} />
          {about && <p>{about}</p>}
          <Facts {...loaderData} />
          <AskSeller about={{ sellerId: product.organisationId }} />
          <p>
            <a href={`/vouchers/give/${product.id}`}>{voucherWords[lang].give.link}</a>
          </p>
        </div>
      </div>
      {product.options.length > 0 && <Booking data={loaderData} actionData={actionData} />}
      {notice && (
        <section className="part read">
          <h2>{say.visit.notice}</h2>
          <div className="prose">
            {notice.split('\n').map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        </section>
      )}
      {siteAbout && (
        <section className="part read">
          <h2>{siteName}</h2>
          <p>{siteAbout}</p>
        </section>
      )}
      <Rated href={`/visits/${product.id}/reviews`} {...loaderData.rated} />
      <Others {...loaderData} />
    </SiteFrame>
  )
}

function Booking({ data, actionData }: { data: Data; actionData: Route.ComponentProps['actionData'] }) {
  const lang = useLang()
  const say = stayWords[lang]
  const { range, days, day, months, option } = data
  return (
    <section className="part book" aria-label={say.visit.book}>
      <div className="two">
        <div>
          <Options data={data} />
          <h2 id="calendar">{say.visit.calendar}</h2>
          <Month
            range={range}
            days={days}
            chosen={day}
            label={option === undefined ? '' : nameIn(option, lang)}
            href={(month) => `${hrefOf(months.path, { ...months.said, month })}#calendar`}
          />
        </div>
        <div id="book">
          {day === undefined || option === undefined ? (
            <Notice kind="information" lang={lang} title={say.visit.noDay} />
          ) : (
            <Form data={{ ...data, day, option }} actionData={actionData} />
          )}
        </div>
      </div>
    </section>
  )
}

/** The ways to take it, each a link, for its calendar is its own. */
function Options({ data: { product, option, months, day } }: { data: Data }) {
  const lang = useLang()
  const say = stayWords[lang].visit
  if (product.options.length < 2) return null
  return (
    <nav className="chips" aria-label={say.option}>
      <ul>
        {product.options.map((one) => (
          <li key={one.id}>
            <a
              href={`${hrefOf(months.path, { ...months.said, day, option: one.id })}#calendar`}
              aria-current={one.id === option?.id ? 'true' : undefined}
            >
              {nameIn(one, lang)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type FormProps = {
  data: Omit<Data, 'day' | 'option'> & { day: string; option: Option }
  actionData: Route.ComponentProps['actionData']
}

function Form({ data, actionData }: FormProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { day, option, slots, party, product } = data
  const { refusal, typed } = actionData ?? { refusal: null, typed: null }
  const faults = refusal === null ? [] : contactFaults(refusal.errors)
  const open = slots.filter(isFree)
  const minute = typed?.minute === null || typed === null ? (open[0]?.minute ?? null) : Number(typed.minute)
  const begin = slots.find((slot) => slot.minute === minute)?.startsAt
  return (
    <>
      <h2>{dayInWords(day, lang)}</h2>
      {data.walkIn && <p>{say.walkIn[data.walkIn]}</p>}
      {refusal && (
        <Notice
          kind="danger"
          lang={lang}
          title={faults.length > 0 ? say.contact.faulty : refusal.errors['/tickets'] ? say.visit.choose : refusal.title}
        />
      )}
      {open.length === 0 ? (
        <>
          <Notice kind="attention" lang={lang} title={slots.length === 0 ? say.visit.notThisDay : say.visit.soldOut} />
          <Waits data={data} />
        </>
      ) : (
        <form method="post">
          <input type="hidden" name="bookingId" value={data.bookingId} />
          <input type="hidden" name="optionId" value={option.id} />
          <input type="hidden" name="day" value={day} />
          {option.isTimed ? (
            <ChoiceField
              name="minute"
              legend={say.visit.slot}
              value={String(minute)}
              choices={slots.map((slot) => ({
                value: String(slot.minute),
                label: say.time.slot(clock(slot.minute ?? 0)),
                detail: isFree(slot)
                  ? say.visit.slotLeft(slot.free)
                  : slot.isOpen
                    ? say.visit.slotFull
                    : say.visit.slotOver,
                disabled: !isFree(slot),
              }))}
            />
          ) : (
            <p className="soft">
              {say.time.allDay} · {say.visit.slotLeft(open[0]?.free ?? 0)}
            </p>
          )}
          <Waits data={data} />
          <GuideLanguage slots={open} chosen={typed?.language ?? null} />
          <Party
            units={option.units}
            prices={open[0]?.units ?? []}
            most={option.partyMax}
            counts={typed?.counts ?? [{ type: firstUnit(option), count: Math.max(party, option.partyMin) }]}
          />
          <ContactFields contact={typed?.contact ?? data.contact} faults={faults} />
          <section className="rules">
            <h3>{say.policy.title}</h3>
            <RefundRules policy={product.policy} begins={begin && { startsAt: begin, now: data.now }} />
          </section>
          <WeatherRules weather={product.weather} startsAt={begin} />
          <p className="hint">{say.visit.holdHelp}</p>
          <StickyBar>
            <Button wide>{say.visit.hold}</Button>
          </StickyBar>
        </form>
      )}
      <Quieter places={data.quieter} />
    </>
  )
}

/** What the guide is to speak, of the languages that guides with room speak at some time of the day. */
function GuideLanguage({ slots, chosen }: { slots: Data['slots']; chosen: string | null }) {
  const lang = useLang()
  const say = stayWords[lang]
  const spoken = [...new Set(slots.flatMap((slot) => slot.languages.map((one) => one.language)))]
  if (spoken.length === 0) return null
  return (
    <ChoiceField
      name="language"
      legend={say.visit.guideSpeaks}
      value={chosen ?? (spoken.includes(lang) ? lang : (spoken[0] ?? lang))}
      choices={spoken.map((language) => ({
        value: language,
        label: say.languages[language],
        detail: slots
          .filter((slot) => slot.minute !== null && slot.languages.some((one) => one.language === language))
          .map((slot) => clock(slot.minute ?? 0))
          .join(lang === 'zh' ? '、' : ', '),
      }))}
    />
  )
}

/** Times that are full can be waited for. */
function Waits({ data: { product, option, day, slots, party } }: Pick<FormProps, 'data'>) {
  const lang = useLang()
  const say = stayWords[lang].wait
  const full = slots.filter((slot) => slot.isOpen && slot.free === 0)
  if (full.length === 0) return null
  const said = { visit: product.id, option: option.id, day, [`count-${firstUnit(option)}`]: party }
  return (
    <ul className="plain-list">
      {full.map((slot) => (
        <li key={slot.minute}>
          <a href={hrefOf('/stay/wait', { ...said, minute: slot.minute ?? undefined })}>
            {slot.minute === null ? say.join : say.joinAt(clock(slot.minute))}
          </a>
        </li>
      ))}
    </ul>
  )
}

const firstUnit = (option: Option) =>
  option.units.find((unit) => unit.type === 'adult')?.type ?? option.units[0]?.type ?? 'adult'

function Others({ others, site }: Data) {
  const lang = useLang()
  if (others.length === 0) return null
  return (
    <section className="part read">
      <h2>{stayWords[lang].visit.others(nameIn(site, lang))}</h2>
      <ul className="lines">
        {others.map((one) => (
          <li key={one.id}>
            <a href={one.href}>{nameIn(one, lang)}</a>
            <Price from fen={one.fromFen} size="small" lang={lang} />
          </li>
        ))}
      </ul>
    </section>
  )
}

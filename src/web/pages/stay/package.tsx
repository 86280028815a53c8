import { data as answer, redirect } from 'react-router'
import { uuidv7 } from '../../../kernel/ids.ts'
import { holdPackage, quotePackage } from '../../../workflows/book-package.ts'
import { readPackage, searchPackageDays } from '../../../workflows/show-packages.ts'
import type { Route } from './+types/package.ts'
import { attempt, call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button } from '../../kit/form.tsx'
import { Breadcrumbs, Notice } from '../../kit/page.tsx'
import { Depicted } from '../../kit/picture.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import { countLook } from '../../visits.ts'
import { idIn, textFields } from '../asked.ts'
import { PageHead, StructuredData } from '../head.tsx'
import { placeName } from '../places.ts'
import { visitorOf } from '../visitor.ts'
import { hrefOf } from './address.ts'
import { BookPackage } from './book-package.tsx'
import { contactIn } from './contact.tsx'
import { knownContact } from './contact-read.ts'
import { Month, openMonth } from './month.tsx'
import { daysOfPackage, hasStay, packageAsked, packageDepiction, partHref, partyOf, typesOf } from './package-read.ts'
import { RefundRules } from './policy.tsx'
import { clock, nameIn } from './said.ts'
import { stayWords } from './words.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, site, today, now } = visitorOf(context)
  const packageId = idIn(params.id)
  const held = await call(context, readPackage, { packageId })
  countLook(context, request, [held.organisationId])
  const query = new URL(request.url).searchParams
  const asked = packageAsked(query, held, today)
  const { sets, guests, tickets } = asked
  const { range, found } = await openMonth(
    { month: query.get('month'), day: asked.arrival, today },
    ({ from, until }) => call(context, searchPackageDays, { packageId, sets, guests, tickets, from, until }),
    ({ days }) => days.some((one) => one.state === 'free'),
  )
  const { days } = found
  const chosen =
    days.find((one) => one.day === asked.arrival) ?? days.find((one) => one.state === 'free') ?? days[0] ?? null
  const times = chosen?.times ?? []
  const minutes = held.parts.flatMap(({ position }) => {
    const own = times.filter((time) => time.position === position)
    const best = own.find((time) => time.free > 0) ?? own[0]
    return best === undefined ? [] : [{ position, minute: best.minute }]
  })
  const arrival = chosen?.day ?? range.from
  const quote = await attempt(context, quotePackage, { packageId, arrival, sets, guests, tickets, minutes })
  const path = `/packages/${packageId}`
  return {
    held,
    site,
    path,
    range,
    now,
    asked,
    arrival,
    /** Whether all parts have room on the day shown; null where none of the month is on sale. */
    state: chosen?.state ?? ('closed' as const),
    times,
    minutes,
    days: daysOfPackage(days, (day) => `${hrefOf(path, { ...partyOf(asked), arrival: day })}#book`, lang),
    quote: quote.ok ? quote.output : null,
    refusal: quote.ok || quote.refusal.code === 'tourism.visit.minute_missing' ? null : quote.refusal.title,
    places: held.parts.map((part) => placeName(part.villageCode, lang)),
    depiction: packageDepiction(held),
    packageBookingId: uuidv7(now),
    contact: await knownContact(context),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const packageId = idIn(params.id)
  const held = await call(context, readPackage, { packageId })
  const { arrival, ...asked } = packageAsked(form, held, '')
  const contact = contactIn(form)
  const sendTo = form.get('goods') === 'send' ? (form.get('sendTo') ?? '') : null
  const result = await attempt(context, holdPackage, {
    packageBookingId: form.get('packageBookingId'),
    packageId,
    arrival: arrival ?? '',
    ...asked,
    ...contact,
    sendTo,
    expectedFen: Number(form.get('expectedFen')),
  })
  if (result.ok) return redirect('/basket?held=1', 303)
  return answer({ refusal: result.refusal, contact, sendTo }, { status: result.refusal.status })
}

export type PackageData = Route.ComponentProps['loaderData']
export type PackageActionData = Route.ComponentProps['actionData']

export default function PackagePage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang]
  const { held, depiction, site, path } = loaderData
  const title = nameIn(held, lang)
  const about = lang === 'zh' ? held.aboutZh : held.aboutEn
  return (
    <SiteFrame>
      <PageHead title={title} description={about || say.package.lead} path={path} />
      <StructuredData
        data={{
          '@type': 'TouristTrip',
          name: title,
          description: about,
          url: site + path,
          offers: { '@type': 'Offer', priceCurrency: 'CNY', price: (held.from.totalFen / 100).toFixed(2) },
        }}
      />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: say.list.title, href: '/stay' },
          { label: say.package.list, href: '/stay/packages' },
          { label: title },
        ]}
      />
      <div className="product">
        <Depicted depiction={depiction} title={title} lang={lang} width={720} height={720} first />
        <div className="about">
          <h1>{title}</h1>
          <p className="price-line">
            <Price from size="large" fen={held.from.totalFen} wasFen={held.from.separateFen} lang={lang} />{' '}
            <span className="soft">{say.package.forGuests(held.from.guests)}</span>
          </p>
          <p>{say.package.saves(held.offPercent)}</p>
          {about && <p>{about}</p>}
          <Parts {...loaderData} />
        </div>
      </div>
      {held.state === 'open' ? (
        <section className="part book" aria-label={say.visit.book}>
          <div className="two">
            <div>
              <PartyForm {...loaderData} />
              <h2 id="calendar">{say.package.calendar}</h2>
              <p className="soft">{say.package.calendarHelp}</p>
              <Month
                range={loaderData.range}
                days={loaderData.days}
                chosen={loaderData.arrival}
                label={title}
                href={(month) => `${hrefOf(path, { ...partyOf(loaderData.asked), month })}#calendar`}
              />
            </div>
            <div id="book">
              <BookPackage data={loaderData} actionData={actionData} />
            </div>
          </div>
        </section>
      ) : (
        <Notice kind="attention" lang={lang} title={say.package.closed} />
      )}
      <Rules {...loaderData} />
    </SiteFrame>
  )
}

/** What is in it, by the day, and whose it is. */
function Parts({ held, places }: PackageData) {
  const lang = useLang()
  const say = stayWords[lang].package
  return (
    <>
      <h2>{say.parts}</h2>
      <ul className="lines">
        {held.parts.map((part, at) => (
          <li key={part.position}>
            <span>
              <a href={partHref(part)}>{lang === 'zh' ? part.titleZh : part.titleEn}</a>
              <span className="soft line-units">
                {[
                  say.dayOf(part.dayOffset + 1),
                  part.nights === null ? '' : stayWords[lang].house.nights(part.nights),
                  part.minute === null ? '' : clock(part.minute),
                  part.kind === 'goods' ? (part.canShip ? say.fetchedOrSent : say.fetched) : places[at],
                  lang === 'zh' ? part.sellerZh : part.sellerEn,
                ]
                  .filter((words) => words !== '' && words !== undefined)
                  .join(' · ')}
              </span>
            </span>
            <Price fen={part.priceFen} size="small" unit={say.priceOf[part.kind]} lang={lang} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Who comes: the calendar and the price are for them. */
function PartyForm({ held, asked, path, range }: PackageData) {
  const lang = useLang()
  const say = stayWords[lang]
  const number = (name: string, label: string, value: number, least: number) => (
    <label key={name}>
      <span>{label}</span>
      <input type="number" inputMode="numeric" name={name} min={least} max={200} defaultValue={value} required />
    </label>
  )
  return (
    <>
      <h2>{say.visit.who}</h2>
      <form className="filters" action={`${path}#calendar`} aria-label={say.visit.who}>
        {asked.arrival ? (
          <input type="hidden" name="arrival" value={asked.arrival} />
        ) : (
          <input type="hidden" name="month" value={range.month} />
        )}
        {hasStay(held) && number('guests', say.package.guests, asked.guests, 1)}
        {number('sets', hasStay(held) ? say.house.roomCount : say.package.sets, asked.sets, 1)}
        {typesOf(held).map((type) =>
          number(
            `count-${type}`,
            say.package.ticketsOf(say.units[type]),
            asked.tickets.find((one) => one.type === type)?.count ?? 0,
            0,
          ),
        )}
        <Button kind="plain">{say.package.see}</Button>
      </form>
    </>
  )
}

/** What comes back of each part, before a day is chosen. */
function Rules({ held, quote }: PackageData) {
  const lang = useLang()
  const say = stayWords[lang]
  if (quote !== null) return null
  return (
    <section className="part read">
      <h2>{say.policy.title}</h2>
      {held.parts.map((part) => (
        <div key={part.position} className="rules">
          <h3>{lang === 'zh' ? part.titleZh : part.titleEn}</h3>
          <RefundRules policy={part.policy} />
        </div>
      ))}
    </section>
  )
}

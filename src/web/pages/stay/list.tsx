import { findVisits } from '../../../modules/tourism/index.ts'
import type { PlaceKind } from '../../../modules/tourism/index.ts'
import { regionName } from '../../../modules/people/index.ts'
import { addDays } from '../../../kernel/clock.ts'
import type { Route } from './+types/list.ts'
import { call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, LinkButton } from '../../kit/form.tsx'
import { EmptyState, Pagination } from '../../kit/page.tsx'
import { Depicted } from '../../kit/picture.tsx'
import { Price } from '../../kit/price.tsx'
import { useLang } from '../../page-context.ts'
import { countLook } from '../../visits.ts'
import { PageHead, StructuredData } from '../head.tsx'
import { PlaceSelect } from '../place-select.tsx'
import { placeName } from '../places.ts'
import { visitorOf } from '../visitor.ts'
import type { StayFilter } from './address.ts'
import { placeHref, readStayFilter, stayHref } from './address.ts'
import { Kinds } from './kinds.tsx'
import { placeDepiction } from './pictures.ts'
import { dayInWords, durationWords, nameIn } from './said.ts'
import { stayWords } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  countLook(context, request)
  const { lang, site, today } = visitorOf(context)
  const filter = readStayFilter(new URL(request.url), today)
  const { villages, ...found } = await call(context, findVisits, filter)
  const asked = {
    day: filter.day,
    departure: filter.day && addDays(filter.day, filter.nights ?? 1),
    party: filter.party,
  }
  return {
    ...found,
    site,
    today,
    filter,
    townships: townshipsOf(villages, lang),
    entries: found.entries.map((entry) => ({
      ...entry,
      href: placeHref(entry, asked),
      place: placeName(entry.villageCode, lang),
      depiction: placeDepiction(entry),
    })),
  }
}

/** Townships with something to visit, each with its villages. */
function townshipsOf(villages: readonly { villageCode: string; count: number }[], lang: 'zh' | 'en') {
  return [...Map.groupBy(villages, (one) => one.villageCode.slice(0, 9))].map(([code, own]) => ({
    code,
    name: regionName(code, lang) ?? '',
    villages: own.map((one) => ({ code: one.villageCode, name: regionName(one.villageCode, lang) ?? '' })),
  }))
}

type Data = Route.ComponentProps['loaderData']

export default function StayList({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = stayWords[lang].list
  const { filter, entries, total, pages, site } = loaderData
  const { kind, day, party } = filter
  return (
    <SiteFrame>
      <PageHead
        title={kind === undefined ? say.title : say.kinds[kind]}
        description={say.description}
        path={stayHref({ kind, place: filter.place, page: filter.page })}
      />
      <StructuredData
        data={{
          '@type': 'ItemList',
          itemListElement: entries.map((entry, at) => ({
            '@type': 'ListItem',
            position: at + 1,
            url: site + placeHref(entry),
            name: titleOf(entry, lang),
          })),
        }}
      />
      <h1>{kind === undefined ? say.title : say.kinds[kind]}</h1>
      {kind === undefined && <p className="soft read">{say.lead}</p>}
      <Kinds filter={filter} />
      <Filters {...loaderData} />
      {entries.length === 0 ? (
        <Nothing filter={filter} />
      ) : (
        <>
          <h2 className="count-line">
            {day === undefined ? say.found(total) : say.foundOn(total, dayInWords(day, lang), party ?? 1)}
          </h2>
          <ul className="grid places-grid">
            {entries.map((entry) => (
              <li key={entry.id}>
                <Tile entry={entry} party={party ?? 1} />
              </li>
            ))}
          </ul>
          <Pagination page={filter.page ?? 1} last={pages} lang={lang} href={(page) => stayHref({ ...filter, page })} />
        </>
      )}
    </SiteFrame>
  )
}

/** A ticket's own name says little without its sight. */
export function titleOf(
  entry: { kind: PlaceKind; nameZh: string; nameEn: string; siteZh: string; siteEn: string },
  lang: 'zh' | 'en',
): string {
  if (entry.kind === 'house') return nameIn(entry, lang)
  return lang === 'zh' ? `${entry.siteZh} · ${entry.nameZh}` : `${entry.siteEn} · ${entry.nameEn}`
}

function Filters({ filter, townships, today }: Data) {
  const say = stayWords[useLang()].list
  return (
    <form className="filters stay-filters" action="/stay" aria-label={say.filters}>
      {filter.kind && <input type="hidden" name="kind" value={filter.kind} />}
      <PlaceSelect
        label={say.place}
        any={say.anyPlace}
        chosen={filter.place}
        townships={townships}
        labelOf={{ township: ({ name }) => say.wholeTownship(name), village: ({ name }) => name }}
      />
      <label>
        <span>{say.day}</span>
        <input type="date" name="day" min={today} defaultValue={filter.day ?? ''} />
      </label>
      {filter.kind !== 'ticket' && filter.kind !== 'experience' && (
        <label>
          <span>{say.nights}</span>
          <input type="number" inputMode="numeric" name="nights" min={1} max={60} defaultValue={filter.nights ?? 1} />
        </label>
      )}
      <label>
        <span>{say.party}</span>
        <input type="number" inputMode="numeric" name="party" min={1} max={500} defaultValue={filter.party ?? 2} />
      </label>
      <Button kind="plain">{say.apply}</Button>
    </form>
  )
}

function Tile({ entry, party }: { entry: Data['entries'][number]; party: number }) {
  const lang = useLang()
  const say = stayWords[lang].list
  const title = titleOf(entry, lang)
  return (
    <article className={entry.fits === false ? 'tile sold-out' : 'tile'}>
      <Depicted depiction={entry.depiction} title={title} lang={lang} width={400} height={400} />
      <h3>
        <a href={entry.href}>{title}</a>
      </h3>
      <p className="origin">
        {entry.place}
        {entry.durationMinutes !== null && entry.kind === 'experience' && (
          <span>{say.takes(durationWords(entry.durationMinutes, lang))}</span>
        )}
      </p>
      <p className="cost">
        <Price from fen={entry.fromFen} unit={entry.kind === 'house' ? say.perNight : say.perAdult} lang={lang} />
        <Left entry={entry} party={party} />
      </p>
    </article>
  )
}

function Left({ entry: { kind, free, fits }, party }: { entry: Data['entries'][number]; party: number }) {
  const say = stayWords[useLang()].list
  if (free === null) return null
  if (fits === false)
    return (
      <strong className="tag tag-stop">
        {free === 0 || kind === 'house' || free >= party ? say.full : say.short(free)}
      </strong>
    )
  return <span className="tag">{kind === 'house' ? say.roomsLeft(free) : say.placesLeft(free)}</span>
}

function Nothing({ filter }: { filter: StayFilter }) {
  const say = stayWords[useLang()].list
  if ((filter.page ?? 1) > 1)
    return (
      <EmptyState
        title={say.pastEnd}
        action={<LinkButton href={stayHref({ ...filter, page: 1 })}>{say.firstPage}</LinkButton>}
      />
    )
  const narrowed = filter.kind !== undefined || filter.place !== undefined
  if (!narrowed) return <EmptyState title={say.emptyTitle}>{say.emptyHelp}</EmptyState>
  const wide = { day: filter.day, nights: filter.nights, party: filter.party }
  return (
    <EmptyState title={say.noneTitle} action={<LinkButton href={stayHref(wide)}>{say.clear}</LinkButton>}>
      {say.noneHelp}
    </EmptyState>
  )
}

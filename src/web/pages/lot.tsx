import { data } from 'react-router'
import { photoDepiction, subjectOf } from '../../modules/market/web/depiction.ts'
import { categoryName } from '../../modules/market/web/words.ts'
import { listingHref } from '../../modules/market/web/tile.ts'
import { readListingStory } from '../../modules/market/index.ts'
import { village } from '../../modules/people/index.ts'
import { readTrace } from '../../modules/trace/index.ts'
import { journeyOf } from '../../modules/trace/web/journey.ts'
import { words } from '../../modules/trace/web/words.ts'
import { readOrganisation } from '../../modules/people/index.ts'
import { readTradeItem } from '../../workflows/read-offer.ts'
import type { Route } from './+types/lot.ts'
import { attempt, call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { LinkButton } from '../kit/form.tsx'
import { civilDate, weight } from '../kit/format.ts'
import type { Fact, Step } from '../kit/page.tsx'
import { KeyFacts, Notice, Steps } from '../kit/page.tsx'
import { Illustration, Picture } from '../kit/picture.tsx'
import { useLang } from '../page-context.ts'
import { CountyMapView } from './county-map-view.tsx'
import { countyMap } from './county-map.ts'
import { PageHead } from './head.tsx'
import { dayWords } from './moment.ts'
import { placeName, provinceName } from './places.ts'
import { MakerStory } from './story/story.tsx'
import { UnknownLot } from './unknown-lot.tsx'
import { visitorOf } from './visitor.ts'

/** GS1 Digital Link of a lot: `/01/{gtin}/10/{lot}`. What nobody recorded is answered with a warning, not a bare 404. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { gtin, lot } = params
  const { lang } = visitorOf(context)
  const found = await attempt(context, readTrace, { gtin, lot })
  if (!found.ok) return data({ known: false as const, gtin, lot }, { status: found.refusal.status })
  const item = await attempt(context, readTradeItem, { gtin: found.output.gtin })
  const journey = journeyOf(found.output.steps)
  const recorders = [...new Set(found.output.steps.map((step) => step.organisationId))]
  const organisations = await Promise.all(
    recorders.map((organisationId) => call(context, readOrganisation, { organisationId })),
  )
  const nameOf = (id: string) => {
    const organisation = organisations.find((one) => one.id === id)
    return (lang === 'zh' ? organisation?.nameZh : organisation?.nameEn) ?? ''
  }
  const listing = item.ok ? item.output.listing : null
  const told = listing && (await call(context, readListingStory, { listingId: listing.id }))
  const { harvests, packings, shipped, withdrawn } = journey
  return data({
    known: true as const,
    gtin: found.output.gtin,
    lot: found.output.lotCode,
    title: (lang === 'zh' ? listing?.titleZh : listing?.titleEn) ?? packings[0]?.name ?? harvests[0]?.product ?? '',
    listing: listing && {
      id: listing.id,
      titleZh: listing.titleZh,
      category: listing.category,
      open: listing.state === 'open',
      photos: listing.photos,
    },
    story: told?.story ?? null,
    harvests: harvests.map((h) => ({
      ...h,
      by: nameOf(h.recordedBy),
      place: placeName(h.villageCode, lang),
      // Growers record the product in their own words, Chinese ones; English readers are told the kind of goods it became.
      what: lang === 'zh' ? h.product : listing && categoryName(listing.category, lang),
    })),
    packings: packings.map((p) => ({ ...p, by: nameOf(p.recordedBy) })),
    shipped: shipped && {
      ...shipped,
      by: nameOf(shipped.recordedBy),
      from: dayWords(shipped.first, lang),
      to: dayWords(shipped.last, lang),
      provinces: shipped.provinces.map(({ code, units }) => ({ name: provinceName(code, lang), units })),
    },
    withdrawn: withdrawn && { when: dayWords(withdrawn.at, lang), by: nameOf(withdrawn.recordedBy) },
    map: countyMap(
      [...new Set(harvests.map((h) => h.villageCode))].flatMap((code) => {
        const place = village(code)
        return place === undefined ? [] : [{ ...place, label: place[lang] }]
      }),
    ),
  })
}

type Known = Extract<Route.ComponentProps['loaderData'], { known: true }>

export default function LotPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  if (!loaderData.known) return <UnknownLot gtin={loaderData.gtin} lot={loaderData.lot} />
  const { title, lot, gtin, withdrawn, harvests } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.title(title)} description={say.description(title, lot)} />
      <p className="known">{say.known}</p>
      <h1>{title}</h1>
      {withdrawn && (
        <Notice kind="danger" lang={lang} title={say.withdrawnTitle}>
          {say.withdrawnHelp}
        </Notice>
      )}
      <div className="lot">
        <KeyFacts facts={factsOf(loaderData, lang)} />
        <CountyMapView map={loaderData.map} place={harvests[0]?.place} />
        <section>
          <h2>{say.life}</h2>
          <p className="soft">{say.stepNote}</p>
          <Steps steps={stepsOf(loaderData, lang)} lang={lang} />
          <div className="actions">
            {loaderData.listing?.open && (
              <LinkButton href={listingHref(loaderData.listing.id)}>{say.buyAgain}</LinkButton>
            )}
            <LinkButton kind="plain" href={`/01/${gtin}`}>
              {say.moreLots}
            </LinkButton>
          </div>
        </section>
        <aside>
          <LotPictures {...loaderData} />
        </aside>
      </div>
      <MakerStory story={loaderData.story} />
    </SiteFrame>
  )
}

/** What someone with the package in hand asks first. */
function factsOf({ harvests, packings, gtin, lot }: Known, lang: 'zh' | 'en'): Fact[] {
  const say = words[lang]
  const [harvest] = harvests
  const [packing] = packings
  const list = (some: readonly string[]) => [...new Set(some)].join(say.separator)
  return [
    ...(harvest
      ? [
          {
            term: say.origin,
            detail: <a href={`/villages/${harvest.villageCode}`}>{list(harvests.map((h) => h.place))}</a>,
          },
          { term: say.grower, detail: list(harvests.map((h) => h.grower)) },
          { term: say.plot, detail: list(harvests.map((h) => h.plot)) },
          { term: say.harvested, detail: list(harvests.map((h) => civilDate(h.harvestedOn, lang))) },
        ]
      : []),
    ...(packing
      ? [
          { term: say.packed, detail: civilDate(packing.packedOn, lang) },
          { term: say.seller, detail: packing.by },
        ]
      : []),
    { term: say.lot, detail: <code>{lot}</code> },
    { term: say.gtin, detail: <code>{gtin}</code> },
  ]
}

function stepsOf({ harvests, packings, shipped, withdrawn }: Known, lang: 'zh' | 'en'): Step[] {
  const say = words[lang]
  const done = { state: 'done' as const }
  return [
    ...harvests.map((h) => ({
      ...done,
      label: say.steps.harvested,
      when: civilDate(h.harvestedOn, lang),
      dateTime: h.harvestedOn,
      detail: <StepDetail text={say.harvestedDetail(h.what, weight(h.weightGrams, lang))} by={say.recordedBy(h.by)} />,
    })),
    ...packings.map((p) => ({
      ...done,
      label: say.steps.packed,
      when: civilDate(p.packedOn, lang),
      dateTime: p.packedOn,
      detail: <StepDetail text={say.packedUnits(p.units, weight(p.netGrams, lang))} by={say.recordedBy(p.by)} />,
    })),
    shipped === null
      ? { label: say.steps.shipped, state: 'ahead' as const, detail: say.notShipped }
      : {
          ...done,
          label: say.steps.shipped,
          when: shipped.from === shipped.to ? shipped.from : `${shipped.from} – ${shipped.to}`,
          detail: (
            <StepDetail
              text={`${say.shippedDetail(shipped.units)}${shipped.provinces
                .map(({ name, units }) => say.provinceUnits(name, units))
                .join(say.separator)}`}
              by={say.recordedOnShipping(shipped.by)}
            />
          ),
        },
    ...(withdrawn
      ? [{ ...done, label: say.steps.withdrawn, when: withdrawn.when, detail: say.recordedBy(withdrawn.by) }]
      : []),
  ]
}

function StepDetail({ text, by }: { text: string; by: string }) {
  return (
    <>
      <p className="step-text">{text}</p>
      <p>{by}</p>
    </>
  )
}

function LotPictures({ listing, title }: Known) {
  const lang = useLang()
  const say = words[lang]
  if (listing === null) return null
  if (listing.photos.length === 0)
    return (
      <Illustration
        subject={subjectOf(listing.category, listing.titleZh)}
        seed={listing.id}
        src={`/illustrations/${subjectOf(listing.category, listing.titleZh)}/${listing.id}.svg`}
        title={title}
        lang={lang}
      />
    )
  return (
    <ul className="gallery" aria-label={say.picture} tabIndex={0}>
      {listing.photos.map((photo) => (
        <li key={photo.id}>
          <Picture {...photoDepiction(photo, '(min-width: 960px) 380px, 100vw')} alt={title} />
        </li>
      ))}
    </ul>
  )
}

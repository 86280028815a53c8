import { listFavourites } from '../../modules/discovery/index.ts'
import { words as find } from '../../modules/discovery/web/words.ts'
import { browseListings, nextSeasonMonth, readListingStory } from '../../modules/market/index.ts'
import { photoDepiction, subjectOf } from '../../modules/market/web/depiction.ts'
import { seasonWords } from '../../modules/market/web/season.ts'
import { cardOf, unitPrice } from '../../modules/market/web/tile.ts'
import { weighWords } from '../../modules/market/web/weigh-words.ts'
import { categoryName, words } from '../../modules/market/web/words.ts'
import { readTiles, relatedGoods } from '../../workflows/find-goods.ts'
import { readOffer } from '../../workflows/read-offer.ts'
import { listListingReviews } from '../../modules/reviews/index.ts'
import type { Route } from './+types/listing.ts'
import { data } from 'react-router'
import { call } from '../call.ts'
import { appContext } from '../context.ts'
import { SiteFrame } from '../frame.tsx'
import { Button, QuantityField } from '../kit/form.tsx'
import { civilDate, count, weight, yuan } from '../kit/format.ts'
import { Breadcrumbs, KeyFacts, Notice, StickyBar } from '../kit/page.tsx'
import { Depicted, Gallery } from '../kit/picture.tsx'
import { Price } from '../kit/price.tsx'
import { useLang } from '../page-context.ts'
import { Rated } from './after/rated.tsx'
import { OnlyOne, Promised } from './ahead/promise.tsx'
import { idIn } from './asked.ts'
import { breadcrumbData, PageHead, StructuredData } from './head.tsx'
import { InBundles } from './in-bundles.tsx'
import { goodsWords } from './goods-words.ts'
import { ProductData } from './listing-data.tsx'
import { labelFacts, variantChoices, Variants } from './listing-variants.tsx'
import { AskSeller } from './messages/ask.tsx'
import { Shelf } from './home.tsx'
import { KeepPanel } from './keep-panel.tsx'
import { placeName, provinceChoices, provinceName } from './places.ts'
import { wasOf } from './pricing/explain.tsx'
import { FreightWhy } from './pricing/freight-why.tsx'
import { listingOffers, ListingOffers } from './pricing/listing-offers.tsx'
import { pricingWords } from './pricing/words.ts'
import { seenCookie, seenIn } from './seen.ts'
import { MakerStory } from './story/story.tsx'
import { visitorOf } from './visitor.ts'
import { countLook } from '../visits.ts'

const LOW_STOCK = 20
const UNITS_MAX = 999
const LOTS_SHOWN = 4
const SHELF = 4

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, month, site, today } = visitorOf(context)
  const url = new URL(request.url)
  const provinceCode = url.searchParams.get('province')?.match(/^\d{2}$/)?.[0]
  const { listing, seller, ...offer } = await call(context, readOffer, { listingId: idIn(params.id), provinceCode })
  countLook(context, request, [seller.id])
  const seenBefore = seenIn(request).filter((one) => one !== listing.id)
  const [ofSeller, related, seen, keep] = await Promise.all([
    call(context, browseListings, { organisationId: seller.id, sort: 'sold' }),
    call(context, relatedGoods, { listingId: listing.id }),
    call(context, readTiles, { ids: seenBefore.slice(0, SHELF) }),
    keptOf(context, listing.id),
  ])
  const [rated, { story }] = await Promise.all([
    call(context, listListingReviews, { listingId: listing.id, limit: 3 }),
    call(context, readListingStory, { listingId: listing.id }),
  ])
  const place = (code: string) => placeName(code, lang)
  const shelf = (tiles: typeof ofSeller.tiles) =>
    tiles
      .filter((tile) => tile.id !== listing.id)
      .slice(0, SHELF)
      .map((tile) => cardOf(tile, lang, month, place))
  const sellerName = lang === 'zh' ? seller.nameZh : seller.nameEn
  const page = {
    listing,
    keep,
    rated,
    story,
    title: lang === 'zh' ? listing.titleZh : listing.titleEn,
    description: lang === 'zh' ? listing.descriptionZh : listing.descriptionEn,
    place: place(listing.villageCode),
    seller: { name: sellerName, place: place(seller.villageCode) },
    season: seasonWords(listing.seasonMonths, lang),
    unitPrice: unitPrice({ ...listing, priceFen: offer.priced.priceFen }, lang),
    priced: offer.priced,
    offers: listingOffers(offer, today, lang),
    availableUnits: offer.availableUnits,
    ahead: offer.ahead,
    bundles: offer.bundles,
    variants: variantChoices(offer.variants, listing.id, lang),
    growers: offer.growers.map(({ name, villageCode }) =>
      lang === 'zh' ? `${name}（${place(villageCode)}）` : `${name} (${place(villageCode)})`,
    ),
    nextMonth: nextSeasonMonth(listing.seasonMonths, month),
    lots: offer.lots.slice(0, LOTS_SHOWN),
    freight: offer.freight && { ...offer.freight, province: provinceName(offer.freight.provinceCode, lang) },
    provinces: provinceChoices(lang),
    others: shelf(ofSeller.tiles),
    together: shelf(related.together),
    alike: shelf(related.alike),
    seen: shelf(seen.tiles),
    site,
    address: `${site}/goods/${listing.id}`,
    photoAddress: listing.photos[0] && `${site}/photos/${listing.photos[0].id}/1280.webp`,
  }
  const cookie = seenCookie(request, listing.id, site.startsWith('https:'))
  return data(page, cookie === null ? {} : { headers: { 'set-cookie': cookie } })
}

export const headers = ({ loaderHeaders }: Route.HeadersArgs) => loaderHeaders

/** Whether the visitor keeps the listing or waits for it; a first visit has nothing kept, and costs no question. */
async function keptOf(context: Route.LoaderArgs['context'], listingId: string) {
  const { visit } = context.get(appContext)
  const signedIn = visit.actor.kind === 'person'
  if (!signedIn && visit.newGuestToken !== null) return { kept: false, watching: false, signedIn }
  const { favourites, watches } = await call(context, listFavourites, {})
  return {
    kept: favourites.some((one) => one.listingId === listingId),
    watching: watches.some((one) => one.listingId === listingId && one.toldAt === null),
    signedIn,
  }
}

type Data = Route.ComponentProps['loaderData']

export default function ListingPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { listing, title, others, alike, together, seen, seller, keep, site } = loaderData
  const more = find[lang].related
  const category = categoryName(listing.category, lang)
  return (
    <SiteFrame>
      <PageHead
        title={title}
        description={loaderData.description.slice(0, 120)}
        path={`/goods/${listing.id}`}
        picture={{ path: `/goods/${listing.id}/share.jpg`, width: 1080, height: 1440 }}
      />
      <ProductData {...loaderData} />
      <StructuredData
        data={breadcrumbData(site, [
          { name: say.goods.all, path: '/goods' },
          { name: category, path: `/goods?category=${listing.category}` },
          { name: title, path: `/goods/${listing.id}` },
        ])}
      />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: say.goods.all, href: '/goods' },
          { label: category, href: `/goods?category=${listing.category}` },
          { label: title },
        ]}
      />
      <div className="product">
        <Pictures {...loaderData} />
        <div className="about">
          <h1>{title}</h1>
          <PriceLine {...loaderData} />
          {listing.weigh && (
            <Notice kind="information" lang={lang} title={weighWords[lang].title}>
              {weighWords[lang].listing(listing.weigh, listing.netGrams)}
            </Notice>
          )}
          <Variants variants={loaderData.variants} />
          <ListingOffers offers={loaderData.offers} here={`/goods/${listing.id}`} />
          {loaderData.ahead && <Promised plan={loaderData.ahead} />}
          {listing.oneOfAKind && listing.state === 'open' && <OnlyOne maker={seller.name} />}
          <Buy {...loaderData} />
          <KeepPanel listingId={listing.id} soldOut={loaderData.availableUnits === 0} {...keep} />
          <Facts {...loaderData} />
          <AskSeller about={{ listingId: listing.id }} />
          <Freight {...loaderData} />
        </div>
      </div>
      {loaderData.description && (
        <section className="part read prose">
          <h2>{say.listing.about}</h2>
          {loaderData.description.split(/\n+/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      )}
      <MakerStory story={loaderData.story} />
      <InBundles bundles={loaderData.bundles} />
      <Lots {...loaderData} />
      <Rated href={`/goods/${listing.id}/reviews`} {...loaderData.rated} />
      <Shelf title={say.listing.others(seller.name)} listings={others} />
      <Shelf title={more.together} listings={together} />
      <Shelf
        title={more.alike}
        listings={alike}
        href={`/goods?category=${listing.category}`}
        more={say.listing.allOfSeller}
      />
      <Shelf title={more.seen} listings={seen} href="/favourites" more={find[lang].mine.title} />
    </SiteFrame>
  )
}

const PHOTO_SIZES = '(min-width: 960px) 600px, 100vw'

function Pictures({ listing, title }: Data) {
  const lang = useLang()
  const say = words[lang].listing
  const [first, ...rest] = listing.photos
  if (first === undefined) {
    const subject = subjectOf(listing.category, listing.titleZh)
    return (
      <Depicted
        depiction={{ kind: 'illustration', subject, seed: listing.id }}
        title={title}
        lang={lang}
        width={640}
        height={640}
        first
      />
    )
  }
  return (
    <Gallery
      label={say.pictures}
      pictures={[first, ...rest].map((photo, at) => ({
        id: photo.id,
        ...photoDepiction(photo, PHOTO_SIZES),
        alt: at === 0 ? title : say.photoOf(title, at + 1),
      }))}
    />
  )
}

function PriceLine({ listing, priced, unitPrice: perJin }: Data) {
  const lang = useLang()
  const say = words[lang].listing
  return (
    <p className="price-line">
      <Price fen={priced.priceFen} wasFen={wasOf(priced)} lang={lang} size="large" />
      <span className="weight">
        {listing.weigh ? weighWords[lang].about(listing.netGrams) : weight(listing.netGrams, lang)}
      </span>
      {perJin && <span className="weight">{perJin}</span>}
      {listing.soldUnits > 0 && <span className="weight">{say.sold(count(listing.soldUnits, lang))}</span>}
    </p>
  )
}

function Buy({ listing, availableUnits, nextMonth }: Data) {
  const lang = useLang()
  const say = words[lang].listing
  if (listing.rests && listing.offSeason === 'announced')
    return (
      <Notice kind="information" lang={lang} title={goodsWords[lang].restTitle}>
        {goodsWords[lang].restHelp(nextMonth)}
      </Notice>
    )
  if (listing.state === 'closed')
    return (
      <Notice kind="attention" lang={lang} title={say.closed}>
        {say.closedHelp}
      </Notice>
    )
  if (availableUnits === 0)
    return (
      <Notice kind="attention" lang={lang} title={say.soldOut}>
        {say.soldOutHelp}
      </Notice>
    )
  return (
    <form method="post" action="/basket">
      <input type="hidden" name="listingId" value={listing.id} />
      <input type="hidden" name="intent" value="add" />
      {availableUnits <= LOW_STOCK && !listing.oneOfAKind && listing.supply === 'stock' && (
        <p className="tag tag-stop">{say.left(availableUnits)}</p>
      )}
      <StickyBar>
        <QuantityField name="units" lang={lang} value={1} max={Math.min(availableUnits, UNITS_MAX)} />
        <Button>{say.add}</Button>
      </StickyBar>
    </form>
  )
}

function Facts({ listing, place, seller, season, growers }: Data) {
  const lang = useLang()
  const say = words[lang].listing
  return (
    <KeyFacts
      facts={[
        { term: say.origin, detail: <a href={`/villages/${listing.villageCode}`}>{place}</a> },
        ...(growers.length > 0
          ? [{ term: goodsWords[lang].grower, detail: growers.join(lang === 'zh' ? '、' : ', ') }]
          : []),
        { term: say.seller, detail: seller.name },
        {
          term: say.net,
          detail: listing.weigh ? weighWords[lang].about(listing.netGrams) : weight(listing.netGrams, lang),
        },
        { term: say.season, detail: season },
        { term: say.storage, detail: say.storageWords[listing.storage] },
        { term: say.shelfLife, detail: say.days(listing.shelfLifeDays) },
        ...labelFacts(listing, lang),
      ]}
    />
  )
}

function Freight({ freight, provinces }: Data) {
  const lang = useLang()
  const say = words[lang].listing
  return (
    <form className="filters freight" action="#freight" id="freight">
      <label>
        <span>{say.freightTo}</span>
        <select name="province" defaultValue={freight?.provinceCode ?? ''} required>
          <option value="">{say.chooseProvince}</option>
          {provinces.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Button kind="plain">{say.seeFreight}</Button>
      {freight && (
        <p role="status">
          <strong>
            {freight.freightFen === null
              ? freight.coldMissing
                ? pricingWords[lang].freight.noCold(freight.province)
                : say.notDelivered(freight.province)
              : freight.freightFen === 0
                ? say.freightFree(freight.province)
                : say.freightIs(freight.province, yuan(freight.freightFen))}
          </strong>
        </p>
      )}
      {freight && <FreightWhy parts={freight.parts} />}
      <p className="hint">{say.freightHint}</p>
    </form>
  )
}

function Lots({ listing, lots }: Data) {
  const lang = useLang()
  const say = words[lang].listing
  if (lots.length === 0) return null
  return (
    <section className="part read" id="lots">
      <h2>{say.lots}</h2>
      <p className="soft">{say.lotsHelp}</p>
      <ul className="lines">
        {lots.map(({ code, packedOn, expiresOn }) => (
          <li key={code}>
            <a href={`/01/${listing.gtin}/10/${encodeURIComponent(code)}`}>{say.lot(code)}</a>
            <span className="soft">{say.packedExpires(civilDate(packedOn, lang), civilDate(expiresOn, lang))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

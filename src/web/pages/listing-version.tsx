import { readVersion } from '../../modules/market/index.ts'
import { photoDepiction, subjectOf } from '../../modules/market/web/depiction.ts'
import { seasonWords } from '../../modules/market/web/season.ts'
import { basisFen } from '../../modules/market/web/weighing.ts'
import { weighWords } from '../../modules/market/web/weigh-words.ts'
import { words } from '../../modules/market/web/words.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { civilDate, weight } from '../kit/format.ts'
import { KeyFacts } from '../kit/page.tsx'
import { Depicted, Picture } from '../kit/picture.tsx'
import { Price } from '../kit/price.tsx'
import { useLang } from '../page-context.ts'
import type { Route } from './+types/listing-version.ts'
import { idIn } from './asked.ts'
import { goodsWords } from './goods-words.ts'
import { PageHead } from './head.tsx'
import { labelFacts } from './listing-variants.tsx'
import { placeName } from './places.ts'
import { visitorOf } from './visitor.ts'
import { civilDate as dayOf } from '../../kernel/clock.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const version = await call(context, readVersion, { versionId: idIn(params.versionId) })
  const { content } = version
  return {
    version,
    title: lang === 'zh' ? content.titleZh : content.titleEn,
    description: lang === 'zh' ? content.descriptionZh : content.descriptionEn,
    place: placeName(content.villageCode, lang),
    season: seasonWords(content.seasonMonths, lang),
    since: dayOf(version.at),
  }
}

/** A listing as it was shown, for whoever compares an order with it. */
export default function ListingVersion({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = goodsWords[lang]
  const { version, title, description, place, season, since } = loaderData
  const { content, photos, listingId } = version
  const listing = words[lang].listing
  return (
    <SiteFrame>
      <PageHead title={`${title} · ${say.seenTitle(version.number)}`} description="" />
      <meta name="robots" content="noindex" />
      <p className="tag">{say.seenTitle(version.number)}</p>
      <p className="soft">
        {say.seenHelp(civilDate(since, lang))} {version.current ? say.seenCurrent : ''}{' '}
        <a href={`/goods/${listingId}`}>{say.seenNow}</a>
      </p>
      <div className="product">
        {photos[0] === undefined ? (
          <Depicted
            depiction={{ kind: 'illustration', subject: subjectOf(content.category, content.titleZh), seed: listingId }}
            title={title}
            lang={lang}
            width={640}
            height={640}
            first
          />
        ) : (
          <ul className="gallery" aria-label={listing.pictures} tabIndex={0}>
            {photos.map((photo, at) => (
              <li key={photo.id}>
                <Picture {...photoDepiction(photo, '100vw')} alt={listing.photoOf(title, at + 1)} first={at === 0} />
              </li>
            ))}
          </ul>
        )}
        <div className="about">
          <h1>{title}</h1>
          <p className="price-line">
            <Price fen={content.priceFen} lang={lang} size="large" />
            <span className="weight">
              {content.weighBasisGrams === null
                ? weight(content.netGrams, lang)
                : weighWords[lang].about(content.netGrams)}
            </span>
            {content.weighBasisGrams !== null && (
              <span className="weight">
                {weighWords[lang].per(
                  basisFen(content.priceFen, content.netGrams, content.weighBasisGrams),
                  content.weighBasisGrams,
                )}
              </span>
            )}
          </p>
          <KeyFacts
            facts={[
              { term: listing.origin, detail: place },
              { term: listing.net, detail: weight(content.netGrams, lang) },
              { term: listing.season, detail: season },
              { term: listing.storage, detail: listing.storageWords[content.storage] },
              { term: listing.shelfLife, detail: listing.days(content.shelfLifeDays) },
              ...labelFacts(content, lang),
            ]}
          />
        </div>
      </div>
      {description && (
        <section className="part read prose">
          <h2>{listing.about}</h2>
          {description.split(/\n+/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      )}
    </SiteFrame>
  )
}

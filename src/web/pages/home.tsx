import { categories, readFacets, readShelf } from '../../modules/market/index.ts'
import { categoryName, words } from '../../modules/market/web/words.ts'
import { illustrationHref, subjectOf } from '../../modules/market/web/depiction.ts'
import { cardOf } from '../../modules/market/web/tile.ts'
import type { Route } from './+types/home.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { LinkButton } from '../kit/form.tsx'
import type { ListingCard } from '../kit/listing.tsx'
import { ListingGrid } from '../kit/listing.tsx'
import { useLang } from '../page-context.ts'
import { CountyMapView } from './county-map-view.tsx'
import { countyMap, townshipMarks } from './county-map.ts'
import { PageHead } from './head.tsx'
import { placeName } from './places.ts'
import { visitorOf } from './visitor.ts'
import { countLook } from '../visits.ts'

const SHELF = 8
const VILLAGES_SHOWN = 12

export async function loader({ request, context }: Route.LoaderArgs) {
  countLook(context, request)
  const { lang, month } = visitorOf(context)
  const [{ facets }, season, newest] = await Promise.all([
    call(context, readFacets, {}),
    call(context, readShelf, { month, sort: 'sold', limit: SHELF }),
    call(context, readShelf, { sort: 'newest', limit: 2 * SHELF }),
  ])
  const count = (kind: string, code: string) => facets.find((f) => f.kind === kind && f.code === code)?.count ?? 0
  const card = (tile: (typeof newest.tiles)[number]) => cardOf(tile, lang, month, (code) => placeName(code, lang))
  const villages = facets.filter((f) => f.kind === 'village').sort((a, b) => b.count - a.count)
  return {
    month,
    categories: categories
      .map((code) => ({ code, name: categoryName(code, lang), count: count('category', code) }))
      .filter((category) => category.count > 0),
    season: season.tiles.map(card),
    newest: newest.tiles
      .filter((tile) => !season.tiles.some((shown) => shown.id === tile.id))
      .slice(0, SHELF)
      .map(card),
    villages: villages
      .slice(0, VILLAGES_SHOWN)
      .map(({ code, count: goods }) => ({ code, name: placeName(code, lang), goods })),
    map: countyMap(townshipMarks(villages)),
  }
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].home
  const { month, season, newest } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.title} description={say.description} />
      <section className="band opening">
        <div>
          <h1>{say.title}</h1>
          <p>{say.lead}</p>
          <div className="actions">
            <LinkButton href={`/goods?month=${month}`}>{say.seeSeason(month)}</LinkButton>
            <LinkButton kind="plain" href="/goods">
              {say.seeAll}
            </LinkButton>
          </div>
        </div>
        <img
          className="scene"
          src="/illustrations/terraces/county.svg?shape=wide"
          alt=""
          width={960}
          height={540}
          fetchPriority="high"
        />
      </section>
      <CategoryShelf categories={loaderData.categories} />
      <Shelf title={say.season(month)} listings={season} href={`/goods?month=${month}`} more={say.seasonMore} />
      <Shelf title={say.newest} listings={newest} href="/goods" more={say.newestMore} />
      {newest.length === 0 && <p className="soft">{say.empty}</p>}
      <VillageShelf {...loaderData} />
      <section className="part">
        <h2>{say.promisesTitle}</h2>
        <dl className="promises">
          {say.promises.map(([title, text]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </section>
    </SiteFrame>
  )
}

function CategoryShelf({
  categories: shown,
}: {
  categories: readonly { code: string; name: string; count: number }[]
}) {
  const say = words[useLang()].home
  if (shown.length === 0) return null
  return (
    <section className="part">
      <h2>{say.categories}</h2>
      <ul className="kinds">
        {shown.map(({ code, name, count }) => (
          <li key={code}>
            <a href={`/goods?category=${code}`}>
              <img
                src={illustrationHref(subjectOf(code, ''), `kind-${code}`)}
                alt=""
                width={160}
                height={160}
                loading="lazy"
                decoding="async"
              />
              <span>{name}</span>
              <small>{say.goodsCount(count)}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A row of goods with the way to more of them. */
export function Shelf(props: {
  title: string
  listings: readonly ListingCard[]
  href?: string | undefined
  more?: string | undefined
}) {
  const lang = useLang()
  if (props.listings.length === 0) return null
  return (
    <section className="part">
      <div className="shelf-head">
        <h2>{props.title}</h2>
        {props.href && <a href={props.href}>{props.more}</a>}
      </div>
      <ListingGrid listings={props.listings} lang={lang} />
    </section>
  )
}

function VillageShelf({ villages, map }: Pick<Route.ComponentProps['loaderData'], 'villages' | 'map'>) {
  const say = words[useLang()]
  if (villages.length === 0) return null
  return (
    <section className="part">
      <div className="shelf-head">
        <h2>{say.home.villages}</h2>
        <a href="/villages">{say.home.villagesMore}</a>
      </div>
      <div className="two places">
        <ul className="place-list">
          {villages.map(({ code, name, goods }) => (
            <li key={code}>
              <a href={`/villages/${code}`}>
                {name} <small>{say.villages.goodsOf(goods)}</small>
              </a>
            </li>
          ))}
        </ul>
        <CountyMapView map={map} />
      </div>
    </section>
  )
}

import { words as find } from '../../modules/discovery/web/words.ts'
import { categories, readFacets } from '../../modules/market/index.ts'
import { cardOf } from '../../modules/market/web/tile.ts'
import { categoryName, words } from '../../modules/market/web/words.ts'
import { regionName } from '../../modules/people/index.ts'
import { findGoods } from '../../workflows/find-goods.ts'
import type { Route } from './+types/goods.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { LinkButton } from '../kit/form.tsx'
import { count } from '../kit/format.ts'
import { ListingGrid } from '../kit/listing.tsx'
import { EmptyState, Notice, Pagination } from '../kit/page.tsx'
import { useLang } from '../page-context.ts'
import { goodsHref, readGoodsFilter } from './goods-address.ts'
import { Chosen, Filters } from './goods-filters.tsx'
import { breadcrumbData, PageHead, StructuredData } from './head.tsx'
import { placeName, provinceChoices, provinceName } from './places.ts'
import { StoreSearch } from './store-search.tsx'
import { storeWords } from './store-words.ts'
import { visitorOf } from './visitor.ts'
import { countLook } from '../visits.ts'

const SORTS = ['recommended', 'newest', 'price_up', 'price_down', 'sold'] as const
const FEN = 100

export async function loader({ request, context }: Route.LoaderArgs) {
  countLook(context, request)
  const { lang, month, site } = visitorOf(context)
  const filter = readGoodsFilter(new URL(request.url), categories, SORTS)
  const { jinFrom, jinTo, ...others } = filter
  const [{ facets }, found] = await Promise.all([
    call(context, readFacets, {}),
    // The address was read against the same lists that the operation holds it to.
    call(context, findGoods, {
      ...others,
      page: filter.page ?? 1,
      ...(jinFrom !== undefined && { jinFrom: jinFrom * FEN }),
      ...(jinTo !== undefined && { jinTo: jinTo * FEN }),
    } as never),
  ])
  const among = new Map(found.facets.map((f) => [f.code, f.count]))
  return {
    site,
    filter,
    month,
    cards: found.tiles.map((tile) => cardOf(tile, lang, month, (code) => placeName(code, lang))),
    total: found.total,
    capped: found.capped,
    loose: found.loose,
    // A name in the other language's letters says less than a plain sentence.
    meant: found.meant !== null && /\p{Script=Han}/u.test(found.meant) === (lang === 'zh') ? found.meant : null,
    pages: found.pages,
    categories: shownCategories(facets, among, filter.q !== undefined).map((code) => ({
      code,
      name: categoryName(code, lang),
    })),
    townships: townshipsWithGoods(facets, lang),
    provinces: provinceChoices(lang),
    placeName: filter.place === undefined ? '' : placeName(filter.place, lang),
    store: found.store && { slug: found.store.slug, name: lang === 'zh' ? found.store.nameZh : found.store.nameEn },
    provinceName: filter.shipsTo === undefined ? '' : provinceName(filter.shipsTo, lang),
  }
}

/** Kinds that have goods; for a search those among its hits, the fullest first. */
function shownCategories(facets: readonly Facet[], among: ReadonlyMap<string, number>, searched: boolean) {
  const open = categories.filter((code) => facets.some((f) => f.kind === 'category' && f.code === code))
  const hit = open.filter((code) => among.has(code))
  if (!searched || hit.length === 0) return open
  return hit.toSorted((a, b) => (among.get(b) ?? 0) - (among.get(a) ?? 0))
}

type Facet = { kind: string; code: string; count: number }

/** Townships that sell, each with its villages that do. */
function townshipsWithGoods(facets: readonly Facet[], lang: 'zh' | 'en') {
  const villages = facets.filter((f) => f.kind === 'village')
  return [...Map.groupBy(villages, (f) => f.code.slice(0, 9))]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, own]) => ({
      code,
      name: regionName(code, lang) ?? '',
      count: own.reduce((sum, f) => sum + f.count, 0),
      villages: own
        .sort((a, b) => b.count - a.count)
        .map((f) => ({ code: f.code, name: regionName(f.code, lang) ?? '', count: f.count })),
    }))
}

export type Data = Route.ComponentProps['loaderData']

export default function Goods({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].goods
  const more = find[lang].filters
  const { filter, cards, total, pages, site } = loaderData
  const title = titleOf(loaderData, lang)
  const path = goodsHref({ category: filter.category, place: filter.place, month: filter.month, page: filter.page })
  return (
    <SiteFrame query={filter.store === undefined ? filter.q : undefined}>
      <PageHead
        title={title}
        description={say.description(title)}
        hidden={filter.q !== undefined || filter.store !== undefined}
        path={path}
      />
      {filter.category && (
        <StructuredData
          data={breadcrumbData(site, [
            { name: say.all, path: '/goods' },
            { name: title, path },
          ])}
        />
      )}
      <h1>{title}</h1>
      {loaderData.store && (
        <>
          <p className="soft">
            <a href={`/stores/${loaderData.store.slug}`}>{storeWords[lang].toStore(loaderData.store.name)}</a>
          </p>
          <StoreSearch slug={loaderData.store.slug} query={filter.q} />
        </>
      )}
      <CategoryChips {...loaderData} />
      <Filters {...loaderData} />
      <Chosen {...loaderData} />
      <h2 className="count-line">
        {loaderData.capped && filter.q ? more.countCapped(count(total, lang)) : say.count(total)}
        <small>
          {' '}
          {filter.q && `${say.byRelevance} `}
          {(filter.sort ?? 'recommended') === 'recommended' && <a href="/goods/order">{more.why}</a>}
        </small>
      </h2>
      {loaderData.loose && (
        <Notice
          kind="information"
          lang={lang}
          title={loaderData.meant === null ? say.loose : more.meant(loaderData.meant)}
        />
      )}
      <ListingGrid listings={cards} lang={lang} empty={<NothingFound {...loaderData} />} />
      {cards.length > 0 && (
        <Pagination page={filter.page ?? 1} last={pages} lang={lang} href={(page) => goodsHref({ ...filter, page })} />
      )}
    </SiteFrame>
  )
}

function titleOf({ filter, store, placeName: place }: Data, lang: 'zh' | 'en'): string {
  const say = words[lang]
  if (filter.q) return say.goods.searchTitle(filter.q)
  if (filter.category) return categoryName(filter.category, lang)
  if (store) return storeWords[lang].allOf(store.name)
  if (place) return say.villages.villageTitle(place)
  if (filter.month) return say.goods.inMonth(filter.month)
  return say.goods.all
}

function CategoryChips({ filter, categories: shown }: Data) {
  const say = words[useLang()].goods
  const { page: _, ...kept } = filter
  return (
    <nav className="chips" aria-label={say.category}>
      <ul>
        <li>
          <a href={goodsHref({ ...kept, category: undefined })} aria-current={filter.category ? undefined : 'true'}>
            {say.all}
          </a>
        </li>
        {shown.map(({ code, name }) => (
          <li key={code}>
            <a
              href={goodsHref({ ...kept, category: code })}
              aria-current={filter.category === code ? 'true' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function NothingFound({ filter, categories: shown, total }: Data) {
  const lang = useLang()
  const say = words[lang].goods
  const { teach } = find[lang].filters
  if (total > 0)
    return (
      <EmptyState
        title={say.pastEnd}
        action={<LinkButton href={goodsHref({ ...filter, page: 1 })}>{say.firstPage}</LinkButton>}
      />
    )
  return (
    <>
      <EmptyState title={say.noneTitle} action={<LinkButton href="/goods">{say.clear}</LinkButton>}>
        {say.noneHelp}
      </EmptyState>
      <ul className="teach">
        {teach.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {shown.length > 0 && (
        <nav className="part" aria-label={say.tryCategories}>
          <h2>{say.tryCategories}</h2>
          <ul className="place-list">
            {shown.map(({ code, name }) => (
              <li key={code}>
                <a href={goodsHref({ category: code })}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  )
}

import { browseListings, categories, readFacets } from '../../modules/market/index.ts'
import { cardOf } from '../../modules/market/web/tile.ts'
import { categoryName, words } from '../../modules/market/web/words.ts'
import { regionName } from '../../modules/people/index.ts'
import type { Route } from './+types/goods.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { Button, LinkButton } from '../kit/form.tsx'
import { ListingGrid } from '../kit/listing.tsx'
import { EmptyState, Notice, Pagination } from '../kit/page.tsx'
import { useLang } from '../page-context.ts'
import type { GoodsFilter } from './goods-address.ts'
import { goodsHref, readGoodsFilter } from './goods-address.ts'
import { PageHead } from './head.tsx'
import { placeName } from './places.ts'
import { visitorOf } from './visitor.ts'

const SORTS = ['recommended', 'newest', 'price_up', 'price_down', 'sold'] as const

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang, month } = visitorOf(context)
  const filter = readGoodsFilter(new URL(request.url), categories, SORTS)
  const [{ facets }, found] = await Promise.all([
    call(context, readFacets, {}),
    // The address was read against the same lists that the operation holds it to.
    call(context, browseListings, { ...filter, page: filter.page ?? 1 } as never),
  ])
  return {
    filter,
    month,
    cards: found.tiles.map((tile) => cardOf(tile, lang, month, (code) => placeName(code, lang))),
    total: found.total,
    loose: found.loose,
    pages: found.pages,
    categories: categories
      .filter((code) => facets.some((f) => f.kind === 'category' && f.code === code))
      .map((code) => ({ code, name: categoryName(code, lang) })),
    townships: townshipsWithGoods(facets, lang),
    placeName: filter.place === undefined ? '' : placeName(filter.place, lang),
  }
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

type Data = Route.ComponentProps['loaderData']

export default function Goods({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].goods
  const { filter, cards, total, pages } = loaderData
  const title = titleOf(loaderData, lang)
  return (
    <SiteFrame query={filter.q}>
      <PageHead title={title} description={say.description(title)} hidden={filter.q !== undefined} />
      <h1>{title}</h1>
      <CategoryChips {...loaderData} />
      <Filters {...loaderData} />
      <Chosen {...loaderData} />
      <h2 className="count-line">
        {say.count(total)}
        {filter.q && <small> {say.byRelevance}</small>}
      </h2>
      {loaderData.loose && <Notice kind="information" lang={lang} title={say.loose} />}
      <ListingGrid listings={cards} lang={lang} empty={<NothingFound {...loaderData} />} />
      {cards.length > 0 && (
        <Pagination page={filter.page ?? 1} last={pages} lang={lang} href={(page) => goodsHref({ ...filter, page })} />
      )}
    </SiteFrame>
  )
}

function titleOf({ filter, placeName: place }: Data, lang: 'zh' | 'en'): string {
  const say = words[lang]
  if (filter.q) return say.goods.searchTitle(filter.q)
  if (filter.category) return categoryName(filter.category, lang)
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

function Filters({ filter, townships, month }: Data) {
  const say = words[useLang()].goods
  const months = Array.from({ length: 12 }, (_, i) => ((month + i - 1) % 12) + 1)
  return (
    <form className="filters" action="/goods" aria-label={say.filters}>
      {filter.q && <input type="hidden" name="q" value={filter.q} />}
      {filter.category && <input type="hidden" name="category" value={filter.category} />}
      <label>
        <span>{say.place}</span>
        <select name="place" defaultValue={filter.place ?? ''}>
          <option value="">{say.anyPlace}</option>
          {townships.map((township) => (
            <optgroup key={township.code} label={township.name}>
              <option value={township.code}>{`${say.wholeTownship(township.name)} ${township.count}`}</option>
              {township.villages.map((village) => (
                <option key={village.code} value={village.code}>{`${village.name} ${village.count}`}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>{say.month}</span>
        <select name="month" defaultValue={filter.month ?? ''}>
          <option value="">{say.anyMonth}</option>
          {months.map((one) => (
            <option key={one} value={one}>
              {say.inMonth(one)}
            </option>
          ))}
        </select>
      </label>
      {!filter.q && (
        <label>
          <span>{say.sort}</span>
          <select name="sort" defaultValue={filter.sort ?? 'recommended'}>
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {say.sorts[sort]}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button kind="plain">{say.apply}</Button>
    </form>
  )
}

/** Each condition as a link that takes it away. */
function Chosen({ filter, placeName: place }: Data) {
  const lang = useLang()
  const say = words[lang].goods
  const { page: _, ...kept } = filter
  const chosen: { name: string; without: GoodsFilter }[] = [
    ...(filter.q ? [{ name: say.searchTitle(filter.q), without: { ...kept, q: undefined } }] : []),
    ...(filter.place ? [{ name: place, without: { ...kept, place: undefined } }] : []),
    ...(filter.month ? [{ name: say.inMonth(filter.month), without: { ...kept, month: undefined } }] : []),
  ]
  if (chosen.length === 0) return null
  return (
    <ul className="chosen" aria-label={say.chosen}>
      {chosen.map(({ name, without }) => (
        <li key={name}>
          <a href={goodsHref(without)} aria-label={say.remove(name)}>
            {name} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a className="plain" href="/goods">
            {say.clear}
          </a>
        </li>
      )}
    </ul>
  )
}

function NothingFound({ filter, categories: shown, total }: Data) {
  const say = words[useLang()].goods
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

import { data } from 'react-router'
import { browseListings, readFacets } from '../../modules/market/index.ts'
import { cardOf } from '../../modules/market/web/tile.ts'
import { words } from '../../modules/market/web/words.ts'
import { township, village, villages } from '../../modules/people/index.ts'
import type { Route } from './+types/village.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { LinkButton } from '../kit/form.tsx'
import { ListingGrid } from '../kit/listing.tsx'
import { Breadcrumbs, EmptyState, Pagination } from '../kit/page.tsx'
import { useLang } from '../page-context.ts'
import { CountyMapView } from './county-map-view.tsx'
import { countyMap } from './county-map.ts'
import { PageHead } from './head.tsx'
import { placeName } from './places.ts'
import { visitorOf } from './visitor.ts'
import { countLook } from '../visits.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang, month } = visitorOf(context)
  const here = /^\d{12}$/.test(params.code) ? village(params.code) : undefined
  const parent = township(here?.townshipCode ?? '')
  if (here === undefined || parent === undefined) throw data(null, { status: 404 })
  countLook(context, request)
  const page = Math.max(1, Math.min(400, Math.trunc(Number(new URL(request.url).searchParams.get('page') ?? 1)) || 1))
  const [found, { facets }] = await Promise.all([
    call(context, browseListings, { place: here.code, page }),
    call(context, readFacets, {}),
  ])
  const goodsOf = (code: string) => facets.find((f) => f.kind === 'village' && f.code === code)?.count ?? 0
  return {
    code: here.code,
    name: here[lang],
    township: parent[lang],
    townshipCode: parent.code,
    page,
    pages: found.pages,
    total: found.total,
    cards: found.tiles.map((tile) => cardOf(tile, lang, month, (code) => placeName(code, lang))),
    siblings: villages(parent.code)
      .filter((one) => one.code !== here.code && goodsOf(one.code) > 0)
      .map((one) => ({ code: one.code, name: one[lang], goods: goodsOf(one.code) })),
    map: countyMap([{ ...here, label: here[lang] }]),
  }
}

export default function VillagePage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { name, code, township: parent, townshipCode, cards, siblings, map } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.villages.villageTitle(name)} description={say.goods.description(name)} />
      <Breadcrumbs
        lang={lang}
        crumbs={[
          { label: say.villages.title, href: '/villages' },
          { label: parent, href: `/villages#t${townshipCode}` },
          { label: name },
        ]}
      />
      <div className="two places">
        <div>
          <h1>{name}</h1>
          <p className="soft">{say.villages.where(name, parent)}</p>
          <p>{say.goods.count(loaderData.total)}</p>
        </div>
        <CountyMapView map={map} place={name} />
      </div>
      <section className="part">
        <h2>{say.villages.villageTitle(name)}</h2>
        <ListingGrid
          listings={cards}
          lang={lang}
          empty={
            <EmptyState
              title={say.villages.none}
              action={<LinkButton href={`/goods?place=${townshipCode}`}>{say.villages.inTownship(parent)}</LinkButton>}
            >
              {say.villages.noneHelp}
            </EmptyState>
          }
        />
        <Pagination
          page={loaderData.page}
          last={loaderData.pages}
          lang={lang}
          href={(page) => `/villages/${code}?page=${page}`}
        />
      </section>
      {siblings.length > 0 && (
        <section className="part">
          <h2>{say.villages.siblings(parent)}</h2>
          <ul className="place-list">
            {siblings.map((one) => (
              <li key={one.code}>
                <a href={`/villages/${one.code}`}>
                  {one.name} <small>{say.villages.goodsOf(one.goods)}</small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </SiteFrame>
  )
}

import { readFacets } from '../../modules/market/index.ts'
import { words } from '../../modules/market/web/words.ts'
import { townships, villages } from '../../modules/people/index.ts'
import type { Route } from './+types/villages.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { useLang } from '../page-context.ts'
import { CountyMapView } from './county-map-view.tsx'
import { countyMap, townshipMarks } from './county-map.ts'
import { PageHead } from './head.tsx'
import { visitorOf } from './visitor.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const { facets } = await call(context, readFacets, {})
  const goodsOf = new Map(facets.filter((f) => f.kind === 'village').map((f) => [f.code, f.count]))
  const all = villages()
  return {
    villageCount: all.length,
    townships: townships().map((township) => ({
      code: township.code,
      name: township[lang],
      villages: all
        .filter((village) => village.townshipCode === township.code)
        .map((village) => ({ code: village.code, name: village[lang], goods: goodsOf.get(village.code) ?? 0 })),
    })),
    map: countyMap(townshipMarks(facets.filter((f) => f.kind === 'village'))),
  }
}

export default function VillagesPage({ loaderData }: Route.ComponentProps) {
  const say = words[useLang()].villages
  const { townships: shown, map } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.title} />
      <div className="two places">
        <div>
          <h1>{say.title}</h1>
          <p className="soft">{say.lead(shown.length, loaderData.villageCount)}</p>
        </div>
        <CountyMapView map={map} />
      </div>
      {shown.map(({ code, name, villages: own }) => (
        <section key={code} className="township" id={`t${code}`}>
          <h2>{name}</h2>
          <ul className="place-list">
            {own.map((village) => (
              <li key={village.code}>
                {village.goods > 0 ? (
                  <a href={`/villages/${village.code}`}>
                    {village.name} <small>{village.goods}</small>
                  </a>
                ) : (
                  <span className="soft">{village.name}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </SiteFrame>
  )
}

import { words } from '../../modules/discovery/web/words.ts'
import type { RankParts } from '../../modules/market/index.ts'
import { rankRules, readListing } from '../../modules/market/index.ts'
import { explainRank } from '../../workflows/rank-goods.ts'
import type { Route } from './+types/goods-order.ts'
import { call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { useLang } from '../page-context.ts'
import { idIn } from './asked.ts'
import { PageHead } from './head.tsx'
import { visitorOf } from './visitor.ts'

/** The rules of the order, and with `?listing=` the points of one listing by them. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const asked = new URL(request.url).searchParams.get('listing')
  if (asked === null) return { rules: rankRules, one: null }
  const listingId = idIn(asked)
  const [listing, explained] = await Promise.all([
    call(context, readListing, { listingId }),
    call(context, explainRank, { listingId }),
  ])
  return { rules: rankRules, one: { name: lang === 'zh' ? listing.titleZh : listing.titleEn, ...explained } }
}

const PARTS = ['base', 'fresh', 'sold', 'season', 'photo', 'rating', 'soldOut', 'fairTurn'] as const

export default function GoodsOrder({ loaderData }: Route.ComponentProps) {
  const say = words[useLang()].why
  const { one } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.title} description={say.description} hidden={one !== null} />
      <article className="read prose">
        <h1>{say.title}</h1>
        <p>{say.lead}</p>
        {one && <Points name={one.name} rank={one.rank} parts={one.parts} />}
        <h2>{say.textTitle}</h2>
        <ol className="numbered">
          {say.text.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <h2>{say.pointsTitle}</h2>
        <Rules {...loaderData} />
        <h2>{say.fairTitle}</h2>
        <p>{say.fair}</p>
      </article>
    </SiteFrame>
  )
}

function Rules({ rules: r }: Route.ComponentProps['loaderData']) {
  const say = words[useLang()].why
  const points: Record<keyof RankParts, string> = {
    base: String(r.base),
    fresh: say.upTo(r.freshMax),
    sold: say.upTo(r.soldMax),
    season: say.between(r.outOfSeason, r.inSeason),
    photo: String(r.photo),
    rating: say.between(-r.ratingMax, r.ratingMax),
    soldOut: String(r.soldOut),
    fairTurn: say.upTo(r.fairTurnMax),
  }
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{say.part}</th>
          <th scope="col">{say.rule}</th>
          <th scope="col" className="figure">
            {say.points}
          </th>
        </tr>
      </thead>
      <tbody>
        {PARTS.map((part) => (
          <tr key={part}>
            <th scope="row">{say.parts[part]}</th>
            <td>{part === 'fresh' ? say.rules.fresh(r.freshHalfLifeDays) : say.rules[part]}</td>
            <td className="figure">{points[part]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Points({ name, rank, parts }: { name: string; rank: number; parts: RankParts }) {
  const say = words[useLang()].why
  return (
    <section aria-label={say.oneTitle(name)}>
      <h2>{say.oneTitle(name)}</h2>
      <table className="plain-table">
        <tbody>
          {PARTS.filter((part) => parts[part] !== 0).map((part) => (
            <tr key={part}>
              <th scope="row">{say.parts[part]}</th>
              <td className="figure">{parts[part]}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{say.sum}</th>
            <td className="figure">
              <strong>{rank}</strong>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

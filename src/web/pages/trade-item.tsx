import { data, redirect } from 'react-router'
import { listingHref } from '../../modules/market/web/tile.ts'
import { words } from '../../modules/trace/web/words.ts'
import { readTradeItem } from '../../workflows/read-offer.ts'
import type { Route } from './+types/trade-item.ts'
import { attempt } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { LinkButton } from '../kit/form.tsx'
import { civilDate } from '../kit/format.ts'
import { useLang } from '../page-context.ts'
import { PageHead } from './head.tsx'
import { UnknownLot } from './unknown-lot.tsx'
import { visitorOf } from './visitor.ts'

/** GS1 Digital Link of a trade item: its lots to choose from; the only lot there is opens at once. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { gtin } = params
  const { lang } = visitorOf(context)
  const found = await attempt(context, readTradeItem, { gtin })
  if (!found.ok) return data({ known: false as const, gtin }, { status: 404 })
  const { listing, lots, name } = found.output
  const [only, ...more] = lots
  if (only !== undefined && more.length === 0)
    throw redirect(`/01/${found.output.gtin}/10/${encodeURIComponent(only.code)}`)
  return data({
    known: true as const,
    gtin: found.output.gtin,
    title: (lang === 'zh' ? listing?.titleZh : listing?.titleEn) ?? name,
    listingId: listing?.state === 'open' ? listing.id : null,
    lots: lots.map(({ code, packedOn }) => ({ code, packed: civilDate(packedOn, lang) })),
  })
}

export default function TradeItemPage({ loaderData }: Route.ComponentProps) {
  const say = words[useLang()]
  if (!loaderData.known) return <UnknownLot gtin={loaderData.gtin} />
  const { title, gtin, lots, listingId } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.lotsTitle(title)} />
      <div className="read">
        <h1>{say.lotsTitle(title)}</h1>
        <p>{say.lotsLead}</p>
        <ul className="lines">
          {lots.map(({ code, packed }) => (
            <li key={code}>
              <a href={`/01/${gtin}/10/${encodeURIComponent(code)}`}>{code}</a>
              <span className="soft">{say.packedOn(packed)}</span>
            </li>
          ))}
        </ul>
        {listingId && (
          <div className="actions">
            <LinkButton href={listingHref(listingId)}>{say.buyAgain}</LinkButton>
          </div>
        )}
      </div>
    </SiteFrame>
  )
}

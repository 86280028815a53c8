import type { ReactNode } from 'react'
import type { Lang } from './format.ts'
import { Depicted, type Depiction } from './picture.tsx'
import { Price, Weight } from './price.tsx'
import { words } from './words.ts'

/** What a tile needs to know of a listing. */
export interface ListingCard {
  href: string
  title: string
  depiction: Depiction
  priceFen: number
  wasFen?: number | undefined
  /** True when other choices of the listing cost more. */
  from?: boolean | undefined
  unit?: string | undefined
  weightGrams?: number | undefined
  /** True where the weight is about so much, and the scale decides. */
  about?: boolean | undefined
  /** The price by weight, written out, so that packings can be compared. */
  unitPrice?: string | undefined
  /** Village or cooperative, as buyers know it. */
  origin?: string | undefined
  /** At most two short words: 有机, 当季. */
  marks?: readonly string[] | undefined
  soldOut?: boolean | undefined
}

/** One listing: picture, name, origin, price with its weight. The whole tile is one link. */
export function ListingTile({ listing, lang }: { listing: ListingCard; lang: Lang }) {
  const { href, title, depiction, priceFen, wasFen, from, unit, weightGrams, origin, marks = [], soldOut } = listing
  return (
    <article className={soldOut ? 'tile sold-out' : 'tile'}>
      <Depicted depiction={depiction} title={title} lang={lang} width={400} height={400} />
      <h3>
        <a href={href}>{title}</a>
      </h3>
      {(origin || marks.length > 0) && (
        <p className="origin">
          {origin}
          {marks.map((mark) => (
            <span key={mark} className="tag">
              {mark}
            </span>
          ))}
        </p>
      )}
      <p className="cost">
        <Price fen={priceFen} wasFen={wasFen} from={from} unit={unit} lang={lang} />
        {weightGrams !== undefined && <Weight grams={weightGrams} about={listing.about} lang={lang} />}
        {listing.unitPrice && <span className="weight">{listing.unitPrice}</span>}
        {soldOut && <strong className="tag tag-stop">{words[lang].soldOut}</strong>}
      </p>
    </article>
  )
}

export interface ListingGridProps {
  listings: readonly ListingCard[]
  lang: Lang
  /** Shown when there is nothing to show. */
  empty?: ReactNode
}

/** Listings side by side: two on a phone, five on a desk. */
export function ListingGrid({ listings, lang, empty }: ListingGridProps) {
  if (listings.length === 0) return <>{empty}</>
  return (
    <ul className="grid">
      {listings.map((listing) => (
        <li key={listing.href}>
          <ListingTile listing={listing} lang={lang} />
        </li>
      ))}
    </ul>
  )
}

import type { OutputOf } from '../../kernel/operation.ts'
import type { readOffer } from '../../workflows/read-offer.ts'
import type { Lang } from '../kit/format.ts'
import { weight, yuan } from '../kit/format.ts'
import { useLang } from '../page-context.ts'
import { goodsWords } from './goods-words.ts'

type Offer = OutputOf<typeof readOffer>
export type VariantChoice = { listingId: string; label: string; price: string; current: boolean; gone: boolean }

/** What a buyer chooses between: grade, packing, weight and price of each. */
export function variantChoices(variants: Offer['variants'], listingId: string, lang: Lang): VariantChoice[] {
  return variants.map((one) => {
    const words = lang === 'zh' ? [one.gradeZh, one.packingZh] : [one.gradeEn, one.packingEn]
    return {
      listingId: one.listingId,
      label: [...words, weight(one.netGrams, lang)].filter((word) => word !== '').join(' '),
      price: yuan(one.priceFen),
      current: one.listingId === listingId,
      gone: one.state === 'closed' || one.availableUnits === 0,
    }
  })
}

/** Each variant has its own address: choosing is following a link. */
export function Variants({ variants }: { variants: readonly VariantChoice[] }) {
  const say = goodsWords[useLang()]
  if (variants.length === 0) return null
  return (
    <nav className="variants" aria-label={say.choose}>
      <p className="soft">{say.choose}</p>
      <ul>
        {variants.map((one) => (
          <li key={one.listingId}>
            <a
              href={`/goods/${one.listingId}`}
              {...(one.current && { 'aria-current': 'true' as const, title: say.current })}
            >
              {one.label} <span className="money">{one.price}</span>
              {one.gone && <span className="soft"> {say.gone}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type Labelled = Pick<Offer['listing'], 'productClass' | 'producer' | 'licenceNumber' | 'certificate'>

/** The labels of a listing as facts; what its class does not ask for and nobody gave is left out. */
export function labelFacts(listing: Labelled, lang: Lang): { term: string; detail: string }[] {
  const say = goodsWords[lang]
  const facts = [
    { term: say.productClass, detail: listing.productClass && say.classes[listing.productClass] },
    { term: say.producer, detail: listing.producer },
    { term: say.licence, detail: listing.licenceNumber },
    { term: say.certificate, detail: listing.certificate },
  ]
  return facts.flatMap(({ term, detail }) => (detail ? [{ term, detail }] : []))
}

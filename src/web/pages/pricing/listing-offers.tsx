import type { Lang } from '../../../kernel/words.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { readOffer } from '../../../workflows/read-offer.ts'
import { Button } from '../../kit/form.tsx'
import { captioned, civilDate, yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { titleOf } from './explain.tsx'
import { pricingWords } from './words.ts'

type Offer = OutputOf<typeof readOffer>
type Coupon = { id: string; title: string; what: string; left: number; have: boolean }

/** What a listing's page says of prices below the listed one and of offers: plain lines, and coupons to take. */
export function listingOffers(
  offer: Pick<Offer, 'unitPrices' | 'offers' | 'nearExpiry' | 'priced'>,
  today: string,
  lang: Lang,
): { lines: string[]; coupons: Coupon[] } {
  const say = pricingWords[lang]
  const { group, priceFen } = offer.priced
  const what = ({ tiers }: Offer['offers'][number]) => tiers.map(say.tier).join(say.tierJoin)
  const near = offer.nearExpiry
  return {
    lines: [
      ...(group === null ? [] : [say.listing.groupPrice(lang === 'zh' ? group.nameZh : group.nameEn, yuan(priceFen))]),
      ...offer.unitPrices.map((price) => priceLine(price, today, lang)),
      ...(near !== null && near.onShelfUnits > 0 ? [say.listing.near(near.onShelfUnits, near.percent)] : []),
      ...offer.offers
        .filter(({ kind }) => kind === 'reduction')
        .map((one) => captioned(titleOf(one, lang), what(one), lang)),
    ],
    coupons: offer.offers
      .filter(({ kind }) => kind === 'coupon')
      .map((one) => ({
        id: one.id,
        title: titleOf(one, lang),
        what: what(one),
        left: one.claimsLeft ?? 0,
        have: one.ownClaims >= (one.claimsEach ?? 1),
      })),
  }
}

function priceLine({ unitsFrom, startsOn, endsOn, priceFen }: Offer['unitPrices'][number], today: string, lang: Lang) {
  const { listing } = pricingWords[lang]
  const price = unitsFrom > 1 ? listing.from(unitsFrom, yuan(priceFen)) : yuan(priceFen)
  if (startsOn !== null && startsOn > today) return listing.daysLater(price, civilDate(startsOn, lang))
  if (endsOn !== null) return listing.days(price, civilDate(endsOn, lang))
  return unitsFrom > 1 ? price : listing.daysOpen(price)
}

type Props = { offers: ReturnType<typeof listingOffers>; here: string }

export function ListingOffers({ offers: { lines, coupons }, here }: Props) {
  const lang = useLang()
  const say = pricingWords[lang]
  if (lines.length === 0 && coupons.length === 0) return null
  return (
    <section className="offers" aria-label={say.listing.title}>
      <ul className="why">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {coupons.map((coupon) => (
        <ClaimForm key={coupon.id} coupon={coupon} back={here} />
      ))}
      <p>
        <a href="/coupons">{say.listing.all}</a>
      </p>
    </section>
  )
}

/** A coupon and its button; works as a plain form. */
export function ClaimForm({ coupon, back }: { coupon: Coupon; back: string }) {
  const say = pricingWords[useLang()].coupons
  return (
    <form method="post" action="/coupons" className="coupon">
      <input type="hidden" name="offerId" value={coupon.id} />
      <input type="hidden" name="back" value={back} />
      <span>
        <strong>{coupon.what}</strong> <span className="soft">{coupon.title}</span>
      </span>
      {coupon.have || coupon.left === 0 ? (
        <span className="tag">{coupon.have ? say.have : say.gone}</span>
      ) : (
        <Button kind="plain" aria-label={say.claimOf(coupon.what)}>
          {say.claim}
        </Button>
      )}
    </form>
  )
}

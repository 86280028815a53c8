import { redirect } from 'react-router'
import { wordsEn, wordsZh } from '../../../modules/market/index.ts'
import { claimCoupon } from '../../../modules/pricing/index.ts'
import { readCouponBoard } from '../../../workflows/list-offers.ts'
import { attempt, call, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { dayWords } from '../moment.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/coupons.ts'
import { titleOf } from './explain.tsx'
import { ClaimForm } from './listing-offers.tsx'
import { pricingWords } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang, now } = visitorOf(context)
  const { running: offers, mine: coupons } = await call(context, readCouponBoard, {})
  const say = pricingWords[lang]
  const categories: Readonly<Record<string, string>> = (lang === 'zh' ? wordsZh : wordsEn).categories
  const shown = (offer: (typeof offers)[number] | (typeof coupons)[number]) => ({
    id: offer.id,
    title: titleOf(offer, lang),
    what: offer.tiers.map(say.tier).join(say.tierJoin),
    goods: say.coupons.goods(
      lang === 'zh' ? offer.sellerZh : offer.sellerEn,
      offer.category === null ? null : (categories[offer.category] ?? null),
    ),
    until: say.coupons.until(dayWords(offer.endsAt, lang)),
    shop: offer.category === null ? '/goods' : `/goods?category=${offer.category}`,
  })
  return {
    told: new URL(request.url).searchParams.has('claimed'),
    running: offers.filter(({ kind }) => kind === 'reduction').map(shown),
    open: offers
      .filter(({ kind }) => kind === 'coupon')
      .map((one) => ({ ...shown(one), left: one.claimsLeft ?? 0, have: one.ownClaims >= (one.claimsEach ?? 1) })),
    mine: coupons.map((one) => ({
      ...shown(one),
      claimId: one.claimId,
      state: one.claimState === 'free' && one.endsAt <= now ? say.coupons.over : say.coupons.states[one.claimState],
    })),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const result = await attempt(context, claimCoupon, { offerId: form.get('offerId') ?? '' })
  if (!result.ok) return refused(result)
  const back = form.get('back') ?? ''
  return redirect(/^\/goods\/[\w-]+$/.test(back) ? back : '/coupons?claimed=1', 303)
}

type Data = Route.ComponentProps['loaderData']

export default function CouponsPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = pricingWords[lang].coupons
  const { told, mine, open, running } = loaderData
  const refusal = actionData && !actionData.ok ? actionData.refusal : null
  return (
    <SiteFrame>
      <PageHead title={say.title} description={say.description} />
      <div className="read column">
        <h1>{say.title}</h1>
        {refusal && <Notice kind="danger" lang={lang} title={refusal.title} />}
        {told && !refusal && <Notice kind="success" lang={lang} title={say.claimed} />}
        {mine.length > 0 && <Mine mine={mine} />}
        {running.length > 0 && (
          <section className="part">
            <h2>{say.running}</h2>
            <ul className="lines">
              {running.map((one) => (
                <li key={one.id}>
                  <span>
                    <strong>{one.what}</strong> {one.title}
                    <span className="soft line-units">
                      {one.goods} {one.until}
                    </span>
                  </span>
                  <a href={one.shop}>{say.shop}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className="part">
          <h2>{say.open}</h2>
          {open.length === 0 && (
            <EmptyState title={say.none} action={<LinkButton href="/goods">{say.shop}</LinkButton>} />
          )}
          {open.map((one) => (
            <div key={one.id}>
              <ClaimForm coupon={one} back="" />
              <p className="hint">
                {one.goods} {one.until} {one.left > 0 && say.left(one.left)}
              </p>
            </div>
          ))}
        </section>
      </div>
    </SiteFrame>
  )
}

function Mine({ mine }: Pick<Data, 'mine'>) {
  const say = pricingWords[useLang()].coupons
  return (
    <section className="part">
      <h2>{say.mine}</h2>
      <p className="soft">{say.mineHelp}</p>
      <ul className="lines">
        {mine.map((one) => (
          <li key={one.claimId}>
            <span>
              <strong>{one.what}</strong> {one.title}
              <span className="soft line-units">
                {one.goods} {one.until}
              </span>
            </span>
            <span className="tag">{one.state}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

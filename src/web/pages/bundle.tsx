import { redirect } from 'react-router'
import { putInBasket, readBasket } from '../../modules/market/index.ts'
import { subjectOf } from '../../modules/market/web/depiction.ts'
import { readBundle } from '../../workflows/read-bundle.ts'
import { attempt, call, refused } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { Button } from '../kit/form.tsx'
import { weight, yuan } from '../kit/format.ts'
import { Notice, StickyBar } from '../kit/page.tsx'
import { Depicted } from '../kit/picture.tsx'
import { Price } from '../kit/price.tsx'
import { useLang } from '../page-context.ts'
import type { Route } from './+types/bundle.ts'
import { idIn } from './asked.ts'
import { bundleWords } from './bundle-words.ts'
import { PageHead } from './head.tsx'
import { visitorOf } from './visitor.ts'
import { countBasket, countLook } from '../visits.ts'

const UNITS_MAX = 999

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const { bundle, sellers, ...rest } = await call(context, readBundle, { bundleId: idIn(params.id) })
  countLook(
    context,
    request,
    sellers.map((one) => one.id),
  )
  const zh = lang === 'zh'
  const sellerOf = new Map(sellers.map((one) => [one.id, zh ? one.nameZh : one.nameEn]))
  return {
    ...rest,
    id: bundle.id,
    title: zh ? bundle.titleZh : bundle.titleEn,
    description: zh ? bundle.descriptionZh : bundle.descriptionEn,
    sellers: sellers.length,
    parts: bundle.parts.map((part) => ({
      ...part,
      title: zh ? part.titleZh : part.titleEn,
      seller: sellerOf.get(part.organisationId) ?? '',
    })),
  }
}

/** Puts every part on top of what the basket holds; the bundle's price follows from that. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const { bundle, sellers } = await call(context, readBundle, { bundleId: idIn(params.id) })
  const held = new Map((await call(context, readBasket, {})).lines.map((line) => [line.listingId, line.units]))
  const lines = bundle.parts.map(({ listingId, units }) => ({
    listingId,
    units: Math.min((held.get(listingId) ?? 0) + units, UNITS_MAX),
  }))
  const result = await attempt(context, putInBasket, { lines })
  if (!result.ok) return refused(result)
  countBasket(
    context,
    request,
    sellers.map((one) => one.id),
  )
  return redirect('/basket?added=1', 303)
}

/** Goods of one or several sellers at one price: what is in it, whose it is, what each part costs. */
export default function BundlePage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = bundleWords[lang]
  const { title, description, parts, totalFen, separateFen, availableBundles, sellers } = loaderData
  return (
    <SiteFrame>
      <PageHead title={title} description={description.slice(0, 120)} />
      <h1>{title}</h1>
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      <p className="price-line">
        <Price fen={totalFen} wasFen={separateFen} lang={lang} size="large" />
        <span className="weight">{say.saved(yuan(separateFen - totalFen))}</span>
      </p>
      {description && <p className="read">{description}</p>}
      <h2>{say.parts}</h2>
      <ul className="list">
        {parts.map((part) => (
          <li key={part.listingId}>
            <Depicted
              depiction={{
                kind: 'illustration',
                subject: subjectOf(part.category, part.titleZh),
                seed: part.listingId,
              }}
              title={part.title}
              lang={lang}
              width={176}
              height={176}
            />
            <div className="about">
              <h3>
                <a href={`/goods/${part.listingId}`}>{part.title}</a>
              </h3>
              <p className="line-facts soft">
                <span>{part.seller}</span>
                <span>
                  {weight(part.netGrams, lang)} × {part.units}
                </span>
                <span>{say.part(yuan(part.shareFen), yuan(part.units * part.priceFen))}</span>
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="soft">{sellers > 1 ? say.several(sellers) : say.one}</p>
      <p className="soft">{say.rule}</p>
      {availableBundles > 0 ? (
        <form method="post">
          <StickyBar>
            <Button>{say.add(yuan(totalFen))}</Button>
          </StickyBar>
        </form>
      ) : (
        <Notice kind="attention" lang={lang} title={say.gone}>
          {say.goneHelp}
        </Notice>
      )}
    </SiteFrame>
  )
}

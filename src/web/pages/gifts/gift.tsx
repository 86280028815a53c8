import { data } from 'react-router'
import { depictionOf } from '../../../modules/market/web/depiction.ts'
import { openGift } from '../../../workflows/open-gift.ts'
import { attempt } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { LinkButton } from '../../kit/form.tsx'
import { weight } from '../../kit/format.ts'
import { EmptyState } from '../../kit/page.tsx'
import { Depicted } from '../../kit/picture.tsx'
import { useLang } from '../../page-context.ts'
import { PageHead } from '../head.tsx'
import { firstPhotos } from '../photos.ts'
import { placeName } from '../places.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/gift.ts'
import { words } from './words.ts'

/** What the code on a gift card leads to. Who holds the card may look, and nobody keeps a copy on the way. */
export const headers = () => ({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' })

export async function loader({ params, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const found = await attempt(context, openGift, { door: params.door })
  if (!found.ok) return data({ gift: null }, { status: found.refusal.status })
  const { giver, card, seller, lines } = found.output
  const zh = lang === 'zh'
  const photos = await firstPhotos(
    context,
    lines.map((line) => line.listingId),
  )
  return data({
    gift: {
      giver,
      card,
      seller: { name: zh ? seller.nameZh : seller.nameEn, place: placeName(seller.villageCode, lang) },
      lines: lines.map((line) => ({
        key: line.gtin,
        title: zh ? line.titleZh : line.titleEn,
        place: placeName(line.villageCode, lang),
        each: words[lang].gift.each(weight(line.netGrams, lang), line.units),
        lots: line.lotCodes.map((lot) => ({ lot, href: `/01/${line.gtin}/10/${encodeURIComponent(lot)}` })),
        depiction: depictionOf({ ...line, id: line.listingId, photo: photos.get(line.listingId) ?? null }, '88px'),
      })),
    },
  })
}

type Gift = NonNullable<Route.ComponentProps['loaderData']['gift']>

export default function GiftPage({ loaderData: { gift } }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].gift
  return (
    <SiteFrame>
      <PageHead title={gift === null ? say.unknown : say.title} hidden />
      <div className="read stack">{gift === null ? <Unknown /> : <Opened gift={gift} />}</div>
    </SiteFrame>
  )
}

function Unknown() {
  const say = words[useLang()].gift
  return (
    <>
      <h1>{say.unknown}</h1>
      <EmptyState title={say.unknownHelp} action={<LinkButton href="/">{say.home}</LinkButton>} />
    </>
  )
}

function Opened({ gift: { giver, card, seller, lines } }: { gift: Gift }) {
  const lang = useLang()
  const say = words[lang].gift
  return (
    <>
      <h1>{say.from(giver)}</h1>
      {card !== '' && (
        <figure className="gift-card">
          <figcaption className="soft">{say.card}</figcaption>
          <blockquote>{card}</blockquote>
        </figure>
      )}
      <section className="part">
        <h2>{say.inside}</h2>
        <ul className="list">
          {lines.map((line) => (
            <li key={line.key}>
              <Depicted depiction={line.depiction} title={line.title} lang={lang} width={176} height={176} />
              <div className="about">
                <h3>{line.title}</h3>
                <p className="line-facts soft">
                  <span>{line.each}</span>
                  <span>{say.comes(line.place)}</span>
                </p>
                <p className="line-facts">
                  {line.lots.map(({ lot, href }) => (
                    <a key={lot} href={href}>
                      {line.lots.length > 1 ? `${say.trace} ${lot}` : say.trace}
                    </a>
                  ))}
                </p>
              </div>
            </li>
          ))}
        </ul>
        <p className="next-date">{say.packed(seller.name, seller.place)}</p>
      </section>
      <p className="hint">{say.noPrices}</p>
      <p>
        <LinkButton href="/" kind="plain">
          {say.home}
        </LinkButton>
      </p>
    </>
  )
}

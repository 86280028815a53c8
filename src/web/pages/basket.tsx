import { redirect } from 'react-router'
import { putInBasket, readBasket } from '../../modules/market/index.ts'
import { depictionOf } from '../../modules/market/web/depiction.ts'
import { unitPrice } from '../../modules/market/web/tile.ts'
import { weighWords } from '../../modules/market/web/weigh-words.ts'
import { words } from '../../modules/market/web/words.ts'
import { reviewBasket } from '../../workflows/review-basket.ts'
import type { Route } from './+types/basket.ts'
import { attempt, call, refused } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { Button, LinkButton, QuantityField } from '../kit/form.tsx'
import { weight } from '../kit/format.ts'
import { EmptyState, Notice, StickyBar } from '../kit/page.tsx'
import { Depicted } from '../kit/picture.tsx'
import { Price } from '../kit/price.tsx'
import { useLang } from '../page-context.ts'
import { DueLine } from './ahead/due.tsx'
import { textFields } from './asked.ts'
import { words as giftWords } from './gifts/words.ts'
import { PageHead } from './head.tsx'
import { placeName } from './places.ts'
import { LineWhy, Savings, wasOf } from './pricing/explain.tsx'
import { visitorOf } from './visitor.ts'
import { LineWeight } from './weighed-line.tsx'
import { countBasket } from '../visits.ts'

const UNITS_MAX = 999

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const { parts, goodsFen, next } = await call(context, reviewBasket, {})
  const query = new URL(request.url).searchParams
  return {
    added: query.get('added') !== null,
    goodsFen,
    next,
    parts: parts.map((part) => ({
      id: part.organisationId,
      seller: lang === 'zh' ? part.sellerZh : part.sellerEn,
      goodsFen: part.goodsFen,
      lines: part.lines.map((line) => ({
        ...line,
        title: lang === 'zh' ? line.titleZh : line.titleEn,
        place: placeName(line.villageCode, lang),
        unitPrice: unitPrice(line, lang),
        depiction: depictionOf({ ...line, id: line.listingId }, '88px'),
        trouble: troubleOf(line),
      })),
    })),
  }
}

function troubleOf(line: { state: string; availableUnits: number; units: number }) {
  if (line.state === 'closed') return 'closed' as const
  if (line.availableUnits === 0) return 'soldOut' as const
  return line.units > line.availableUnits ? ('short' as const) : null
}

/** `intent` add puts units on top of those in the basket, set replaces them, remove takes the line out. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const listingId = form.get('listingId') ?? ''
  const intent = form.get('intent') ?? 'set'
  const wanted = intent === 'remove' ? 0 : Number(form.get('units') ?? 1)
  const held = intent === 'add' ? await unitsHeld(context, listingId) : 0
  const units = Math.min(held + wanted, UNITS_MAX)
  const result = await attempt(context, putInBasket, { lines: [{ listingId, units }] })
  if (!result.ok) return refused(result)
  if (intent === 'add') countBasket(context, request, await sellerOf(context, listingId))
  return redirect(intent === 'add' ? '/basket?added=1' : '/basket', 303)
}

/** Whose goods they are; nobody's where the listing is not known any more. */
async function sellerOf(context: Route.ActionArgs['context'], listingId: string): Promise<string[]> {
  const { lines } = await call(context, readBasket, {})
  return lines.filter((line) => line.listingId === listingId).map((line) => line.organisationId)
}

async function unitsHeld(context: Route.ActionArgs['context'], listingId: string): Promise<number> {
  const { lines } = await call(context, readBasket, {})
  return lines.find((line) => line.listingId === listingId)?.units ?? 0
}

type Part = Route.ComponentProps['loaderData']['parts'][number]
type Line = Part['lines'][number]

export default function BasketPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].basket
  const { parts, goodsFen, next, added } = loaderData
  const refusal = actionData && !actionData.ok ? actionData.refusal : null
  const lines = parts.flatMap((part) => part.lines)
  const troubled = lines.some((line) => line.trouble !== null)
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <h1>{say.title}</h1>
      {refusal && <Notice kind="danger" lang={lang} title={refusal.title} />}
      {added && lines.length > 0 && !refusal && (
        <Notice kind="success" lang={lang} title={say.added}>
          <a href="/goods">{say.goOn}</a>
        </Notice>
      )}
      {lines.length === 0 ? (
        <EmptyState title={say.emptyTitle} action={<LinkButton href="/goods">{say.goShop}</LinkButton>}>
          {say.emptyHelp}
        </EmptyState>
      ) : (
        <div className="two">
          <div>
            {parts.map((part) => (
              <SellerPart key={part.id} part={part} />
            ))}
          </div>
          <aside>
            <p className="sum">
              <span>{say.weight}</span>
              <span>
                {weight(
                  lines.reduce((sum, line) => sum + line.units * line.netGrams, 0),
                  lang,
                )}
              </span>
            </p>
            <p className="sum total">
              <span>{say.goods}</span>
              <Price fen={goodsFen} lang={lang} />
            </p>
            <Savings lines={lines} next={next} />
            <p className="soft">{say.freightLater}</p>
            <StickyBar>
              <span className="bar-sum">
                <Price fen={goodsFen} lang={lang} />
              </span>
              {troubled ? (
                <strong className="tag-stop">{say.fixFirst}</strong>
              ) : (
                <LinkButton href="/checkout">{say.checkout}</LinkButton>
              )}
            </StickyBar>
            <p>
              <a href="/gifts">{giftWords[lang].title}</a>
            </p>
          </aside>
        </div>
      )}
    </SiteFrame>
  )
}

function SellerPart({ part }: { part: Part }) {
  const lang = useLang()
  const say = words[lang].basket
  return (
    <section className="seller-part">
      <h2>{part.seller}</h2>
      <ul className="list">
        {part.lines.map((line) => (
          <BasketLine key={line.listingId} line={line} />
        ))}
      </ul>
      <p className="sum">
        <span className="soft">{say.partGoods}</span>
        <Price fen={part.goodsFen} lang={lang} size="small" />
      </p>
    </section>
  )
}

function BasketLine({ line }: { line: Line }) {
  const lang = useLang()
  const say = words[lang].basket
  return (
    <li id={`line-${line.listingId}`}>
      <Depicted depiction={line.depiction} title={line.title} lang={lang} width={176} height={176} />
      <div className="about">
        <h3>
          <a href={`/goods/${line.listingId}`}>{line.title}</a>
        </h3>
        <p className="line-facts soft">
          <span>{line.place}</span>
          <LineWeight line={line} />
          {line.weigh && <span>{weighWords[lang].line}</span>}
        </p>
        <p className="cost">
          <Price fen={line.priceFen} wasFen={wasOf(line)} lang={lang} />{' '}
          {line.unitPrice && <span className="weight">{line.unitPrice}</span>}
        </p>
        <LineWhy line={line} />
        <DueLine due={line.due} />
        {line.trouble !== null && <p className="error">{troubleWords(line, lang)}</p>}
        <form method="post" action="/basket" className="line-form">
          <input type="hidden" name="listingId" value={line.listingId} />
          {line.trouble !== 'closed' && line.trouble !== 'soldOut' && (
            <submit-on-change>
              <QuantityField
                name="units"
                lang={lang}
                value={line.units}
                max={Math.min(UNITS_MAX, Math.max(line.availableUnits, 1))}
                label={say.quantityOf(line.title)}
              />
              <Button kind="quiet" name="intent" value="set">
                {say.update}
              </Button>
            </submit-on-change>
          )}
          <Button kind="quiet" name="intent" value="remove" formNoValidate aria-label={say.removeOf(line.title)}>
            {say.remove}
          </Button>
        </form>
      </div>
    </li>
  )
}

function troubleWords(line: Line, lang: 'zh' | 'en'): string {
  const say = words[lang].basket
  if (line.trouble === 'closed') return say.closed
  return line.trouble === 'soldOut' ? say.soldOut : say.short(line.availableUnits)
}

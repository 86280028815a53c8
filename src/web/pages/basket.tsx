import { redirect } from 'react-router'
import { putInBasket, readBasket } from '../../modules/market/index.ts'
import { depictionOf } from '../../modules/market/web/depiction.ts'
import { unitPrice } from '../../modules/market/web/tile.ts'
import { weighWords } from '../../modules/market/web/weigh-words.ts'
import { words } from '../../modules/market/web/words.ts'
import { releaseBooking } from '../../modules/tourism/index.ts'
import { releasePackage } from '../../workflows/book-package.ts'
import { confirmFreeBooking, payBookings } from '../../workflows/pay-bookings.ts'
import { reviewBasket } from '../../workflows/review-basket.ts'
import { redeemVoucher } from '../../workflows/redeem-voucher.ts'
import type { Route } from './+types/basket.ts'
import { attempt, call, refused } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { Button, LinkButton, QuantityField } from '../kit/form.tsx'
import { weight, yuan } from '../kit/format.ts'
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
import { HeldBookings } from './stay/held.tsx'
import { heldBookings } from './stay/held-read.ts'
import { sumFen, toPay } from './stay/held-sum.ts'
import { doorIn } from './vouchers/door.ts'
import { stayWords } from './stay/words.ts'
import { visitorOf } from './visitor.ts'
import { LineWeight } from './weighed-line.tsx'
import { countBasket } from '../visits.ts'

const UNITS_MAX = 999

export async function loader({ request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const [{ parts, goodsFen, next }, held] = await Promise.all([call(context, reviewBasket, {}), heldBookings(context)])
  const query = new URL(request.url).searchParams
  return {
    added: query.get('added') !== null,
    justHeld: query.get('held') !== null,
    held,
    heldFen: sumFen(held),
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

/** What is done to a booking that is held. */
async function actOnHeld(context: Route.ActionArgs['context'], intent: string, form: ReadonlyMap<string, string>) {
  if (intent === 'pay') {
    const bookingIds = toPay(await heldBookings(context)).map((one) => one.id)
    const asked = await attempt(context, payBookings, { bookingIds, expectedFen: Number(form.get('expectedFen')) })
    return asked.ok ? redirect(`/pay/${asked.output.paymentId}`, 303) : refused(asked)
  }
  const bookingId = form.get('bookingId')
  if (intent === 'voucher') {
    const put = await attempt(context, redeemVoucher, { bookingId, door: doorIn(form.get('voucher') ?? '') })
    if (!put.ok) return refused(put)
    return redirect(put.output.isConfirmed ? `/bookings/${bookingId}?told=confirmed` : '/basket#held', 303)
  }
  const packageBookingId = form.get('packageBookingId')
  const result =
    packageBookingId === undefined
      ? await attempt(context, intent === 'drop' ? releaseBooking : confirmFreeBooking, { bookingId })
      : await attempt(context, releasePackage, { packageBookingId })
  if (!result.ok) return refused(result)
  return redirect(intent === 'drop' ? '/basket#held' : `/bookings/${bookingId}?told=confirmed`, 303)
}

/** `intent` add puts units on top of those in the basket, set replaces them, remove takes the line out. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const listingId = form.get('listingId') ?? ''
  const intent = form.get('intent') ?? 'set'
  if (['drop', 'confirm', 'pay', 'voucher'].includes(intent)) return actOnHeld(context, intent, form)
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
  const { parts, goodsFen, added, held, heldFen, justHeld } = loaderData
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
      {justHeld && toPay(held).length > 0 && !refusal && (
        <Notice kind="success" lang={lang} title={stayWords[lang].held.added}>
          <a href="/stay">{stayWords[lang].held.more}</a>
        </Notice>
      )}
      {lines.length === 0 && held.length === 0 ? (
        <EmptyState title={say.emptyTitle} action={<LinkButton href="/goods">{say.goShop}</LinkButton>}>
          {say.emptyHelp}
        </EmptyState>
      ) : (
        <div className="two">
          <div>
            {parts.map((part) => (
              <SellerPart key={part.id} part={part} />
            ))}
            <HeldBookings held={held} />
          </div>
          <aside>
            <Sums {...loaderData} />
            <StickyBar>
              <span className="bar-sum">
                <Price fen={goodsFen + heldFen} lang={lang} />
              </span>
              {troubled ? (
                <strong className="tag-stop">{say.fixFirst}</strong>
              ) : lines.length > 0 ? (
                <LinkButton href="/checkout">{say.checkout}</LinkButton>
              ) : (
                heldFen > 0 && <PayHeld heldFen={heldFen} />
              )}
            </StickyBar>
            {lines.length > 0 && heldFen > 0 && <PayHeld heldFen={heldFen} alone />}
            <p>
              <a href="/gifts">{giftWords[lang].title}</a>
            </p>
          </aside>
        </div>
      )}
    </SiteFrame>
  )
}

function Sums({ parts, goodsFen, heldFen, next }: Route.ComponentProps['loaderData']) {
  const lang = useLang()
  const say = words[lang].basket
  const lines = parts.flatMap((part) => part.lines)
  return (
    <>
      {lines.length > 0 && (
        <>
          <p className="sum">
            <span>{say.weight}</span>
            <span>
              {weight(
                lines.reduce((sum, line) => sum + line.units * line.netGrams, 0),
                lang,
              )}
            </span>
          </p>
          <p className={heldFen > 0 ? 'sum' : 'sum total'}>
            <span>{say.goods}</span>
            <Price fen={goodsFen} lang={lang} />
          </p>
        </>
      )}
      {heldFen > 0 && (
        <>
          {lines.length > 0 && (
            <p className="sum">
              <span>{stayWords[lang].held.sum}</span>
              <Price fen={heldFen} lang={lang} />
            </p>
          )}
          <p className="sum total">
            <span>{stayWords[lang].held.all}</span>
            <Price fen={goodsFen + heldFen} lang={lang} />
          </p>
        </>
      )}
      <Savings lines={lines} next={next} />
      {lines.length > 0 && <p className="soft">{say.freightLater}</p>}
    </>
  )
}

/** Pays what is held, without goods. */
function PayHeld({ heldFen, alone = false }: { heldFen: number; alone?: boolean }) {
  const say = stayWords[useLang()].held
  return (
    <form method="post" action="/basket">
      <input type="hidden" name="expectedFen" value={heldFen} />
      <Button kind={alone ? 'quiet' : 'main'} name="intent" value="pay">
        {alone ? say.alone : say.payAll(yuan(heldFen))}
      </Button>
    </form>
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

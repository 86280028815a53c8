import { redirect } from 'react-router'
import type { OrderView } from '../../modules/market/index.ts'
import { canTake, confirmReceipt, listPaymentOrders } from '../../modules/market/index.ts'
import { depictionOf } from '../../modules/market/web/depiction.ts'
import { progressOf } from '../../modules/market/web/progress.ts'
import { words } from '../../modules/market/web/words.ts'
import { readPayment } from '../../modules/payment/index.ts'
import { answerSlip, listSwaps, swapForOther } from '../../workflows/answer-slip.ts'
import { cancelMyOrder } from '../../workflows/cancel-order.ts'
import { followOrder } from '../../workflows/follow-order.ts'
import { followBooking } from '../../workflows/read-presales.ts'
import type { Route } from './+types/order.ts'
import { attempt, call, refused } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { Button, LinkButton } from '../kit/form.tsx'
import { yuan } from '../kit/format.ts'
import { Breadcrumbs, CopyText, KeyFacts, Notice, Steps, StickyBar } from '../kit/page.tsx'
import { Depicted } from '../kit/picture.tsx'
import { useLang } from '../page-context.ts'
import { afterOf } from './after/order-after.ts'
import { AfterEntry } from './after/order-entry.tsx'
import type { OrderAhead } from './ahead/waiting.tsx'
import { WaitingFor } from './ahead/waiting.tsx'
import { idIn, textFields } from './asked.ts'
import { goodsWords } from './goods-words.ts'
import { PageHead } from './head.tsx'
import { AskSeller } from './messages/ask.tsx'
import { dayWords, momentWords } from './moment.ts'
import { firstPhotos } from './photos.ts'
import { placeName, regionLine } from './places.ts'
import { owedFor } from './order-pay.ts'
import { GiftPart, ParcelPart } from './order-parcel.tsx'
import { parcelWords } from './parcel-words.ts'
import { partName } from './money/names.ts'
import { moneyWords } from './money/words.ts'
import { LineWhy, Savings } from './pricing/explain.tsx'
import { visitorOf } from './visitor.ts'
import { LineWeight, Weighed } from './weighed-line.tsx'

const TOLD = ['cancelled', 'cancelledRefund', 'received'] as const

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const { order, seller, parcel, track, gift, refunds, money } = await call(context, followOrder, {
    orderId: idIn(params.id),
  })
  const when = (at: Date) => momentWords(at, lang)
  const photos = await firstPhotos(
    context,
    order.lines.map((line) => line.listingId),
  )
  const told = new URL(request.url).searchParams.get('told')
  const ahead = await aheadOf(context, order)
  return {
    order,
    pay: await payOf(context, order),
    ahead,
    money,
    after: await afterOf(context, order),
    told: TOLD.find((one) => one === told) ?? null,
    seller: { name: lang === 'zh' ? seller.nameZh : seller.nameEn, place: placeName(seller.villageCode, lang) },
    gift,
    track: track && {
      state: track.state,
      scans: track.scans.map((scan) => ({ when: when(scan.at), text: scan.text })),
    },
    parcel: parcel && { ...parcel, handedOver: when(parcel.handedOverAt) },
    refunds: refunds.map((refund) => ({ ...refund, asked: when(refund.askedAt) })),
    steps: progressOf(order.state, order.steps, lang, when),
    placed: when(order.placedAt),
    payBy: when(order.payBy),
    due: order.dueAt === null ? null : dayWords(order.dueAt, lang),
    address: `${regionLine(order.recipient.countyCode, lang)} ${order.recipient.detail}`,
    lines: order.lines.map((line) => ({
      ...line,
      title: lang === 'zh' ? line.titleZh : line.titleEn,
      place: placeName(line.villageCode, lang),
      depiction: depictionOf({ ...line, id: line.listingId, photo: photos.get(line.listingId) ?? null }, '88px'),
    })),
    can: {
      cancel:
        canTake('abandon', order.state) ||
        (canTake('cancel', order.state) && (ahead?.waiting?.state !== 'promised' || ahead.waiting.mayCancel)),
      receive: canTake('receive', order.state),
    },
  }
}

/** What an unpaid order's button asks for; null once nothing is to be paid. */
async function payOf(context: Route.LoaderArgs['context'], order: OrderView) {
  if (order.state !== 'awaiting_payment') return null
  const { paymentId } = order
  const [{ totalFen }, { orders }] = await Promise.all([
    call(context, readPayment, { paymentId }),
    call(context, listPaymentOrders, { paymentId }),
  ])
  return owedFor(order, orders, totalFen)
}

/** What an order waits for, and what it might be swapped for while it is asked. */
async function aheadOf(context: Route.LoaderArgs['context'], order: OrderView): Promise<OrderAhead | null> {
  if (order.supply === 'stock') return null
  const followed = await call(context, followBooking, { orderId: order.id })
  const asked = followed.waiting?.asked ?? null
  const { choices } = asked === null ? { choices: [] } : await call(context, listSwaps, { orderId: order.id })
  return { ...followed, choices, orderId: order.id, totalFen: order.goodsFen + order.freightFen - order.refundedFen }
}

/** `intent` is cancel, receive, or an answer to a harvest that slipped. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const answered = await answerIn(context, idIn(params.id), form)
  if (answered !== null) return answered.ok ? redirect(`/orders/${params.id}`, 303) : refused(answered)
  const operation = form.get('intent') === 'receive' ? confirmReceipt : cancelMyOrder
  const before = await call(context, followOrder, { orderId: idIn(params.id) })
  const result = await attempt(context, operation, { orderId: idIn(params.id) })
  if (!result.ok) return refused(result)
  const cancelled = before.order.paidAt === null ? 'cancelled' : 'cancelledRefund'
  return redirect(`/orders/${params.id}?told=${operation === confirmReceipt ? 'received' : cancelled}`, 303)
}

/** The answer a form gives to new harvest days; null where it says something else. */
async function answerIn(context: Route.ActionArgs['context'], orderId: string, form: ReadonlyMap<string, string>) {
  const intent = form.get('intent')
  if (intent === 'swap') return attempt(context, swapForOther, { orderId, listingId: form.get('listingId') ?? '' })
  if (intent !== 'accept' && intent !== 'take-back') return null
  return attempt(context, answerSlip, { orderId, answer: intent === 'accept' ? 'accept' : 'refund' })
}

type Data = Route.ComponentProps['loaderData']

export default function OrderPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { order, told, steps, seller } = loaderData
  const refusal = actionData && !actionData.ok ? actionData.refusal : null
  return (
    <SiteFrame>
      <PageHead title={say.order.title(order.code)} hidden />
      <Breadcrumbs lang={lang} crumbs={[{ label: say.orders.title, href: '/orders' }, { label: order.code }]} />
      <h1>{say.orderStates[order.state]}</h1>
      {refusal && <Notice kind="danger" lang={lang} title={refusal.title} />}
      {told && <Notice kind="success" lang={lang} title={say.order[told]} />}
      <div className="two order">
        <aside>
          <h2>{say.order.progress}</h2>
          <Steps steps={steps} lang={lang} />
          <NextDates {...loaderData} />
          <ParcelPart {...loaderData} />
          <AskSeller about={{ orderId: order.id }} />
          <Actions {...loaderData} />
          <AfterEntry {...loaderData.after} />
        </aside>
        <div>
          {loaderData.ahead && <WaitingFor ahead={loaderData.ahead} />}
          <section>
            <h2 className="unseen">{say.order.goods}</h2>
            <Lines {...loaderData} />
            <Sums {...loaderData} />
          </section>
          <GiftPart {...loaderData} />
          <Refunds {...loaderData} />
          <WhoGot {...loaderData} />
          <section className="part">
            <KeyFacts
              facts={[
                { term: say.order.code, detail: <CopyText text={order.code} lang={lang} /> },
                { term: say.order.placed, detail: loaderData.placed },
                { term: say.order.seller, detail: `${seller.name}${say.listSeparator}${seller.place}` },
                {
                  term: say.order.to,
                  detail:
                    loaderData.gift === null
                      ? `${order.recipient.name} ${order.recipient.phone} ${loaderData.address}`
                      : parcelWords[lang].recipients(loaderData.gift.parcels.length),
                },
                ...(order.note ? [{ term: say.order.note, detail: order.note }] : []),
              ]}
            />
          </section>
        </div>
      </div>
    </SiteFrame>
  )
}

function Lines({ lines, order: { state } }: Data) {
  const lang = useLang()
  const say = words[lang].order
  return (
    <ul className="list">
      {lines.map((line) => (
        <li key={line.line}>
          <Depicted depiction={line.depiction} title={line.title} lang={lang} width={176} height={176} />
          <div className="about">
            <h3>
              <a href={`/goods/${line.listingId}`}>{line.title}</a>
            </h3>
            <p className="line-facts soft">
              <span>{line.place}</span>
              <LineWeight line={line} />
              <span>
                {yuan(line.priceFen)} × {line.units}
              </span>
              {line.versionId && <a href={`/goods/versions/${line.versionId}`}>{goodsWords[lang].seen}</a>}
              {line.refundedUnits > 0 && <span className="tag-stop">{say.refundedUnits(line.refundedUnits)}</span>}
            </p>
            <Weighed line={line} waits={['awaiting_payment', 'paid'].includes(state)} />
            <LineWhy line={line} />
            {line.lots.length > 0 && (
              <p className="line-facts">
                <span className="soft">{say.lots}</span>
                {line.lots.map(({ lotCode, units }) => (
                  <a key={lotCode} href={`/01/${line.gtin}/10/${encodeURIComponent(lotCode)}`}>
                    {line.lots.length > 1 ? say.lotUnits(lotCode, units) : lotCode}
                  </a>
                ))}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Sums({ order }: Data) {
  const say = words[useLang()].order
  const rows = [
    [say.goodsSum, order.goodsFen],
    [say.freight, order.freightFen],
    ...(order.refundedFen > 0 ? ([[say.refunded, -order.refundedFen]] as const) : []),
  ] as const
  return (
    <>
      <Savings lines={order.lines} />
      {rows.map(([name, fen]) => (
        <p key={name} className="sum">
          <span className="soft">{name}</span>
          <span>{yuan(fen)}</span>
        </p>
      ))}
      <p className="sum total">
        <span>{say.total}</span>
        <span>{yuan(order.goodsFen + order.freightFen - order.refundedFen)}</span>
      </p>
    </>
  )
}

function Refunds({ refunds }: Data) {
  const say = words[useLang()].order
  if (refunds.length === 0) return null
  return (
    <section className="part">
      <h2>{say.refunds}</h2>
      <ul className="lines">
        {refunds.map((refund) => (
          <li key={refund.asked}>
            <span>{say.refundLine(yuan(refund.amountFen), refund.asked)}</span>
            <strong>{say.refundStates[refund.state]}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where the buyer's money goes, in plain words. */
function WhoGot({ money }: Data) {
  const lang = useLang()
  const say = moneyWords[lang]
  if (money === null) return null
  return (
    <details className="fold part">
      <summary>{say.split.buyerTitle}</summary>
      {money.parts.map((part) => (
        <p key={`${part.kind}${part.organisationId}`} className="sum">
          <span className="soft">{partName(part, lang, say)}</span>
          <span>{yuan(part.fen)}</span>
        </p>
      ))}
      <p className="sum total">
        <span>{say.split.you}</span>
        <span>{yuan(money.paidFen)}</span>
      </p>
      <p className="hint">{say.split.buyerLead}</p>
    </details>
  )
}

function NextDates({ order, due, payBy }: Data) {
  const say = words[useLang()].order
  const next = {
    awaiting_payment: () => say.payBy(payBy),
    shipped: () => (due === null ? '' : say.autoReceive(due)),
    received: () => (due === null ? '' : say.autoComplete(due)),
  } as Readonly<Record<string, () => string>>
  const text = next[order.state]?.()
  return text ? <p className="soft next-date">{text}</p> : null
}

function Actions({ order, can, pay }: Data) {
  const say = words[useLang()].order
  const unpaid = order.state === 'awaiting_payment'
  return (
    <>
      {can.receive && (
        <form method="post" className="confirm">
          <p className="hint">{say.confirmHelp}</p>
          <StickyBar>
            <Button name="intent" value="receive" wide>
              {say.confirm}
            </Button>
          </StickyBar>
        </form>
      )}
      {pay?.others && <p className="hint">{say.payShared}</p>}
      {pay && pay.cancelledFen > 0 && <p className="hint">{say.payCancelled(yuan(pay.cancelledFen))}</p>}
      {pay && (
        <StickyBar>
          <LinkButton href={`/pay/${order.paymentId}`} wide>
            {say.payNow(yuan(pay.totalFen))}
          </LinkButton>
        </StickyBar>
      )}
      {can.cancel && (
        <details className="fold">
          <summary>{say.cancel}</summary>
          <form method="post">
            <p>{unpaid ? say.cancelUnpaid : say.cancelPaid}</p>
            <Button kind="danger" name="intent" value="cancel">
              {say.cancelYes}
            </Button>
          </form>
        </details>
      )}
    </>
  )
}

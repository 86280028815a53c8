import { listPaymentOrders } from '../../modules/market/index.ts'
import { words } from '../../modules/market/web/words.ts'
import { listPaymentBookings } from '../../modules/tourism/index.ts'
import { readPayment } from '../../modules/payment/index.ts'
import { listVouchers } from '../../workflows/read-gift-vouchers.ts'
import { refreshPayment } from '../../workflows/ask-gateway.ts'
import type { Route } from './+types/pay-back.ts'
import { attempt, call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { LinkButton } from '../kit/form.tsx'
import { yuan } from '../kit/format.ts'
import { Notice } from '../kit/page.tsx'
import { useLang } from '../page-context.ts'
import { idIn } from './asked.ts'
import { PageHead } from './head.tsx'
import { momentWords } from './moment.ts'
import { tripWhen } from './stay/trip.ts'
import { stayWords } from './stay/words.ts'
import { visitorOf } from './visitor.ts'
import { voucherWords } from './vouchers/words.ts'

const ASKED_MAX = 5
const ASK_AGAIN_SECONDS = 3

/** Where the gateway sends the browser back to. That proves nothing, so the gateway is asked. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const paymentId = idIn(params.paymentId)
  const asked = Math.min(Number(new URL(request.url).searchParams.get('asked') ?? 0) || 0, ASKED_MAX)
  const before = await call(context, readPayment, { paymentId })
  const answer = before.state === 'asked' ? await attempt(context, refreshPayment, { paymentId }) : null
  const [payment, { orders }, { bookings }, { vouchers }] = await Promise.all([
    call(context, readPayment, { paymentId }),
    call(context, listPaymentOrders, { paymentId }),
    call(context, listPaymentBookings, { paymentId }),
    call(context, listVouchers, {}),
  ])
  return {
    paymentId,
    isVoucher: vouchers.some((one) => one.paymentId === paymentId),
    asked,
    state: payment.state,
    totalFen: payment.totalFen,
    payBy: momentWords(payment.expiresAt, lang),
    refusal: answer?.ok === false ? answer.refusal.title : null,
    orders: orders.map(({ id, code, state, goodsFen, freightFen }) => ({
      id,
      code,
      state,
      totalFen: goodsFen + freightFen,
    })),
    bookings: bookings.map((booking) => ({
      id: booking.id,
      state: booking.state,
      title: lang === 'zh' ? booking.titleZh : booking.titleEn,
      when: tripWhen(booking, lang),
      totalFen: booking.totalFen,
      isLate: booking.cancelledBy === 'system',
    })),
  }
}

type Data = Route.ComponentProps['loaderData']

export default function PayBackPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const { state } = loaderData
  const verdict = verdictOf(loaderData)
  return (
    <SiteFrame>
      <PageHead title={say.pay[`${verdict}Title`]} hidden />
      {state === 'asked' && loaderData.asked < ASKED_MAX && (
        <meta
          httpEquiv="refresh"
          content={`${ASK_AGAIN_SECONDS};url=/pay/${loaderData.paymentId}/back?asked=${loaderData.asked + 1}`}
        />
      )}
      <div className="read">
        <h1 className={`verdict verdict-${verdict}`}>{say.pay[`${verdict}Title`]}</h1>
        {state === 'asked' ? <Waiting {...loaderData} /> : <Help data={loaderData} verdict={verdict} />}
        <Bookings {...loaderData} />
        <Orders {...loaderData} />
        {state !== 'asked' && (
          <div className="actions">
            {loaderData.isVoucher ? (
              <LinkButton href="/vouchers">{voucherWords[lang].given.title}</LinkButton>
            ) : (
              <LinkButton href="/orders">{say.pay.toOrders}</LinkButton>
            )}
            <LinkButton kind="plain" href="/goods">
              {say.basket.goOn}
            </LinkButton>
          </div>
        )}
      </div>
    </SiteFrame>
  )
}

/** Each booking with the way to its ticket. */
function Bookings({ bookings }: Data) {
  const say = stayWords[useLang()]
  if (bookings.length === 0) return null
  return (
    <section className="part">
      <h2>{say.held.title}</h2>
      <ul className="lines">
        {bookings.map((booking) => (
          <li key={booking.id}>
            <span>
              <a href={`/bookings/${booking.id}`}>{booking.title}</a>
              <span className="soft line-units">
                {say.booking.states[booking.state]} · {booking.when}
              </span>
            </span>
            <span className="figure">{yuan(booking.totalFen)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Orders({ orders }: Data) {
  const say = words[useLang()]
  if (orders.length === 0) return null
  return (
    <section className="part">
      <h2>{say.pay.orders}</h2>
      <ul className="lines">
        {orders.map((order) => (
          <li key={order.id}>
            <span>
              <a href={`/orders/${order.id}`}>{order.code}</a>{' '}
              <span className="soft">{say.orderStates[order.state]}</span>
            </span>
            <span className="figure">{yuan(order.totalFen)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Verdict = 'paid' | 'waiting' | 'closed' | 'returned' | 'partly'

/** A payment that came too late is paid and goes back: its orders tell. */
function verdictOf({ state, orders, bookings }: Data): Verdict {
  if (state === 'asked') return 'waiting'
  if (state === 'closed') return 'closed'
  const late = bookings.filter((booking) => booking.isLate).length
  const returned = orders.filter((order) => order.state === 'refunded').length + late
  if (returned === 0) return 'paid'
  return returned === orders.length + bookings.length ? 'returned' : 'partly'
}

/** What comes next: nothing is packed for who booked, or gave a voucher. */
function Help({ data: { isVoucher, orders }, verdict }: { data: Data; verdict: Verdict }) {
  const lang = useLang()
  if (verdict !== 'paid' || orders.length > 0) return <p>{helpOf(verdict, words[lang].pay)}</p>
  return isVoucher ? <p>{voucherWords[lang].given.paid}</p> : null
}

function helpOf(verdict: Verdict, say: { paidHelp: string; closedHelp: string; returnedHelp: string }): string {
  if (verdict === 'closed') return say.closedHelp
  return verdict === 'returned' || verdict === 'partly' ? say.returnedHelp : say.paidHelp
}

function Waiting({ paymentId, totalFen, payBy, asked, refusal }: Data) {
  const lang = useLang()
  const say = words[lang].pay
  return (
    <>
      {refusal && <Notice kind="attention" lang={lang} title={refusal} />}
      <p role="status">{asked < ASKED_MAX ? say.waitingHelp : say.waitingStop}</p>
      <p className="soft">{say.payBy(payBy)}</p>
      <div className="actions">
        <LinkButton href={`/pay/${paymentId}/back?asked=${ASKED_MAX}`}>{say.again}</LinkButton>
        <LinkButton kind="plain" href={`/pay/${paymentId}`}>
          {say.payNow(yuan(totalFen))}
        </LinkButton>
      </div>
    </>
  )
}

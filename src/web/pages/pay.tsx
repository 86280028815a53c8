import { redirect } from 'react-router'
import { toString as drawCode } from 'qrcode'
import { words } from '../../modules/market/web/words.ts'
import { openPayment, readPayment } from '../../modules/payment/index.ts'
import type { Route } from './+types/pay.ts'
import { attempt, call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { LinkButton } from '../kit/form.tsx'
import { Notice } from '../kit/page.tsx'
import { Price } from '../kit/price.tsx'
import { useLang } from '../page-context.ts'
import { idIn } from './asked.ts'
import { PageHead } from './head.tsx'
import { momentWords } from './moment.ts'
import { payingClientOf } from './paying-client.ts'
import { visitorOf } from './visitor.ts'

/** Sends the browser to the gateway's page, or shows the gateway's code to scan. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const paymentId = idIn(params.paymentId)
  const { lang } = visitorOf(context)
  const payment = await call(context, readPayment, { paymentId })
  if (payment.state !== 'asked') throw redirect(`/pay/${paymentId}/back`)
  const opened = await attempt(context, openPayment, { paymentId, client: payingClientOf(request) })
  if (opened.ok && opened.output.show === 'redirect') throw redirect(opened.output.payUrl)
  return {
    paymentId,
    totalFen: payment.totalFen,
    payBy: momentWords(payment.expiresAt, lang),
    code: opened.ok ? await drawCode(opened.output.payUrl, { type: 'svg', margin: 2 }) : null,
    refusal: opened.ok ? null : opened.refusal.title,
  }
}

export default function PayPage({ loaderData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].pay
  const { paymentId, totalFen, payBy, code, refusal } = loaderData
  if (code === null)
    return (
      <SiteFrame>
        <PageHead title={say.notOpenTitle} hidden />
        <div className="read">
          <h1>{say.notOpenTitle}</h1>
          <Notice kind="attention" lang={lang} title={refusal} />
          <div className="actions">
            <LinkButton href={`/pay/${paymentId}`}>{say.retry}</LinkButton>
            <LinkButton kind="plain" href="/orders">
              {say.toOrders}
            </LinkButton>
          </div>
        </div>
      </SiteFrame>
    )
  return (
    <SiteFrame>
      <PageHead title={say.codeTitle} hidden />
      <div className="pay-code">
        <h1>{say.codeTitle}</h1>
        <Price fen={totalFen} lang={lang} size="large" />
        <div className="code" role="img" aria-label={say.codeAlt} dangerouslySetInnerHTML={{ __html: code }} />
        <p>{say.codeHelp}</p>
        <p className="soft">{say.payBy(payBy)}</p>
        <LinkButton href={`/pay/${paymentId}/back`}>{say.paidAlready}</LinkButton>
      </div>
    </SiteFrame>
  )
}

import { redirect } from 'react-router'
import { takeBackVoucher } from '../../../workflows/give-vouchers.ts'
import { listVouchers } from '../../../workflows/read-gift-vouchers.ts'
import { attempt, call, refused } from '../../call.ts'
import { qrSvg } from '../../documents/qr.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, LinkButton } from '../../kit/form.tsx'
import { civilDate, yuan } from '../../kit/format.ts'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { nameIn } from '../stay/said.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/given.ts'
import { voucherPath } from './door.ts'
import { voucherWords } from './words.ts'

const QR_WIDTH = 160

/** The codes of vouchers are worth money: nobody keeps a copy of the page on the way. */
export const headers = () => ({ 'cache-control': 'private, no-store' })

export async function loader({ context }: Route.LoaderArgs) {
  const { lang, site } = visitorOf(context)
  const { vouchers } = await call(context, listVouchers, {})
  return {
    vouchers: vouchers.map((one) => {
      const { id, giver, card, state, valueFen, refundedFen, lastDay, isOpen } = one
      const address = `${site}${voucherPath(one.door)}`
      const what =
        one.place === null ? nameIn({ nameZh: one.sellerZh, nameEn: one.sellerEn }, lang) : nameIn(one.place, lang)
      const svg = state === 'confirmed' ? qrSvg(address, QR_WIDTH) : null
      return { id, giver, card, state, valueFen, refundedFen, lastDay, isOpen, what, address, svg }
    }),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const result = await attempt(context, takeBackVoucher, { voucherId: form.get('voucherId') })
  return result.ok ? redirect('/vouchers', 303) : refused(result)
}

type Given = Route.ComponentProps['loaderData']['vouchers'][number]

/** Vouchers a visitor gave, with their codes, and what became of them. */
export default function GivenPage({ loaderData: { vouchers }, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = voucherWords[lang].given
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <div className="read stack">
        <h1>{say.title}</h1>
        {actionData && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
        {vouchers.length === 0 && (
          <EmptyState title={say.none} action={<LinkButton href="/stay">{voucherWords[lang].opened.home}</LinkButton>}>
            {say.noneHelp}
          </EmptyState>
        )}
        {vouchers.map((one) => (
          <VoucherPart key={one.id} voucher={one} />
        ))}
      </div>
    </SiteFrame>
  )
}

function VoucherPart({ voucher }: { voucher: Given }) {
  const lang = useLang()
  const say = voucherWords[lang].given
  const { id, giver, card, state, valueFen, refundedFen, lastDay, isOpen, what, address, svg } = voucher
  return (
    <section className="part">
      <h2>
        {what} {yuan(valueFen)}
      </h2>
      <p className="line-facts soft">
        <span>{say.states[state]}</span>
        {state === 'confirmed' && <span>{say.until(civilDate(lastDay, lang))}</span>}
        {refundedFen > 0 && <span>{say.back(yuan(refundedFen))}</span>}
      </p>
      {card !== '' && (
        <figure className="gift-card">
          <blockquote>{card}</blockquote>
        </figure>
      )}
      {svg !== null && (
        <>
          <p>
            {say.card}
            <br />
            <a href={address}>{address}</a>
          </p>
          {/* Drawn by us from the address above. */}
          <div role="img" aria-label={say.code(giver)} dangerouslySetInnerHTML={{ __html: svg }} />
        </>
      )}
      {isOpen && (
        <details className="fold">
          <summary>{say.sure}</summary>
          <form method="post">
            <p>{say.takeBackHelp}</p>
            <input type="hidden" name="voucherId" value={id} />
            <Button kind="quiet">{say.takeBack(yuan(valueFen))}</Button>
          </form>
        </details>
      )}
    </section>
  )
}

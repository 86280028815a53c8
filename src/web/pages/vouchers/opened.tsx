import { data, redirect } from 'react-router'
import { openVoucher } from '../../../workflows/read-gift-vouchers.ts'
import { redeemVoucher } from '../../../workflows/redeem-voucher.ts'
import { attempt, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, LinkButton } from '../../kit/form.tsx'
import { civilDate, yuan } from '../../kit/format.ts'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { placeHref } from '../stay/address.ts'
import { heldBookings } from '../stay/held-read.ts'
import { takesVoucher } from '../stay/held-sum.ts'
import { nameIn } from '../stay/said.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/opened.ts'
import { voucherWords } from './words.ts'

/** Whoever has the code may use it: nobody keeps a copy on the way, or learns it from where a link leads. */
export const headers = () => ({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' })

export async function loader({ params, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  const found = await attempt(context, openVoucher, { door: params.door })
  if (!found.ok) return data({ voucher: null, held: [] }, { status: found.refusal.status })
  const { giver, card, valueFen, lastDay, isOpen, place, ...rest } = found.output
  const held = isOpen ? await heldBookings(context) : []
  return data({
    voucher: {
      giver,
      card,
      valueFen,
      lastDay,
      isOpen,
      seller: nameIn({ nameZh: rest.sellerZh, nameEn: rest.sellerEn }, lang),
      what: place === null ? null : nameIn(place, lang),
      href: place === null ? '/stay' : placeHref({ kind: place.kind, id: place.id }),
    },
    held: held.filter(takesVoucher).map(({ id, title, when, totalFen }) => ({ id, title, when, totalFen })),
  })
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const bookingId = (await textFields(request)).get('bookingId')
  const result = await attempt(context, redeemVoucher, { bookingId, door: params.door })
  if (!result.ok) return refused(result)
  return redirect(result.output.isConfirmed ? `/bookings/${bookingId}?told=confirmed` : '/basket#held', 303)
}

type Data = Route.ComponentProps['loaderData']

/** What the code on a voucher leads to. */
export default function OpenedPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = voucherWords[lang].opened
  const { voucher, held } = loaderData
  return (
    <SiteFrame>
      <PageHead title={voucher === null ? say.unknown : say.title} hidden />
      <div className="read stack">
        {voucher === null ? (
          <>
            <h1>{say.unknown}</h1>
            <EmptyState title={say.unknownHelp} action={<LinkButton href="/stay">{say.home}</LinkButton>} />
          </>
        ) : (
          <>
            <h1>{say.from(voucher.giver)}</h1>
            {actionData && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
            <Opened voucher={voucher} held={held} />
          </>
        )}
      </div>
    </SiteFrame>
  )
}

function Opened({ voucher, held }: { voucher: NonNullable<Data['voucher']>; held: Data['held'] }) {
  const lang = useLang()
  const say = voucherWords[lang].opened
  return (
    <>
      {voucher.card !== '' && (
        <figure className="gift-card">
          <figcaption className="soft">{say.card}</figcaption>
          <blockquote>{voucher.card}</blockquote>
        </figure>
      )}
      <p className="next-date">
        <strong>{say.worth(yuan(voucher.valueFen))}</strong>{' '}
        {voucher.what === null ? say.anywhere(voucher.seller) : say.at(voucher.what)}
        {lang === 'zh' ? '，' : ', '}
        {say.until(civilDate(voucher.lastDay, lang))}
      </p>
      {voucher.isOpen ? (
        <>
          {held.length > 0 && (
            <section className="part">
              <h2>{say.held}</h2>
              <ul className="lines">
                {held.map((one) => (
                  <li key={one.id}>
                    <span>
                      {one.title}
                      <span className="soft line-units">
                        {one.when} {yuan(one.totalFen)}
                      </span>
                    </span>
                    <form method="post">
                      <input type="hidden" name="bookingId" value={one.id} />
                      <Button aria-label={say.use(one.title)}>{voucherWords[lang].basket.use}</Button>
                    </form>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="part">
            <h2>{say.how}</h2>
            <ol className="numbered">
              {say.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <div className="actions">
              <LinkButton href={voucher.href} kind={held.length > 0 ? 'plain' : 'main'}>
                {say.choose}
              </LinkButton>
            </div>
          </section>
        </>
      ) : (
        <Notice kind="attention" lang={lang} title={say.notOpen}>
          {say.notOpenHelp}
        </Notice>
      )}
    </>
  )
}

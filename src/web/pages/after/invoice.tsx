import { redirect } from 'react-router'
import { listTitles, saveTitle } from '../../../modules/invoicing/index.ts'
import { readMyOrder } from '../../../modules/market/index.ts'
import { requestInvoice } from '../../../workflows/request-invoice.ts'
import type { Route } from './+types/invoice.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, ChoiceField } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { Breadcrumbs, Notice, StickyBar } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { TitleFields } from './title-fields.tsx'
import { useAfterWords } from './words.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const order = await call(context, readMyOrder, { orderId: idIn(params.id) })
  const { titles } = await call(context, listTitles, {})
  return {
    orderId: order.id,
    code: order.code,
    amountFen: order.goodsFen + order.freightFen - order.refundedFen,
    titles,
  }
}

/** A saved title is taken by its id; a new one is kept in the book as well. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const orderId = idIn(params.id)
  const { title: chosen, ...typed } = await formInput(request)
  const { titles } = await call(context, listTitles, {})
  const saved = titles.find((one) => one.id === chosen)
  const input = saved === undefined ? typed : (({ id: _id, ...rest }) => rest)(saved)
  const result = await attempt(context, requestInvoice, { ...input, orderId })
  if (!result.ok) return refused(result)
  if (saved === undefined) await attempt(context, saveTitle, typed)
  return redirect('/invoices?done', 303)
}

export default function InvoicePage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = useAfterWords().invoice
  const { orderId, code, amountFen, titles } = loaderData
  return (
    <SiteFrame>
      <PageHead title={say.ask} hidden />
      <Breadcrumbs lang={lang} crumbs={[{ label: code, href: `/orders/${orderId}` }, { label: say.ask }]} />
      <h1>{say.for(code)}</h1>
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      <p className="sum total">
        <span>{say.amount}</span>
        <span>{yuan(amountFen)}</span>
      </p>
      <p className="hint">{say.amountHelp}</p>
      <form method="post" className="read part">
        {titles.length > 0 && (
          <ChoiceField
            name="title"
            legend={say.use}
            value={titles[0]?.id}
            choices={[
              ...titles.map((one) => ({
                value: one.id,
                label: one.name,
                detail: one.taxNumber || say.kinds[one.kind],
              })),
              { value: 'new', label: say.other },
            ]}
          />
        )}
        <TitleFields needed={titles.length === 0} />
        <StickyBar>
          <Button wide>{say.ask}</Button>
        </StickyBar>
      </form>
    </SiteFrame>
  )
}

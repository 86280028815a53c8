import { redirect } from 'react-router'
import {
  listMyInvoices,
  listTitles,
  removeTitle,
  saveTitle,
  withdrawInvoice,
} from '../../../modules/invoicing/index.ts'
import type { Route } from './+types/invoices.ts'
import { attempt, call, formInput, refused } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { PageHead } from '../head.tsx'
import { TitleFields } from './title-fields.tsx'
import { useAfterWords } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { requests } = await call(context, listMyInvoices, {})
  const { titles } = await call(context, listTitles, {})
  return { requests, titles, told: new URL(request.url).searchParams.has('done') }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form, ...input } = await formInput(request)
  const operation = form === 'remove' ? removeTitle : form === 'withdraw' ? withdrawInvoice : saveTitle
  const result = await attempt(context, operation, input)
  return result.ok ? redirect('/invoices?done', 303) : refused(result)
}

type Data = Route.ComponentProps['loaderData']

export default function InvoicesPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const all = useAfterWords()
  const say = all.invoice
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <h1>{say.requests}</h1>
      {actionData && !actionData.ok && <Notice kind="danger" lang={lang} title={actionData.refusal.title} />}
      {loaderData.told && <Notice kind="success" lang={lang} title={all.case.done} />}
      <Requests {...loaderData} />
      <Book {...loaderData} />
    </SiteFrame>
  )
}

function Requests({ requests }: Data) {
  const say = useAfterWords().invoice
  if (requests.length === 0) return <EmptyState title={say.none}>{say.noneHelp}</EmptyState>
  return (
    <ul className="lines">
      {requests.map((one) => (
        <li key={one.id}>
          <span>
            <a href={`/orders/${one.orderId}`}>{one.orderCode}</a>
            <span className="soft line-units">{one.name}</span>
            {one.number !== null && (
              <span className="soft line-units">
                {say.number} {one.number}
              </span>
            )}
            {one.fileFormat !== null && <a href={`/files/invoices/${one.id}`}>{say.download}</a>}
            {one.link !== null && (
              <a href={one.link} rel="noreferrer">
                {say.link}
              </a>
            )}
            {one.reason && <span className="soft line-units">{one.reason}</span>}
            {one.redLetters.map((red) => (
              <span key={red.id} className="soft line-units">
                {red.number === null ? say.red(yuan(red.amountFen)) : say.redDone(red.number)}
              </span>
            ))}
          </span>
          <span className="figure">
            {yuan(one.amountFen)}
            <span className="soft line-units">{say.states[one.state]}</span>
            {one.state === 'asked' && (
              <form method="post">
                <input type="hidden" name="requestId" value={one.id} />
                <Button kind="quiet" name="form" value="withdraw">
                  {say.withdraw}
                </Button>
              </form>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Book({ titles }: Data) {
  const say = useAfterWords().invoice
  return (
    <section className="part read">
      <h2>{say.book}</h2>
      {titles.length === 0 && <p className="soft">{say.noTitles}</p>}
      <ul className="lines">
        {titles.map((one) => (
          <li key={one.id}>
            <span>
              {one.name}
              <span className="soft line-units">{one.taxNumber || say.kinds[one.kind]}</span>
            </span>
            <form method="post">
              <input type="hidden" name="titleId" value={one.id} />
              <Button kind="quiet" name="form" value="remove">
                {say.remove}
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <details className="fold">
        <summary>{say.save}</summary>
        <form method="post">
          <TitleFields needed />
          <Button name="form" value="save">
            {say.save}
          </Button>
        </form>
      </details>
    </section>
  )
}

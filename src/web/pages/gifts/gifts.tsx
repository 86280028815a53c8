import { data, redirect } from 'react-router'
import { readBasket } from '../../../modules/market/index.ts'
import { placeGiftOrders, previewGifts } from '../../../workflows/place-gifts.ts'
import type { Route } from './+types/gifts.ts'
import { attempt, call, formInput } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, Field, LinkButton, TextField } from '../../kit/form.tsx'
import { yuan } from '../../kit/format.ts'
import { EmptyState, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { PageHead } from '../head.tsx'
import { heldFile } from './held.ts'
import { words } from './words.ts'

const SHOWN = 30

export async function loader({ context }: Route.LoaderArgs) {
  const { lines } = await call(context, readBasket, {})
  return { empty: lines.length === 0 }
}

/** The sheet is looked at first and comes back with its price; the second time it is ordered, all of it or nothing. */
export async function action({ request, context }: Route.ActionArgs) {
  const { intent, held, file: sent, ...form } = await formInput(request)
  const file = sent ?? heldFile(held)
  if (intent === 'place') {
    const hidden = form.pricesHidden === 'on' ? 'true' : 'false'
    const placed = await attempt(
      context,
      placeGiftOrders,
      { ...form, pricesHidden: hidden, file },
      typeof form.key === 'string' ? form.key : undefined,
    )
    if (placed.ok) return redirect(`/pay/${placed.output.paymentId}`, 303)
    return data({ refusal: placed.refusal, preview: null }, { status: placed.refusal.status })
  }
  const preview = await attempt(context, previewGifts, { file })
  if (!preview.ok) return data({ refusal: preview.refusal, preview: null }, { status: preview.refusal.status })
  const { recipients, ...sums } = preview.output
  const bytes =
    typeof file === 'object' && file !== null && 'bytes' in file ? (file.bytes as Uint8Array) : new Uint8Array()
  return data({
    refusal: null,
    preview: {
      ...sums,
      count: recipients.length,
      recipients: recipients.slice(0, SHOWN),
      held: sums.faults.length > 0 ? '' : Buffer.from(bytes).toString('base64'),
      key: crypto.randomUUID(),
    },
  })
}

type Preview = NonNullable<NonNullable<Route.ComponentProps['actionData']>['preview']>

export default function GiftsPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang]
  const preview = actionData?.preview ?? null
  const refusal = actionData?.refusal ?? null
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <div className="read stack">
        <h1>{say.title}</h1>
        <p>{say.lead}</p>
        {refusal && <Notice kind="danger" lang={lang} title={refusal.title} />}
        {loaderData.empty && (
          <EmptyState title={say.toBasket} action={<LinkButton href="/goods">{say.goods}</LinkButton>} />
        )}
        {preview && preview.faults.length > 0 && <Faults preview={preview} />}
        {preview && preview.faults.length === 0 && <Order preview={preview} />}
        {!loaderData.empty && (
          <form method="post" encType="multipart/form-data" className="part">
            <p className="hint">{say.steps}</p>
            <Field name="file" type="file" label={say.file} lang={lang} accept=".xlsx,.csv" required />
            <Button kind={preview ? 'plain' : 'main'} name="intent" value="preview" wide>
              {preview ? say.again : say.check}
            </Button>
          </form>
        )}
      </div>
    </SiteFrame>
  )
}

function Faults({ preview: { faults, marked } }: { preview: Preview }) {
  const lang = useLang()
  const say = words[lang]
  return (
    <Notice kind="attention" lang={lang} title={say.faults(faults.length)}>
      <ul className="plain-list">
        {faults.slice(0, SHOWN).map((fault) => (
          <li key={`${fault.row} ${fault.column}`}>{say.faultLine(fault.row, fault.column, fault.message)}</li>
        ))}
      </ul>
      {marked && (
        <a href={`data:${marked.mediaType};base64,${marked.base64}`} download={marked.fileName}>
          {say.marked}
        </a>
      )}
    </Notice>
  )
}

function Order({ preview }: { preview: Preview }) {
  const lang = useLang()
  const say = words[lang]
  const { count, recipients, goodsFen, freightFen, totalFen, held, key } = preview
  return (
    <section className="part">
      <h2>{say.recipients(count)}</h2>
      <ul className="lines">
        {recipients.map((one) => (
          <li key={`${one.phone} ${one.address}`}>
            <span>
              {one.name} <span className="soft">{one.address}</span>
            </span>
            <span>{say.freightEach(yuan(one.freightFen))}</span>
          </li>
        ))}
        {count > recipients.length && <li className="soft">{say.more(count - recipients.length)}</li>}
      </ul>
      <p className="sum">
        <span>{say.goods}</span>
        <span>{yuan(goodsFen)}</span>
      </p>
      <p className="sum">
        <span>{say.freight}</span>
        <span>{yuan(freightFen)}</span>
      </p>
      <p className="sum total">
        <span>{say.total}</span>
        <span>{yuan(totalFen)}</span>
      </p>
      <form method="post" encType="multipart/form-data">
        <input type="hidden" name="held" value={held} />
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="expectedFen" value={totalFen} />
        <Field name="giver" label={say.giver} lang={lang} maxLength={40} required />
        <TextField name="card" label={say.card} lang={lang} maxLength={200} />
        <label className="check">
          <input type="checkbox" name="pricesHidden" defaultChecked /> {say.hide}
        </label>
        <Button name="intent" value="place" wide>
          {say.pay(yuan(totalFen))}
        </Button>
      </form>
    </section>
  )
}

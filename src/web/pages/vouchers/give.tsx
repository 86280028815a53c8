import { data, redirect } from 'react-router'
import { buyVoucher } from '../../../workflows/give-vouchers.ts'
import { readGiftPlace } from '../../../workflows/read-gift-vouchers.ts'
import { attempt, call } from '../../call.ts'
import { SiteFrame } from '../../frame.tsx'
import { Button, Field, TextField } from '../../kit/form.tsx'
import { Breadcrumbs, Notice } from '../../kit/page.tsx'
import { useLang } from '../../page-context.ts'
import { idIn, textFields } from '../asked.ts'
import { PageHead } from '../head.tsx'
import { fenOfYuan } from '../seller/case-input.ts'
import { placeHref } from '../stay/address.ts'
import { nameIn } from '../stay/said.ts'
import { stayWords } from '../stay/words.ts'
import type { Route } from './+types/give.ts'
import { voucherWords } from './words.ts'

export const loader = async ({ params, context }: Route.LoaderArgs) => ({
  place: await call(context, readGiftPlace, { placeId: idIn(params.id) }),
})

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const [giver, card, value] = ['giver', 'card', 'value'].map((name) => form.get(name) ?? '')
  const asked = {
    placeId: idIn(params.id),
    onlyThere: form.has('onlyThere'),
    giver,
    card,
    valueFen: fenOfYuan(value ?? ''),
  }
  const bought = await attempt(context, buyVoucher, asked)
  if (bought.ok) return redirect(`/pay/${bought.output.paymentId}`, 303)
  return data({ refusal: bought.refusal, typed: { giver, card, value } }, { status: bought.refusal.status })
}

/** A gift of a place: how much, from whom, with which words. */
export default function GivePage({ loaderData: { place }, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = voucherWords[lang].give
  const { refusal = null, typed } = actionData ?? {}
  const what = nameIn(place, lang)
  const isFaulty = refusal !== null && Object.keys(refusal.errors).length > 0
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <div className="read stack">
        <Breadcrumbs
          lang={lang}
          crumbs={[
            { label: stayWords[lang].list.title, href: '/stay' },
            { label: what, href: placeHref({ kind: place.kind, id: place.id }) },
            { label: say.title },
          ]}
        />
        <h1>{say.title}</h1>
        <p>{say.lead(what)}</p>
        {refusal && <Notice kind="danger" lang={lang} title={isFaulty ? say.faulty : refusal.title} />}
        <form method="post" className="part">
          <Field
            name="value"
            label={say.value}
            hint={say.valueHint}
            lang={lang}
            inputMode="decimal"
            pattern="\d{1,5}(\.\d{1,2})?"
            defaultValue={typed?.value ?? (place.fromFen === null ? '' : String(place.fromFen / 100))}
            required
          />
          <Field name="giver" label={say.giver} lang={lang} maxLength={40} defaultValue={typed?.giver} required />
          <TextField name="card" label={say.card} lang={lang} maxLength={200} defaultValue={typed?.card} />
          <label className="check">
            <input type="checkbox" name="onlyThere" defaultChecked /> {say.onlyThere(what)}
          </label>
          <section className="rules">
            {say.rules.map((rule) => (
              <p key={rule}>{rule}</p>
            ))}
          </section>
          <Button wide>{say.pay}</Button>
        </form>
      </div>
    </SiteFrame>
  )
}

import { data, redirect } from 'react-router'
import { readBasket } from '../../modules/market/index.ts'
import { words } from '../../modules/market/web/words.ts'
import { saveAddress } from '../../modules/people/index.ts'
import { placeOrders } from '../../workflows/checkout.ts'
import { quoteBasket } from '../../workflows/price-basket.ts'
import type { Route } from './+types/checkout.ts'
import type { FormRefusal } from '../call.ts'
import { attempt, call } from '../call.ts'
import { SiteFrame } from '../frame.tsx'
import { Button, ChoiceField, Field, TextField } from '../kit/form.tsx'
import { yuan } from '../kit/format.ts'
import { Notice, StickyBar } from '../kit/page.tsx'
import { PasteAddress } from '../kit/paste.tsx'
import { Price } from '../kit/price.tsx'
import { RegionFields } from '../kit/region.tsx'
import { useLang } from '../page-context.ts'
import { textFields } from './asked.ts'
import type { CheckoutField, CheckoutValues } from './checkout-form.ts'
import { emptyCheckout, faultyFields, isQuoted, readCheckout } from './checkout-form.ts'
import { CheckoutLines } from './checkout-lines.tsx'
import { confirmedIn, exemptLines } from './after/exempt-lines.ts'
import { Exemptions } from './after/exemptions.tsx'
import { savedAddresses } from './saved-addresses.ts'
import { PageHead } from './head.tsx'
import { pastedInto } from './pasted.ts'
import { payingClientOf } from './paying-client.ts'
import { Savings } from './pricing/explain.tsx'
import { aheadWords } from './ahead/words.ts'
import { FreightWhy } from './pricing/freight-why.tsx'
import { provinceChoices, provinceName, regionsBelow } from './places.ts'
import { HeldLines } from './stay/held-lines.tsx'
import { heldBookings } from './stay/held-read.ts'
import { sumFen, toPay } from './stay/held-sum.ts'
import { visitorOf } from './visitor.ts'

type Context = Route.LoaderArgs['context']
type Told = 'quoted' | 'changed' | 'later' | 'soldOut' | null

export async function loader({ context }: Route.LoaderArgs) {
  const [{ lines }, saved] = await Promise.all([call(context, readBasket, {}), savedAddresses(context)])
  if (lines.length === 0) throw redirect('/basket')
  const [first] = saved
  const values = first === undefined ? emptyCheckout : { ...emptyCheckout, ...first.values, saved: first.id }
  return pageOf(context, values, saved, { told: null, faults: [], refusal: null, confirmed: [] })
}

type Saved = Awaited<ReturnType<typeof savedAddresses>>

type Outcome = { told: Told; faults: CheckoutField[]; refusal: FormRefusal | null; confirmed: readonly string[] }

/** The page for these values: choices of regions, and the basket priced once the province is known. */
async function pageOf(context: Context, values: CheckoutValues, saved: Saved, outcome: Outcome) {
  const { lang } = visitorOf(context)
  const quote = values.province === '' ? null : await attempt(context, quoteBasket, { provinceCode: values.province })
  const [{ lines }, held] = await Promise.all([call(context, readBasket, {}), heldBookings(context)])
  // A saved address speaks for itself; the fields below it are for a new one.
  const typed = values.saved === '' ? values : { ...emptyCheckout, note: values.note }
  return {
    values,
    typed,
    key: crypto.randomUUID(),
    saved,
    ...outcome,
    refusal: outcome.refusal ?? (quote !== null && !quote.ok ? quote.refusal : null),
    signedIn: visitorOf(context).actor.kind === 'person',
    choices: {
      province: provinceChoices(lang),
      city: regionsBelow(typed.province, lang),
      county: typed.city === '' ? [] : regionsBelow(typed.city, lang),
    },
    province: provinceName(values.province, lang),
    lines: lines.map((line) => ({ id: line.listingId, title: lang === 'zh' ? line.titleZh : line.titleEn, ...line })),
    exempt: exemptLines(lines, lang),
    quote: quote?.ok === true ? quote.output : null,
    held: toPay(held),
    heldFen: sumFen(held),
  }
}
type Page = Awaited<ReturnType<typeof pageOf>>

export async function action({ request, context }: Route.ActionArgs) {
  const form = await textFields(request)
  const saved = await savedAddresses(context)
  const typed = form.has('paste') ? pastedInto(readCheckout(form), form.get('pasted') ?? '') : readCheckout(form)
  const values = { ...typed, ...saved.find((address) => address.id === typed.saved)?.values }
  const confirmed = confirmedIn(form)
  const again = async (outcome: Partial<Outcome>, status: number) =>
    data(await pageOf(context, values, saved, { told: null, faults: [], refusal: null, confirmed, ...outcome }), {
      status,
    })
  if (form.has('refresh') || form.has('paste')) return again({}, 200)
  const faults = faultyFields(values)
  if (faults.length > 0) return again({ faults }, 422)
  if (!isQuoted(values)) return again({ told: 'quoted' }, 200)
  const placed = await attempt(
    context,
    placeOrders,
    {
      ...ordersOf(values),
      bookingIds: [...form].flatMap(([name, value]) => (name.startsWith('held-') ? [value] : [])),
      confirmedExemptions: confirmed,
      expectedBy: expectedIn(form),
      client: payingClientOf(request),
    },
    form.get('key'),
  )
  if (!placed.ok) {
    const told = placed.refusal.code === 'market.basket.changed' ? 'changed' : null
    if (told) return again({ told }, 409)
    if (/^(pricing|tourism)\./.test(placed.refusal.code)) return again({ told: 'changed' }, 409)
    if (placed.refusal.code === 'supply.plan.later') return again({ told: 'later' }, 409)
    if (placed.refusal.code === 'stock.sold_out' || placed.refusal.code === 'supply.plan.sold_out')
      return again({ told: 'soldOut' }, 409)
    return again({ refusal: placed.refusal }, placed.refusal.status)
  }
  await keepAddress(context, values)
  const { paymentId, opened } = placed.output
  // A code to scan, or a gateway that could not be reached, has a page of its own.
  return redirect(opened?.show === 'redirect' ? opened.payUrl : `/pay/${paymentId}`, 303)
}

/** The days the buyer was shown for goods that are still to come. */
const expectedIn = (form: ReadonlyMap<string, string>) =>
  [...form].flatMap(([name, date]) =>
    name.startsWith('due-') && /^\d{4}-\d\d-\d\d$/.test(date) ? [{ listingId: name.slice(4), date }] : [],
  )

function ordersOf(values: CheckoutValues) {
  const { name, phone, detail, note, quotedFen } = values
  return {
    recipient: {
      name,
      phone,
      detail,
      provinceCode: values.province,
      cityCode: values.city,
      countyCode: values.county,
    },
    note,
    expectedFen: Number(quotedFen),
  }
}

/** The order stands whether or not the address book has room. */
async function keepAddress(context: Context, values: CheckoutValues): Promise<void> {
  if (!values.keep || visitorOf(context).actor.kind !== 'person') return
  const { name, phone, county, detail } = values
  await attempt(context, saveAddress, { recipient: name, phone, countyCode: county, detail })
}

export default function CheckoutPage({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang()
  const say = words[lang].checkout
  const page: Page = actionData ?? loaderData
  return (
    <SiteFrame>
      <PageHead title={say.title} hidden />
      <div className="read column">
        <h1>{say.title}</h1>
        <Told page={page} />
        <form method="post" action="/checkout" noValidate={page.saved.length > 0}>
          {/* The first button answers the Enter key; the region picker's own comes later. */}
          <button type="submit" hidden />
          <input type="hidden" name="key" value={page.key} />
          <Address page={page} />
          <GoodsAndFreight page={page} />
          <HeldLines held={page.held} />
          <Total page={page} />
          <Exemptions lines={page.exempt} confirmed={page.confirmed} />
          <TextField
            name="note"
            label={say.note}
            lang={lang}
            hint={say.noteHint}
            defaultValue={page.values.note}
            maxLength={200}
            rows={2}
            error={page.faults.includes('note') ? say.errors.note : undefined}
          />
          <PayBar page={page} />
        </form>
      </div>
    </SiteFrame>
  )
}

function Told({ page: { told, refusal, faults, quote, heldFen } }: { page: Page }) {
  const lang = useLang()
  const say = words[lang].checkout
  if (refusal !== null)
    return (
      <Notice kind="danger" lang={lang} title={refusal.title}>
        <a href="/basket">{say.backToBasket}</a>
      </Notice>
    )
  if (faults.length > 0)
    return (
      <Notice kind="danger" lang={lang}>
        <ul className="plain-list">
          {faults.map((field) => (
            <li key={field}>
              <a href={`#field-${field}`}>{say.errors[field]}</a>
            </li>
          ))}
        </ul>
      </Notice>
    )
  if (told === 'quoted' && quote !== null)
    return <Notice kind="information" lang={lang} title={say.quoted(yuan(quote.totalFen + heldFen))} />
  if (told === 'changed') return <Notice kind="attention" lang={lang} title={say.changed} />
  if (told === 'later') return <Notice kind="attention" lang={lang} title={aheadWords[lang].due.later} />
  if (told === 'soldOut')
    return (
      <Notice kind="attention" lang={lang} title={say.soldOut}>
        <a href="/basket">{say.backToBasket}</a>
      </Notice>
    )
  return null
}

function Address({ page }: { page: Page }) {
  const lang = useLang()
  const say = words[lang].checkout
  const { saved, values, typed, faults, signedIn } = page
  const fault = (field: CheckoutField) => (faults.includes(field) ? say.errors[field] : undefined)
  const fields = (
    <>
      <PasteAddress lang={lang} />
      <Field
        name="name"
        label={say.name}
        lang={lang}
        autoComplete="name"
        maxLength={40}
        defaultValue={typed.name}
        error={fault('name')}
        required={saved.length === 0}
      />
      <Field
        name="phone"
        label={say.phone}
        lang={lang}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        hint={say.phoneHint}
        defaultValue={typed.phone}
        error={fault('phone')}
        required={saved.length === 0}
      />
      <RegionFields
        lang={lang}
        choices={page.choices}
        chosen={{ province: typed.province, city: typed.city, county: typed.county }}
        errors={errorsIn(faults, say.errors)}
        source="/regions"
      />
      <Field
        name="detail"
        label={say.detail}
        lang={lang}
        autoComplete="street-address"
        hint={say.detailHint}
        maxLength={120}
        defaultValue={typed.detail}
        error={fault('detail')}
        required={saved.length === 0}
      />
      {signedIn && (
        <label className="check">
          <input type="checkbox" name="keep" defaultChecked={typed.keep} /> {say.keep}
        </label>
      )}
    </>
  )
  if (saved.length === 0)
    return (
      <section>
        <h2>{say.address}</h2>
        {fields}
      </section>
    )
  return (
    <section className="addresses">
      <h2>{say.address}</h2>
      <ChoiceField
        name="saved"
        legend={say.saved}
        value={values.saved}
        choices={[
          ...saved.map(({ id, label, line }) => ({ value: id, label, detail: line })),
          { value: '', label: say.newAddress },
        ]}
      />
      <div className="new-address">{fields}</div>
    </section>
  )
}

function errorsIn(faults: readonly CheckoutField[], errors: Readonly<Record<CheckoutField, string>>) {
  const regions = ['province', 'city', 'county'] as const
  return Object.fromEntries(regions.filter((r) => faults.includes(r)).map((r) => [r, errors[r]]))
}

function GoodsAndFreight({ page: { lines, quote } }: { page: Page }) {
  const lang = useLang()
  const say = words[lang].checkout
  if (quote === null)
    return (
      <section className="part">
        <h2>{say.goods}</h2>
        <CheckoutLines lines={lines} />
        <p className="sum">
          <span>{say.freight}</span>
          <span className="soft">{say.freightUnknown}</span>
        </p>
      </section>
    )
  return (
    <section className="part">
      <h2>{say.goods}</h2>
      {quote.parts.map((part) => (
        <div key={part.lines.map((line) => line.listingId).join()} className="seller-part">
          <h3>{lang === 'zh' ? part.sellerZh : part.sellerEn}</h3>
          <CheckoutLines
            lines={part.lines.map((line) => ({
              ...line,
              id: line.listingId,
              title: lang === 'zh' ? line.titleZh : line.titleEn,
            }))}
          />
          <p className="sum">
            <span>{say.freight}</span>
            <span>{part.freightFen === 0 ? say.freightFree : yuan(part.freightFen)}</span>
          </p>
          <FreightWhy parts={part.freight} />
        </div>
      ))}
      {quote.parts.some((part) => part.supply !== 'stock') && <p className="soft">{aheadWords[lang].due.apart}</p>}
      {quote.parts.length > 1 && <p className="soft">{say.parcels(quote.parts.length)}</p>}
      <Savings lines={quote.parts.flatMap((part) => part.lines)} next={quote.next} />
    </section>
  )
}

function Total({ page: { quote, heldFen } }: { page: Page }) {
  const lang = useLang()
  if (quote === null) return null
  return (
    <p className="sum total">
      <span>{words[lang].checkout.total}</span>
      <Price fen={quote.totalFen + heldFen} lang={lang} size="medium" />
    </p>
  )
}

type Quote = NonNullable<Page['quote']>
const dueLines = (quote: Quote) => quote.parts.flatMap((part) => part.lines).filter((line) => line.due !== null)

function PayBar({ page: { quote, values, heldFen } }: { page: Page }) {
  const say = words[useLang()].checkout
  return (
    <>
      {quote !== null && (
        <>
          <input type="hidden" name="quotedProvince" value={values.province} />
          <input type="hidden" name="quotedFen" value={quote.totalFen + heldFen} />
          {dueLines(quote).map((line) => (
            <input key={line.listingId} type="hidden" name={`due-${line.listingId}`} value={line.due?.to} />
          ))}
          <p className="soft">{say.payHelp}</p>
        </>
      )}
      <StickyBar>
        <Button wide>{quote === null ? say.next : say.pay(yuan(quote.totalFen + heldFen))}</Button>
      </StickyBar>
    </>
  )
}

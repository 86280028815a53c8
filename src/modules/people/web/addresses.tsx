import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import { attempt, call } from '../../../web/call.ts'
import { Button, Field } from '../../../web/kit/form.tsx'
import { PasteAddress } from '../../../web/kit/paste.tsx'
import { RegionFields } from '../../../web/kit/region.tsx'
import { listAddresses, removeAddress, saveAddress } from '../address.ops.ts'
import { parseAddressLine } from '../address-line.ts'
import { phoneLabel } from '../contact.ts'
import { failed, formFields, langOf, personOf } from './account.ts'
import { AccountFrame, Outcome } from './frame.tsx'
import { regionChoices } from './region-choices.ts'
import { words } from './words.ts'

type Values = Readonly<Record<string, string>>

export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  const { addresses } = await call(args.context, listAddresses, {})
  const editId = new URL(args.request.url).searchParams.get('edit')
  const editing = addresses.find((address) => address.id === editId) ?? null
  const lang = langOf(args)
  const chosen =
    editing === null ? {} : { province: editing.provinceCode, city: editing.cityCode, county: editing.countyCode }
  return { lang, addresses, editing, chosen, choices: regionChoices(lang, chosen) }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const fields = await formFields(args.request)
  if (fields.intent === 'remove') {
    const gone = await attempt(args.context, removeAddress, { addressId: fields.addressId })
    if (!gone.ok) return failed(gone.refusal.title)
    throw redirect('/account/addresses')
  }
  if (fields.paste !== undefined) return again(args, pastedInto(fields), null, {}, 200)
  if (fields.refresh === 'region') return again(args, fields, null, {}, 200)
  const { recipient, phone, county, detail, addressId } = fields
  const saved = await attempt(args.context, saveAddress, {
    recipient,
    phone,
    countyCode: county,
    detail,
    ...(addressId ? { addressId } : {}),
  })
  if (!saved.ok) return again(args, fields, saved.refusal.title, saved.refusal.errors, 422)
  throw redirect('/account/addresses')
}

/** What a pasted line says takes the place of what was typed; what it does not say stays. */
function pastedInto({ pasted = '', ...typed }: Values): Values {
  const read = parseAddressLine(pasted)
  const region =
    read.provinceCode === '' ? {} : { province: read.provinceCode, city: read.cityCode, county: read.countyCode }
  return {
    ...typed,
    ...region,
    ...(read.recipient === '' ? {} : { recipient: read.recipient }),
    ...(read.phone === '' ? {} : { phone: phoneLabel(read.phone) }),
    ...(read.detail === '' ? {} : { detail: read.detail }),
  }
}

function again(args: ActionFunctionArgs, values: Values, fault: string | null, errors: Values, status: number) {
  return data({ fault, done: null, values, errors, choices: regionChoices(langOf(args), values) }, { status })
}

export default function AddressesPage() {
  const { lang, addresses } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  return (
    <AccountFrame title={say.addresses} place="addresses">
      <Outcome result={result} />
      {addresses.length === 0 && <p className="soft">{say.noAddresses}</p>}
      <ul className="list">
        {addresses.map((address) => (
          <li key={address.id}>
            <div className="about">
              <strong>{address.recipient}</strong> {phoneLabel(address.phone)}
              <p>{lang === 'zh' ? `${address.region}${address.detail}` : `${address.detail}, ${address.region}`}</p>
            </div>
            <form method="post" className="actions">
              <a className="button button-quiet" href={`/account/addresses?edit=${address.id}#form`}>
                {say.edit}
              </a>
              <input type="hidden" name="addressId" value={address.id} />
              <Button kind="quiet" name="intent" value="remove">
                {say.remove}
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <AddressForm />
    </AccountFrame>
  )
}

function AddressForm() {
  const { lang, editing, chosen, choices } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  const typed = result !== undefined && 'choices' in result ? result : null
  const values: Values = typed?.values ?? {
    recipient: editing?.recipient ?? '',
    phone: editing === null ? '' : phoneLabel(editing.phone),
    detail: editing?.detail ?? '',
  }
  const errors = typed?.errors ?? {}
  const region =
    typed === null ? chosen : { province: typed.values.province, city: typed.values.city, county: typed.values.county }
  return (
    <section className="part" id="form">
      <h2>{editing === null ? say.addAddress : say.editAddress}</h2>
      <form method="post">
        {editing !== null && <input type="hidden" name="addressId" value={editing.id} />}
        <PasteAddress lang={lang} />
        <Field
          name="recipient"
          label={say.recipient}
          lang={lang}
          autoComplete="name"
          maxLength={30}
          required
          defaultValue={values.recipient}
          error={errors['/recipient']}
        />
        <Field
          name="phone"
          type="tel"
          label={say.phone}
          lang={lang}
          autoComplete="tel"
          required
          defaultValue={values.phone}
          error={errors['/phone']}
        />
        <RegionFields
          lang={lang}
          source="/regions"
          choices={typed?.choices ?? choices}
          chosen={definedOnly(region)}
          errors={errors['/countyCode'] ? { county: errors['/countyCode'] } : {}}
        />
        <Field
          name="detail"
          label={say.detail}
          hint={say.detailHint}
          lang={lang}
          autoComplete="street-address"
          maxLength={120}
          required
          defaultValue={values.detail}
          error={errors['/detail']}
        />
        <Button wide>{say.saveAddress}</Button>
      </form>
    </section>
  )
}

const definedOnly = (region: {
  province?: string | undefined
  city?: string | undefined
  county?: string | undefined
}) =>
  Object.fromEntries(Object.entries(region).filter(([, value]) => value !== undefined)) as {
    province?: string
    city?: string
    county?: string
  }

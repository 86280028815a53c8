import { z } from 'zod'

/** What the checkout's form holds, as text. Regions are codes of 2, 4 and 6 digits. */
export type CheckoutValues = {
  saved: string
  name: string
  phone: string
  province: string
  city: string
  county: string
  detail: string
  note: string
  keep: boolean
  /** The province and total the visitor last saw priced. */
  quotedProvince: string
  quotedFen: string
}

type Fields = ReadonlyMap<string, string>

const text = (form: Fields, name: string) => form.get(name) ?? ''

/** Reads the form; a region below one that was changed falls away. */
export function readCheckout(form: Fields): CheckoutValues {
  const province = text(form, 'province')
  const city = text(form, 'city').startsWith(province) ? text(form, 'city') : ''
  const county = city !== '' && text(form, 'county').startsWith(city) ? text(form, 'county') : ''
  return {
    saved: text(form, 'saved'),
    name: text(form, 'name'),
    phone: text(form, 'phone'),
    province,
    city,
    county,
    detail: text(form, 'detail'),
    note: text(form, 'note'),
    keep: form.get('keep') === 'on',
    quotedProvince: text(form, 'quotedProvince'),
    quotedFen: text(form, 'quotedFen'),
  }
}

export const emptyCheckout: CheckoutValues = readCheckout(new Map())

export type CheckoutField = 'name' | 'phone' | 'province' | 'city' | 'county' | 'detail' | 'note'

const required = (value: string, lengthMax: number) => value.trim() !== '' && value.trim().length <= lengthMax
const phone = z
  .string()
  .transform((value) => value.normalize('NFKC').replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^(\+\d{6,15}|0\d{9,11}|1\d{10})$/))

/** Fields a person must still mend, in the order in which they stand on the page. */
export function faultyFields(values: CheckoutValues): CheckoutField[] {
  const faults: Record<CheckoutField, boolean> = {
    name: !required(values.name, 40),
    phone: !phone.safeParse(values.phone).success,
    province: values.province === '',
    city: values.city === '',
    county: values.county === '',
    detail: !required(values.detail, 120),
    note: values.note.trim().length > 200,
  }
  return (Object.keys(faults) as CheckoutField[]).filter((field) => faults[field])
}

/** Whether the amount on the button was worked out for the province now chosen. */
export function isQuoted(values: CheckoutValues): boolean {
  return values.quotedProvince === values.province && /^\d{1,12}$/.test(values.quotedFen)
}

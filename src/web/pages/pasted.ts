import { parseAddressLine, phoneLabel } from '../../modules/people/index.ts'
import type { CheckoutValues } from './checkout-form.ts'

/** What a pasted line says takes the place of what was typed; what it does not say stays. */
export function pastedInto(typed: CheckoutValues, line: string): CheckoutValues {
  const read = parseAddressLine(line)
  const region =
    read.provinceCode === '' ? typed : { province: read.provinceCode, city: read.cityCode, county: read.countyCode }
  const { province, city, county } = region
  return {
    ...typed,
    saved: '',
    name: read.recipient || typed.name,
    phone: phoneLabel(read.phone) || typed.phone,
    province,
    city,
    county,
    detail: read.detail || typed.detail,
  }
}

import { z } from 'zod'

/** Mainland mobile numbers, kept as E.164 (+86…). Codes are sent nowhere else: text messages abroad are a way to be robbed. */
const PHONE = /^\+861[3-9]\d{9}$/

export const isPhone = (text: string): boolean => PHONE.test(text)

/** A number as people type it (138 0013 8000, 86-138…, full-width digits) as E.164; null where it is none. */
export function phoneOf(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s().-]/g, '')
  const bare = digits.replace(/^(\+86|0086|86)(?=1)/, '')
  const phone = `+86${bare}`
  return isPhone(phone) ? phone : null
}

/** How the county reads a number: 138 0013 8000. */
export function phoneLabel(phone: string): string {
  return phone.replace(/^\+86(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
}

/** Input field for a phone number in any usual writing. */
export const phone = z
  .string()
  .max(40)
  .transform((text) => phoneOf(text) ?? '')
  .pipe(z.string().regex(PHONE))

/** Input field for an e-mail address, lower-cased. */
export const email = z
  .string()
  .max(400)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email().max(254))

const NO_MAIL = '.invalid'

/** The address of someone who has none: below `.invalid` (RFC 2606) no mail is ever delivered. */
export const placeholderEmail = (id: string): string => `${id}@phone${NO_MAIL}`

/** The address mail can reach, or null. */
export const reachableEmail = (address: string): string | null => (address.endsWith(NO_MAIL) ? null : address)

import { z } from 'zod'
import { civilDay } from '../../../kernel/validation.ts'
import type { Contact } from '../booking.ts'
import { NO_CONTACT } from '../booking.ts'
import { fail } from './error.ts'
import type { OctoCode } from './error.ts'

const text = (most: number) => z.string().max(most)
/** An id is the same in capitals. */
const uuid = z.uuid().toLowerCase()
const nullableText = (most: number) => text(most).nullish()

const contact = z.object({
  fullName: nullableText(120),
  firstName: nullableText(60),
  lastName: nullableText(60),
  emailAddress: nullableText(120),
  phoneNumber: nullableText(40),
  country: nullableText(10),
  postalCode: nullableText(20),
  locales: z.array(text(20)).max(10).nullish(),
  notes: nullableText(500),
})
export type ContactBody = z.output<typeof contact>

const unitItem = z.object({
  uuid: uuid.nullish(),
  unitId: text(60),
  resellerReference: nullableText(120),
  contact: contact.nullish(),
})
export type UnitItemBody = Omit<z.output<typeof unitItem>, 'contact'> & {
  contact?: ContactBody | Contact | null | undefined
}
const unitItems = z.array(unitItem).max(1000)

const shared = {
  resellerReference: nullableText(120),
  notes: nullableText(500),
  contact: contact.nullish(),
  expirationMinutes: z.int().min(1).nullish(),
}
export const reservationBody = z.object({
  ...shared,
  uuid: uuid.nullish(),
  productId: text(60).optional(),
  optionId: text(60).optional(),
  availabilityId: text(60).nullish(),
  unitItems: unitItems.nullish(),
})
export const updateBody = z.object({
  ...shared,
  productId: text(60).nullish(),
  optionId: text(60).nullish(),
  availabilityId: text(60).nullish(),
  unitItems: unitItems.nullish(),
})
export const confirmationBody = z.object({ ...shared, unitItems: unitItems.nullish() })
export const extensionBody = z.object({ expirationMinutes: z.int().min(1).nullish() })
export const cancellationBody = z.object({ reason: nullableText(300), force: z.boolean().nullish() })

const units = z
  .array(z.object({ id: text(60), quantity: z.int().min(0).max(1000) }))
  .max(20)
  .nullish()
export const availabilityBody = z.object({
  productId: text(60).optional(),
  optionId: text(60).optional(),
  localDate: civilDay.nullish(),
  localDateStart: civilDay.nullish(),
  localDateEnd: civilDay.nullish(),
  availabilityIds: z.array(text(60)).min(1).max(100).nullish(),
  units,
})
export const calendarBody = z.object({
  productId: text(60).optional(),
  optionId: text(60).optional(),
  localDateStart: civilDay,
  localDateEnd: civilDay,
  units,
})

export function parseBody<T extends z.ZodType>(schema: T, raw: unknown, code: OctoCode = 'BAD_REQUEST'): z.output<T> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return fail(code, {}, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

/** What is said of a contact replaces what was; what is not said stands. */
export function contactOf(said: ContactBody | Contact | null | undefined, before: Contact = NO_CONTACT): Contact {
  if (said === null || said === undefined) return before
  const { locales, ...words } = said
  const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
  return { ...before, ...given, locales: locales ?? before.locales }
}

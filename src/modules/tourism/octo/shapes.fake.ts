import { zAvailability, zAvailabilityCalendar, zBooking, zCapability, zProduct, zSupplier } from '@octocloud/types'
import { z } from 'zod'

/** What OCTO Core 1.0 and its pricing capability say an answer looks like, as far as the official validator looks. Exact: no field is missing. */
const textOrNull = z.string().nullable()
const whole = z.int()
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const localMoment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
const clock = z.string().regex(/^\d\d:\d\d$/)
const openingHours = z.array(z.object({ from: clock, to: clock }))

const pricing = z.object({
  original: whole,
  retail: whole,
  net: whole.nullable(),
  currency: z.string().length(3),
  currencyPrecision: whole,
  includedTaxes: z.array(z.never()),
})
const unitPricing = z.array(pricing.extend({ unitId: z.string() }))

const unit = z.object({
  id: z.string(),
  internalName: z.string().min(1),
  reference: textOrNull,
  type: z.enum(['ADULT', 'YOUTH', 'CHILD', 'INFANT', 'FAMILY', 'SENIOR', 'STUDENT', 'MILITARY', 'OTHER']),
  requiredContactFields: z.array(z.string()),
  restrictions: z.object({
    minAge: whole,
    maxAge: whole,
    idRequired: z.boolean(),
    minQuantity: whole.nullable(),
    maxQuantity: whole.nullable(),
    paxCount: whole,
    accompaniedBy: z.array(z.string()),
  }),
  pricingFrom: z.array(pricing).min(1),
})

const option = z.object({
  id: z.string(),
  default: z.boolean(),
  internalName: z.string().min(1),
  reference: textOrNull,
  availabilityLocalStartTimes: z.array(clock),
  cancellationCutoff: z.string().min(1),
  cancellationCutoffAmount: whole,
  cancellationCutoffUnit: z.enum(['minute', 'hour', 'day']),
  requiredContactFields: z.array(z.string()),
  restrictions: z.object({ minUnits: whole, maxUnits: whole.nullable() }),
  units: z.array(unit).min(1),
})

const product = z
  .object({
    id: z.string(),
    internalName: z.string().min(1),
    reference: textOrNull,
    locale: z.string(),
    timeZone: z.literal('Asia/Shanghai'),
    allowFreesale: z.boolean(),
    instantConfirmation: z.boolean(),
    instantDelivery: z.boolean(),
    availabilityRequired: z.boolean(),
    availabilityType: z.enum(['START_TIME', 'OPENING_HOURS']),
    deliveryFormats: z.array(z.enum(['PDF_URL', 'QRCODE', 'CODE128', 'PKPASS_URL', 'AZTECCODE'])).min(1),
    deliveryMethods: z.array(z.enum(['VOUCHER', 'TICKET'])).min(1),
    redemptionMethod: z.enum(['DIGITAL', 'PRINT', 'MANIFEST']),
    options: z.array(option).min(1),
    defaultCurrency: z.string(),
    availableCurrencies: z.array(z.string()).min(1),
    pricingPer: z.enum(['BOOKING', 'UNIT']),
    includeTax: z.boolean(),
  })
  .refine((one) =>
    one.options.every(
      (each) => each.availabilityLocalStartTimes.length > 0 === (one.availabilityType === 'START_TIME'),
    ),
  )

const status = z.enum(['AVAILABLE', 'FREESALE', 'SOLD_OUT', 'LIMITED', 'CLOSED'])
const slot = z.object({
  id: z.string(),
  localDateTimeStart: localMoment,
  localDateTimeEnd: localMoment,
  allDay: z.boolean(),
  available: z.boolean(),
  status,
  vacancies: whole.nullable(),
  capacity: whole.nullable(),
  maxUnits: whole.nullable(),
  utcCutoffAt: moment,
  openingHours: openingHours.min(1),
})

const contact = z.object({
  fullName: textOrNull,
  firstName: textOrNull,
  lastName: textOrNull,
  emailAddress: textOrNull,
  phoneNumber: textOrNull,
  locales: z.array(z.string()),
  postalCode: textOrNull,
  country: textOrNull,
  notes: textOrNull,
})
const ticket = z.object({
  redemptionMethod: z.enum(['DIGITAL', 'PRINT', 'MANIFEST']),
  utcRedeemedAt: moment.nullable(),
  deliveryOptions: z.array(z.object({ deliveryFormat: z.string(), deliveryValue: z.string().min(1) })),
})
const bookingStatus = z.enum(['ON_HOLD', 'CONFIRMED', 'EXPIRED', 'CANCELLED', 'REDEEMED', 'PENDING', 'REJECTED'])

const own = {
  capability: z.object({
    id: z.string(),
    revision: whole,
    required: z.boolean(),
    dependencies: z.array(z.string()),
    docs: z.string().nullable(),
  }),
  supplier: z.object({
    id: z.string(),
    name: z.string().min(1),
    endpoint: z.url(),
    contact: z.object({ website: textOrNull, email: textOrNull, telephone: textOrNull, address: textOrNull }),
  }),
  product,
  availability: slot.extend({ unitPricing: unitPricing.min(1) }),
  calendarDay: z.object({
    localDate: z.iso.date(),
    available: z.boolean(),
    status,
    vacancies: whole.nullable(),
    capacity: whole.nullable(),
    openingHours: openingHours.min(1),
    unitPricingFrom: unitPricing.min(1),
  }),
  booking: z.object({
    id: z.string(),
    uuid: z.uuid(),
    testMode: z.boolean(),
    resellerReference: textOrNull,
    supplierReference: z.string().min(1),
    status: bookingStatus,
    utcCreatedAt: moment,
    utcUpdatedAt: moment,
    utcExpiresAt: moment.nullable(),
    utcRedeemedAt: moment.nullable(),
    utcConfirmedAt: moment.nullable(),
    productId: z.string(),
    product,
    optionId: z.string(),
    option,
    cancellable: z.boolean(),
    cancellation: z
      .object({ refund: z.enum(['FULL', 'PARTIAL', 'NONE']), reason: textOrNull, utcCancelledAt: moment })
      .nullable(),
    freesale: z.boolean(),
    availabilityId: z.string(),
    availability: slot,
    contact,
    notes: textOrNull,
    deliveryMethods: z.array(z.literal('TICKET')).min(1),
    voucher: z.null(),
    unitItems: z.array(
      z.object({
        uuid: z.uuid(),
        resellerReference: textOrNull,
        supplierReference: textOrNull,
        unitId: z.string(),
        unit,
        status: bookingStatus,
        utcRedeemedAt: moment.nullable(),
        contact,
        ticket,
        pricing,
      }),
    ),
    pricing,
  }),
}

type Issue = { code: string; path: readonly PropertyKey[] }
type Theirs = { safeParse(data: unknown): { error?: { issues: readonly Issue[] } | undefined } }

/** Of a day pass the official validator wants no start times, the published schema at least one. The validator goes first. */
const isDayPass = ({ code, path }: Issue) => code === 'too_small' && path.at(-1) === 'availabilityLocalStartTimes'

const both = (ours: z.ZodType, theirs: Theirs) => {
  const check = (data: unknown): void => {
    const faults = (theirs.safeParse(data).error?.issues ?? []).filter((issue) => !isDayPass(issue))
    if (faults.length > 0) throw new Error(`not as @octocloud/types has it: ${JSON.stringify(faults)}`)
  }
  return {
    parse(data: unknown): void {
      ours.parse(data)
      check(data)
    },
    /** Of who did not ask for prices: the published shape, and no money anywhere. */
    parseUnpriced(data: unknown): void {
      check(data)
      const money = /"(\w*[pP]ricing\w*|\w*[cC]urrenc\w*)"/.exec(JSON.stringify(data))
      if (money !== null) throw new Error(`prices were not asked for: ${money[1]}`)
    },
  }
}

/** An answer has to fit ours, which are exact, and those that OCTO publishes with its types. */
export const shapes = {
  capability: both(own.capability, zCapability),
  supplier: both(own.supplier, zSupplier),
  product: both(own.product, zProduct),
  availability: both(own.availability, zAvailability),
  calendarDay: both(own.calendarDay, zAvailabilityCalendar),
  booking: both(own.booking, zBooking),
}

import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { fen, id, prose } from '../../kernel/validation.ts'
import { named, policyTiers, told } from './place.ts'
import { ownGear } from './gear.sql.ts'
import { languages, lockProduct, ownProducts, saveOptionRows, saveProductRow, unitTypes } from './product.sql.ts'
import type { Resource } from './site.sql.ts'
import { ownResources } from './site.sql.ts'
import { weatherRule } from './weather.ts'

const age = z.int().min(0).max(120).nullable().default(null)
const unit = z.object({
  type: z.enum(unitTypes),
  priceFen: fen,
  /** How many places one takes; a group ticket takes as many as it lets in. */
  places: z.int().min(1).max(1000).default(1),
  ageMin: age,
  ageMax: age,
  needsAdult: z.boolean().default(false),
})
export const option = z.object({
  ...named,
  id: id.optional(),
  resourceId: id,
  durationMinutes: z.int().min(1).max(1440),
  cutoffMinutes: z.int().min(-1440).max(43_200).default(0),
  partyMin: z.int().min(1).max(1000).default(1),
  partyMax: z.int().min(1).max(1000).default(50),
  isOpen: z.boolean().default(true),
  /** A guide on duty leads each party. */
  isGuided: z.boolean().default(false),
  /** What is lent to visitors: a piece for so many people. */
  gear: z
    .array(z.object({ gearId: id, peopleEach: z.int().min(1).max(1000).default(1) }))
    .max(10)
    .default([]),
  units: z.array(unit).min(1).max(unitTypes.length),
})
type OptionInput = z.output<typeof option>
/** An option as it is shown. */
export const optionView = option.extend({
  id,
  isTimed: z.boolean(),
  gear: z.array(z.object({ gearId: id, peopleEach: z.int(), nameZh: z.string(), nameEn: z.string() })),
})
export const productWords = {
  ...told,
  /** What to bring, where to meet, what happens in rain. */
  noticeZh: prose(1000).default(''),
  noticeEn: prose(2000).default(''),
  languages: z.array(z.enum(languages)).min(1).max(languages.length).default(['zh']),
  siteId: id,
  kind: z.enum(['ticket', 'experience']),
  policy: policyTiers.default([{ hoursBefore: 24, percent: 100 }]),
  /** Stated before booking where the weather may stop it. */
  weather: weatherRule.nullable().default(null),
  isOpen: z.boolean().default(true),
}

export const saveProduct = operation({
  name: 'tourism.product.save',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/products',
  summary:
    'Offers a ticket or an experience with its options and prices, or changes it; options left out take no more bookings',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    productId: id.optional(),
    ...productWords,
    options: z.array(option).min(1).max(20),
  }),
  output: z.object({ productId: id, optionIds: z.array(id) }),
  refusals: [
    'tourism.product.unknown',
    'tourism.product.unknown_option',
    'tourism.site.unknown',
    'tourism.resource.unknown',
    'tourism.product.unit_twice',
    'tourism.product.ages_crossed',
    'tourism.product.party_crossed',
    'tourism.product.guide_needs_times',
    'tourism.gear.unknown',
  ],
  async run({ tx, now }, { organisationId, productId: given, options, ...words }) {
    checkOptions(options)
    if (given !== undefined && !(await lockProduct(tx, organisationId, given))) refuse('tourism.product.unknown')
    const resourceIds = [...new Set(options.map((one) => one.resourceId))]
    const resources = await ownResources(tx, organisationId, resourceIds)
    if (resources.filter((one) => one.siteId === words.siteId).length !== resourceIds.length)
      refuse('tourism.resource.unknown')
    await checkHelp(tx, organisationId, options, resources)
    const productId = given ?? uuidv7(now)
    if (!(await saveProductRow(tx, organisationId, productId, words))) refuse('tourism.site.unknown')
    const rows = options.map((one) => ({ ...one, id: one.id ?? uuidv7(now) }))
    if ((await saveOptionRows(tx, productId, rows)) !== rows.length) refuse('tourism.product.unknown_option')
    return { productId, optionIds: rows.map((row) => row.id) }
  },
})

function checkOptions(options: readonly OptionInput[]): void {
  const ids = options.flatMap((one) => one.id ?? [])
  if (new Set(ids).size !== ids.length) refuse('tourism.product.unknown_option')
  for (const one of options) {
    if (one.partyMin > one.partyMax) refuse('tourism.product.party_crossed')
    if (new Set(one.units.map((u) => u.type)).size !== one.units.length) refuse('tourism.product.unit_twice')
    if (one.units.some((u) => u.ageMin !== null && u.ageMax !== null && u.ageMin > u.ageMax))
      refuse('tourism.product.ages_crossed')
  }
}

/** Guides lead slots, and gear is lent by whom it belongs to. Refuses: tourism.product.guide_needs_times, tourism.gear.unknown. */
async function checkHelp(
  tx: Tx,
  organisationId: string,
  options: readonly OptionInput[],
  resources: readonly Resource[],
): Promise<void> {
  const timed = new Set(resources.filter((one) => one.isTimed).map((one) => one.id))
  if (options.some((one) => one.isGuided && !timed.has(one.resourceId))) refuse('tourism.product.guide_needs_times')
  const own = new Set((await ownGear(tx, organisationId)).map((gear) => gear.id))
  for (const { gear } of options)
    if (new Set(gear.map((one) => one.gearId)).size !== gear.length || gear.some((one) => !own.has(one.gearId)))
      refuse('tourism.gear.unknown')
}

const PRODUCTS_MAX = 200

export const listProducts = query({
  name: 'tourism.product.list',
  path: '/tourism/organisations/{organisationId}/products',
  summary: 'Tickets and experiences of an organisation, with options and prices',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    products: z.array(z.object({ ...productWords, id, options: z.array(optionView) })),
  }),
  run: async ({ sql }, { organisationId }) => ({ products: await ownProducts(sql, organisationId, PRODUCTS_MAX) }),
})

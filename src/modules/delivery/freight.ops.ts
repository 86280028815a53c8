import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { fen, id, line } from '../../kernel/validation.ts'
import { freightTemplatesOf, packedSizesOf, saveFreightTemplateRow } from './freight.sql.ts'

const grams = z.int().min(1).max(1_000_000)

export const freightRule = z.object({
  provinces: z.array(z.string().regex(/^\d{2}$/)).max(40),
  refused: z.boolean().optional(),
  cold: z.boolean().optional(),
  freeFromFen: fen.min(1).optional(),
  freeFromGrams: grams.optional(),
  firstGrams: grams,
  firstFen: fen.max(1_000_000),
  stepGrams: grams,
  stepFen: fen.max(1_000_000),
})

const cm = z.int().min(1).max(300)
export const packedSize = z.object({ listingId: id, lengthCm: cm, widthCm: cm, heightCm: cm })

/** How one parcel's freight came about. */
export const freightPart = z.object({
  templateId: id,
  template: z.string(),
  cold: z.boolean(),
  grams: z.int(),
  chargedGrams: z.int(),
  volumeGrams: z.int(),
  byVolume: z.boolean(),
  firstGrams: z.int(),
  firstFen: z.int(),
  steps: z.int(),
  stepGrams: z.int(),
  stepFen: z.int(),
  joined: z.boolean(),
  free: z.enum(['amount', 'weight']).nullable(),
  freightFen: z.int(),
})

export const saveFreightTemplate = operation({
  name: 'delivery.freight.save',
  method: 'PUT',
  path: '/delivery/organisations/{organisationId}/freight-templates/{name}',
  summary: 'Makes or replaces a freight template of the seller',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    name: line(40),
    rules: z.array(freightRule).min(1).max(40),
    volumetricDivisor: z.int().min(1000).max(20_000).nullish(),
    joins: z.boolean().default(false),
  }),
  output: z.object({ id }),
  run: async ({ tx }, input) => ({
    id: await saveFreightTemplateRow(tx, input.organisationId, input.name, input.rules, {
      volumetricDivisor: input.volumetricDivisor ?? null,
      joins: input.joins,
    }),
  }),
})

export const listFreightTemplates = query({
  name: 'delivery.freight.list',
  path: '/delivery/organisations/{organisationId}/freight-templates',
  summary: 'Freight templates of a seller',
  access: member('seller'),
  input: z.object({ organisationId: id }),
  output: z.object({
    templates: z.array(
      z.object({
        id,
        organisationId: id,
        name: z.string(),
        rules: z.array(freightRule),
        volumetricDivisor: z.int().nullable(),
        joins: z.boolean(),
        isDefault: z.boolean(),
      }),
    ),
    sizes: z.array(packedSize),
  }),
  run: async ({ sql }, { organisationId }) => ({
    templates: await freightTemplatesOf(sql, organisationId),
    sizes: await packedSizesOf(sql, organisationId),
  }),
})

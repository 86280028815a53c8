import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { fen, id, line } from '../../kernel/validation.ts'
import { freightTemplatesOf, saveFreightTemplateRow } from './freight.sql.ts'

const grams = z.int().min(1).max(1_000_000)

export const freightRule = z.object({
  provinces: z.array(z.string().regex(/^\d{2}$/)).max(40),
  refused: z.boolean().optional(),
  firstGrams: grams,
  firstFen: fen.max(1_000_000),
  stepGrams: grams,
  stepFen: fen.max(1_000_000),
})

export const saveFreightTemplate = operation({
  name: 'delivery.freight.save',
  method: 'PUT',
  path: '/delivery/organisations/{organisationId}/freight-templates/{name}',
  summary: 'Makes or replaces a freight template of the seller',
  access: member('seller'),
  input: z.object({ organisationId: id, name: line(40), rules: z.array(freightRule).min(1).max(40) }),
  output: z.object({ id }),
  run: async ({ tx }, input) => ({
    id: await saveFreightTemplateRow(tx, input.organisationId, input.name, input.rules),
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
      z.object({ id, organisationId: id, name: z.string(), rules: z.array(freightRule), isDefault: z.boolean() }),
    ),
  }),
  run: async ({ sql }, input) => ({ templates: await freightTemplatesOf(sql, input.organisationId) }),
})

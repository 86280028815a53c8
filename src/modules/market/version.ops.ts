import { z } from 'zod'
import { anyone, member } from '../../kernel/access.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { productClasses } from './label.ts'
import { offSeason, photoView } from './listing.ops.ts'
import { versionById, versionsOf } from './version.sql.ts'

const VERSIONS_MAX = 200

export const versionView = z.object({
  id,
  listingId: id,
  organisationId: id,
  number: z.int(),
  at: z.date(),
  current: z.boolean(),
  content: z.object({
    titleZh: z.string(),
    titleEn: z.string(),
    descriptionZh: z.string(),
    descriptionEn: z.string(),
    category: z.string(),
    villageCode: z.string(),
    gtin: z.string(),
    priceFen: z.int(),
    netGrams: z.int(),
    weighBasisGrams: z.int().nullable(),
    weighTolerancePercent: z.int().nullable(),
    storage: z.enum(['ambient', 'chilled', 'frozen']),
    shelfLifeDays: z.int(),
    seasonMonths: z.int(),
    offSeason,
    productClass: z.enum(productClasses).nullable(),
    producer: z.string().nullable(),
    licenceNumber: z.string().nullable(),
    certificate: z.string().nullable(),
  }),
  photos: z.array(photoView),
})

export const readVersion = query({
  name: 'market.version.read',
  path: '/market/listing-versions/{versionId}',
  summary: 'A listing as it was shown, which is what an order keeps',
  access: anyone,
  input: z.object({ versionId: id }),
  output: versionView,
  refusals: ['market.version.unknown'],
  run: async ({ sql }, { versionId }) => (await versionById(sql, versionId)) ?? refuse('market.version.unknown'),
})

export const listVersions = query({
  name: 'market.version.list',
  path: '/market/organisations/{organisationId}/listings/{listingId}/versions',
  summary: 'Every version of a listing, newest first',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, listingId: id }),
  output: z.object({ versions: z.array(versionView) }),
  run: async ({ sql }, { organisationId, listingId }) => ({
    versions: await versionsOf(sql, organisationId, listingId, VERSIONS_MAX),
  }),
})

import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { fen, id, line } from '../../kernel/validation.ts'
import { endReseller, insertReseller, ownResellers, renewReseller } from './reseller.sql.ts'

export const hashOfKey = (key: string) => createHash('sha256').update(key).digest()
const newKey = () => `octo_${randomBytes(24).toString('base64url')}`
const rate = z.string().regex(/^0(\.\d{1,5})?$/)

export const addReseller = operation({
  name: 'tourism.reseller.add',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/resellers',
  summary: "Lets a reseller sell the organisation's tickets through OCTO; its key is shown this once",
  access: member('seller'),
  audit: (_input, output) => ({ resellerId: output.resellerId }),
  input: z.object({ organisationId: id, name: line(60), commissionRate: rate.default('0') }),
  output: z.object({ resellerId: id, key: z.string() }),
  async run({ tx, now }, { organisationId, name, commissionRate }) {
    const key = newKey()
    const words = { organisationId, name, commissionRate, keyHash: hashOfKey(key) }
    return { resellerId: await insertReseller(tx, words, now), key }
  },
})

export const listResellers = query({
  name: 'tourism.reseller.list',
  path: '/tourism/organisations/{organisationId}/resellers',
  summary: 'Who sells for the organisation elsewhere, and how much',
  access: member('seller', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    resellers: z.array(
      z.object({
        id,
        name: z.string(),
        commissionRate: z.string(),
        madeAt: z.date(),
        endedAt: z.date().nullable(),
        /** What it sold that stands, and for how much. */
        bookings: z.int(),
        soldFen: fen,
      }),
    ),
  }),
  run: async ({ sql }, { organisationId }) => ({ resellers: await ownResellers(sql, organisationId) }),
})

export const renewResellerKey = operation({
  name: 'tourism.reseller.renew',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/resellers/{resellerId}/key',
  summary:
    'A new key for a reseller, shown this once: the one before stops at once, and a reseller that was ended sells again',
  access: member('seller'),
  audit: ({ resellerId }) => ({ resellerId }),
  input: z.object({ organisationId: id, resellerId: id }),
  output: z.object({ resellerId: id, key: z.string() }),
  refusals: ['tourism.reseller.unknown'],
  async run({ tx }, { organisationId, resellerId }) {
    const key = newKey()
    if (!(await renewReseller(tx, organisationId, resellerId, hashOfKey(key)))) refuse('tourism.reseller.unknown')
    return { resellerId, key }
  },
})

export const closeReseller = operation({
  name: 'tourism.reseller.end',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/resellers/{resellerId}/ending',
  summary: "Ends a reseller's key at once; its bookings stand",
  access: member('seller'),
  input: z.object({ organisationId: id, resellerId: id }),
  output: z.object({ resellerId: id }),
  refusals: ['tourism.reseller.unknown'],
  async run({ tx, now }, { organisationId, resellerId }) {
    if (!(await endReseller(tx, organisationId, resellerId, now))) refuse('tourism.reseller.unknown')
    return { resellerId }
  },
})

import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { accountBalance, postingsOf } from './account.sql.ts'

export const readAccount = query({
  name: 'ledger.account.read',
  path: '/ledger/accounts',
  summary: 'An account of the county and its movements, newest first; debits are positive',
  access: office('service_centre'),
  input: z.object({
    account: z.string().regex(/^(gateway|commission|(frozen|payable)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    account: z.string(),
    balanceFen: z.int(),
    postings: z.int(),
    lines: z.array(
      z.object({
        id,
        at: z.date(),
        kind: z.string(),
        amountFen: z.int(),
        counterAccount: z.string(),
        organisationId: id.nullable(),
        orderId: id.nullable(),
        reference: id,
      }),
    ),
  }),
  refusals: ['ledger.account.unknown'],
  async run({ sql }, { account, before, limit }) {
    const { balanceFen, postings } = await accountBalance(sql, account)
    if (postings === 0) refuse('ledger.account.unknown')
    return { account, balanceFen, postings, lines: await postingsOf(sql, account, before ?? null, limit) }
  },
})

import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { lockStore } from '../modules/market/index.ts'
import { makeKeeper } from '../modules/people/index.ts'

export const appointKeeper = operation({
  name: 'market.store.appoint',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/stores/{storeId}/keepers/{personId}',
  summary:
    'Leaves a member one store to keep, its look, prices and what is on sale, and nothing else of the organisation',
  access: member(),
  input: z.object({ organisationId: id, storeId: id, personId: id }),
  output: z.object({ storeId: id, personId: id }),
  refusals: ['market.store.unknown', 'people.member.unknown', 'people.member.last_owner'],
  async run({ tx }, { organisationId, storeId, personId }) {
    const store = await lockStore(tx, storeId)
    if (store?.organisationId !== organisationId) refuse('market.store.unknown')
    await makeKeeper(tx, organisationId, personId, storeId)
    return { storeId, personId }
  },
})

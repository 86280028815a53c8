import { foundOrganisation, villages } from '../../src/modules/people/index.ts'
import { joinAsPacker, signedInAccount } from './account.ts'
import { castOf } from './cast.ts'
import type { TestCounty } from './database.ts'

/** A household with its grower, and a cooperative's packer who would act for it. */
export async function householdOf(county: TestCounty) {
  const { app } = county
  const { actors, organisationId: coopId } = await castOf(county)
  const villageCode = villages()[3]?.code ?? ''
  const grower = await signedInAccount(app, '毛水根', 'grower@county.test')
  const household = {
    kind: 'household' as const,
    nameZh: '水根家',
    nameEn: null,
    villageCode,
    contactName: '毛水根',
    contactPhone: '+8613912345678',
    ownerId: grower.personId,
  }
  const growerId = await app.database.transact((tx) => foundOrganisation(tx, household, app.clock.now()))
  const agent = await signedInAccount(app, '王帮手', 'agent@county.test')
  await app.database.transact((tx) => tx.run(joinAsPacker, [coopId, agent.personId]))
  return { actors, coopId, villageCode, grower, growerId, agent }
}

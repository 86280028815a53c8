import type { County } from '../../../src/county.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../../src/kernel/clock.ts'
import type { Tx } from '../../../src/kernel/database.ts'
import { saveFreightTemplateRow } from '../../../src/modules/delivery/index.ts'
import { harvestsById, receiveHarvests } from '../../../src/modules/farm/index.ts'
import { foundOrganisation, villages } from '../../../src/modules/people/index.ts'
import { createItems } from '../../../src/modules/stock/index.ts'
import { listItemsForSale } from '../../../src/workflows/open-listing.ts'
import { packHarvests } from '../../../src/workflows/pack-lot.ts'
import { eachOf } from './pool.ts'

export type Shop = { organisationId: string; owner: Actor; listingId: string }

/** Opens every seller with a harvest, a lot and a listing, by the functions people's operations use. */
export async function openShops({ app }: County, sellers: readonly { units: number }[]): Promise<Shop[]> {
  const personId = await app.ports.auth.createPerson({ name: '掌柜' })
  const shops: Shop[] = []
  await eachOf(sellers, async ({ units }, at) => {
    shops[at] = await app.database.transact((tx) => openShop(tx, app.clock.now(), personId, at, units))
  })
  return shops
}

async function openShop(tx: Tx, now: Date, personId: string, at: number, units: number): Promise<Shop> {
  const today = civilDate(now)
  const villageCode = villages()[at % villages().length]?.code ?? ''
  const founded = {
    kind: 'household' as const,
    nameZh: `农户${at}`,
    nameEn: null,
    villageCode,
    contactName: '掌柜',
    contactPhone: '+8613800000000',
    ownerId: personId,
    sellerAccount: `month-${at}`,
  }
  const organisationId = await foundOrganisation(tx, founded, now)
  const rules = [{ provinces: [], firstGrams: 2000, firstFen: 500 + (at % 7) * 100, stepGrams: 1000, stepFen: 250 }]
  const freightTemplateId = await saveFreightTemplateRow(tx, organisationId, '标准', rules)
  const harvested = {
    grower: `农户${at}`,
    villageCode,
    plot: '一号地',
    product: '冬笋干',
    weightGrams: units * 250,
    harvestedOn: addDays(today, -2),
  }
  const [received] = await receiveHarvests(tx, organisationId, [harvested], now)
  const harvestId = received?.harvestId ?? ''
  const [harvest] = await harvestsById(tx, organisationId, [harvestId])
  const goods = { name: '冬笋干', netGrams: 250, storage: 'ambient' as const, shelfLifeDays: 300 }
  const [item] = await createItems(tx, organisationId, '9520', [goods])
  if (harvest === undefined || item === undefined) throw new Error('a shop without goods')
  await packHarvests(tx, organisationId, [{ item, harvest, lotCode: `M${at}`, packedOn: today, units }], now)
  const [listingId] = await listItemsForSale(
    tx,
    organisationId,
    [
      {
        item: { ...item, villageCode },
        titleZh: '冬笋干',
        titleEn: 'Dried bamboo shoots',
        descriptionZh: '',
        descriptionEn: '',
        category: 'bamboo-shoots',
        priceFen: 1001 + 7 * (at % 300),
        seasonMonths: 4095,
        freightTemplateId,
      },
    ],
    now,
  )
  const membership = { organisationId, organisationKind: founded.kind, roles: ['owner' as const], duties: [] }
  const owner: Actor = { kind: 'person', personId, guestId: null, memberships: [membership] }
  return { organisationId, owner, listingId: listingId ?? '' }
}

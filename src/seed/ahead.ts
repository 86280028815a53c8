import type { App } from '../kernel/app.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import type { AnyOperation, InputOf, OutputOf } from '../kernel/operation.ts'
import { perform } from '../kernel/perform.ts'
import { listFreightTemplates } from '../modules/delivery/index.ts'
import { listHarvests } from '../modules/farm/index.ts'
import type { PersonActor } from '../modules/people/index.ts'
import { enterItem } from '../modules/stock/index.ts'
import { openListing } from '../workflows/open-listing.ts'
import { openPresale, openWorkshop } from '../workflows/open-supply.ts'
import { packLot } from '../workflows/pack-lot.ts'
import { receiveHarvest } from '../workflows/receive-harvest.ts'
import type { DemoPeople, DemoSeller } from './accounts.ts'

type Goods = {
  slug: string
  name: string
  titleEn: string
  descriptionZh: string
  descriptionEn: string
  netGrams: number
  shelfLifeDays: number
  category: 'fresh-fruit' | 'wood-carving'
  priceFen: number
  oneOfAKind?: boolean
}

const bayberries: Goods = {
  slug: 'bayberries',
  name: '杨梅预售 5斤装（演示）',
  titleEn: 'Bayberries ahead of the harvest, 2.5 kg (demonstration)',
  descriptionZh: '山上的杨梅还在树上。熟了当天采、当天发。',
  descriptionEn: 'Still on the trees. Picked ripe and sent the same day.',
  netGrams: 2500,
  shelfLifeDays: 7,
  category: 'fresh-fruit',
  priceFen: 128_00,
}
const stamp: Goods = {
  slug: 'stamp',
  name: '木刻姓名章 定做（演示）',
  titleEn: 'Name stamp carved to order (demonstration)',
  descriptionZh: '下单时在留言里写要刻的字。',
  descriptionEn: 'Write the characters to be carved in the note of your order.',
  netGrams: 200,
  shelfLifeDays: 3650,
  category: 'wood-carving',
  priceFen: 168_00,
}
const carving: Goods = {
  slug: 'carving',
  name: '根雕“听泉”（演示）',
  titleEn: 'Root carving “Listening to the spring” (demonstration)',
  descriptionZh: '一块老树根，顺着原来的样子雕成。',
  descriptionEn: 'An old root, carved along its own form.',
  netGrams: 3200,
  shelfLifeDays: 3650,
  category: 'wood-carving',
  priceFen: 1_880_00,
  oneOfAKind: true,
}

type Once = <T extends AnyOperation>(name: string, operation: T, input: InputOf<T>) => Promise<OutputOf<T>>

/** One harvest sold ahead, one thing made to order, one piece of which there is no other. Returns how many. */
export async function sellAhead(app: App, people: DemoPeople): Promise<number> {
  const [seller] = people.sellers
  if (seller === undefined) return 0
  const { actor, organisationId } = seller
  const once = onceBy(app, actor)
  const { templates } = await perform(app, listFreightTemplates, { actor, lang: 'zh' }, { organisationId })
  const { harvests } = await perform(app, listHarvests, { actor, lang: 'zh' }, { organisationId, limit: 1 })
  const [freight, village] = [templates[0]?.id, harvests[0]?.villageCode]
  if (freight === undefined || village === undefined) return 0
  const list = listing(once, seller, { freight, village })
  const today = civilDate(app.clock.now())
  const window = { from: addDays(today, 30), to: addDays(today, 40) }
  const ahead = { quotaUnits: 200, window, sharing: 'by_order_time', silence: 'wait', answerDays: 5 } as const
  const berries = await list(bayberries)
  await once('presale', openPresale, { organisationId, listingId: berries.listingId, ...ahead })
  const stages = [
    { zh: '选料', en: 'Wood chosen' },
    { zh: '写样', en: 'Characters drawn' },
    { zh: '雕刻', en: 'Carving' },
    { zh: '打磨', en: 'Polishing' },
  ]
  const stamps = await list(stamp)
  const terms = { leadDays: 10, weeklyUnits: 5, stages }
  await once('workshop', openWorkshop, { organisationId, listingId: stamps.listingId, ...terms })
  const { itemId } = await list(carving)
  await packOnePiece(once, organisationId, itemId, { village, today })
  return 3
}

const onceBy =
  (app: App, actor: PersonActor): Once =>
  (name, operation, input) =>
    perform(app, operation, { actor, lang: 'zh', idempotencyKey: `demonstration-ahead-${name}` }, input)

type Place = { freight: string; village: string }

const listing = (once: Once, { organisationId }: DemoSeller, { freight, village }: Place) =>
  async function list(goods: Goods): Promise<{ itemId: string; listingId: string }> {
    const { name, titleEn, descriptionZh, descriptionEn, netGrams, shelfLifeDays, category, priceFen } = goods
    const item = { name, netGrams, storage: 'ambient' as const, shelfLifeDays }
    const { itemId } = await once(`${goods.slug}-item`, enterItem, { organisationId, ...item })
    const { listingId } = await once(`${goods.slug}-listing`, openListing, {
      organisationId,
      itemId,
      villageCode: village,
      titleZh: name,
      titleEn,
      descriptionZh,
      descriptionEn,
      category,
      priceFen,
      seasonMonths: 4095,
      freightTemplateId: freight,
      oneOfAKind: goods.oneOfAKind ?? false,
    })
    return { itemId, listingId }
  }

async function packOnePiece(
  once: Once,
  organisationId: string,
  itemId: string,
  { village, today }: { village: string; today: string },
): Promise<void> {
  const root = { grower: '示范作坊', villageCode: village, plot: '后山', product: '老树根', weightGrams: 5000 }
  const { harvestId } = await once('root', receiveHarvest, { organisationId, ...root, harvestedOn: today })
  await once('piece', packLot, {
    organisationId,
    harvestId,
    item: { id: itemId },
    lotCode: 'TINGQUAN',
    packedOn: today,
    units: 1,
  })
}

import type { App } from '../kernel/app.ts'
import type { InputOf } from '../kernel/operation.ts'
import { perform } from '../kernel/perform.ts'
import { listListings } from '../modules/market/index.ts'
import { answerPackage } from '../modules/tourism/index.ts'
import { proposePackage } from '../workflows/keep-packages.ts'
import type { DemoSeller } from './accounts.ts'

/** What the demonstration's packages are put together from: ids by the names in `sights.ts`. */
export type DemoParts = { options: ReadonlyMap<string, string>; rooms: ReadonlyMap<string, string> }

/** Two packages that are plainly a demonstration: one of a single supplier, one with another's goods, who agrees to it. */
export async function makePackages(app: App, [host, grower]: readonly DemoSeller[], parts: DemoParts): Promise<number> {
  if (host === undefined) return 0
  const { organisationId, actor } = host
  const propose = (input: Omit<Proposal, 'organisationId'>) => proposed(app, { organisationId, ...input }, actor)
  const option = (name: string) => parts.options.get(name) ?? ''
  const room = (name: string) => parts.rooms.get(name) ?? ''
  await propose({
    nameZh: '神龙谷两天一晚（示范）',
    nameEn: 'Two days at Shenlong Valley (demonstration)',
    aboutZh: '第一天住进山脚的农家，下午采茶；第二天进山谷看瀑布。价格为示范。',
    aboutEn:
      'The first day you move into a farmhouse at the foot of the hill and pick tea; the second you walk up the valley to the waterfalls. Prices are a demonstration.',
    offPercent: 15,
    parts: [
      { kind: 'stay', roomTypeId: room('示范农家二 大床房'), nights: 1 },
      { kind: 'visit', optionId: option('神龙谷 采茶与炒茶（示范）') },
      { kind: 'visit', optionId: option('神龙谷 门票（示范价）'), dayOffset: 1 },
    ],
  })
  const goods = grower === undefined ? null : await someGoods(app, grower)
  const packageId = await propose({
    nameZh: '南尖岩看云海，带一份山货（示范）',
    nameEn: 'Clouds over Nanjianyan with local goods (demonstration)',
    aboutZh: '住一晚农家，清早看云海，回家带一份山货，到店领取或寄到家。价格为示范。',
    aboutEn:
      'One night in a farmhouse, the sea of cloud in the morning, and local goods to take home, picked up at the house or sent home. Prices are a demonstration.',
    offPercent: 12,
    parts: [
      { kind: 'stay', roomTypeId: room('示范农家一 家庭房'), nights: 1 },
      { kind: 'visit', optionId: option('南尖岩 门票（示范价）'), dayOffset: 1 },
      ...(goods === null ? [] : [{ kind: 'goods' as const, listingId: goods, units: 2, canShip: true }]),
    ],
  })
  if (goods !== null && grower !== undefined) {
    const caller = { actor: grower.actor, lang: 'zh' as const }
    await perform(app, answerPackage, caller, { organisationId: grower.organisationId, packageId, agree: true })
  }
  return 2
}

type Proposal = InputOf<typeof proposePackage>

async function proposed(app: App, input: Proposal, actor: DemoSeller['actor']): Promise<string> {
  return (await perform(app, proposePackage, { actor, lang: 'zh' }, input)).packageId
}

/** Goods that can be handed over at a stay: on sale off the shelf, by the unit. */
async function someGoods(app: App, { organisationId, actor }: DemoSeller): Promise<string | null> {
  const { listings } = await perform(app, listListings, { actor, lang: 'zh' }, { organisationId })
  const found = listings.find(
    (one) => one.state === 'open' && one.supply === 'stock' && one.weigh === null && !one.rests && !one.oneOfAKind,
  )
  return found?.id ?? null
}

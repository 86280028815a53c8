import { z } from 'zod'
import { anyone } from '../kernel/access.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { doorId, giftBehind } from '../modules/delivery/index.ts'
import { ordersById } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'

/** States in which there is a gift: paid for, and not taken back. */
const GIVEN: ReadonlySet<string> = new Set(['paid', 'shipped', 'received', 'completed'])

export const openGift = query({
  name: 'market.gift.open',
  path: '/market/gifts/{door}',
  summary:
    'What the code on a gift card leads to: who sent it, the card, the goods and where they come from; no price, no address',
  access: anyone,
  limitPerMinute: 60,
  input: z.object({ door: z.string().max(40) }),
  output: z.object({
    giver: z.string(),
    card: z.string(),
    seller: z.object({ nameZh: z.string(), nameEn: z.string(), villageCode: z.string() }),
    lines: z.array(
      z.object({
        titleZh: z.string(),
        titleEn: z.string(),
        listingId: z.uuid(),
        category: z.string(),
        gtin: z.string(),
        villageCode: z.string(),
        netGrams: z.int(),
        units: z.int(),
        lotCodes: z.array(z.string()),
      }),
    ),
  }),
  refusals: ['market.gift.unknown_door'],
  async run({ sql }, { door }) {
    const id = doorId(door)
    const gift = id === null ? undefined : await giftBehind(sql, id)
    const [order] = gift === undefined ? [] : await ordersById(sql, [gift.orderId])
    if (gift === undefined || order === undefined || !GIVEN.has(order.state)) refuse('market.gift.unknown_door')
    const seller = (await organisationsById(sql, [order.organisationId])).get(order.organisationId)
    return {
      giver: gift.giver,
      card: gift.card,
      seller: {
        nameZh: seller?.nameZh ?? '',
        nameEn: seller?.nameEn ?? '',
        villageCode: seller?.villageCode ?? '',
      },
      lines: order.lines.map((line, at) => ({
        titleZh: line.titleZh,
        titleEn: line.titleEn,
        listingId: line.listingId,
        category: line.category,
        gtin: line.gtin,
        villageCode: line.villageCode,
        netGrams: line.netGrams,
        units: gift.units[at] ?? 0,
        lotCodes: line.lots.map((lot) => lot.lotCode),
      })),
    }
  },
})

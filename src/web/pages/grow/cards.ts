import type { RouterContextProvider } from 'react-router'
import { civilDate, daysBetween } from '../../../kernel/clock.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { readSellerCase } from '../../../modules/aftersales/index.ts'
import { harvestsById } from '../../../modules/farm/index.ts'
import { listingsById, ordersToSend, readPriceGuide, readSellerOrder } from '../../../modules/market/index.ts'
import { listingRuleOf } from '../../../modules/pricing/index.ts'
import { itemsById, lotForCount, newestLots, readShelves } from '../../../modules/stock/index.ts'
import type { readSellerQueue } from '../../../workflows/read-seller-queue.ts'
import { readSellerConversation } from '../../../workflows/write-seller.ts'
import { call } from '../../call.ts'
import { provinceName } from '../places.ts'
import { langOf, readThrough } from '../seller/read.ts'
import { appContext } from '../../context.ts'

type Context = Readonly<RouterContextProvider>
export type Waiting = OutputOf<typeof readSellerQueue>['things'][number]

/** So many things are on the page, so that work goes on where there is no signal. */
export const CARDS_MAX = 10
const MESSAGES_SHOWN = 4

export type OrderFacts = Awaited<ReturnType<typeof orderFacts>>
export type TalkFacts = Awaited<ReturnType<typeof talkFacts>>
export type CaseFacts = OutputOf<typeof readSellerCase>
export type RestockFacts = Awaited<ReturnType<typeof restockFacts>>
export type PriceFacts = Awaited<ReturnType<typeof priceFacts>>
export type CountFacts = NonNullable<Awaited<ReturnType<typeof lotForCount>>>

export type Card = { waiting: Waiting } & (
  | { kind: 'order'; facts: OrderFacts }
  | { kind: 'answer'; facts: TalkFacts }
  | { kind: 'case'; facts: CaseFacts }
  | { kind: 'restock'; facts: RestockFacts }
  | { kind: 'price'; facts: PriceFacts }
  | { kind: 'count'; facts: CountFacts }
)

/** What the first cards show. Reads through operations where what is shown is a person's, and so asks for rights again. */
export async function cardsOf(context: Context, organisationId: string, things: readonly Waiting[]): Promise<Card[]> {
  const ground = await groundOf(context, organisationId, things)
  const cards: Card[] = []
  for (const waiting of things.slice(0, CARDS_MAX)) {
    const card = await cardOf(context, organisationId, waiting, ground)
    if (card !== null) cards.push(card)
  }
  return cards
}

type Ground = Awaited<ReturnType<typeof groundOf>>

/** What several cards need, read once. */
async function groundOf(context: Context, organisationId: string, things: readonly Waiting[]) {
  const has = (kind: Waiting['kind']) => things.slice(0, CARDS_MAX).some((one) => one.kind === kind)
  const boxes = await readThrough(context, (sql) => ordersToSend(sql, organisationId, 500))
  const shelves = has('price') || has('restock') ? await call(context, readShelves, { organisationId }) : null
  const guides = has('price') ? (await call(context, readPriceGuide, {})).guides : []
  const today = civilDate(context.get(appContext).app.clock.now())
  return { boxesOf: new Map(boxes.map((one) => [one.id, one.boxes])), shelves, guides, today }
}

/** Null where what waited is gone since it was seen. */
async function cardOf(
  context: Context,
  organisationId: string,
  waiting: Waiting,
  ground: Ground,
): Promise<Card | null> {
  const { subjectId } = waiting
  switch (waiting.kind) {
    case 'pack':
    case 'label':
    case 'hand_over':
      return { waiting, kind: 'order', facts: await orderFacts(context, organisationId, subjectId, ground) }
    case 'answer':
      return { waiting, kind: 'answer', facts: await talkFacts(context, organisationId, subjectId) }
    case 'case':
      return {
        waiting,
        kind: 'case',
        facts: await call(context, readSellerCase, { organisationId, caseId: subjectId }),
      }
    case 'restock':
      return { waiting, kind: 'restock', facts: await restockFacts(context, organisationId, subjectId, ground) }
    case 'price':
      return { waiting, kind: 'price', facts: await priceFacts(context, subjectId, ground) }
    case 'count': {
      const facts = await readThrough(context, (sql) => lotForCount(sql, organisationId, subjectId))
      return facts && { waiting, kind: 'count', facts }
    }
  }
}

async function orderFacts(context: Context, organisationId: string, orderId: string, { boxesOf }: Ground) {
  const order = await call(context, readSellerOrder, { organisationId, orderId })
  return {
    id: order.id,
    code: order.code,
    note: order.note,
    name: order.recipient.name,
    province: provinceName(order.recipient.provinceCode, langOf(context)),
    boxes: boxesOf.get(orderId) ?? null,
    lines: order.lines.map(({ titleZh, titleEn, units, netGrams }) => ({ titleZh, titleEn, units, netGrams })),
  }
}

async function talkFacts(context: Context, organisationId: string, conversationId: string) {
  const talk = await call(context, readSellerConversation, { organisationId, conversationId })
  const messages = talk.messages.slice(-MESSAGES_SHOWN)
  return {
    id: conversationId,
    upto: talk.lastNumber,
    messages: messages.map(({ number, side, kind, body }) => ({ number, side, kind, body })),
  }
}

async function restockFacts(context: Context, organisationId: string, itemId: string, { shelves, today }: Ground) {
  const [item] = await readThrough(context, (sql) => itemsById(sql, organisationId, [itemId]))
  const last = (await readThrough(context, (sql) => newestLots(sql, organisationId, [itemId]))).get(itemId)
  const [harvest] =
    last === undefined ? [] : await readThrough(context, (sql) => harvestsById(sql, organisationId, [last.harvestId]))
  const available = (shelves?.lots ?? []).filter((one) => one.itemId === itemId)
  return {
    name: item?.name ?? '',
    netGrams: item?.netGrams ?? 0,
    availableUnits: available.reduce((sum, one) => sum + one.availableUnits, 0),
    origin: harvest === undefined ? null : { grower: harvest.grower, plot: harvest.plot },
    today,
  }
}

async function priceFacts(context: Context, listingId: string, { shelves, guides, today }: Ground) {
  const [listing] = await readThrough(context, (sql) => listingsById(sql, [listingId]))
  const rule = await readThrough(context, (sql) => listingRuleOf(sql, listingId))
  const guide = guides.find((one) => one.category === listing?.category)
  const sellable = (shelves?.lots ?? []).filter((one) => one.itemId === listing?.itemId && one.availableUnits > 0)
  const soonest = sellable.map((one) => one.expiresOn).toSorted()[0]
  return {
    titleZh: listing?.titleZh ?? '',
    titleEn: listing?.titleEn ?? '',
    netGrams: listing?.netGrams ?? 0,
    priceFen: listing?.priceFen ?? 0,
    floorFen: rule?.floorFen ?? 1,
    usual: guide === undefined ? null : { lowFen: guide.lowFen, highFen: guide.highFen },
    daysToExpiry: soonest === undefined ? null : daysBetween(today, soonest),
  }
}

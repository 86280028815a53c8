import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import type { FreightLoad, FreightPart } from '../modules/delivery/index.ts'
import { freightFacts, freightPart, quoteFreight } from '../modules/delivery/index.ts'
import type { BasketLine, Supply } from '../modules/market/index.ts'
import { basketLineView, basketLines, buyersOf, supplies } from '../modules/market/index.ts'
import type { OrganisationSummary } from '../modules/people/index.ts'
import { isProvince, organisationsById } from '../modules/people/index.ts'
import { dueView, unitsLeft } from './units-left.ts'
import type { PricedBasketLine, PricedGoods } from './price-goods.ts'
import { pricedLineView, pricedTotals, priceGoods, totalsOf } from './price-goods.ts'

/** A basket as its sellers would deliver it: one part for each seller, each with its freight. */
export type PricedPart = {
  seller: OrganisationSummary
  /** What waits for its goods is an order of its own, and travels by itself. */
  supply: Supply
  lines: PricedBasketLine[]
  goodsFen: number
  freightFen: number
  /** How the freight came about, parcel by parcel; of the first recipient, where there are many. */
  freight: FreightPart[]
  /** Freight of one recipient in each province that is sent to. */
  freightByProvince: ReadonlyMap<string, number>
}
export type PricedBasket = { parts: PricedPart[]; totalFen: number; goods: PricedGoods }

/** Prices a buyer's open lines for a province. Refuses: market.basket.empty, market.listing.closed, delivery.freight.not_delivered. */
export async function priceBasket(sql: Sql, actor: Actor, provinceCode: string, now: Instant): Promise<PricedBasket> {
  return priceLines(sql, await basketLines(sql, buyersOf(actor)), actor, [provinceCode], now)
}

/**
 * Prices a buyer's open lines for many recipients, each of whom gets them all; one province code for each recipient.
 * Refuses: market.gift.by_weight, and as `priceBasket`.
 */
export async function priceForMany(
  sql: Sql,
  actor: Actor,
  provinceCodes: readonly string[],
  now: Instant,
): Promise<PricedBasket> {
  const lines = await basketLines(sql, buyersOf(actor))
  // Each parcel would have a figure of its own on the scale.
  if (lines.some((line) => line.weigh !== null)) refuse('market.gift.by_weight')
  const all = lines.map((line) => ({ ...line, units: line.units * provinceCodes.length }))
  return priceLines(sql, all, actor, provinceCodes, now)
}

async function priceLines(
  sql: Sql,
  lines: readonly BasketLine[],
  actor: Actor,
  provinceCodes: readonly string[],
  now: Instant,
): Promise<PricedBasket> {
  if (lines.length === 0) refuse('market.basket.empty')
  if (lines.some((line) => line.state !== 'open')) refuse('market.listing.closed')
  const [freight, sellers, goods] = await Promise.all([
    freightFacts(
      sql,
      [...new Set(lines.map((line) => line.freightTemplateId))],
      lines.map((line) => line.listingId),
    ),
    organisationsById(sql, [...new Set(lines.map((line) => line.organisationId))]),
    priceGoods(sql, lines, actor, now),
  ])
  const parts = [...Map.groupBy(goods.lines, orderOf).values()].map((own) => {
    const loads = own.map((line) => loadOf(line, freight.volumes, provinceCodes.length))
    const quotes = new Map(
      [...new Set(provinceCodes)].map((code) => [code, quoteFreight(freight.templates, loads, code)]),
    )
    const freightFen = provinceCodes.reduce((sum, code) => sum + (quotes.get(code)?.freightFen ?? 0), 0)
    const parcels = quotes.get(provinceCodes[0] ?? '')?.parts ?? []
    const freightByProvince = new Map([...quotes].map(([code, quote]) => [code, quote.freightFen]))
    const [{ organisationId, supply }] = own as [PricedBasketLine]
    const seller = sellers.get(organisationId) ?? refuse('market.listing.unknown')
    const goodsFen = own.reduce((sum, line) => sum + line.paidFen, 0)
    return { seller, supply, lines: own, goodsFen, freightFen, freight: parcels, freightByProvince }
  })
  return { parts, totalFen: parts.reduce((sum, part) => sum + part.goodsFen + part.freightFen, 0), goods }
}

/** Lines of one seller are one order, but what waits for its harvest or its making is one for each listing. */
const orderOf = ({ organisationId, supply, listingId }: BasketLine) =>
  supply === 'stock' ? organisationId : `${organisationId} ${listingId}`

/** What one of `recipients` gets of a line, each as much as the others. */
const loadOf = (line: PricedBasketLine, volumes: ReadonlyMap<string, number>, recipients: number): FreightLoad => ({
  templateId: line.freightTemplateId,
  grams: (line.units / recipients) * line.netGrams,
  storage: line.storage,
  volumeCm3: (line.units / recipients) * (volumes.get(line.listingId) ?? 0),
  goodsFen: Math.floor(line.paidFen / recipients),
})

export const quoteBasket = query({
  name: 'market.basket.quote',
  path: '/market/basket/quote',
  byKey: true,
  summary: "What the asker's basket costs, delivered to a province, part by seller, and what is short",
  access: buyer,
  input: z.object({ provinceCode: z.string().regex(/^\d{2}$/) }),
  output: z.object({
    totalFen: z.int(),
    parts: z.array(
      z.object({
        organisationId: id,
        supply: z.enum(supplies),
        sellerZh: z.string(),
        sellerEn: z.string(),
        goodsFen: z.int(),
        freightFen: z.int(),
        freight: z.array(freightPart),
        lines: z.array(basketLineView.extend({ ...pricedLineView, availableUnits: z.int(), due: dueView.nullable() })),
      }),
    ),
    ...pricedTotals,
  }),
  refusals: [
    'market.basket.empty',
    'market.address.unknown_region',
    'market.listing.closed',
    'market.listing.unknown',
    'delivery.freight.not_delivered',
    'delivery.freight.no_cold_route',
    'delivery.freight.unknown_template',
  ],
  async run({ sql, actor, now }, input) {
    if (!isProvince(input.provinceCode)) refuse('market.address.unknown_region')
    const basket = await basketLines(sql, buyersOf(actor))
    const [priced, left] = await Promise.all([
      priceLines(sql, basket, actor, [input.provinceCode], now),
      unitsLeft(sql, basket, civilDate(now)),
    ])
    return {
      totalFen: priced.totalFen,
      parts: priced.parts.map(({ seller, supply, lines, goodsFen, freightFen, freight }) => ({
        organisationId: seller.id,
        supply,
        sellerZh: seller.nameZh,
        sellerEn: seller.nameEn ?? seller.nameZh,
        goodsFen,
        freightFen,
        freight,
        lines: lines.map((line) => ({ ...line, ...left(line) })),
      })),
      ...totalsOf(priced.goods),
    }
  },
})

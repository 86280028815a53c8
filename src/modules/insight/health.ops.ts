import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { id } from '../../kernel/validation.ts'
import type { HealthRow, Median } from './health.sql.ts'
import { allHealth, healthCountedAt, healthFacts, healthMedians, healthOf } from './health.sql.ts'
import { figureNames, HEALTH_DAYS, healthRules, isBehind, levelOf } from './health.ts'

const figure = z.enum(figureNames)
const level = z.enum(['few', 'good', 'watch', 'act'])
const figureView = z.object({
  figure,
  unit: z.enum(['hours', 'share', 'stars']),
  /** Null where there is nothing to make it of. */
  value: z.number().nullable(),
  sample: z.int(),
  sampleMin: z.int(),
  better: z.enum(['lower', 'higher']),
  watch: z.number(),
  act: z.number(),
  level,
  /** The county's median and among how many sellers; null where none has enough. */
  median: z.number().nullable(),
  sellers: z.int(),
  /** Worse than the median by half of it or more. */
  behind: z.boolean(),
})
const sheet = z.object({ countedAt: z.date().nullable(), days: z.int(), figures: z.array(figureView) })

function figuresOf(rows: readonly HealthRow[], medians: readonly Median[]): z.input<typeof figureView>[] {
  const own = new Map(rows.map((row) => [row.figure, row]))
  const county = new Map(medians.map((one) => [one.figure, one]))
  return figureNames.map((name) => {
    const { unit, sampleMin, better, watch, act } = healthRules[name]
    const { value = null, sample = 0 } = own.get(name) ?? {}
    const { median = null, sellers = 0 } = county.get(name) ?? {}
    const verdict = value === null ? 'few' : levelOf(name, value, sample)
    const behind = value !== null && verdict !== 'few' && isBehind(name, value, median)
    const rule = { unit, sampleMin, better, watch, act }
    return { figure: name, ...rule, value, sample, level: verdict, median, sellers, behind }
  })
}

async function sheetOf(sql: Sql, organisationId: string): Promise<z.input<typeof sheet>> {
  return {
    countedAt: await healthCountedAt(sql),
    days: HEALTH_DAYS,
    figures: figuresOf(await healthOf(sql, organisationId), await healthMedians(sql)),
  }
}

const staff = member('seller', 'packer', 'bookkeeper')
const whose = z.object({ organisationId: id })

export const readSellerHealth = query({
  name: 'insight.seller.health',
  path: '/insight/organisations/{organisationId}/health',
  summary: "A seller's own health sheet beside the county's median, with the marks that advice goes by",
  access: staff,
  input: whose,
  output: sheet,
  run: ({ sql }, { organisationId }) => sheetOf(sql, organisationId),
})

export const readCountySellerHealth = query({
  name: 'insight.county.seller_health',
  path: '/insight/county/health/{sellerId}',
  summary: "One seller's health sheet, for the service centre",
  access: office('service_centre'),
  input: z.object({ sellerId: id }),
  output: sheet,
  run: ({ sql }, { sellerId }) => sheetOf(sql, sellerId),
})

export const readCountyHealth = query({
  name: 'insight.county.health',
  path: '/insight/county/health',
  summary: "Every seller's health sheet in a line, those with most to act on first",
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({
    countedAt: z.date().nullable(),
    days: z.int(),
    medians: z.array(z.object({ figure, median: z.number(), sellers: z.int() })),
    sellers: z.array(
      z.object({
        organisationId: id,
        acts: z.int(),
        watches: z.int(),
        figures: z.array(z.object({ figure, value: z.number().nullable(), sample: z.int(), level })),
      }),
    ),
  }),
  async run({ sql }) {
    const medians = await healthMedians(sql)
    const sellers = [...Map.groupBy(await allHealth(sql), (row) => row.organisationId)].map(
      ([organisationId, rows]) => {
        const figures = figuresOf(rows, medians)
        const count = (wanted: string) => figures.filter((one) => one.level === wanted).length
        return {
          organisationId,
          acts: count('act'),
          watches: count('watch'),
          figures: figures.map(({ figure: name, value, sample, level: verdict }) => ({
            figure: name,
            value,
            sample,
            level: verdict,
          })),
        }
      },
    )
    return {
      countedAt: await healthCountedAt(sql),
      days: HEALTH_DAYS,
      medians,
      sellers: sellers.toSorted(
        (a, b) => b.acts - a.acts || b.watches - a.watches || a.organisationId.localeCompare(b.organisationId),
      ),
    }
  },
})

const limit = z.coerce.number().int().min(1).max(500).default(100)
const factsView = z.object({
  facts: z.array(z.object({ subjectId: id, about: z.string(), at: z.date(), value: z.number() })),
})
async function factsOf(
  sql: Sql,
  now: Instant,
  asked: { figure: z.output<typeof figure>; organisationId: string; limit: number },
): Promise<z.input<typeof factsView>> {
  return { facts: await healthFacts(sql, asked.figure, asked.organisationId, now, asked.limit) }
}

export const readSellerHealthFacts = query({
  name: 'insight.seller.health_facts',
  path: '/insight/organisations/{organisationId}/health/{figure}',
  summary: "What a figure of a seller's own sheet is made of, the worst first",
  access: staff,
  input: whose.extend({ figure, limit }),
  output: factsView,
  run: ({ sql, now }, asked) => factsOf(sql, now, asked),
})

export const readCountyHealthFacts = query({
  name: 'insight.county.health_facts',
  path: '/insight/county/health/{sellerId}/{figure}',
  summary: "What a figure of a seller's sheet is made of, for the service centre",
  access: office('service_centre'),
  input: z.object({ sellerId: id, figure, limit }),
  output: factsView,
  run: ({ sql, now }, { sellerId, ...asked }) => factsOf(sql, now, { ...asked, organisationId: sellerId }),
})

export const healthOperations = [
  readSellerHealth,
  readCountySellerHealth,
  readCountyHealth,
  readSellerHealthFacts,
  readCountyHealthFacts,
]

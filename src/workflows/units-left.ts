import { z } from 'zod'
import type { CivilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { civilDay } from '../kernel/validation.ts'
import type { Supply } from '../modules/market/index.ts'
import { availability } from '../modules/stock/index.ts'
import { currentPlans } from '../modules/supply/index.ts'

/** When goods that are still to come are expected: a ripeness window, or the day they are made. */
export const dueView = z.object({ kind: z.enum(['harvest', 'making']), from: civilDay, to: civilDay })
export type Due = z.output<typeof dueView>

type Line = { listingId: string; itemId: string; supply: Supply }

/** What a buyer could take now of each line, off the shelf or of what is still to come, and when that comes. */
export async function unitsLeft(
  sql: Sql,
  lines: readonly Line[],
  today: CivilDate,
): Promise<(line: Line) => { availableUnits: number; due: Due | null }> {
  const ahead = lines.filter((line) => line.supply !== 'stock').map((line) => line.listingId)
  const [shelf, plans] = await Promise.all([
    availability(sql, [...new Set(lines.map((line) => line.itemId))], today),
    currentPlans(sql, ahead, today),
  ])
  return ({ listingId, itemId, supply }) => {
    if (supply === 'stock') return { availableUnits: shelf.get(itemId)?.units ?? 0, due: null }
    const plan = plans.get(listingId)
    if (plan === undefined || plan.dueFrom === null || plan.dueTo === null) return { availableUnits: 0, due: null }
    return { availableUnits: plan.freeUnits, due: { kind: plan.kind, from: plan.dueFrom, to: plan.dueTo } }
  }
}

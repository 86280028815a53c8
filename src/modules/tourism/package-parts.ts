import type { Sql } from '../../kernel/database.ts'
import { roomTypesById } from './house.sql.ts'
import { offersByOption } from './offer.sql.ts'
import type { PackagePart } from './package.ts'

/** What the nights and visits among parts are of, by room type and by option. */
export async function soldInParts(sql: Sql, parts: readonly Pick<PackagePart, 'roomTypeId' | 'optionId'>[]) {
  const types = await roomTypesById(
    sql,
    parts.flatMap((part) => part.roomTypeId ?? []),
  )
  const offers = await offersByOption(
    sql,
    parts.flatMap((part) => part.optionId ?? []),
  )
  return { types, offers }
}

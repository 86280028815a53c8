import { data } from 'react-router'
import { dayOf } from './show.tsx'

/** The kind of table an address asks for; anything else is not found. */
export function sheetKind(kind: string | undefined): 'csv' | 'xlsx' {
  if (kind === 'csv' || kind === 'xlsx') return kind
  throw data(null, { status: 404 })
}

/** A moment as spreadsheets sort it: `2026-04-18 09:30` on the county's clock. */
export function dayAndTime(at: Date | null): string {
  if (at === null) return ''
  return `${dayOf(at)} ${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)}`
}

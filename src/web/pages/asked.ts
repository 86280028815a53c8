import { data } from 'react-router'
import { formInput } from '../call.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id in an address; what cannot be one is an address of nothing. */
export function idIn(param: string): string {
  if (!UUID.test(param)) throw data(null, { status: 404 })
  return param
}

/** An id in a query, where one may be. */
export const idAsked = (value: string | null): string | undefined =>
  value !== null && UUID.test(value) ? value : undefined

/** A posted form's text fields. */
export async function textFields(request: Request): Promise<ReadonlyMap<string, string>> {
  const fields = Object.entries(await formInput(request))
  return new Map(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])))
}

import { data } from 'react-router'

export { textFields } from '../form-input.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id in an address; what cannot be one is an address of nothing. */
export function idIn(param: string): string {
  if (!UUID.test(param)) throw data(null, { status: 404 })
  return param
}

/** An id in a query, where one may be. */
export const idAsked = (value: string | null): string | undefined =>
  value !== null && UUID.test(value) ? value : undefined

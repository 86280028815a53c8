import type { Entry } from '../../entry.ts'
import type { KeptBooking, KeptList, Post, Untold } from './shelf.ts'

// What goes between a gate's phone and the county.

export type Stopped = 'signal' | 'server' | 'sign_in' | 'not_allowed'
export type Answer<T> = { ok: true; value: T } | { ok: false; stopped: Stopped }

async function asked<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  let answer: Response
  try {
    answer = await fetch(`/api${path}`, {
      ...init,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      signal: AbortSignal.timeout(15_000),
    })
  } catch {
    return { ok: false, stopped: 'signal' }
  }
  if (answer.ok) return { ok: true, value: (await answer.json()) as T }
  if (answer.status === 401) return { ok: false, stopped: 'sign_in' }
  return { ok: false, stopped: answer.status === 403 || answer.status === 404 ? 'not_allowed' : 'server' }
}

export type Membership = { organisationId: string; nameZh: string; nameEn: string | null; roles: readonly string[] }
export const readMemberships = () => asked<{ memberships: Membership[] }>('/people/me')

export type Site = { id: string; nameZh: string; nameEn: string }
export const readSites = (organisationId: string) =>
  asked<{ sites: Site[] }>(`/tourism/organisations/${organisationId}/sites`)

type Page = Omit<KeptList, 'aheadMs' | 'siteId' | 'day'> & { now: string; next: string | null; bookings: KeptBooking[] }
export type Fetched = { list: KeptList; bookings: KeptBooking[] }

const gateOf = ({ organisationId, siteId }: Post) => `/tourism/organisations/${organisationId}/gates/${siteId}`

/** The day's list, whole or what changed since; all of its pages. */
export async function readList(post: Post, day: string, since: string | null): Promise<Answer<Fetched>> {
  const bookings: KeptBooking[] = []
  let first: Page | null = null
  let aheadMs = 0
  let after: string | null = null
  do {
    const asking = Date.now()
    const query = new URLSearchParams({ ...(since && { since }), ...(after && { after }) })
    const answer: Answer<Page> = await asked<Page>(`${gateOf(post)}/days/${day}?${query}`)
    if (!answer.ok) return answer
    if (first === null) {
      first = answer.value
      // The county looked at its clock somewhere between the question and the answer.
      aheadMs = Date.parse(first.now) - (asking + Date.now()) / 2
    }
    bookings.push(...answer.value.bookings)
    after = answer.value.next
  } while (after !== null)
  const { asOf, earlyMinutes, keys, sold } = first
  return { ok: true, value: { list: { siteId: post.siteId, day, asOf, earlyMinutes, keys, sold, aheadMs }, bookings } }
}

export type Outcome = {
  id: string
  bookingId: string
  outcome: 'counted' | 'over' | 'void' | 'unknown'
  counted: number
}
export type Told = { entries: Outcome[]; bookings: { id: string; entries: Entry[] }[] }

/** Tells entries of one post; the county counts each once, however often it is told. */
export function tell(post: Post, entries: readonly Untold[]): Promise<Answer<Told>> {
  const body = {
    gate: post.gate,
    entries: entries.map(({ id, bookingId, unit, people, way, at }) => ({ id, bookingId, unit, people, way, at })),
  }
  return asked(`${gateOf(post)}/entries`, { method: 'POST', body: JSON.stringify(body) })
}

export type Fault = {
  bookingId: string
  code: string
  name: string
  people: number
  isVoid: boolean
  entries: { id: string; gate: string; at: string; people: number; over: number }[]
}
export const readFaults = (post: Post, day: string) => asked<{ faults: Fault[] }>(`${gateOf(post)}/days/${day}/faults`)

import type { PlaceKind } from '../../../modules/tourism/index.ts'

/** What `/stay` is asked for, as its address says it. */
export type StayFilter = {
  kind?: PlaceKind | undefined
  place?: string | undefined
  day?: string | undefined
  nights?: number | undefined
  party?: number | undefined
  page?: number | undefined
}

export const isDay = (value: string | null | undefined): value is string =>
  /^\d{4}-\d\d-\d\d$/.test(value ?? '') && !Number.isNaN(Date.parse(value ?? ''))

/** A whole number of an address within bounds; undefined where it says none. */
export function numberIn(value: string | null, least: number, most: number): number | undefined {
  if (value === null || !/^\d{1,4}$/.test(value.trim())) return undefined
  return Math.min(most, Math.max(least, Number(value)))
}

/** Reads an address kindly: what cannot be meant, or is over, is as good as not said. */
export function readStayFilter(url: URL, today: string): StayFilter {
  const given = (name: string) => url.searchParams.get(name)
  const kind = (['ticket', 'experience', 'house'] as const).find((one) => one === given('kind'))
  const day = given('day')
  return {
    kind,
    place: given('place')?.match(/^\d{9}(\d{3})?$/)?.[0],
    day: isDay(day) && day >= today ? day : undefined,
    nights: numberIn(given('nights'), 1, 60),
    party: numberIn(given('party'), 1, 500),
    page: numberIn(given('page'), 1, 100) ?? 1,
  }
}

/** The address of a page with these words; what is open is left out. */
export function hrefOf(path: string, said: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(said).filter(([, value]) => value !== undefined && value !== '')
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query === '' ? path : `${path}?${query}`
}

export const stayHref = (filter: StayFilter): string =>
  hrefOf('/stay', { ...filter, page: filter.page === 1 ? undefined : filter.page })

/** Where a place's own page stands, with the day and the party that were asked for. */
export function placeHref(
  place: { kind: PlaceKind | 'visit' | 'stay'; id: string },
  asked: { day?: string | undefined; departure?: string | undefined; party?: number | undefined } = {},
): string {
  const { day, departure, party } = asked
  if (place.kind === 'house' || place.kind === 'stay')
    return hrefOf(`/houses/${place.id}`, { arrival: day, departure, guests: party })
  return hrefOf(`/visits/${place.id}`, { day, party })
}

import type { Trip } from './booking-read.ts'

export type Seat = { unitId: string | null; type: Trip['units'][number]['type'] | null }

/** One for each ticket, or each guest of a house. */
export const seatsOf = (trip: Pick<Trip, 'kind' | 'units' | 'guests'>): Seat[] =>
  trip.kind === 'visit'
    ? trip.units.map(({ id, type }) => ({ unitId: id, type }))
    : Array.from({ length: trip.guests }, () => ({ unitId: null, type: null }))

export type Typed = { name: string; document: string; number: string }
type Said = { get(name: string): string | undefined }

export const typedAt = (form: Said, seat: number): Typed => ({
  name: form.get(`name-${seat}`) ?? '',
  document: form.get(`document-${seat}`) ?? '',
  number: form.get(`number-${seat}`) ?? '',
})

/** Who was typed in, and who stays as they were: whose number is not written anew. `seats` says at which seat each new one sits. */
export function enteredIn(form: Said, seats: readonly Seat[]) {
  const kept: string[] = []
  const visitors: ({ unitId: string | null } & Typed)[] = []
  const at: number[] = []
  for (const [seat, { unitId }] of seats.entries()) {
    const typed = typedAt(form, seat)
    const before = form.get(`kept-${seat}`)
    if (before !== undefined && typed.number.trim() === '') kept.push(before)
    else {
      visitors.push({ unitId, ...typed })
      at.push(seat)
    }
  }
  return { kept, visitors, seats: at }
}

export type Faults = Partial<Record<keyof Typed, string>>

type Refusal = {
  code: string
  title: string
  params: Readonly<Record<string, string | number>>
  errors: Readonly<Record<string, string>>
}

/** What is wrong at which seat; what names none concerns the whole list. */
export function faultsAt(refusal: Refusal, seats: readonly number[], say: Record<keyof Typed, string>) {
  const faults = new Map<number, Faults>()
  const { at } = refusal.params
  if (typeof at === 'number') faults.set(seats[at - 1] ?? -1, { number: refusal.title })
  for (const pointer of Object.keys(refusal.errors)) {
    const [, index, field] = pointer.match(/^\/visitors\/(\d+)\/(name|document|number)$/) ?? []
    const seat = seats[Number(index)]
    if (seat !== undefined && field !== undefined) {
      const key = field as keyof Typed
      faults.set(seat, { ...faults.get(seat), [key]: say[key] })
    }
  }
  return faults
}

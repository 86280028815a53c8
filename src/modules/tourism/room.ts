import type { CivilDate } from '../../kernel/clock.ts'

/** A room and the nights it is taken, from arrival up to, not including, departure. */
export type Taken = { roomId: string; bookingId: string; from: CivilDate; until: CivilDate; isEarly: boolean }
export type Arriving = { bookingId: string; from: CivilDate; until: CivilDate; rooms: number }

const meets = (a: Pick<Taken, 'from' | 'until'>, b: Pick<Taken, 'from' | 'until'>) =>
  a.from < b.until && b.from < a.until

export type Assigned = { given: Taken[]; dropped: Taken[] }

/**
 * Gives arriving guests rooms of their type, in order of arrival, nobody moved. Whoever arrived before fills rooms from the night of arrival on, so where the counter
 * sold no more rooms than there are, one is free for the whole stay: this holds as long as nobody is given a room before those who arrive earlier. A room chosen
 * early for someone who has yet to come gives way, and is chosen anew on the day. `null` where there are fewer rooms than were sold.
 */
export function assignRooms(
  roomIds: readonly string[],
  taken: readonly Taken[],
  arriving: readonly Arriving[],
): Assigned | null {
  const standing = [...taken]
  const [given, dropped]: [Taken[], Taken[]] = [[], []]
  for (const stay of arriving.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const choices = roomIds
      .map((roomId) => ({ roomId, inWay: standing.filter((one) => one.roomId === roomId && meets(one, stay)) }))
      .filter(({ inWay }) => inWay.every((one) => one.isEarly && one.from > stay.from))
      // A free room before one that someone was promised.
      .toSorted((a, b) => a.inWay.length - b.inWay.length)
      .slice(0, stay.rooms)
    if (choices.length < stay.rooms) return null
    for (const { roomId, inWay } of choices) {
      for (const one of inWay) {
        dropped.push(one)
        standing.splice(standing.indexOf(one), 1)
      }
      const own = { roomId, bookingId: stay.bookingId, from: stay.from, until: stay.until, isEarly: false }
      given.push(own)
      standing.push(own)
    }
  }
  return { given, dropped }
}

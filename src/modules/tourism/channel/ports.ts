import type { CivilDate, Instant } from '../../../kernel/clock.ts'

/** One way to book a room on a day: what it costs for one guest, two, and so on, and what stands in the way. */
export type PlanDay = {
  /** In fen, for one room with that many guests: the first is for one. */
  fenByGuests: readonly number[]
  nightsMin: number
  leadDaysMin: number
  noArrival: boolean
  noDeparture: boolean
}

/** A room type on a day, as others may sell it. */
export type RoomDay = { rooms: number; plans: Readonly<Record<string, PlanDay>> }

export type RoomChange = { roomTypeId: string; day: CivilDate; said: RoomDay }
export type HouseChanges = { houseId: string; changes: readonly RoomChange[]; sentAt: Instant }

export type ChannelAnswer =
  | { kind: 'taken' }
  /** Not now: it is tried again later. */
  | { kind: 'later'; fault: string }
  /** Understood and refused: the same again would be refused again. */
  | { kind: 'refused'; fault: string }

/** A way to platforms that are told of rooms, prices and what is left; whatever its form, it is told the days that changed, each whole. */
export type StayChannel = {
  name: string
  push(house: HouseChanges): Promise<ChannelAnswer>
}

declare module '../../../kernel/ports.ts' {
  interface Ports {
    stayChannels: readonly StayChannel[]
  }
}

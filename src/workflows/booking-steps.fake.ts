import fc from 'fast-check'
import type { Shape } from './booking-model.fake.ts'

/** Days that bookings begin on. */
export const DAYS = 8

const pick = fc.nat()
const day = fc.nat(DAYS - 1)
const small = fc.integer({ min: 1, max: 3 })
/** One thing that guests, suppliers, resellers or time may do. */
export const step = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('stay' as const),
      day,
      nights: small,
      rooms: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('visit' as const), day, adults: small, children: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('import' as const), day, adults: small }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reseller' as const), pick, confirms: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('pay' as const), pick }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('paid' as const), pick }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      pick,
      day,
      nights: small,
      adults: small,
      children: fc.nat(2),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('part' as const), pick, nights: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('keep' as const), day, people: fc.nat(8) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sell' as const), adults: small }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take_back' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('supplier' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.integer({ min: 1, max: 300 }),
      job: fc.boolean(),
    }),
  },
)
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

export const ticketsOf = ({ adults, children }: Shape) => [
  { type: 'adult' as const, count: adults },
  { type: 'child' as const, count: children },
]

export const shapeOf = (given: Pick<Shape, 'day'> & Partial<Shape>): Shape => ({
  nights: 0,
  rooms: 0,
  adults: 0,
  children: 0,
  ...given,
})

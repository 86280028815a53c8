/** What happens to units; what each does to a lot's counters stands as data in `stock.movement_effect`. */
export const movementKinds = [
  'received',
  'found',
  'missing',
  'written_off',
  'sent',
  'arrived',
  'lost_on_the_way',
  'held',
  'confirmed',
  'released',
  'expired',
  'given_back',
  'not_there',
  'shipped',
  'returned',
  'returned_spoiled',
] as const
export type MovementKind = (typeof movementKinds)[number]

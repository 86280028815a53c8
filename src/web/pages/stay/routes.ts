import { route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const file = (name: string) => `pages/stay/${name}`

/** Sights, experiences and houses, and what guests booked of them. */
export const stayRoutes: RouteConfigEntry[] = [
  route('stay', file('list.tsx')),
  route('stay/packages', file('packages.tsx')),
  route('stay/wait', file('wait.tsx')),
  route('packages/:id', file('package.tsx')),
  route('visits/:id', file('visit.tsx')),
  route('houses/:id', file('house.tsx')),
  route('bookings', file('bookings.tsx')),
  route('bookings/packages/:id', file('package-booking.tsx')),
  route('bookings/:id', file('booking.tsx')),
  route('bookings/:id/names', file('names.tsx')),
  route('bookings/:id/review', file('review.tsx')),
  route('bookings/:id/change', file('change.tsx')),
  route('bookings/:id/less', file('less.tsx')),
]

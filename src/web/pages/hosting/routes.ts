import { route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const page = (path: string, file: string) => route(path, `pages/hosting/${file}`, { id: `host-${path}` })

/** The desk's places for who receives guests, below `/seller/{organisationId}`. */
export const hostingRoutes: RouteConfigEntry[] = [
  page('bookings', 'bookings.tsx'),
  page('rooms', 'rooms.tsx'),
  page('calendar', 'calendar.tsx'),
  page('sights', 'sights.tsx'),
  page('guides', 'guides.tsx'),
  page('houses', 'houses.tsx'),
  page('ical', 'ical.tsx'),
  page('packages', 'packages.tsx'),
  page('resellers', 'resellers.tsx'),
  page('booking-statement', 'statement.tsx'),
]

import { route } from '@react-router/dev/routes'
import type { RouteConfigEntry } from '@react-router/dev/routes'

const page = (path: string, file: string) => route(path, `pages/gate/${file}`)

/** Where tickets are checked, on a phone at an entrance. */
export const gateRoutes: RouteConfigEntry[] = [page('gate', 'door.ts'), page('gate/scan', 'scan.tsx')]

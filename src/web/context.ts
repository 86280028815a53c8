import { createContext } from 'react-router'
import type { App } from '../kernel/app.ts'
import type { Visit } from '../kernel/http/visit.ts'

/** What every loader and action receives; `nonce` lets the console's own inline scripts run. */
export const appContext = createContext<{ app: App; visit: Visit; nonce: string }>()

import {
  changeEndpointOf,
  createEndpoint,
  listDeliveries,
  listEndpoints,
  pingEndpoint,
  readAttempts,
  removeEndpoint,
  replay,
  rotateEndpointSecret,
  switchEndpoint,
} from './endpoint.ops.ts'
import { ageWebhooksJob, deliverWebhooksJob } from './jobs.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { announce } from './deliver.ts'
export type { Happening } from './deliver.ts'
export { eventTypes } from './delivery.ts'
export type { EventType } from './delivery.ts'
export {
  changeEndpointOf,
  createEndpoint,
  listDeliveries,
  listEndpoints,
  pingEndpoint,
  readAttempts,
  removeEndpoint,
  replay as replayWebhook,
  rotateEndpointSecret,
  switchEndpoint,
} from './endpoint.ops.ts'
export { listeningOrganisations } from './endpoint.sql.ts'
export { localWebhooks } from './ports.ts'

export const operations = [
  createEndpoint,
  listEndpoints,
  changeEndpointOf,
  switchEndpoint,
  rotateEndpointSecret,
  removeEndpoint,
  pingEndpoint,
  listDeliveries,
  readAttempts,
  replay,
]
export const jobs = [deliverWebhooksJob, ageWebhooksJob]
export const words = { zh, en }

import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { urlFault } from '../../kernel/http/outside.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { announce } from './deliver.ts'
import { attemptRows, deliveryRows, dropWaiting, replayDeliveries } from './delivery.sql.ts'
import { ENDPOINTS_MAX, eventTypes, ROTATION_SECONDS } from './delivery.ts'
import {
  changeEndpoint,
  endpointRows,
  insertEndpoint,
  lockEndpoint,
  removeEndpointRow,
  rotateSecret,
  setEndpointState,
} from './endpoint.sql.ts'
import { newSecret, sealed } from './signing.ts'

/** Only owners: whoever receives webhooks sees all of the organisation's trade. */
const owners = member()
const events = z
  .array(z.enum(eventTypes))
  .min(1)
  .max(eventTypes.length)
  .refine((all) => new Set(all).size === all.length)
const url = z
  .string()
  .trim()
  .max(500)
  .pipe(z.url({ protocol: /^https?$/ }))
const address = { organisationId: id, endpointId: id }
const touched = z.object({ endpointId: id })
const UNKNOWN = 'webhooks.endpoint.unknown'

/** Refuses: webhooks.url.not_https, webhooks.url.not_allowed. */
function judged(text: string, local: boolean): string {
  const fault = urlFault(text, local)
  if (fault === 'not_https') refuse('webhooks.url.not_https')
  return fault === null ? text : refuse('webhooks.url.not_allowed')
}

export const createEndpoint = operation({
  name: 'webhooks.endpoint.create',
  method: 'POST',
  path: '/webhooks/organisations/{organisationId}/endpoints',
  summary: 'Adds an address that hears what happens; its secret is shown this once',
  access: owners,
  limitPerMinute: 10,
  input: z.object({ organisationId: id, url, events }),
  output: z.object({ endpointId: id, secret: z.string() }),
  refusals: ['webhooks.url.not_https', 'webhooks.url.not_allowed', 'webhooks.endpoint.too_many'],
  audit: (_input, output) => ({ endpointId: output.endpointId }),
  async run({ tx, now, ports }, input) {
    const secret = newSecret()
    const endpoint = {
      id: uuidv7(now),
      organisationId: input.organisationId,
      url: judged(input.url, ports.webhooksLocal),
      events: input.events,
      secret: sealed(ports.sealingSecret, secret),
    }
    if (!(await insertEndpoint(tx, endpoint, now))) refuse('webhooks.endpoint.too_many', { limit: ENDPOINTS_MAX })
    return { endpointId: endpoint.id, secret }
  },
})

export const listEndpoints = query({
  name: 'webhooks.endpoint.list',
  path: '/webhooks/organisations/{organisationId}/endpoints',
  summary: 'The addresses that hear what happens',
  access: owners,
  input: z.object({ organisationId: id }),
  output: z.object({
    endpoints: z.array(
      z.object({
        id,
        url: z.string(),
        events: z.array(z.string()),
        state: z.enum(['active', 'disabled']),
        disabledWhy: z.enum(['failing', 'gone', 'owner']).nullable(),
        failingSince: z.date().nullable(),
        oldUntil: z.date().nullable(),
        madeAt: z.date(),
      }),
    ),
  }),
  run: async ({ sql }, { organisationId }) => ({
    endpoints: (await endpointRows(sql, organisationId)).map(({ organisationId: _own, ...rest }) => rest),
  }),
})

export const changeEndpointOf = operation({
  name: 'webhooks.endpoint.change',
  method: 'PUT',
  path: '/webhooks/organisations/{organisationId}/endpoints/{endpointId}',
  summary: 'Changes the address or what it hears',
  access: owners,
  input: z.object({ ...address, url, events }),
  output: touched,
  refusals: [UNKNOWN, 'webhooks.url.not_https', 'webhooks.url.not_allowed'],
  async run({ tx, ports }, input) {
    const found =
      (await lockEndpoint(tx, input.organisationId, input.endpointId)) ?? refuse('webhooks.endpoint.unknown')
    await changeEndpoint(tx, found.id, judged(input.url, ports.webhooksLocal), input.events)
    return { endpointId: found.id }
  },
})

export const switchEndpoint = operation({
  name: 'webhooks.endpoint.switch',
  method: 'PUT',
  path: '/webhooks/organisations/{organisationId}/endpoints/{endpointId}/state',
  summary: 'Switches an address off, or on again',
  access: owners,
  input: z.object({ ...address, active: z.boolean() }),
  output: touched,
  refusals: [UNKNOWN],
  async run({ tx, now }, { organisationId, endpointId, active }) {
    const found = (await lockEndpoint(tx, organisationId, endpointId)) ?? refuse('webhooks.endpoint.unknown')
    await setEndpointState(tx, found.id, active ? 'active' : 'disabled', active ? null : 'owner')
    if (!active) await dropWaiting(tx, found.id, now)
    return { endpointId }
  },
})

export const rotateEndpointSecret = operation({
  name: 'webhooks.endpoint.rotate',
  method: 'POST',
  path: '/webhooks/organisations/{organisationId}/endpoints/{endpointId}/rotation',
  summary: 'Makes a new secret, shown this once; the old one signs beside it for a day',
  access: owners,
  limitPerMinute: 10,
  input: z.object(address),
  output: z.object({ endpointId: id, secret: z.string(), oldUntil: z.date() }),
  refusals: [UNKNOWN],
  audit: (input) => ({ endpointId: input.endpointId }),
  async run({ tx, now, ports }, { organisationId, endpointId }) {
    const found = (await lockEndpoint(tx, organisationId, endpointId)) ?? refuse('webhooks.endpoint.unknown')
    const secret = newSecret()
    const oldUntil = addSeconds(now, ROTATION_SECONDS)
    await rotateSecret(tx, found.id, sealed(ports.sealingSecret, secret), oldUntil)
    return { endpointId, secret, oldUntil }
  },
})

export const removeEndpoint = operation({
  name: 'webhooks.endpoint.remove',
  method: 'DELETE',
  path: '/webhooks/organisations/{organisationId}/endpoints/{endpointId}',
  summary: 'Removes an address with its log',
  access: owners,
  input: z.object(address),
  output: touched,
  refusals: [UNKNOWN],
  async run({ tx }, { organisationId, endpointId }) {
    if (!(await removeEndpointRow(tx, organisationId, endpointId))) refuse('webhooks.endpoint.unknown')
    return { endpointId }
  },
})

export const pingEndpoint = operation({
  name: 'webhooks.endpoint.ping',
  method: 'POST',
  path: '/webhooks/organisations/{organisationId}/endpoints/{endpointId}/pings',
  summary: 'Sends a signed trial',
  access: owners,
  limitPerMinute: 10,
  input: z.object(address),
  output: z.object({ endpointId: id, deliveryId: id }),
  refusals: [UNKNOWN, 'webhooks.endpoint.disabled'],
  async run({ tx, now }, { organisationId, endpointId }) {
    const found = (await lockEndpoint(tx, organisationId, endpointId)) ?? refuse('webhooks.endpoint.unknown')
    if (found.state !== 'active') refuse('webhooks.endpoint.disabled')
    const ping = { organisationId, type: 'ping', about: `ping ${crypto.randomUUID()}`, at: now, data: { endpointId } }
    const [deliveryId] = await announce(tx, [ping], now, endpointId)
    tx.effects.request({ name: 'webhooks.deliver', payload: {} })
    return { endpointId, deliveryId: deliveryId ?? refuse('webhooks.endpoint.disabled') }
  },
})

const deliveryView = z.object({
  id,
  messageId: id,
  type: z.string(),
  replay: z.int(),
  state: z.enum(['waiting', 'delivered', 'failed', 'dropped']),
  attempts: z.int(),
  nextAt: z.date().nullable(),
  madeAt: z.date(),
  endedAt: z.date().nullable(),
  body: z.string().nullable(),
  lastStatus: z.int().nullable(),
  lastFault: z.string().nullable(),
  lastTookMs: z.int().nullable(),
})

export const listDeliveries = query({
  name: 'webhooks.delivery.list',
  path: '/webhooks/organisations/{organisationId}/endpoints/{endpointId}/deliveries',
  summary: 'What was sent to an address, newest first, with how it went',
  access: owners,
  input: z.object({ ...address, before: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  output: z.object({ deliveries: z.array(deliveryView) }),
  run: async ({ sql }, { organisationId, endpointId, before, limit }) => ({
    deliveries: await deliveryRows(sql, organisationId, endpointId, before ?? null, limit),
  }),
})

export const readAttempts = query({
  name: 'webhooks.delivery.attempts',
  path: '/webhooks/organisations/{organisationId}/endpoints/{endpointId}/deliveries/{deliveryId}/attempts',
  summary: 'Each attempt of a delivery: status, fault, time taken, the beginning of the answer',
  access: owners,
  input: z.object({ ...address, deliveryId: id }),
  output: z.object({
    attempts: z.array(
      z.object({
        number: z.int(),
        at: z.date(),
        status: z.int().nullable(),
        fault: z.string().nullable(),
        tookMs: z.int(),
        answer: z.string(),
      }),
    ),
  }),
  refusals: ['webhooks.delivery.unknown'],
  async run({ sql }, { organisationId, endpointId, deliveryId }) {
    const own = await deliveryRows(sql, organisationId, endpointId, null, 100)
    if (!own.some((one) => one.id === deliveryId)) refuse('webhooks.delivery.unknown')
    return { attempts: await attemptRows(sql, deliveryId) }
  },
})

const REPLAY_MAX = 500

export const replay = operation({
  name: 'webhooks.delivery.replay',
  method: 'POST',
  path: '/webhooks/organisations/{organisationId}/endpoints/{endpointId}/replays',
  summary: 'Sends an ended delivery again under its old id, or all that failed or were dropped',
  access: owners,
  limitPerMinute: 10,
  input: z.object({ ...address, deliveryId: id.optional() }),
  output: z.object({ endpointId: id, replayed: z.int() }),
  refusals: [UNKNOWN, 'webhooks.endpoint.disabled', 'webhooks.delivery.unknown'],
  async run({ tx, now }, { organisationId, endpointId, deliveryId }) {
    const found = (await lockEndpoint(tx, organisationId, endpointId)) ?? refuse('webhooks.endpoint.unknown')
    if (found.state !== 'active') refuse('webhooks.endpoint.disabled')
    const ids = Array.from({ length: deliveryId === undefined ? REPLAY_MAX : 1 }, () => uuidv7(now))
    const replayed = await replayDeliveries(tx, found.id, deliveryId ?? null, ids, now)
    if (deliveryId !== undefined && replayed === 0) refuse('webhooks.delivery.unknown')
    if (replayed > 0) tx.effects.request({ name: 'webhooks.deliver', payload: {} })
    return { endpointId, replayed }
  },
})

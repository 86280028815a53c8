import { createHash } from 'node:crypto'
import { SpanStatusCode, trace } from '@opentelemetry/api'
import { judge, mandateOf, organisationOf } from './access.ts'
import type { Actor } from './actor.ts'
import { actorId } from './actor.ts'
import type { App } from './app.ts'
import type { Tx } from './database.ts'
import { statement } from './database.ts'
import type { AnyOperation, InputOf, OutputOf, WriteContext, WriteOperation } from './operation.ts'
import { isRefusal, refuse } from './refusal.ts'
import { parseInput } from './validation.ts'
import type { Lang } from './words.ts'

/** Where a request came from. */
export type Caller = {
  actor: Actor
  lang: Lang
  requestId?: string | undefined
  ip?: string | undefined
  idempotencyKey?: string | undefined
}

/**
 * Performs an operation for a caller: access, input, idempotency, transaction, audit.
 * Throws a Refusal for whatever can be expected; the same function serves REST, pages and jobs.
 */
export async function perform<T extends AnyOperation>(
  app: App,
  operation: T,
  caller: Caller,
  input: InputOf<T>,
): Promise<OutputOf<T>> {
  const started = performance.now()
  let outcome = 'done'
  try {
    return await traced(operation.name, () => performed(app, operation, caller, input))
  } catch (error) {
    outcome = isRefusal(error) ? error.code : 'error'
    throw error
  } finally {
    app.metrics.operation(operation.name, outcome, performance.now() - started)
  }
}

async function performed(app: App, operation: AnyOperation, caller: Caller, raw: unknown): Promise<never> {
  // The tenant is read before parsing so that a stranger learns nothing about the input's shape.
  const verdict = judge(operation.access, caller.actor, raw, operation.name)
  if (verdict !== 'allowed') refuse(`kernel.${verdict}`)
  app.limits.take(operation, caller)
  const input = parseInput(operation.input, raw, caller.lang)
  return (await run(app, operation, caller, input)) as never
}

/** Outside production an answer is held to what its operation declares, before it is kept for a replay. */
const checked = (app: App, operation: AnyOperation, output: unknown): unknown =>
  app.checkOutputs ? operation.output.parse(output) : output

async function run(app: App, operation: AnyOperation, caller: Caller, input: unknown): Promise<unknown> {
  const asked = {
    actor: caller.actor,
    now: app.clock.now(),
    lang: caller.lang,
    ports: app.ports,
    requestId: caller.requestId ?? null,
    ip: caller.ip ?? null,
  }
  switch (operation.kind) {
    case 'read':
      return checked(
        app,
        operation,
        await app.database.read((sql) => operation.run({ ...asked, sql }, input), { byKey: operation.byKey ?? false }),
      )
    case 'errand': {
      const output: unknown = await operation.run(
        { ...asked, clock: app.clock, transact: app.database.transact, read: app.database.read },
        input,
      )
      if (operation.audit !== false)
        await app.database.transact(async (tx) => audit(tx, operation, caller, input, output))
      return checked(app, operation, output)
    }
    case 'write': {
      const output = await committed(app, operation, caller, input, asked)
      return operation.after === undefined
        ? output
        : operation.after({ ...asked, clock: app.clock, read: app.database.read }, input, output)
    }
  }
}

/** As `kernel.idempotency` keeps it. */
const IDEMPOTENCY_KEY = /^[^\p{Cc}\p{Cs}]{8,128}$/u

async function committed(
  app: App,
  operation: WriteOperation,
  caller: Caller,
  input: unknown,
  asked: Omit<WriteContext, 'tx' | 'prepared'>,
): Promise<unknown> {
  if (caller.idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(caller.idempotencyKey))
    refuse('kernel.idempotency_key_malformed')
  const prepared: unknown = await operation.prepare?.(input, asked)
  const delegated = mandateOf(operation.access, caller.actor, input, operation.name) !== null
  if (operation.alone === true && caller.idempotencyKey === undefined && !delegated)
    return checked(app, operation, await app.database.alone((tx) => operation.run({ ...asked, tx, prepared }, input)))
  return app.database.transact(async (tx) => {
    const fresh = async () => {
      const output: unknown = await operation.run({ ...asked, tx, prepared }, input)
      audit(tx, operation, caller, input, output)
      return checked(app, operation, output)
    }
    return caller.idempotencyKey === undefined
      ? fresh()
      : once(tx, operation, caller, caller.idempotencyKey, input, fresh)
  })
}

function audit(tx: Tx, operation: AnyOperation, caller: Caller, input: unknown, output: unknown): void {
  const mandate = mandateOf(operation.access, caller.actor, input, operation.name)
  // Whatever is done in someone's name leaves a trail, even where one's own needs none.
  if (operation.audit === false && mandate === null) return
  const touched = operation.audit ? operation.audit(input, output) : { ...identifiers(input), ...identifiers(output) }
  const by = mandate && { consentId: mandate.consentId, agentOrganisationId: mandate.agentOrganisationId }
  tx.effects.audit({
    operation: operation.name,
    actorKind: caller.actor.kind,
    actorId: actorId(caller.actor),
    organisationId: organisationOf(input),
    requestId: caller.requestId ?? null,
    detail: { ...touched, ...by },
  })
}

/** Ids, codes and kinds say what was touched without keeping anyone's personal data. */
function identifiers(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter(
      ([key, v]) => /^(id|code|kind|state|.*(Id|Ids|Code))$/.test(key) && (typeof v === 'string' || Array.isArray(v)),
    ),
  )
}

const claimKey = statement<{ asker: string }>(
  'kernel.idempotency.claim',
  `
  INSERT INTO kernel.idempotency (asker, key, operation, fingerprint) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING RETURNING asker`,
)
const readKey = statement<{ fingerprint: string; output: unknown }>(
  'kernel.idempotency.read',
  `
  SELECT fingerprint, output FROM kernel.idempotency WHERE asker = $1 AND key = $2`,
)
const answerKey = statement(
  'kernel.idempotency.answer',
  `
  UPDATE kernel.idempotency SET output = $3 WHERE asker = $1 AND key = $2`,
)

/** Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the same request again gets the first answer. */
async function once(
  tx: Tx,
  operation: AnyOperation,
  caller: Caller,
  key: string,
  input: unknown,
  fresh: () => Promise<unknown>,
): Promise<unknown> {
  const asker = `${caller.actor.kind}:${actorId(caller.actor) ?? caller.ip ?? ''}`
  const fingerprint = createHash('sha256')
    .update(operation.name)
    .update('\n')
    .update(JSON.stringify(input))
    .digest('hex')
  const claimed = await tx.run(claimKey, [asker, key, operation.name, fingerprint])
  if (claimed.length === 0) {
    const [earlier] = await tx.run(readKey, [asker, key])
    if (earlier === undefined || earlier.fingerprint !== fingerprint) refuse('kernel.idempotency_key_reused')
    return earlier.output
  }
  const output = await fresh()
  await tx.run(answerKey, [asker, key, JSON.stringify(output ?? null)])
  return output
}

async function traced<T>(name: string, work: () => Promise<T>): Promise<T> {
  return trace.getTracer('terrace').startActiveSpan(name, async (span) => {
    try {
      return await work()
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: isRefusal(error) ? error.code : 'error' })
      throw error
    } finally {
      span.end()
    }
  })
}

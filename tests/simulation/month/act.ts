import type { County } from '../../../src/county.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import type { manualClock } from '../../../src/kernel/clock.ts'
import type { AnyOperation, InputOf, OutputOf } from '../../../src/kernel/operation.ts'
import { perform } from '../../../src/kernel/perform.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import type { Refusal } from '../../../src/kernel/refusal.ts'
import type { SandboxFaults } from '../../../src/modules/payment/index.ts'
import type { Shop } from './town.ts'

export type Town = {
  county: County
  clock: ReturnType<typeof manualClock>
  /** What goes wrong at the bank; set by the day. */
  faults: SandboxFaults
  /** Answers a request of the bank's pay page. */
  fetch(request: Request): Response | Promise<Response>
  shops: readonly Shop[]
  /** How often each refusal was met. */
  met: Map<string, number>
}

export type Ordered = { buyer: Actor; shop: Shop; orderId: string; units: number }

/** With what an attempt was refused, if it was. A refusal is a part of life, and counted; anything else ends the simulation. */
export async function tried(town: Town, attempt: Promise<unknown>): Promise<Refusal | null> {
  try {
    await attempt
    return null
  } catch (error) {
    if (!isRefusal(error)) throw error
    town.met.set(error.code, (town.met.get(error.code) ?? 0) + 1)
    return error
  }
}

export function acts<T extends AnyOperation>(
  { county: { app } }: Town,
  actor: Actor,
  operation: T,
  input: InputOf<T>,
  idempotencyKey?: string,
): Promise<OutputOf<T>> {
  return perform(app, operation, { actor, lang: 'zh', idempotencyKey }, input)
}

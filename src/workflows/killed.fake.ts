import { expect } from 'vitest'
import { dyingAt } from '../../tests/harness/dying.ts'
import type { App } from '../kernel/app.ts'

const STEPS_MAX = 120

/** An act and what it must be all or nothing of. */
export type Killable<State> = {
  act: (county: App) => Promise<unknown>
  /** All that it may change; a killed one has changed none of it. */
  state: () => Promise<State>
  /** Once it was done, killed before or not. */
  done: () => Promise<void>
}

/** Does an act again and again, killed one statement later each time, and then to its end; returns how many statements it has. */
export async function killedEverywhere<State>(app: App, prepare: () => Promise<Killable<State>>): Promise<number> {
  for (let n = 1; n <= STEPS_MAX; n += 1) {
    const one = await prepare()
    const before = await one.state()
    const dying = dyingAt(app, n)
    const ended = await one.act(dying.app).then(
      () => 'done',
      () => 'killed',
    )
    expect(ended, `killed at statement ${n}`).toBe(dying.died() ? 'killed' : 'done')
    if (dying.died()) {
      expect(await one.state(), `killed at statement ${n}`).toEqual(before)
      await one.act(app)
    }
    await one.done()
    if (!dying.died()) return n - 1
  }
  throw new Error(`an act of more than ${STEPS_MAX} statements`)
}

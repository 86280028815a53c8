import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { refuse } from './refusal.ts'

/** Long computing in processes beside this one, which goes on answering requests and keeps none of their memory. */
export type Helpers = {
  /**
   * Hands a task to the helper of `file`, a path below `src`. A helper has one task at a time, in the order they came; it starts with
   * the first and ends when nothing came for a while. Tasks of different `lane`s do not wait for each other. Refuses: kernel.busy.
   */
  run<Answer>(file: string, task: unknown, lane?: string): Promise<Answer>
  close(): Promise<void>
}

declare module './ports.ts' {
  interface Ports {
    helpers: Helpers
  }
}

export type HelperLimits = { waitingMax: number; idleMs: number; taskMsMax: number; heapMb: number }

const LIMITS: HelperLimits = { waitingMax: 20, idleMs: 10_000, taskMsMax: 120_000, heapMb: 400 }

export function helpers(limits: Partial<HelperLimits> = {}): Helpers {
  const lanes = new Map<string, Lane>()
  return {
    run<Answer>(file: string, task: unknown, name = '') {
      const key = `${file} ${name}`
      const lane = lanes.get(key) ?? laneOf(join(import.meta.dirname, '..', file), { ...LIMITS, ...limits })
      lanes.set(key, lane)
      return lane.run(task) as Promise<Answer>
    },
    async close() {
      await Promise.all([...lanes.values()].map((lane) => lane.close()))
    },
  }
}

type Lane = { run(task: unknown): Promise<unknown>; close(): Promise<void> }
type Task = PromiseWithResolvers<unknown> & { task: unknown }

function laneOf(path: string, { waitingMax, idleMs, taskMsMax, heapMb }: HelperLimits): Lane {
  const waiting: Task[] = []
  let helper: ChildProcess | null = null
  let current: Task | null = null
  let timer: NodeJS.Timeout | undefined

  function next() {
    clearTimeout(timer)
    current = waiting.shift() ?? null
    if (current === null) {
      timer = setTimeout(() => void end(), idleMs).unref()
      return
    }
    timer = setTimeout(() => void end(new Error(`a task of ${path} took too long`)), taskMsMax)
    helper ??= started()
    keepAlive(helper, true)
    try {
      helper.send(current.task as object)
    } catch (error) {
      // What cannot be sent is that task's fault alone.
      current.reject(error)
      next()
    }
  }

  function started(): ChildProcess {
    const child = fork(path, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${heapMb}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const lost = (error: Error) => {
      if (child === helper) void end(error)
    }
    child.on('message', (answer) => {
      current?.resolve(answer)
      keepAlive(child, false)
      next()
    })
    child.on('error', lost)
    child.on('exit', (code) => lost(new Error(`the helper ${path} ended with ${code}`)))
    return child
  }

  /** Ends the helper; whoever waits gets another. */
  async function end(error?: Error): Promise<void> {
    clearTimeout(timer)
    const child = helper
    helper = null
    current?.reject(error)
    current = null
    if (waiting.length > 0) next()
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill()
    await gone
  }

  return {
    async run(task) {
      if (waiting.length >= waitingMax) refuse('kernel.busy')
      const asked = { ...Promise.withResolvers<unknown>(), task }
      waiting.push(asked)
      if (current === null) next()
      return asked.promise
    },
    async close() {
      for (const { reject } of waiting.splice(0)) reject(new Error('closing'))
      await end(new Error('closing'))
    },
  }
}

/** A helper at work keeps this process alive, one that waits does not. */
function keepAlive(child: ChildProcess, alive: boolean): void {
  if (alive) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}

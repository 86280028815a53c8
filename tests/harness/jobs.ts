import type { App } from '../../src/kernel/app.ts'
import { runJob } from '../../src/kernel/jobs.ts'
import { logReadable } from './log.ts'

/** Runs jobs by their names, one after the other. */
export async function runJobs(app: App, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const named = app.jobs.filter((one) => one.name === name)
    if (named.length === 0) throw new Error(`no job is called ${name}`)
    for (const job of named) await runJob(app, job, {})
  }
}

/** The same for jobs that follow the log of events: each runs once all that is committed can be read there. */
export async function runFollowers(app: App, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await logReadable(app.database)
    await runJobs(app, name)
  }
}

import type { App } from '../../src/kernel/app.ts'
import { runJob } from '../../src/kernel/jobs.ts'
import { logReadable } from './log.ts'

/** Runs jobs by their names, one after the other, each once all that is committed can be read by those who follow the log. */
export async function runJobs(app: App, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const named = app.jobs.filter((one) => one.name === name)
    if (named.length === 0) throw new Error(`no job is called ${name}`)
    await logReadable(app.database)
    for (const job of named) await runJob(app, job, {})
  }
}

import { parentPort, workerData } from 'node:worker_threads'
import { ForecastFault } from './fault.ts'
import { forecast } from './forecast.ts'
import type { Series } from './forecast.ts'
import type { Outcome } from './many.ts'

const outcomes = (workerData as Series[]).map((series): Outcome => {
  try {
    return forecast(series)
  } catch (error) {
    if (error instanceof ForecastFault) return { fault: error.code, why: error.message }
    throw error
  }
})
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port is no window
parentPort?.postMessage(outcomes)

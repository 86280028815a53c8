import { Worker } from 'node:worker_threads'
import { ForecastFault } from './fault.ts'
import type { ForecastFaultCode } from './fault.ts'
import type { Forecast, Series } from './forecast.ts'

/** A series that cannot be forecast does not keep the others from it. */
export type Outcome = Forecast | { fault: ForecastFaultCode; why: string }

export const THREADS_MAX = 64

/** Forecasts many series in worker threads, in the order given; the caller's thread stays free. Refuses: bad_number for a count of threads that is none. */
export async function forecastMany(list: readonly Series[], threads = 1): Promise<Outcome[]> {
  if (!Number.isInteger(threads) || threads < 1 || threads > THREADS_MAX)
    throw new ForecastFault('bad_number', `${threads} threads; 1 to ${THREADS_MAX}`)
  const share = Math.max(1, Math.ceil(list.length / threads))
  const parts = Array.from({ length: Math.ceil(list.length / share) }, (_, i) => list.slice(i * share, (i + 1) * share))
  return (await Promise.all(parts.map(inWorker))).flat()
}

function inWorker(list: readonly Series[]): Promise<Outcome[]> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: list })
    worker.once('message', (outcomes: Outcome[]) => {
      done(outcomes)
      void worker.terminate()
    })
    worker.once('error', failed)
    worker.once('exit', (code) => failed(new Error(`the forecasting thread ended with ${code}`)))
  })
}

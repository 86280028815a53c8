import type { Clock } from '../../../kernel/clock.ts'
import type { Database } from '../../../kernel/database.ts'
import { kuaidi100 } from './kuaidi100.ts'
import type { Tracker } from './port.ts'
import type { TrackingSandbox } from './sandbox.ts'
import { SANDBOX_ACCOUNT, trackingSandbox } from './sandbox.ts'

type Surroundings = {
  environment: Readonly<Record<string, string | undefined>>
  database: Database
  clock: Clock
  secret: string
  publicUrl: string
  /** Whether goods really travel: then nothing is made up. */
  trades: boolean
}

export const PUSH_PATH = '/carriers/push'
const TIMEOUT_MS = 10_000
const ANSWER_BYTES_MAX = 1_000_000

/** The tracking service the environment names, or the sandbox where nothing is sold in earnest; else none. */
export function configuredTracker({ environment, database, clock, secret, publicUrl, trades }: Surroundings): {
  tracker: Tracker | null
  sandbox: TrackingSandbox | null
} {
  const { KUAIDI100_CUSTOMER: customer, KUAIDI100_KEY: key } = environment
  const callbackUrl = new URL(PUSH_PATH, publicUrl).href
  if (customer !== undefined && key !== undefined) {
    const base = environment.KUAIDI100_URL ?? 'https://poll.kuaidi100.com'
    const post = (path: string, form: Readonly<Record<string, string>>) => postForm(new URL(path, base), form)
    return { tracker: kuaidi100({ customer, key, secret, callbackUrl, post }), sandbox: null }
  }
  if (trades) return { tracker: null, sandbox: null }
  const sandbox = trackingSandbox(database, clock)
  return { tracker: kuaidi100({ ...SANDBOX_ACCOUNT, secret, callbackUrl, post: sandbox.post }), sandbox }
}

async function postForm(url: URL, form: Readonly<Record<string, string>>): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: 'error',
  })
  const text = await answer.text()
  if (!answer.ok || text.length > ANSWER_BYTES_MAX) throw new Error(`tracking service: ${answer.status}`)
  return text
}

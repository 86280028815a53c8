import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { SearchedWords, SearchText } from '../listing.ts'
import type { ReadTable } from './table.ts'
import { refusedTable } from './table.ts'
import type { SheetSpec } from './write.ts'

export type SearchTask = { draft: SearchedWords; categoryNames: readonly string[]; placeNames: readonly string[] }

export type Task =
  | { kind: 'read'; bytes: Uint8Array }
  | { kind: 'write'; sheets: readonly SheetSpec[] }
  | { kind: 'search'; texts: readonly SearchTask[]; each: number }

/** Work on whole files, kept off the thread that answers requests. */
export type Workbooks = {
  read(bytes: Uint8Array): Promise<ReadTable>
  write(sheets: readonly SheetSpec[]): Promise<Uint8Array>
  /** What a search finds of each listing, by parts of `each`; the first is there while the others are being made. */
  searchTexts(texts: readonly SearchTask[], each: number): Promise<SearchText[]>[]
}

declare module '../../../kernel/ports.ts' {
  interface Ports {
    workbooks: Workbooks
  }
}

const SECONDS_MAX = 60
const HEAP_MB = 700

/** Each task has a thread of its own, which is ended when it asks for too much memory or time. */
export function workbooksInThreads(secondsMax = SECONDS_MAX): Workbooks {
  return {
    read: (bytes) => inThread<ReadTable>({ kind: 'read', bytes }, secondsMax).catch((error: unknown) => unread(error)),
    write: (sheets) => inThread({ kind: 'write', sheets }, secondsMax),
    searchTexts: (texts, each) =>
      partsInThread({ kind: 'search', texts, each }, Math.ceil(texts.length / each), secondsMax),
  }
}

class TookTooLong extends Error {}

/** What exhausts a thread is the file's doing; anything else is a fault of ours. */
function unread(error: unknown): ReadTable {
  if (error instanceof TookTooLong) return refusedTable('market.import.took_too_long')
  if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY')
    return refusedTable('market.import.took_too_long')
  throw error
}

const inThread = <Answer>(task: Task, secondsMax: number): Promise<Answer> =>
  partsInThread<Answer>(task, 1, secondsMax)[0]!

/** The parts of a task's answer in their order; what ends the thread early fails those still to come. */
function partsInThread<Answer>(task: Task, count: number, secondsMax: number): Promise<Answer>[] {
  const parts = Array.from({ length: count }, () => Promise.withResolvers<Answer>())
  if (count === 0) return []
  const fail = (error: unknown) => parts.forEach((part) => part.reject(error))
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  const timer = setTimeout(() => {
    fail(new TookTooLong())
    void worker.terminate()
  }, secondsMax * 1000)
  let made = 0
  worker.on('message', (answer: Answer) => parts[made++]?.resolve(answer))
  worker.once('error', fail)
  worker.once('exit', (code) => {
    clearTimeout(timer)
    fail(new Error(`the workbook thread ended with ${code}`))
  })
  return parts.map(({ promise }) => promise)
}

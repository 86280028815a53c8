import { parentPort, workerData } from 'node:worker_threads'
import { searchText } from '../listing.ts'
import type { SearchText } from '../listing.ts'
import type { ReadTable } from './table.ts'
import type { Task } from './workbooks.ts'
import { readFile } from './workbook.ts'
import { writeBook } from './write.ts'

/** One task for one thread; the answer is posted, whole or in parts, and the thread ends. */
function* answer(task: Task): Generator<ReadTable | Uint8Array | SearchText[]> {
  switch (task.kind) {
    case 'read':
      yield readFile(task.bytes)
      break
    case 'write':
      yield writeBook(task.sheets)
      break
    case 'search':
      for (let at = 0; at < task.texts.length; at += task.each)
        yield task.texts
          .slice(at, at + task.each)
          .map(({ draft, categoryNames, placeNames }) => searchText(draft, categoryNames, placeNames))
  }
}

// A thread's port, not a window.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
for (const part of answer(workerData as Task)) parentPort?.postMessage(part)

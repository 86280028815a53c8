import { parentPort, workerData } from 'node:worker_threads'
import { searchText } from '../listing.ts'
import type { Task } from './workbooks.ts'
import { readFile } from './workbook.ts'
import { writeBook } from './write.ts'

/** One task for one thread; the answer is posted and the thread ends. */
function answer(task: Task) {
  switch (task.kind) {
    case 'read':
      return readFile(task.bytes)
    case 'write':
      return writeBook(task.sheets)
    case 'search':
      return task.texts.map(({ draft, categoryNames, placeNames }) => searchText(draft, categoryNames, placeNames))
  }
}

// A thread's port, not a window.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(answer(workerData as Task))

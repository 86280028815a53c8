import { setPriority } from 'node:os'

/** What a file run by `helpers` does: answers each task, giving way to whoever answers requests. What fails ends the process, which its owner hears. */
export function answerTasks<Task>(work: (task: Task) => unknown): void {
  if (process.send === undefined) throw new Error('a helper was loaded by itself')
  setPriority(10)
  // Ctrl-C reaches the whole group; the owner ends its helpers after its last request.
  process.on('SIGINT', () => {})
  const answer = async (task: Task) => process.send?.(await work(task))
  process.on('message', (task: Task) => void answer(task))
}

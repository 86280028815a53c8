import { answerTasks } from './helper.ts'

export type FakeTask = { say: string } | { fail: number } | 'never end'

/** Says which process it is, fails, or keeps its process busy for ever. */
answerTasks((task: FakeTask) => {
  if (task === 'never end') for (;;);
  if ('fail' in task) process.exit(task.fail)
  return { pid: process.pid, said: task.say }
})

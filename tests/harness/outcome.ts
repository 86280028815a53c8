import { isRefusal } from '../../src/kernel/refusal.ts'

/** What came of an act: `done`, or the code of its refusal. Anything else that goes wrong fails the test. */
export const outcomeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: unknown) => {
      if (isRefusal(error)) return error.code
      throw error
    },
  )

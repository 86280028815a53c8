import { isRefusal } from '../../src/kernel/refusal.ts'

/** The code of an act's refusal, or null where it was done. Anything else that goes wrong fails the test. */
export const codeOf = (attempt: Promise<unknown>): Promise<string | null> =>
  attempt.then(
    () => null,
    (error: unknown) => {
      if (isRefusal(error)) return error.code
      throw error
    },
  )

/** What came of an act: `done`, or the code of its refusal. */
export const outcomeOf = async (attempt: Promise<unknown>): Promise<string> => (await codeOf(attempt)) ?? 'done'

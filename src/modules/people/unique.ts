import type { RefusalParams } from '../../kernel/refusal.ts'
import { refuse } from '../../kernel/refusal.ts'

const UNIQUE_VIOLATION = '23505'

/** Turns a violated UNIQUE constraint into a refusal; only the constraint can tell when two requests race. */
export async function unlessTaken<T>(work: Promise<T>, code: string, params?: RefusalParams): Promise<T> {
  try {
    return await work
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) refuse(code, params)
    throw error
  }
}

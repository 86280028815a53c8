import type { Attempt } from '../../call.ts'
import { ErrorNotice } from '../../kit/console/panels.tsx'
import { useLang } from '../../page-context.ts'
import { DoneNote } from '../centre/done-note.tsx'

/** A form's answer: what was refused, or that it is done. */
export function Answer({ result, done }: { result: Attempt<unknown> | undefined; done: string }) {
  const lang = useLang()
  if (result === undefined) return null
  if (result.ok) return <DoneNote>{done}</DoneNote>
  return <ErrorNotice lang={lang} title={result.refusal.title} code={result.refusal.code} />
}

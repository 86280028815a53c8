import { civilDate } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { aheadWords } from './words.ts'

type Due = { kind: 'harvest' | 'making'; from: string; to: string }

/** When goods of a basket's or a checkout's line come, where they are still to come. */
export function DueLine({ due }: { due: Due | null | undefined }) {
  const lang = useLang()
  const say = aheadWords[lang].due
  if (due === null || due === undefined) return null
  return (
    <span className="due-line">
      {due.kind === 'harvest'
        ? say.harvest(civilDate(due.from, lang), civilDate(due.to, lang))
        : say.making(civilDate(due.to, lang))}
    </span>
  )
}

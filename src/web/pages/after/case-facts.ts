import type { OutputOf } from '../../../kernel/operation.ts'
import type { readMyCase } from '../../../modules/aftersales/index.ts'
import type { Lang } from '../../kit/format.ts'
import { yuan } from '../../kit/format.ts'
import { afterWords } from './words.ts'

export type Case = OutputOf<typeof readMyCase>

type TimelineStep = { label: string; state: 'done' | 'current'; when: string; detail?: string }

export type When = (at: Date, lang: Lang) => string

/** A case's steps as its page shows them: what happened, who did it, what was said; `written` writes a moment. */
export function timeline(found: Case, lang: Lang, written: When): TimelineStep[] {
  const say = afterWords[lang]
  return found.steps.map(({ at, step, side, note, amountFen }, i) => {
    const said = [amountFen === null ? '' : yuan(amountFen), note].filter((part) => part !== '').join(' ')
    return {
      label: (say.steps as Record<string, string>)[step] ?? step,
      state: i === found.steps.length - 1 && found.closedAt === null ? 'current' : 'done',
      when: `${written(at, lang)} ${say.sides[side]}`,
      ...(said === '' ? {} : { detail: said }),
    }
  })
}

/** What happens if nobody says anything; empty where nothing does. */
export function silenceWords(found: Case, lang: Lang, written: When): string {
  if (found.dueAt === null) return ''
  const words = afterWords[lang].silence as Record<string, (by: string) => string>
  return words[found.state]?.(written(found.dueAt, lang)) ?? ''
}

export const titlesOf = (found: Case, lang: Lang): string =>
  found.lines
    .map((line) => `${lang === 'zh' ? line.titleZh : line.titleEn} × ${line.units}`)
    .join(lang === 'zh' ? '，' : ', ')

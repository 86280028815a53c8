import { cut, fold } from './fold.ts'
import { bareName } from './heads.ts'
import { joinedFrom, readings } from './pinyin.ts'
import { runsOf } from './runs.ts'

/** A way to begin typing a name; `whole` where it begins with the name's own start. */
export type NameKey = { key: string; whole: boolean }

const readingsMax = 2
const sizeMax = 12

/** The first name in a title: Chinese characters without packing words, or English words up to a comma or a number. */
export function phraseOf(title: string, kind: 'han' | 'latin'): string {
  const runs = runsOf(fold(cut(title, 200)), false)
  const first = runs.findIndex((run) => run.kind === kind)
  if (first < 0) return ''
  if (kind === 'han') return bareName(runs[first]?.text ?? '')
  const words: string[] = []
  for (let i = first; runs[i]?.kind === 'latin'; i += 1) {
    const before = runs[i - 1]
    const run = runs[i] as { at: number; text: string }
    if (i > first && before !== undefined && run.at - before.at - before.text.length > 1) break
    words.push(run.text)
  }
  return words.join(' ')
}

/** Keys of a name: all its ends, in Chinese also as pinyin and initials, so that 茶, cha and lc begin 绿茶. */
export function keysOf(name: string, kind: 'han' | 'latin'): NameKey[] {
  if (name === '') return []
  if (kind === 'latin') {
    const words = name.split(' ')
    return words.map((_, at) => ({ key: words.slice(at).join(' '), whole: at === 0 }))
  }
  const characters = [...name].slice(0, sizeMax)
  return characters.flatMap((_, at) => {
    const end = characters.slice(at).join('')
    return [end, ...spelled(end)].map((key) => ({ key, whole: at === 0 }))
  })
}

function spelled(end: string): string[] {
  const size = [...end].length
  const options = readings(end)
  const joined = joinedFrom(options, 0, size, readingsMax)[size - 1] ?? []
  const firsts = options.map((choices) => [(choices[0] ?? '').slice(0, 1)])
  const initials = size < 2 ? [] : (joinedFrom(firsts, 0, size, 1)[size - 1] ?? [])
  return [...joined, ...initials].map((key) => cut(key, 60)).filter((key) => key !== '')
}

import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'trace.unknown_lot':
    'The county has no record of this lot. Compare the number on the package; if a scanned code led here, beware of an imitation.',
}

import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zhRefusals } from './words.zh.ts'

export const refusals: SameWords<typeof zhRefusals> = {
  'insight.period.backwards': 'The period ends before it begins; please swap the two dates.',
  'insight.period.too_long': 'At most {limit} days can be seen at once; please choose a shorter period.',
}

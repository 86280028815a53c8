import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'farm.harvest.in_future': 'The harvest day {date} has not come yet.',
  'farm.harvest.too_old': 'The harvest day {date} is too long ago; please check the year.',
  'farm.harvest.not_enough': 'This harvest does not weigh enough for so many units.',
  'farm.harvest.unknown': 'There is no such harvest.',
}

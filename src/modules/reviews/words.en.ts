import type { SameWords } from '../../kernel/words.ts'
import type { refusals as zh } from './words.zh.ts'

export const refusals: SameWords<typeof zh> = {
  'reviews.review.unknown': 'There is no such review.',
  'reviews.review.not_received': 'Goods can be reviewed once they have been received.',
  'reviews.review.not_visited': 'You can review it once you were there.',
  'reviews.review.written_already': 'You have reviewed this item already.',
  'reviews.objection.unknown': 'There is no such report or appeal; it may have been decided.',
  'reviews.objection.not_possible': 'You have objected before, or the review is no longer shown.',
}

export const refusals = {
  'reviews.review.unknown': '没有找到这条评价。',
  'reviews.review.not_received': '收到货以后才能评价。',
  'reviews.review.not_visited': '住过或去过以后才能评价。',
  'reviews.review.written_already': '您已经评价过了。',
  'reviews.objection.unknown': '没有找到这条举报或申诉，可能已经处理了。',
  'reviews.objection.not_possible': '您已经提过了，或这条评价已不再显示。',
} as const

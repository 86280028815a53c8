export const refusals = {
  'farm.harvest.in_future': '采收日期 {date} 还没有到。',
  'farm.harvest.too_old': '采收日期 {date} 太早了，请检查年份。',
  'farm.harvest.not_enough': '这批采收的重量不够包装这么多份。',
  'farm.harvest.unknown': '没有找到这批采收。',
} as const

export const refusals = {
  'insight.period.backwards': '结束日期早于开始日期，请对调。',
  'insight.period.too_long': '一次最多看 {limit} 天，请把时间段缩短。',
} as const

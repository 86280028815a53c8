export const refusals = {
  'trace.unknown_lot': '县里没有这个批号的记录。请核对包装上的条码和批号；如果是扫码打开的，请当心仿冒。',
} as const

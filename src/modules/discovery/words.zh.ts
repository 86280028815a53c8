export const refusals = {
  'discovery.favourite.too_many': '收藏最多 {limit} 件，请先去掉几件。',
  'discovery.watch.in_stock': '这件商品现在就有货，可以直接购买。',
  'discovery.watch.too_many': '最多同时等 {limit} 件商品到货，请先取消几件。',
} as const

export const refusals = {
  'delivery.freight.not_delivered': '卖家的“{template}”运费规则不送到这个省份，请换一个地址或拿掉这件商品。',
  'delivery.freight.no_cold_route':
    '这件商品要冷藏或冷冻，卖家的“{template}”运费规则到这个省份没有冷链，不能发。请换一个地址或拿掉这件商品。',
  'delivery.freight.unknown_template': '没有找到这个运费模板。',
  'delivery.parcel.tracking_used': '运单号 {number} 已经登记过了，请核对。',
} as const

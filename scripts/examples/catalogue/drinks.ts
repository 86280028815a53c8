import type { Good } from '../goods.ts'

export const drinks: readonly Good[] = [
  {
    category: 'wine',
    maker: '示范坊',
    plot: '酒坊',
    storage: '常温',
    shelfLifeDays: 720,
    freight: '标准',
    season: '10-3',
    zh: '未成年人请勿饮酒，酒后不开车。立放避光，开瓶后尽快喝完。',
    en: 'Not for minors; do not drink and drive. Store upright and dark and finish soon after opening.',
    lots: `
    糯米酒 冬酿 半甜 750毫升 | 糯米加酒曲在冬天慢慢发酵，颜色淡黄，甜酸都有。温到四十度喝，天冷时正合适。
    Winter-Brewed Glutinous Rice Wine, Semi-Sweet, 750 ml | Slowly fermented in the cold, pale yellow, sweet and sharp. Warm it to forty degrees.
    石练镇 黄皮村 | 2026-01-08 | 760斤 | 770克 × 290 | ¥38.00

    红曲酒 坛装 2.5升 | 用红曲米酿的，颜色像红宝石，放三个月后变琥珀色。做红烧肉、炒螺蛳也用它。
    Red Yeast Rice Wine, 2.5 l Jar | Brewed with red yeast rice, ruby at first and amber after three months. Also for braising.
    柘岱口乡 尹家村 | 2026-11-05 | 900斤 | 2560克 × 150 | ¥98.00

    甜酒酿 冷藏 500克乘2盒 | 米粒浮起来，汁水清甜，酒味很轻。煮鸡蛋、煮小圆子，冰着吃也行。
    Sweet Fermented Rice, Two 500 g Tubs | Floating grains in a clear sweet liquor with little alcohol. With eggs or rice balls, or cold.
    妙高街道 大桥村 | 2026-10-30 | 420斤 | 1000克 × 195 | ¥26.80
    `,
  },
  {
    category: 'wine',
    maker: '示范坊',
    plot: '酒坊',
    storage: '常温',
    shelfLifeDays: 1080,
    freight: '标准',
    season: '6-11',
    zh: '未成年人请勿饮酒，酒后不开车。放阴凉处，冰镇或加冰块喝。',
    en: 'Not for minors; do not drink and drive. Keep cool; serve chilled or over ice.',
    lots: `
    杨梅酒 带果 500毫升 | 六月新摘的杨梅泡在米烧里，颜色深红。酸甜，果子捞出来也能吃，有酒劲，别贪多。
    Bayberry Liquor with Fruit, 500 ml | June bayberries steeped in rice spirit, deep red, sweet and sharp. The fruit is strong; take it slowly.
    三仁畲族乡 好川村 | 2026-06-20 | 420斤 | 560克 × 310 | ¥58.00

    青梅酒 低度 330毫升乘2瓶 | 六月初的青梅加冰糖泡满四个月再过滤，十二度左右。味酸，加苏打水当夏天的饮料。
    Green Plum Wine, Two 330 ml Bottles | Green plums of early June steeped with rock sugar for four months and strained; about twelve per cent. Sharp; lengthen with soda.
    湖山乡 福罗淤村 | 2026-06-03 | 320斤 | 680克 × 190 | ¥66.00

    番薯烧 小坛 500毫升 | 秋天番薯蒸熟发酵，老式蒸桶蒸出来的，五十度左右。入口冲，后味带薯甜。
    Sweet Potato Spirit, 500 ml Jar | Autumn sweet potatoes steamed, fermented and distilled in a wooden still, about fifty per cent. Fierce at first, then sweet.
    黄沙腰镇 黄沙腰村 | 2026-11-09 | 1400斤 | 480克 × 260 | ¥48.00
    `,
  },
  {
    category: 'wine',
    maker: '示范坊',
    plot: '果酒坊',
    storage: '常温',
    shelfLifeDays: 1080,
    freight: '标准',
    season: '4-11',
    zh: '未成年人请勿饮酒，酒后不开车。瓶底有少量果渣，倒酒时慢一点。',
    en: 'Not for minors; do not drink and drive. A little fruit may settle, so pour slowly.',
    lots: `
    猕猴桃酒 干型 500毫升 | 软熟的绿心猕猴桃压汁发酵，颜色浅黄，酸味明显。冰过配清蒸鱼，十度左右。
    Kiwifruit Wine, Dry, 500 ml | Soft green kiwifruit pressed and fermented, pale yellow and plainly tart; about ten per cent. Chill it for steamed fish.
    湖山乡 姚岭村 | 2026-10-19 | 900斤 | 500克 × 420 | ¥68.00

    桑葚酒 半甜 375毫升 | 熟透的桑葚整果发酵，颜色紫得发黑，果香浓。倒一小杯，饭后慢慢喝。
    Mulberry Wine, Semi-Sweet, 375 ml | Ripe mulberries fermented whole, nearly black and full of fruit. A small glass after dinner.
    金竹镇 交塘村 | 2026-05-04 | 520斤 | 385克 × 330 | ¥56.00

    刺葡萄酒 坛酿 750毫升 | 山里的小粒刺葡萄连皮酿，涩味重，颜色深。开瓶放半小时再喝，配腊肉。
    Spine Grape Wine, 750 ml | Small hill grapes fermented on their skins, deep in colour and firm in tannin. Open half an hour before serving with cured pork.
    垵口乡 根竹口村 | 2026-09-19 | 1100斤 | 750克 × 380 | ¥78.00
    `,
  },
]

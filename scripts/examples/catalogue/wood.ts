import type { Good } from '../goods.ts'

export const wood: readonly Good[] = [
  {
    category: 'wood-carving',
    maker: '示范坊',
    plot: '木雕坊',
    storage: '常温',
    shelfLifeDays: 3650,
    freight: '标准',
    season: '全年',
    zh: '避开暖气和直晒，每半年擦一遍核桃油。纹理天然，每件不一样。',
    en: "Keep away from heating and direct sun and rub with walnut oil twice a year. The grain is the wood's own, so no two are alike.",
    lots: `
    木雕摆件 梯田人家 樟木 | 一块樟木上刻出梯田、石径和两间屋，刀痕留着。三十厘米宽，放案头或书架。
    Wood Carving, Terraces and Farmhouse, Camphor | Terraces, a stone path and two houses in one piece of camphor, the knife marks left. Thirty centimetres wide.
    王村口镇 桥东村 | 2026-03-27 | 300斤 | 1600克 × 40 | ¥368.00

    木雕花板 喜鹊梅枝 挂件 | 照老宅窗板的样式刻的，浮雕，喜鹊停在梅枝上。二十厘米见方，背后有挂钩。
    Carved Panel, Magpie on Plum, Hanging | In the manner of old house shutters, in relief. Twenty centimetres square, with a hook behind.
    焦滩乡 独山村 | 2026-05-14 | 260斤 | 700克 × 60 | ¥198.00

    木雕小件 十二生肖 单只 | 枣木刻的小动物，拇指大小，圆滚滚。可以挂钥匙，下单时选生肖。
    Small Wood Carving, One of the Twelve Animals | Thumb-sized rounded animals in jujube wood, for a key ring. Choose the animal when ordering.
    濂竹乡 苏旺村 | 2026-07-24 | 90斤 | 60克 × 240 | ¥36.00
    `,
  },
  {
    category: 'wood-carving',
    maker: '示范坊',
    plot: '根雕坊',
    storage: '常温',
    shelfLifeDays: 3650,
    freight: '标准',
    season: '全年',
    zh: '大小、形状以实物照片为准。干布擦灰，不要水洗。',
    en: 'Size and shape are as in the photograph. Dust with a dry cloth and do not wash.',
    lots: `
    根雕茶台 小号 樟树根 | 用修路挖出的老樟树根做成，台面磨平打蜡，四脚自然。六十厘米长，放两人的茶具。
    Root Tea Table, Small, Camphor | An old camphor root dug up in road works, its top planed and waxed and its feet as they grew. Sixty centimetres, for two.
    北界镇 苏村 | 2026-04-25 | 800斤 | 14000克 × 14 | ¥1280.00

    根雕摆件 山形 油茶根 | 根形像一座小山，只去皮打磨，不添刀。配底座，高二十五厘米上下。
    Root Piece in the Shape of a Hill, Oil-Tea Camellia | A root like a small hill, peeled and polished but not cut. On a stand, about twenty-five centimetres high.
    垵口乡 桂洋村 | 2026-06-27 | 180斤 | 1500克 × 30 | ¥288.00

    根雕花插 杂木 小号 | 树根中间掏空，放一只小玻璃管，插一枝野花。每只形状不同，随机发货。
    Root Bud Vase, Small | A hollowed root holding a glass tube for one wild flower. Every shape differs; sent as they come.
    三仁畲族乡 排前村 | 2026-09-12 | 120斤 | 350克 × 85 | ¥59.00
    `,
  },
  {
    category: 'wood-carving',
    maker: '示范坊',
    plot: '木作坊',
    storage: '常温',
    shelfLifeDays: 1825,
    freight: '包邮',
    season: '全年',
    zh: '表面擦食用木蜡油，手洗后擦干，不进洗碗机和微波炉。',
    en: 'Finished with food-safe wax oil. Wash by hand and wipe dry; not for dishwasher or microwave.',
    lots: `
    木勺饭勺 樱桃木 两只装 | 一只盛饭一只拌菜，勺口磨得薄。握柄带点弧度，顺手。
    Cherry Wood Rice and Serving Spoons, Pair | One for rice, one for tossing, thin at the lip and curved to the hand.
    大柘镇 永安村 | 2026-05-05 | 130斤 | 120克 × 360 | ¥46.00

    木托盘 整木挖 长方 | 一块枫木挖出来的，没有拼接，边高一厘米半。端茶、放点心、早饭放床上都合适。
    Wooden Tray, Carved from One Board | Hollowed from a single board of maple with no joints, its rim a centimetre and a half. For tea, sweets or breakfast.
    金竹镇 金竹村 | 2026-08-02 | 360斤 | 850克 × 120 | ¥128.00

    木刻年画版 拓印套装 | 一块刻好的年画木版，配墨、棕刷和二十张纸。孩子照着说明自己拓一张贴门上。
    Woodblock New Year Print Set | One cut block with ink, a palm brush and twenty sheets. Children can print their own for the door.
    湖山乡 三归村 | 2026-10-27 | 200斤 | 700克 × 75 | ¥98.00
    `,
  },
]

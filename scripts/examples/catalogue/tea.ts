import type { Good } from '../goods.ts'

export const tea: readonly Good[] = [
  {
    category: 'tea',
    maker: '示范户',
    plot: '茶园',
    storage: '冷藏',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '3-4',
    zh: '用八十五度左右的水冲泡，玻璃杯即可。开封后密封放冰箱，两个月内喝完香气较好。',
    en: 'Brew in a glass with water at about 85 °C. Once opened, keep it sealed in the refrigerator and drink it within two months for the fullest aroma.',
    lots: `
    龙谷丽人茶 明前单芽 50克 | 清明前采的单芽，芽身挺直，冲泡后一根根立在杯中。茶汤浅绿，入口清甜，有嫩栗子的香味。
    Longgu Liren Green Tea, Single Buds before Qingming, 50 g | Single buds picked before Qingming, straight and slim, standing upright in the glass. A pale green cup, clean and sweet, with a scent of young chestnut.
    三仁畲族乡 好川村 | 2026-03-22 | 180斤 | 50克 × 340 | ¥128.00

    龙谷丽人茶 明前一芽一叶 100克 | 一芽一叶初展时采下，当天摊青当天炒制。汤色嫩绿，滋味鲜爽，叶底成朵。
    Longgu Liren Green Tea, Bud and Leaf before Qingming, 100 g | Picked as the first leaf opens beside the bud, then spread and pan-fired the same day. Tender green liquor, fresh and brisk, with leaves that open whole.
    大柘镇 大田村 | 2026-03-28 | 420斤 | 100克 × 400 | ¥168.00

    龙谷丽人茶 雨前 250克袋装 | 谷雨前的叶子长得厚实些，耐泡，三四道仍有味。适合办公室和家里日常喝。
    Longgu Liren Green Tea, before Grain Rain, 250 g Pouch | Leaves picked before Grain Rain are fuller and hold up to three or four infusions. A tea for the office and for every day at home.
    高坪乡 茶树坪村 | 2026-04-15 | 560斤 | 250克 × 210 | ¥138.00
    `,
  },
  {
    category: 'tea',
    maker: '示范户',
    plot: '高山茶园',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '3-5',
    zh: '盖碗或瓷杯都合适，头道出汤快一些更清口。避光、避潮，不与有气味的东西同放。',
    en: 'Good in a lidded bowl or a porcelain cup; pour the first infusion early for a cleaner taste. Keep away from light, damp and strong smells.',
    lots: `
    高山毛峰绿茶 春茶 100克 | 茶园在海拔八百米上下的坡地，早晚多雾，叶子长得慢。条索微卷带毫，喝起来有淡淡的兰花香。
    Mountain Maofeng Green Tea, Spring Picking, 100 g | From slopes at around 800 metres, where morning and evening mists slow the leaf. Lightly curled and downy, with a faint scent of orchid.
    新路湾镇 三井村 | 2026-04-06 | 460斤 | 100克 × 430 | ¥98.00

    高山毛峰绿茶 头采 罐装 150克 | 今年开园后头三天采的鲜叶，炒得轻，色泽翠绿。入口有豆香，回味带甜。
    Mountain Maofeng Green Tea, First Picking, 150 g Tin | Leaf from the first three days of this year's picking, lightly fired to keep its green. A taste of fresh beans and a sweet finish.
    新路湾镇 蕉川村 | 2026-03-30 | 300斤 | 150克 × 190 | ¥158.00

    高山毛峰绿茶 口粮装 500克 | 四月下旬采的一芽二叶、三叶，形状不求整齐，味道足。大茶壶泡一壶，全家都能喝。
    Mountain Maofeng Green Tea, Household Pack, 500 g | Bud with two or three leaves from late April, not neat to look at but full in taste. One big pot serves the whole family.
    北界镇 苏村 | 2026-04-24 | 900斤 | 500克 × 170 | ¥118.00
    `,
  },
  {
    category: 'tea',
    maker: '示范社',
    plot: '茶园',
    storage: '常温',
    shelfLifeDays: 720,
    freight: '包邮',
    season: '4-9',
    zh: '沸水冲泡，十秒左右出汤，也可加牛奶煮。密封放干燥处，放上半年味道更圆和。',
    en: 'Use boiling water and pour after about ten seconds; it also takes milk well. Keep sealed and dry; half a year of rest rounds the taste.',
    lots: `
    遂昌红茶 春季一芽二叶 100克 | 用春季鲜叶萎凋发酵，条索乌润。汤色橙红透亮，有蜜糖和熟果的香气。
    Suichang Black Tea, Spring Bud and Two Leaves, 100 g | Spring leaf, withered and fully oxidised into dark, glossy twists. A clear orange-red cup with honey and ripe fruit.
    石练镇 柳村村 | 2026-04-18 | 480斤 | 100克 × 460 | ¥88.00

    遂昌红茶 夏茶 250克袋装 | 六月的叶子茶味浓，做成红茶正好，汤色深红，滋味厚。加奶加糖都压得住。
    Suichang Black Tea, Summer Leaf, 250 g Pouch | June leaf is strong and suits black tea: a deep red, full-bodied cup that stands up to milk and sugar.
    湖山乡 三归村 | 2026-06-12 | 600斤 | 250克 × 230 | ¥68.00

    遂昌红茶 小泡装 5克乘20泡 | 一泡一小袋，出门带着方便。秋后鲜叶制成，香气偏花果，涩味轻。
    Suichang Black Tea, Twenty 5 g Sachets | One sachet to a pot, easy to carry. Made from September leaf, floral and fruity with little astringency.
    妙高街道 仙岩村 | 2026-09-16 | 380斤 | 100克 × 350 | ¥79.00
    `,
  },
  {
    category: 'tea',
    maker: '示范户',
    plot: '白叶茶园',
    storage: '冷藏',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '3-4',
    zh: '水温八十度即可，不宜久闷。放冰箱冷藏，取出后等罐子回到室温再打开，免得返潮。',
    en: 'Use water at 80 °C and do not steep it long. Keep refrigerated; let the tin return to room temperature before opening so that no moisture settles on the leaf.',
    lots: `
    白叶一号绿茶 明前 100克 | 早春芽叶泛白，叶脉仍绿，制成后色泽嫩黄。茶味鲜，几乎没有苦涩。
    White-Leaf No. 1 Green Tea, before Qingming, 100 g | In early spring the leaves turn almost white with green veins, and finish a tender yellow. Fresh and savoury, with hardly any bitterness.
    濂竹乡 横坑村 | 2026-03-29 | 260斤 | 100克 × 245 | ¥188.00

    白叶一号绿茶 雨前 200克 | 四月中旬叶色转绿前采完，一芽二叶。鲜味稍淡，茶香更足，价钱也实在些。
    White-Leaf No. 1 Green Tea, before Grain Rain, 200 g | Picked in mid-April before the leaves turn green again, bud and two leaves. A little less savoury, more fragrant, and kinder on the purse.
    应村乡 桃溪村 | 2026-04-12 | 340斤 | 200克 × 160 | ¥198.00

    黄叶绿茶 明前 50克 | 用芽叶金黄的茶树品种制成，干茶黄绿相间。汤色杏黄，有玉米须般的甜香。
    Golden-Leaf Green Tea, before Qingming, 50 g | From a tea variety with golden shoots; the dry leaf mixes yellow and green. An apricot cup with the sweet scent of corn silk.
    金竹镇 茶竹岭村 | 2026-03-31 | 120斤 | 50克 × 220 | ¥138.00
    `,
  },
  {
    category: 'tea',
    maker: '示范户',
    plot: '菊米地',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '10-11',
    zh: '一杯放二十来粒，沸水冲泡，等两三分钟花蕾散开再喝。可单泡，也可配绿茶；密封防潮。',
    en: 'Some twenty buds to a cup of boiling water; wait two or three minutes until they open. Drink it alone or with green tea; keep sealed against damp.',
    lots: `
    遂昌菊米 当季新货 50克罐装 | 菊花未开时采下的花蕾，米粒大小，杀青后烘干。汤色浅黄，先微苦，后回甜。
    Suichang Chrysanthemum Buds, New Crop, 50 g Jar | Flower buds picked before they open, the size of a grain of rice, steamed and dried. A light yellow cup, faintly bitter, then sweet.
    石练镇 淤溪村 | 2026-10-26 | 260斤 | 50克 × 420 | ¥39.80

    遂昌菊米 家庭装 250克 | 石练一带种菊米多年，这一批筛去碎梗，粒子匀净。放办公室抽屉，随手一撮就是一杯。
    Suichang Chrysanthemum Buds, Family Pack, 250 g | The Shilian valley has long grown these buds; this lot is sieved clean of stems. Keep a pack in the desk drawer and take a pinch at a time.
    石练镇 石练村 | 2026-10-30 | 620斤 | 250克 × 210 | ¥138.00

    遂昌菊米 头采小包 2克乘15包 | 每包一杯的量，袋子防潮，旅行带着省事。花蕾紧实，闻着有清清的菊香。
    Suichang Chrysanthemum Buds, First Picking, Fifteen 2 g Sachets | One sachet to a cup in moisture-proof wraps, handy on a journey. Tight buds with a clear chrysanthemum scent.
    石练镇 姚埠村 | 2026-10-22 | 160斤 | 30克 × 430 | ¥36.00
    `,
  },
  {
    category: 'tea',
    maker: '示范户',
    plot: '茶园',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '标准',
    season: '4-10',
    zh: '开水直接冲，粗瓷碗、搪瓷缸都行，凉了也好喝。扎紧袋口放阴凉处。',
    en: 'Pour boiling water straight on, in a bowl or an enamel mug; it is good cold too. Tie the bag tight and keep it cool.',
    lots: `
    农家炒青茶 手工锅炒 500克 | 柴火铁锅炒成，条索紧，带一点锅香。茶汤黄绿，味道浓，干活歇脚时来一碗很解渴。
    Farmhouse Pan-Fired Green Tea, 500 g | Fired by hand in an iron wok over wood, tightly twisted, with a hint of the pan. A strong yellow-green brew for a rest from work.
    王村口镇 对正村 | 2026-05-03 | 700斤 | 500克 × 130 | ¥75.00

    秋茶炒青 250克 | 白露后采的叶子，香气比夏茶高，涩味少。泡淡一点，下午喝正好。
    Autumn Pan-Fired Green Tea, 250 g | Leaf picked after White Dew, more fragrant than summer tea and less astringent. Brew it light for the afternoon.
    垵口乡 桂洋村 | 2026-09-20 | 420斤 | 250克 × 160 | ¥58.00

    老茶婆粗茶 煮饮 500克 | 夏末采的成熟大叶，蒸后晒干，专门拿来煮。煮出来汤色红褐，有红枣和木头的味道。
    Mature-Leaf Tea for Simmering, 500 g | Large late-summer leaves, steamed and sun-dried, made to be simmered. The brew is russet, with notes of red date and wood.
    焦滩乡 蔡口村 | 2026-08-28 | 480斤 | 500克 × 105 | ¥45.00
    `,
  },
  {
    category: 'tea',
    maker: '示范社',
    plot: '生态茶园',
    storage: '常温',
    shelfLifeDays: 720,
    freight: '包邮',
    season: '3-5',
    zh: '沸水冲泡或小火煮都可以。存放时保持干燥，逐年味道会变得更醇。',
    en: 'Steep in boiling water or simmer gently. Keep it dry; the taste mellows from year to year.',
    lots: `
    日晒白茶 散茶 150克 | 鲜叶不炒不揉，摊在竹匾上晒干。汤色浅杏，有晒过的青草和淡淡的蜜味。
    Sun-Dried White Tea, Loose, 150 g | Neither fired nor rolled, only spread on bamboo trays and dried in the sun. A pale apricot cup of hay and light honey.
    龙洋乡 黄赤村 | 2026-04-09 | 380斤 | 150克 × 210 | ¥86.00

    日晒白茶 茶饼 200克 | 春末的叶子压成小饼，撬开一角就能泡。可以喝新鲜的，也可以留着慢慢放。
    Sun-Dried White Tea, Pressed Cake, 200 g | Late spring leaf pressed into a small cake; prise off a corner to brew. Drink it young or put it by.
    柘岱口乡 毛阳村 | 2026-05-06 | 460斤 | 200克 × 200 | ¥108.00

    白茶饼 小方块 5克乘24块 | 一块正好泡一壶，不用茶针。茶汤软，放凉了喝也甜。
    White Tea Squares, Twenty-Four of 5 g | One square to a pot, with no tea pick needed. A soft liquor, sweet even when cold.
    西畈乡 独坑村 | 2026-04-21 | 320斤 | 120克 × 230 | ¥92.00
    `,
  },
  {
    category: 'tea',
    maker: '示范社',
    plot: '乌龙茶园',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '4-10',
    zh: '用盖碗、沸水，坐杯十五秒左右，能泡六七道。开封后夹紧袋口，放避光处。',
    en: 'Use a lidded bowl and boiling water, about fifteen seconds at a time; it gives six or seven infusions. Clip the bag shut and keep it in the dark.',
    lots: `
    高山乌龙茶 清香 125克 | 叶子做青后揉成颗粒，冲开后舒展成整叶。汤色蜜绿，有桂花样的香。
    Mountain Oolong, Light, 125 g | Bruised, part-oxidised and rolled into pearls that open into whole leaves. A honey-green cup with an osmanthus scent.
    蔡源乡 大柯村 | 2026-05-02 | 360斤 | 125克 × 240 | ¥96.00

    高山乌龙茶 炭焙 250克 | 用木炭慢焙，颗粒乌黑。焙火香、果香都在，喝着暖和，配点心合适。
    Mountain Oolong, Charcoal Roasted, 250 g | Slowly roasted over charcoal to a dark pearl. Roast and fruit together, a warm cup that goes well with sweets.
    黄沙腰镇 上定村 | 2026-10-08 | 520斤 | 250克 × 170 | ¥128.00

    桂花乌龙 100克 | 秋天的乌龙与本地桂花一层茶一层花地窨过，再筛去干花。闻着甜，喝着不腻。
    Osmanthus Oolong, 100 g | Autumn oolong layered with local osmanthus blossom to take its scent, the spent flowers sifted out. Sweet to smell, light to drink.
    云峰街道 长濂村 | 2026-10-03 | 240斤 | 100克 × 200 | ¥78.00
    `,
  },
  {
    category: 'tea',
    maker: '示范坊',
    plot: '茶坊',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '包邮',
    season: '全年',
    zh: '热泡三分钟，冷泡放冰箱四小时。密封防潮，剪口后尽快喝完。',
    en: 'Three minutes in hot water, or four hours in the refrigerator for a cold brew. Keep sealed and finish soon after opening.',
    lots: `
    菊米绿茶 三角茶包 3克乘20包 | 绿茶里拼了三成菊米，茶的鲜和菊的清都喝得到。丢进保温杯也不会太浓。
    Chrysanthemum Bud and Green Tea, Twenty 3 g Bags | Green tea blended with three parts in ten of chrysanthemum buds, fresh and clear together. It does not turn harsh in a flask.
    妙高街道 源口村 | 2026-04-28 | 260斤 | 60克 × 520 | ¥35.80

    红茶碎 冷泡茶包 5克乘15包 | 筛下来的细茶做成大包，一包配半升水。隔夜冷泡，早上倒出来就能喝。
    Broken Black Tea for Cold Brew, Fifteen 5 g Bags | The fine grade from sieving, in large bags for half a litre each. Leave overnight and pour in the morning.
    大柘镇 车前村 | 2026-06-20 | 220斤 | 75克 × 370 | ¥32.00

    炒米茶 姜香 400克 | 糯米炒到焦黄，拌上茶叶、姜丝，畲家待客常喝。开水一冲就有米香，米粒可以一起吃掉。
    Toasted Rice Tea with Ginger, 400 g | Sticky rice toasted brown, with tea and shredded ginger, as She households serve to guests. Pour on boiling water; the rice is eaten too.
    三仁畲族乡 坑口村 | 2026-03-12 | 300斤 | 400克 × 260 | ¥38.00
    `,
  },
]

import type { Good } from '../goods.ts'

export const bamboo: readonly Good[] = [
  {
    category: 'bamboo-shoots',
    maker: '示范户',
    plot: '毛竹山',
    storage: '冷藏',
    shelfLifeDays: 10,
    freight: '生鲜',
    season: '11-2',
    zh: '带壳带泥发货，泥别洗，放冰箱可存一周多。剥壳后焯一下水，去掉涩味再烧。',
    en: 'Sent in the husk with its soil on; leave it unwashed and it keeps over a week in the refrigerator. Peel and blanch before cooking.',
    lots: `
    鲜冬笋 带泥 2.5斤 | 腊月里从土里挖出来的，个头不大，壳黄肉白。切片炒腊肉、炒雪菜，又脆又嫩。
    Fresh Winter Bamboo Shoots with Soil, 1.25 kg | Dug from the ground in the twelfth lunar month, small, yellow in the husk and white within. Crisp and tender with cured pork or pickled greens.
    高坪乡 淡竹村 | 2026-01-21 | 420斤 | 1250克 × 160 | ¥58.00

    鲜冬笋 精选中个 5斤 | 挑二两到半斤的中等个头，形状匀称，出肉多。一箱够一家人吃一星期。
    Fresh Winter Bamboo Shoots, Medium Size, 2.5 kg | Sorted to 100 to 250 g each, even in shape with plenty of flesh. One box feeds a family for a week.
    三仁畲族乡 排前村 | 2026-01-24 | 800斤 | 2500克 × 155 | ¥108.00

    鲜冬笋 头茬 3斤 | 今年入冬后头一批，竹山朝阳，笋出得早。煮汤时放几片，汤就鲜了。
    Fresh Winter Bamboo Shoots, Early Digging, 1.5 kg | The early lot of this winter, from a sunny bamboo slope. A few slices are enough to sweeten a soup.
    北界镇 王坞村 | 2026-11-14 | 360斤 | 1500克 × 115 | ¥86.00
    `,
  },
  {
    category: 'bamboo-shoots',
    maker: '示范户',
    plot: '毛竹山',
    storage: '冷藏',
    shelfLifeDays: 5,
    freight: '生鲜',
    season: '3-5',
    zh: '早上挖、下午发。收到后当天剥壳煮熟，煮好的笋泡在清水里冷藏，可再放两三天。',
    en: 'Dug in the morning, sent in the afternoon. Peel and boil on the day it arrives; cooked shoots keep two or three days in cold water.',
    lots: `
    鲜春笋 毛笋 5斤 | 雨后刚冒尖的毛竹笋，根部粗，肉厚。切滚刀块红烧，或者和咸肉一起炖腌笃鲜。
    Fresh Spring Bamboo Shoots, 2.5 kg | Moso shoots just showing after rain, broad at the base and thick in flesh. Braise in chunks, or simmer with salt pork for yanduxian.
    应村乡 高棠村 | 2026-03-26 | 1200斤 | 2500克 × 230 | ¥39.90

    鲜雷笋 3斤 | 雷笋比毛笋细，涩味轻，可以不焯水直接炒。配雪菜或者清炒都好吃。
    Fresh Early Bamboo Shoots, 1.5 kg | Slimmer than moso shoots and mild enough to stir-fry without blanching. Good alone or with pickled greens.
    妙高街道 上江村 | 2026-03-08 | 520斤 | 1500克 × 170 | ¥36.80

    野山小竹笋 2斤 | 手指粗细，山上一根根拔来的。剥了壳切段，和腊肉、辣椒同炒，很下饭。
    Slender Hill Bamboo Shoots, 1 kg | Finger-thick shoots pulled one by one on the hills. Cut short and fry with cured pork and chilli over rice.
    西畈乡 上西坑村 | 2026-04-22 | 300斤 | 1000克 × 145 | ¥32.00
    `,
  },
  {
    category: 'bamboo-shoots',
    maker: '示范社',
    plot: '笋干晒场',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '标准',
    season: '4-6',
    zh: '温水泡三四个小时，中间换一次水，泡软后炖肉、煮汤。扎紧袋口，防潮防虫。',
    en: 'Soak in warm water for three or four hours, changing it once, then stew with meat or add to soup. Tie the bag tight against damp and insects.',
    lots: `
    淡笋干 柴火烘 500克 | 只用鲜笋，不放盐，柴灶上煮透再烘干。颜色黄亮，炖老鸭、炖排骨都吸味。
    Unsalted Dried Bamboo Shoots, Wood-Dried, 500 g | Nothing but shoots, boiled through on a wood stove and dried without salt. Bright yellow, and takes up the flavour of duck or ribs.
    濂竹乡 千义坑村 | 2026-04-28 | 2600斤 | 500克 × 190 | ¥62.00

    咸笋干 嫩尖 300克 | 取笋尖部分，加盐煮后烘干，撕开成丝。泡一会儿就能煮面、烧豆腐，菜里少放盐。
    Salted Dried Bamboo Shoot Tips, 300 g | Tips only, boiled with salt, dried and torn into strands. A short soak and they go into noodles or tofu; use less salt in the dish.
    应村乡 双里村 | 2026-05-04 | 1800斤 | 300克 × 210 | ¥42.00

    石笋干 扁片 400克 | 小竹笋晒干压成扁片，带一点太阳晒出来的香。切丝炒肉，或放火锅里涮。
    Flat-Pressed Dried Bamboo Shoots, 400 g | Small shoots pressed flat and dried, with a scent of sun. Shred them with pork or drop them in a hotpot.
    垵口乡 石仓村 | 2026-05-18 | 1500斤 | 400克 × 150 | ¥49.00
    `,
  },
  {
    category: 'bamboo-shoots',
    maker: '示范坊',
    plot: '加工坊',
    storage: '常温',
    shelfLifeDays: 270,
    freight: '包邮',
    season: '3-6',
    zh: '撕开即吃，也可当下饭菜、拌面。开袋后放冰箱，三天内吃完。',
    en: 'Open and eat, or serve with rice and noodles. Once opened, refrigerate and finish within three days.',
    lots: `
    即食手剥笋 原味 300克 | 小竹笋带壳煮，只加盐，边剥边吃。笋肉脆，有点鲜甜，看电视时一袋不够。
    Ready-to-Eat Peel-Yourself Shoots, Plain, 300 g | Small shoots boiled in the husk with salt alone, to peel as you eat. Crisp, lightly sweet, and soon gone.
    云峰街道 社后村 | 2026-04-16 | 900斤 | 300克 × 620 | ¥19.80

    即食油焖笋 180克 | 春笋切段，用菜油、酱油、糖焖透。打开拌饭，汤汁也别倒掉。
    Ready-to-Eat Oil-Braised Shoots, 180 g | Spring shoots braised with rapeseed oil, soy sauce and sugar. Spoon over rice and keep the sauce.
    妙高街道 金岸村 | 2026-04-03 | 760斤 | 180克 × 900 | ¥16.80

    即食香辣笋丝 150克乘3袋 | 笋切细丝，用本地辣椒和菜油炒过，中辣。早上配粥、夹馒头都行。
    Ready-to-Eat Spicy Shredded Shoots, Three 150 g Packs | Fine shreds fried with local chilli and rapeseed oil, of middling heat. With congee or in a steamed bun.
    新路湾镇 大马埠村 | 2026-05-10 | 820斤 | 450克 × 380 | ¥29.90
    `,
  },
  {
    category: 'bamboo-shoots',
    maker: '示范坊',
    plot: '加工坊',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '标准',
    season: '3-5',
    zh: '已经煮熟，清水冲一下就能下锅。开袋后泡清水冷藏，两天换一次水，五天内用完。',
    en: 'Already cooked; rinse and use. Once opened, keep in water in the refrigerator, changing it every two days, and use within five.',
    lots: `
    水煮春笋 整只 1千克 | 当天的春笋去壳煮熟，真空装袋，袋里有少量煮笋水。没有笋的季节切片炒肉正合适。
    Boiled Spring Bamboo Shoots, Whole, 1 kg | The day's shoots peeled, boiled and vacuum packed with a little of their liquor. For the months when there are no shoots.
    北界镇 淤弓村 | 2026-04-05 | 3200斤 | 1000克 × 720 | ¥23.80

    水煮笋片 500克乘2袋 | 切成三毫米厚的片，炒菜、做汤不用再动刀。一袋正好一盘。
    Boiled Bamboo Shoot Slices, Two 500 g Packs | Cut three millimetres thick, ready for wok or soup. One pack makes one dish.
    金竹镇 龙溪村 | 2026-04-11 | 2800斤 | 1000克 × 640 | ¥26.80

    水煮笋丁 包子馅用 2千克 | 切成小丁，拧干些水分，做包子、烧卖、臊子省工夫。早餐店买大袋划算。
    Boiled Diced Bamboo Shoots for Fillings, 2 kg | Small dice, partly pressed, for buns, dumplings and noodle toppings. The large bag suits breakfast shops.
    应村乡 应村村 | 2026-04-19 | 2600斤 | 2000克 × 280 | ¥42.00
    `,
  },
  {
    category: 'bamboo-shoots',
    maker: '示范户',
    plot: '竹山',
    storage: '冷藏',
    shelfLifeDays: 7,
    freight: '生鲜',
    season: '6-9',
    zh: '用保鲜袋包好放冰箱。切薄片煮汤或者快炒，别煮太久，久了不脆。',
    en: 'Wrap and refrigerate. Slice thin for soup or a quick fry; long cooking takes the crispness.',
    lots: `
    鲜鞭笋 2斤 | 夏天竹鞭上长出的嫩头，颜色象牙白。和丝瓜、火腿片一起滚汤，汤清味鲜。
    Fresh Rhizome Shoots, 1 kg | The tender tips of running rhizomes in summer, ivory white. Simmer with loofah and ham for a clear soup.
    高坪乡 石坪村 | 2026-07-18 | 260斤 | 1000克 × 125 | ¥56.00

    鲜鞭笋 嫩尖 1斤 | 只取前面一掌长的嫩段，没有老根。切片清炒，加一点盐就够。
    Fresh Rhizome Shoot Tips, 500 g | Only the tender hand's length, no woody base. Slice and fry with nothing but salt.
    三仁畲族乡 大觉村 | 2026-08-06 | 180斤 | 500克 × 170 | ¥36.00

    鲜绿竹笋 马蹄笋 3斤 | 形状弯弯像马蹄，肉质细，凉拌能吃出甜味。带壳煮熟放凉，切块蘸酱。
    Fresh Horseshoe Bamboo Shoots, 1.5 kg | Curved like a hoof, fine-fleshed and sweet when served cold. Boil in the husk, cool, cut up and dip.
    湖山乡 红星坪村 | 2026-08-21 | 300斤 | 1500克 × 95 | ¥52.00
    `,
  },
  {
    category: 'bamboo-craft',
    maker: '示范坊',
    plot: '竹编坊',
    storage: '常温',
    shelfLifeDays: 3650,
    freight: '标准',
    season: '全年',
    zh: '用后擦干，放通风处，别长时间暴晒。手工制作，每件大小会差一点。',
    en: 'Wipe dry after use and keep it aired, out of long sun. Made by hand, so sizes vary slightly.',
    lots: `
    竹编提篮 中号 | 篾片削得薄，口沿用藤条缠紧，提手结实。买菜、装点心、野餐都能用。
    Woven Bamboo Basket with Handle, Medium | Finely split strips, a rim bound with rattan and a sturdy handle. For the market, for sweets or a picnic.
    王村口镇 石笋头村 | 2026-02-26 | 420斤 | 650克 × 120 | ¥78.00

    竹编果盘 圆形 三件套 | 大中小三个套在一起，六角眼编法，透气。放水果、晾馒头、摆桌上都合适。
    Woven Bamboo Fruit Trays, Set of Three | Three nested round trays in an open hexagonal weave. For fruit, for cooling buns, or simply for the table.
    王村口镇 桥东村 | 2026-03-16 | 380斤 | 720克 × 110 | ¥89.00

    竹编茶席 手工细篾 | 用一毫米宽的细篾编成，卷起来只有一小筒。铺在桌上垫茶具，耐磨不打滑。
    Fine Woven Bamboo Tea Mat | Woven of strips one millimetre wide and rolled into a small tube. Lies flat under the tea things and does not slip.
    焦滩乡 独山村 | 2026-05-22 | 240斤 | 280克 × 150 | ¥68.00
    `,
  },
  {
    category: 'bamboo-craft',
    maker: '示范坊',
    plot: '炭窑',
    storage: '常温',
    shelfLifeDays: 1825,
    freight: '标准',
    season: '全年',
    zh: '放在干燥的地方。装袋的可以每月拿到太阳下晒半天，接着再用。',
    en: 'Keep dry. Bagged charcoal can be set in the sun for half a day each month and used again.',
    lots: `
    竹炭包 衣柜鞋柜用 100克乘6袋 | 五年生毛竹烧成的炭，敲碎装进棉布袋。放在衣柜、鞋柜里，吸潮气。
    Bamboo Charcoal Bags for Wardrobe and Shoes, Six of 100 g | Charcoal from five-year-old moso bamboo, broken and sewn in cotton bags. Takes up damp among clothes and shoes.
    云峰街道 连头村 | 2026-03-02 | 2600斤 | 600克 × 380 | ¥36.00

    竹炭 烧烤煮茶用 2.5千克 | 烧透的短段竹炭，烟少，火稳。围炉煮茶或者烤年糕，一炉用小半斤。
    Bamboo Charcoal for Grill and Tea Stove, 2.5 kg | Well-fired short lengths with little smoke and a steady heat. A tea stove takes some 200 g at a time.
    云峰街道 门阵村 | 2026-09-28 | 3400斤 | 2500克 × 150 | ¥45.00

    竹炭雕 摆件 竹节形 | 整段竹子烧成炭后打磨，竹节还看得清。放书桌上，拿的时候轻一点。
    Bamboo Charcoal Ornament, Jointed Stem | A whole length of bamboo charred and polished, its joints still clear. For a desk; handle it gently.
    妙高街道 苍畈村 | 2026-06-08 | 360斤 | 350克 × 90 | ¥58.00
    `,
  },
  {
    category: 'bamboo-craft',
    maker: '示范坊',
    plot: '竹木坊',
    storage: '常温',
    shelfLifeDays: 1825,
    freight: '包邮',
    season: '全年',
    zh: '头一次用前抹一层食用油，晾干。洗后立起来沥水，别泡在水里，也别放洗碗机。',
    en: 'Rub with cooking oil and let it dry before first use. Stand it up to drain; do not soak it or put it in a dishwasher.',
    lots: `
    竹砧板 整竹展平 大号 | 竹筒展平后压成，板面没有拼缝。四十厘米长，切菜揉面都够用。
    Flattened Bamboo Chopping Board, Large | Opened and pressed from whole culms, so the face has no joints. Forty centimetres long, for cutting and kneading.
    云峰街道 古亭村 | 2026-04-08 | 1600斤 | 1900克 × 180 | ¥98.00

    竹砧板 水果板 小号 | 二十四厘米长，带一个挂孔，切水果、切面包轻便。边角都打磨圆了。
    Bamboo Chopping Board for Fruit, Small | Twenty-four centimetres long with a hole to hang it. Light, with rounded corners.
    云峰街道 马头村 | 2026-04-14 | 900斤 | 520克 × 350 | ¥32.00

    竹制擀面杖和面板 两件套 | 面板五十厘米见方，前面有挡条，擀面时不跑。擀面杖粗细匀，握着顺手。
    Bamboo Pastry Board and Rolling Pin, Set of Two | A fifty-centimetre board with a front lip that keeps it from sliding, and an even, easy pin.
    大柘镇 柘溪上村 | 2026-07-12 | 1400斤 | 3200克 × 95 | ¥168.00
    `,
  },
  {
    category: 'bamboo-craft',
    maker: '示范坊',
    plot: '竹木坊',
    storage: '常温',
    shelfLifeDays: 1095,
    freight: '包邮',
    season: '全年',
    zh: '新筷子先用开水煮十分钟，擦干再用。平时晾干收好，发现裂口就换新的。',
    en: 'Boil new chopsticks for ten minutes and wipe dry. Let them dry after use and replace any that crack.',
    lots: `
    毛竹筷 素面 20双 | 用竹青部分削成，不上漆不打蜡，手感实。长二十四厘米，家里来客也够用。
    Plain Moso Bamboo Chopsticks, 20 Pairs | Cut from the hard outer bamboo, without lacquer or wax. Twenty-four centimetres long, enough for guests.
    金竹镇 古楼村 | 2026-05-08 | 700斤 | 420克 × 300 | ¥29.00

    儿童竹筷 短款 6双 | 长十八厘米，筷头圆，前端刻了浅纹，夹菜不容易滑。
    Children's Short Bamboo Chopsticks, 6 Pairs | Eighteen centimetres long, round-tipped and lightly grooved for a better hold.
    金竹镇 岭内村 | 2026-05-26 | 220斤 | 96克 × 400 | ¥16.80

    竹筷竹勺 旅行套装 布袋装 | 一双筷子、一只勺，配蓝印花布小袋。放背包里，出门吃饭用自己的。
    Bamboo Chopsticks and Spoon, Travel Set in a Cloth Bag | One pair and one spoon in a small indigo-print bag, for eating out with your own.
    妙高街道 东峰村 | 2026-08-18 | 200斤 | 65克 × 480 | ¥25.00
    `,
  },
  {
    category: 'bamboo-craft',
    maker: '示范坊',
    plot: '竹编坊',
    storage: '常温',
    shelfLifeDays: 1825,
    freight: '标准',
    season: '全年',
    zh: '用完晾干再收。竹子遇潮会长霉点，用硬刷蘸盐水刷掉，太阳下晒一晒就行。',
    en: 'Dry before putting away. If damp leaves spots, brush with salt water and set in the sun.',
    lots: `
    竹匾 晒匾 直径80厘米 | 晒笋干、晒番薯干家家都用的圆匾，边框双层，篾片密。也有人买去挂墙上。
    Drying Tray of Woven Bamboo, 80 cm | The round tray every household uses for shoots and sweet potato, close-woven with a double rim. Some hang it on a wall.
    湖山乡 福罗淤村 | 2026-03-20 | 520斤 | 1500克 × 85 | ¥65.00

    竹蒸笼 两层带盖 24厘米 | 笼身用竹片圈成，竹钉固定。蒸青糍、蒸包子带点竹香，垫上纱布不粘底。
    Bamboo Steamer, Two Tiers with Lid, 24 cm | Hoops of bamboo fixed with bamboo pins. Lends buns and rice cakes a faint scent; line it with cloth.
    石练镇 宏象村 | 2026-06-16 | 480斤 | 1200克 × 110 | ¥88.00

    竹扫把和竹簸箕 院子用 | 扫把用竹枝扎成，扫落叶利索；簸箕口平，贴地。农家院、民宿都用得上。
    Bamboo Broom and Dustpan for the Yard | A broom of bound bamboo twigs that clears leaves, and a flat-lipped woven pan. For farmyards and guesthouses.
    西畈乡 举淤口村 | 2026-09-08 | 640斤 | 1800克 × 120 | ¥48.00
    `,
  },
  {
    category: 'bamboo-craft',
    maker: '示范坊',
    plot: '竹器坊',
    storage: '常温',
    shelfLifeDays: 1825,
    freight: '标准',
    season: '全年',
    zh: '竹材蒸煮晾干过，不易开裂。空调房里久放太干，偶尔用湿布抹一下。',
    en: 'The bamboo is boiled and seasoned and seldom splits. In dry heated rooms wipe it with a damp cloth now and then.',
    lots: `
    竹茶具 茶则茶针茶夹 四件套 | 用老竹的竹节处做的，颜色由青转黄，越用越润。装在一只竹筒里，拿放方便。
    Bamboo Tea Tools, Set of Four | From the joints of old bamboo, which turns from green to yellow and gains a sheen with use. Kept in a bamboo tube.
    焦滩乡 大路沿村 | 2026-04-30 | 180斤 | 150克 × 260 | ¥59.00

    竹编灯罩 吊灯 直径35厘米 | 细篾编成鱼篓的样子，灯一亮，墙上有一圈影子。不含灯泡，留好了线孔。
    Woven Bamboo Lampshade, 35 cm | In the shape of a fish basket, throwing a ring of shadows on the wall. Without bulb; a hole is left for the cord.
    高坪乡 湖连村 | 2026-07-02 | 160斤 | 450克 × 70 | ¥128.00

    竹水杯 带盖 350毫升 | 一节竹筒做杯身，里面有不锈钢内胆，烫水不漏。杯盖也是竹的，旋紧不松。
    Bamboo Cup with Lid, 350 ml | A length of culm about a steel liner, safe for hot water, with a screw-on bamboo lid.
    湖山乡 黄泥岭村 | 2026-10-21 | 320斤 | 310克 × 180 | ¥65.00
    `,
  },
]

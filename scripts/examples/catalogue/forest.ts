import type { Good } from '../goods.ts'

export const forest: readonly Good[] = [
  {
    category: 'mushroom',
    maker: '示范户',
    plot: '菇棚',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '包邮',
    season: '10-4',
    zh: '冷水泡两个小时，泡的水澄清后可以入菜。密封防潮，梅雨季放冰箱。',
    en: 'Soak in cold water for two hours and use the water, cleared, in the dish. Seal against damp, in the refrigerator in the rainy season.',
    lots: `
    干香菇 冬菇 250克 | 天冷长得慢，伞边内卷，肉厚。泡开炖鸡，汤里有菇香。
    Dried Winter Shiitake, 250 g | Slow winter growth gives rolled rims and thick caps. Soaked and stewed with chicken they scent the pot.
    王村口镇 山前村 | 2026-01-14 | 560斤 | 250克 × 130 | ¥52.00

    干香菇 花菇 200克 | 菌盖裂出白色花纹，是冷暖干湿交替时长成的。肉紧，切片炒着吃有嚼劲。
    Dried Cracked-Cap Shiitake, 200 g | Caps split in white patterns by turns of cold and warmth, wet and dry. Firm, good in slices.
    龙洋乡 九龙口村 | 2026-02-10 | 460斤 | 200克 × 125 | ¥68.00

    干香菇丁 免切 300克 | 小香菇连柄切成丁晒干，泡十分钟就能用。包饺子、煮粥、炒饭省工夫。
    Dried Shiitake Dice, 300 g | Small mushrooms diced with the stem and dried; ten minutes in water. For dumplings, congee and fried rice.
    蔡源乡 蔡和村 | 2026-03-18 | 480斤 | 300克 × 90 | ¥42.00
    `,
  },
  {
    category: 'mushroom',
    maker: '示范社',
    plot: '耳场',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '10-5',
    zh: '凉水泡一小时即可，不要隔夜泡。泡发后当天吃完。',
    en: 'An hour in cool water is enough; never leave it overnight. Eat on the day it is soaked.',
    lots: `
    段木黑木耳 200克 | 在段木上长的，朵小，泡开厚实，正反两面颜色分明。凉拌、炒肉都脆。
    Log-Grown Black Wood Ear, 200 g | Grown on logs; small, thick once soaked, with two clear sides. Crisp in salad or with pork.
    垵口乡 石仓村 | 2026-04-10 | 520斤 | 200克 × 150 | ¥48.00

    小碗耳 黑木耳 500克 | 泡开像一只只小碗，不用摘根。家里人多，买大袋合算。
    Small-Cup Black Wood Ear, 500 g | Opens into little cups with no root to trim. The large bag for larger households.
    西畈乡 渡口村 | 2026-05-02 | 900斤 | 500克 × 105 | ¥72.00

    秋木耳 头茬 150克 | 秋天头一茬，耳片厚，没有碎末。泡出来软脆，蘸芥末酱油吃。
    Autumn Black Wood Ear, First Flush, 150 g | The first autumn flush, thick and without crumbs. Soft and crisp with mustard and soy.
    王村口镇 钟根村 | 2026-10-28 | 420斤 | 150克 × 155 | ¥39.00
    `,
  },
  {
    category: 'mushroom',
    maker: '示范户',
    plot: '菇棚',
    storage: '冷藏',
    shelfLifeDays: 6,
    freight: '生鲜',
    season: '10-5',
    zh: '收到后开袋透气，用厨房纸垫着冷藏，四天内吃完。',
    en: 'Open the bag on arrival, lay on kitchen paper in the refrigerator and eat within four days.',
    lots: `
    鲜香菇 2斤 | 早上采的，菌盖还没全开，柄短。剪下柄撕丝炒，菌盖酿肉蒸。
    Fresh Shiitake, 1 kg | Picked in the morning with caps half open and stems short. Shred the stems to fry and fill the caps to steam.
    妙高街道 龙潭村 | 2026-03-20 | 620斤 | 1000克 × 300 | ¥28.80

    鲜黑木耳 1斤 | 没有晒干的木耳，又软又弹，洗净焯水两分钟。拌蒜泥、香醋，早春吃正好。
    Fresh Wood Ear, 500 g | Undried, soft and springy; rinse and blanch two minutes. Dress with garlic and vinegar.
    濂竹乡 柘坑村 | 2026-04-26 | 340斤 | 500克 × 320 | ¥19.80

    鲜平菇 秀珍菇 3斤 | 秀珍菇柄细盖小，一朵朵掰下来。做酸辣汤，或者裹粉炸。
    Fresh Small Oyster Mushrooms, 1.5 kg | Slim stems and small caps in clusters to pull apart. For hot and sour soup, or fried in batter.
    北界镇 周村村 | 2026-11-08 | 700斤 | 1500克 × 225 | ¥29.80
    `,
  },
  {
    category: 'mushroom',
    maker: '示范社',
    plot: '林下菌棚',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '8-11',
    zh: '干燥密封保存。用前冲洗浮灰，水开后转小火慢煮。',
    en: 'Keep dry and sealed. Rinse, bring to the boil and simmer slowly.',
    lots: `
    林下灵芝 整朵 250克 | 林下菌棚里长的赤芝，菌盖红褐有光，柄硬。可以切片煮水，也有人整朵摆书架上。
    Forest-Shade Lingzhi, Whole, 250 g | Red lingzhi grown under trees, glossy russet with a hard stalk. Slice to simmer, or set whole on a shelf.
    龙洋乡 黄赤村 | 2026-09-10 | 460斤 | 250克 × 170 | ¥128.00

    灵芝切片 100克 | 整芝切成薄片，煮的时候出味快。味道苦，煮汤配几颗红枣好入口。
    Lingzhi Slices, 100 g | Sliced thin to give its taste quickly. It is bitter; a few red dates help the soup along.
    王村口镇 官塘村 | 2026-09-18 | 300斤 | 100克 × 260 | ¥49.00

    灵芝盆景 小盆 | 两三朵灵芝长在一截木头上，烘干定形，配粗陶盆。不用浇水，擦擦灰就行。
    Lingzhi on Wood, Small Pot | Two or three brackets on a piece of wood, dried and set in a stoneware pot. Needs dusting, not water.
    黄沙腰镇 仙人坝村 | 2026-10-16 | 180斤 | 600克 × 60 | ¥168.00
    `,
  },
  {
    category: 'mushroom',
    maker: '示范坊',
    plot: '菌菇坊',
    storage: '常温',
    shelfLifeDays: 240,
    freight: '包邮',
    season: '全年',
    zh: '开袋后扎紧，潮了就不脆了，尽快吃完。',
    en: 'Tie the bag after opening; it loses its crispness in damp air.',
    lots: `
    香菇脆 原味 100克乘3罐 | 整朵小香菇低温脱水，轻轻一咬就碎。撒了少许盐，看书时当零食。
    Crisp Whole Shiitake, Three 100 g Jars | Whole small mushrooms dried at low heat until they shatter. Lightly salted, for snacking over a book.
    新路湾镇 社杨村 | 2026-05-15 | 620斤 | 300克 × 260 | ¥45.80

    香菇粉 调味 150克 | 干香菇连柄磨成粉，没有加盐和味精。炒菜、煮面、拌馅撒一小勺。
    Ground Shiitake Seasoning, 150 g | Caps and stems ground to powder, with no salt or glutamate. A small spoon for noodles, greens and fillings.
    大柘镇 华洋村 | 2026-06-24 | 380斤 | 150克 × 110 | ¥26.80

    菌菇汤料包 五种 60克乘5包 | 香菇、木耳、秀珍菇等配好切好，加上几粒枸杞。一包配半只鸡，加水就能炖。
    Mushroom Soup Mix of Five Kinds, Five 60 g Packs | Shiitake, wood ear, oyster mushroom and more, cut and mixed with a few wolfberries. One pack to half a chicken.
    三仁畲族乡 沙口村 | 2026-10-30 | 560斤 | 300克 × 85 | ¥59.00
    `,
  },
  {
    category: 'honey',
    maker: '示范户',
    plot: '蜂场',
    storage: '常温',
    shelfLifeDays: 720,
    freight: '包邮',
    season: '9-12',
    zh: '拧紧盖子，用干勺取。低温会结晶，隔温水化开即可；一岁以内的婴儿不要吃。',
    en: 'Close tight and use a dry spoon. It sets in the cold and clears in warm water; not for infants under one year.',
    lots: `
    土蜂蜜 百花 500克 | 老式圆桶养的中华蜜蜂，一年割一次。颜色深琥珀，味厚，喉头有一点点辣。
    Native Bee Honey, Many Flowers, 500 g | From Chinese honey bees in log hives, cut once a year. Dark amber, thick, with a slight catch in the throat.
    焦滩乡 独山村 | 2026-10-26 | 130斤 | 500克 × 125 | ¥118.00

    冬蜜 柃木花 500克 | 十一月山上柃木开花，蜂采回来的蜜结晶细白，像猪油。香气清，不太腻。
    Winter Honey, Eurya Blossom, 500 g | In November the bees work the eurya on the hills; the honey sets fine and white as lard. Clear in scent, not cloying.
    龙洋乡 埠头洋村 | 2026-11-12 | 110斤 | 500克 × 105 | ¥138.00

    土蜂蜜 小瓶 120克乘4瓶 | 同一批割的蜜分装四小瓶，一瓶吃完再开一瓶。抹面包、冲温水都好。
    Native Bee Honey, Four 120 g Jars | One cutting shared into four small jars, to open one at a time. On bread or in warm water.
    蔡源乡 大柯村 | 2026-10-18 | 100斤 | 480克 × 96 | ¥108.00
    `,
  },
  {
    category: 'honey',
    maker: '示范户',
    plot: '蜂场',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '4-8',
    zh: '放阴凉处，避光，取用工具要干。温水冲，一岁以内的婴儿不要吃。',
    en: 'Keep cool and dark and use dry utensils. Stir into warm water; not for infants under one year.',
    lots: `
    山乌桕蜜 500克 | 六月山乌桕开花时摇的蜜，浅琥珀色，甜里带一点焦糖味。容易结晶，粒子粗。
    Mountain Tallow Honey, 500 g | Extracted in June when the mountain tallow flowers; light amber with a touch of caramel. It sets readily in coarse grains.
    濂竹乡 刘坑村 | 2026-06-28 | 150斤 | 500克 × 145 | ¥66.00

    春花蜜 油菜紫云英 500克 | 清明后田里的油菜、紫云英蜜，颜色浅，香气淡。结晶细软，直接挖着抹馒头。
    Spring Blossom Honey, Rape and Milk Vetch, 500 g | Pale and mild, from the fields after Qingming. It sets soft enough to spread.
    石练镇 景新村 | 2026-04-20 | 180斤 | 500克 × 175 | ¥48.00

    巢蜜 整块盒装 250克 | 带蜂巢的蜜，一格一格封着蜡盖。连巢嚼，蜡吐掉，蜜在嘴里化开。
    Comb Honey in a Box, 250 g | Cut with the comb, each cell still capped. Chew, let the honey run, and leave the wax.
    柘岱口乡 毛阳村 | 2026-07-16 | 90斤 | 250克 × 165 | ¥88.00
    `,
  },
  {
    category: 'herbs',
    maker: '示范社',
    plot: '林下药园',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '9-12',
    zh: '放干燥处，防虫防潮。',
    en: 'Keep dry, safe from damp and insects.',
    lots: `
    九制黄精 200克 | 黄精反复蒸、晒九遍，颜色乌黑，软韧，味甜。切片炖鸡，或者当零嘴嚼两片。
    Nine-Times Steamed Huangjing, 200 g | Solomon's seal root steamed and sunned nine times until black, soft and sweet. Slice into chicken soup or chew a piece.
    高坪乡 茶树坪村 | 2026-11-02 | 680斤 | 200克 × 330 | ¥78.00

    黄精干片 生晒 500克 | 四年生的根茎切片晒干，断面淡黄。煲汤前泡半小时，煮出来有点黏。
    Dried Huangjing Slices, 500 g | Four-year roots sliced and sun-dried, pale yellow. Soak half an hour; the soup turns slightly thick.
    柘岱口乡 际下村 | 2026-10-25 | 900斤 | 500克 × 175 | ¥85.00

    鲜黄精 带土 3斤 | 秋天挖的鲜根，一节一节像姜。洗净蒸熟蘸糖，或者留几段种在院子里。
    Fresh Huangjing Root with Soil, 1.5 kg | Dug in autumn, jointed like ginger. Steam and dip in sugar, or plant a few in the yard.
    应村乡 高棠村 | 2026-10-15 | 560斤 | 1500克 × 175 | ¥59.00
    `,
  },
  {
    category: 'herbs',
    maker: '示范社',
    plot: '石斛棚',
    storage: '冷藏',
    shelfLifeDays: 30,
    freight: '包邮',
    season: '3-12',
    zh: '用纸包好冷藏，别沾水。拍扁切段再用，容易出味。',
    en: 'Wrap in paper and refrigerate dry. Crush and cut before use.',
    lots: `
    铁皮石斛 鲜条 250克 | 三年生的茎条，青里带紫，嚼着黏。榨汁、炖汤，或者洗净了直接嚼。
    Dendrobium Officinale, Fresh Stems, 250 g | Three-year stems, green with purple, sticky to chew. For juice, for soup, or simply washed.
    金竹镇 叶村村 | 2026-03-24 | 160斤 | 250克 × 310 | ¥98.00

    铁皮石斛花 干 30克 | 六月开的花，小朵淡黄，低温烘干。泡水喝有清香，一杯五六朵。
    Dendrobium Flowers, Dried, 30 g | June blossom, small and pale yellow, dried at low heat. Five or six to a cup, delicately scented.
    金竹镇 王川村 | 2026-06-10 | 80斤 | 30克 × 180 | ¥88.00

    铁皮石斛 盆栽 一盆 | 种在杉树皮里，放半阴的窗台，少浇水。春天开花，老条可以剪下来用。
    Dendrobium Officinale, Potted | Planted in fir bark for a half-shaded sill, with little water. Flowers in spring; cut the old stems for use.
    新路湾镇 胡家村 | 2026-04-16 | 200斤 | 800克 × 90 | ¥45.00
    `,
  },
  {
    category: 'herbs',
    maker: '示范社',
    plot: '三叶青基地',
    storage: '冷藏',
    shelfLifeDays: 60,
    freight: '包邮',
    season: '9-12',
    zh: '入药请遵医嘱，孕妇、儿童慎用。鲜品用纸包好冷藏。',
    en: "For medicinal use follow a doctor's advice; pregnant women and children should be cautious. Wrap fresh tubers in paper and refrigerate.",
    lots: `
    三叶青 鲜块根 100克 | 种足三年的块根，外皮褐色，切开粉白。大小像蚕豆，一颗颗挑过。
    Sanyeqing, Fresh Tubers, 100 g | Tubers of three full years, brown outside and pinkish white within. The size of broad beans, picked over by hand.
    黄沙腰镇 大熟村 | 2026-10-12 | 90斤 | 100克 × 420 | ¥88.00

    三叶青 干片 50克 | 鲜块根切片烘干，色白，断面有粉性。装小罐，避光保存。
    Sanyeqing, Dried Slices, 50 g | Sliced and dried, white and floury at the break. In a small tin, away from light.
    蔡源乡 永兴村 | 2026-10-28 | 160斤 | 50克 × 460 | ¥79.00

    三叶青 盆栽苗 一盆 | 掌状的三片叶子，藤会爬，阳台给根小棍就行。喜阴，夏天别晒。
    Sanyeqing, Potted Plant | Three leaflets on a climbing stem; give it a stick on the balcony. It likes shade, so keep off the summer sun.
    垵口乡 葛程村 | 2026-09-22 | 150斤 | 600克 × 100 | ¥29.00
    `,
  },
  {
    category: 'herbs',
    maker: '示范户',
    plot: '山地药园',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '标准',
    season: '5-12',
    zh: '密封放干燥处，用前冲一冲灰。',
    en: 'Keep sealed and dry; rinse before use.',
    lots: `
    覆盆子 干果 200克 | 五月青果采下，焯水晒干，灰绿色小粒。泡茶、泡酒用，放小袋里不散。
    Dried Raspberry Fruit, 200 g | Picked green in May, scalded and dried to grey-green beads. For tea or steeping, in a small muslin bag.
    北界镇 王宅桥村 | 2026-05-16 | 420斤 | 200克 × 210 | ¥46.00

    金银花 干花 100克 | 花蕾刚要开时采，当天烘干，颜色黄绿。夏天抓几朵放凉水壶里。
    Dried Honeysuckle Buds, 100 g | Picked just before opening and dried the same day, yellow-green. A few in a summer water jug.
    妙高街道 七山头村 | 2026-05-28 | 300斤 | 100克 × 280 | ¥38.00

    端午茶 草药拼配 150克 | 乡里端午前后采的几样草叶，晒干切段混好，闻着像草垛。一小把煮一锅，凉了喝。
    Duanwu Herb Tea, 150 g | Leaves gathered about the Dragon Boat Festival, dried, cut and mixed, smelling of hay. A handful to a pot, to drink cool.
    湖山乡 湖山村 | 2026-06-17 | 360斤 | 150克 × 230 | ¥25.00
    `,
  },
  {
    category: 'eggs',
    maker: '示范户',
    plot: '林下鸡场',
    storage: '冷藏',
    shelfLifeDays: 30,
    freight: '包邮',
    season: '全年',
    zh: '收到后大头朝上冷藏，破损拍照联系我们补发。煎、煮、蒸都好，煮熟再吃。',
    en: 'Refrigerate with the broad end up; send us a photo of any breakage and we replace it. Fry, boil or steam, and cook through.',
    lots: `
    土鸡蛋 30枚 | 鸡白天在竹林里找虫吃草，晚上回棚。蛋个头小，蛋黄颜色深，蒸蛋羹细嫩。
    Farm Eggs, Thirty | The hens roam a bamboo grove by day and come home at night. Small eggs with deep yolks, fine in custard.
    西畈乡 独坑村 | 2026-03-06 | 260斤 | 1350克 × 92 | ¥52.00

    初生蛋 小蛋 20枚 | 小母鸡刚开产下的蛋，一枚三四十克。带壳煮，三口一个。
    Pullet Eggs, Twenty | The first eggs of young hens, thirty to forty grams each. Boil in the shell and eat in three bites.
    垵口乡 大山村 | 2026-04-18 | 160斤 | 700克 × 110 | ¥39.80

    绿壳鸡蛋 30枚 | 壳色浅绿，深浅不一，是鸡的品种决定的。隔板加泡沫装，路上稳当。
    Green-Shelled Eggs, Thirty | Pale green shells of varied shade, which comes from the breed. Packed in dividers and foam.
    王村口镇 弓桥头村 | 2026-09-04 | 240斤 | 1380克 × 84 | ¥66.00
    `,
  },
  {
    category: 'eggs',
    maker: '示范户',
    plot: '溪边鸭棚',
    storage: '常温',
    shelfLifeDays: 45,
    freight: '包邮',
    season: '全年',
    zh: '放阴凉通风处，切开后冷藏，两天内吃完。',
    en: 'Keep cool and aired; once cut, refrigerate and eat within two days.',
    lots: `
    咸鸭蛋 熟 12枚 | 黄泥加盐裹了一个多月，洗净煮好。蛋黄起沙出油，配白粥正好。
    Salted Duck Eggs, Cooked, Twelve | Over a month in salted clay, then washed and boiled. Sandy, oily yolks for plain congee.
    湖山乡 湖方村 | 2026-04-30 | 180斤 | 780克 × 112 | ¥32.80

    皮蛋 松花 10枚 | 草木灰和茶叶水裹制，蛋清透亮有松枝样的花纹。切瓣拌嫩豆腐，加点姜醋。
    Preserved Duck Eggs, Ten | Cured in wood ash and tea, clear and patterned like pine. Quarter over soft tofu with ginger vinegar.
    石练镇 竹溪新村 | 2026-06-08 | 150斤 | 620克 × 118 | ¥26.80

    茶叶蛋 真空即食 12枚 | 用本地粗茶和酱油小火煮一夜，壳敲裂入味。开袋温一下，早饭配一个。
    Tea Eggs, Vacuum Packed, Twelve | Simmered overnight in local coarse tea and soy, the shells cracked. Warm one for breakfast.
    大柘镇 双溪新村 | 2026-08-24 | 160斤 | 600克 × 128 | ¥25.80
    `,
  },
]

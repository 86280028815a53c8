import type { Good } from '../goods.ts'

export const table: readonly Good[] = [
  {
    category: 'snacks',
    maker: '示范坊',
    plot: '点心坊',
    storage: '冷冻',
    shelfLifeDays: 180,
    freight: '生鲜',
    season: '全年',
    zh: '不用化冻，冷水下锅煮四十分钟，或隔水蒸透。切段吃，蘸白糖也行。',
    en: 'No need to thaw: start in cold water and boil for forty minutes, or steam through. Cut in lengths; sugar goes with it too.',
    lots: `
    遂昌长粽 鲜肉 一条500克 | 用长箬叶裹成一尺来长的粽子，扎得结实。五花肉和酱油糯米一起煮，油渗进米里。
    Suichang Long Zongzi, Pork, 500 g | Wrapped in long leaves to about a foot and tightly bound. Pork belly cooked in soy-seasoned rice.
    大柘镇 柘溪下村 | 2026-05-26 | 620斤 | 500克 × 580 | ¥32.80

    遂昌长粽 霉干菜肉 两条1千克 | 馅里的干菜吸了肉油，米粒咸香。过端午、走亲戚，一家拎两条。
    Suichang Long Zongzi, Pork and Preserved Greens, Two, 1 kg | The greens take up the fat and season the rice. Two make a visit at the Dragon Boat Festival.
    妙高街道 北门村 | 2026-06-05 | 760斤 | 1000克 × 350 | ¥62.00

    灰汁粽 素 小粽 10只 | 用草木灰汁浸米，煮好颜色金黄，有碱香。放凉了切片，蘸蜂蜜或红糖。
    Ash-Water Zongzi, Plain, Ten Small | Rice soaked in wood-ash water, cooked golden with a clean alkaline scent. Slice cold with honey or brown sugar.
    三仁畲族乡 坑口村 | 2026-06-09 | 380斤 | 800克 × 220 | ¥29.80
    `,
  },
  {
    category: 'snacks',
    maker: '示范坊',
    plot: '点心坊',
    storage: '冷冻',
    shelfLifeDays: 120,
    freight: '生鲜',
    season: '3-5',
    zh: '冷冻取出直接上锅，水开后蒸十二分钟。垫菜叶或纱布不粘底。',
    en: 'Straight from the freezer: twelve minutes over boiling water, on a leaf or a cloth.',
    lots: `
    青糍 笋丁咸菜馅 12只 | 清明前的鼠曲草揉进米粉，皮青绿有韧劲。馅是春笋、咸菜和一点肉丁。
    Green Rice Dumplings, Shoot and Pickle, Twelve | Cudweed picked before Qingming kneaded into the dough, green and springy. Filled with spring shoots, pickles and a little pork.
    石练镇 柳村村 | 2026-04-01 | 320斤 | 960克 × 155 | ¥36.00

    青糍 豆沙甜馅 12只 | 红豆沙自己炒的，加了猪油和桂花。蒸好油亮，趁热吃软，凉了用平底锅煎。
    Green Rice Dumplings, Red Bean, Twelve | Filled with bean paste fried here with lard and osmanthus. Soft when hot; pan-fry them when cold.
    大柘镇 后垄村 | 2026-04-02 | 300斤 | 900克 × 155 | ¥32.00

    艾草麻糍 芝麻糖粉 500克 | 糯米蒸熟和艾草一起舂，滚上黄豆粉、芝麻糖。切小块，软糯有草香。
    Mugwort Pounded Rice Cake with Sesame Sugar, 500 g | Steamed rice pounded with mugwort, rolled in soya flour and sesame sugar. Soft, with a scent of herbs.
    濂竹乡 治岭头村 | 2026-04-07 | 260斤 | 500克 × 240 | ¥26.00
    `,
  },
  {
    category: 'snacks',
    maker: '示范坊',
    plot: '点心坊',
    storage: '冷藏',
    shelfLifeDays: 60,
    freight: '标准',
    season: '11-2',
    zh: '冷藏保存，切片炒、煮汤、煎着吃都可以。表面干了，泡水一会儿就软。',
    en: 'Refrigerate; slice to fry, boil or brown. If the surface dries, a short soak softens it.',
    lots: `
    黄粿 原味 2斤 | 米里加山上柴灰沥的碱水，蒸熟舂成块，颜色金黄。切片和笋丝、腊肉同炒，韧滑。
    Huangguo Golden Rice Cake, Plain, 1 kg | Rice treated with lye from wood ash, steamed and pounded, golden yellow. Slices fried with shoots and cured pork are smooth and chewy.
    王村口镇 桥西村 | 2026-01-19 | 820斤 | 1000克 × 380 | ¥26.80

    黄粿 切片 真空 500克乘2袋 | 已经切成薄片，下锅炒五分钟。不粘锅，晚饭来不及时很顶用。
    Huangguo Golden Rice Cake, Sliced, Two 500 g Packs | Ready in thin slices, five minutes in the pan. A quick supper.
    焦滩乡 独山村 | 2026-11-11 | 700斤 | 1000克 × 330 | ¥29.80

    手工年糕 白条 3斤 | 新米做的年糕，一条一条晾硬。煮青菜年糕汤，或者蘸红糖。
    Handmade Rice Cake Sticks, 1.5 kg | Made of new rice and set in sticks. For soup with greens, or with brown sugar.
    北界镇 淤弓村 | 2026-11-19 | 900斤 | 1500克 × 280 | ¥28.80
    `,
  },
  {
    category: 'snacks',
    maker: '示范坊',
    plot: '糖坊',
    storage: '常温',
    shelfLifeDays: 90,
    freight: '包邮',
    season: '11-2',
    zh: '扎紧袋口防潮，软了就不脆。',
    en: 'Tie tight against damp, which softens it.',
    lots: `
    冻米糖 芝麻 500克 | 糯米蒸熟晾干，炒开花，再用麦芽糖拌匀切块。松脆，甜而不粘牙。
    Puffed Rice Candy with Sesame, 500 g | Steamed rice dried, puffed and bound with malt syrup. Light and crisp, and it does not stick.
    黄沙腰镇 邵村村 | 2026-01-25 | 420斤 | 500克 × 310 | ¥26.80

    花生糖 薄片 300克 | 今年收的花生炒香，拌糖浆趁热压薄切片。口感脆，花生多糖少，过年待客摆一盘。
    Thin Peanut Brittle, 300 g | This year's peanuts roasted and pressed thin in hot syrup. Crisp, more nut than sugar, set out for guests at new year.
    垵口乡 乐山头村 | 2026-11-13 | 300斤 | 300克 × 350 | ¥22.80

    米花球 番薯糖 10个 | 番薯糖拌炒米，趁热捏成圆球，孩子喜欢。一个一张纸包着。
    Puffed Rice Balls with Sweet Potato Syrup, Ten | Rice bound with sweet potato syrup and shaped warm, for children. Each in its own paper.
    西畈乡 上西坑村 | 2026-02-08 | 240斤 | 400克 × 210 | ¥19.80
    `,
  },
  {
    category: 'snacks',
    maker: '示范坊',
    plot: '点心坊',
    storage: '常温',
    shelfLifeDays: 120,
    freight: '包邮',
    season: '全年',
    zh: '放干燥处，开袋后一周内吃完。',
    en: 'Keep dry and finish within a week of opening.',
    lots: `
    烤饼 霉干菜肉 10个 | 炭炉里贴着烤的小饼，皮酥，里头干菜咸香。烤箱热三分钟，又酥了。
    Baked Cakes with Preserved Greens and Pork, Ten | Small cakes baked on the wall of a charcoal oven, flaky with a savoury filling. Three minutes in the oven brings them back.
    妙高街道 南街村 | 2026-06-30 | 420斤 | 600克 × 300 | ¥28.80

    千层糕 红糖 500克 | 米浆一层一层蒸上去，红糖一层白一层。切菱形块，蒸软了吃，能一层层揭开。
    Layered Rice Cake with Brown Sugar, 500 g | Rice batter steamed layer on layer, brown and white. Cut in diamonds and steam; the layers peel apart.
    云峰街道 范村村 | 2026-08-08 | 360斤 | 500克 × 320 | ¥22.80

    桂花糕 米制 12块 | 粳米粉、糯米粉和糖拌匀，撒上今年的桂花。口感松，配茶。
    Osmanthus Rice Cakes, Twelve | Two kinds of rice flour with sugar, topped with this year's osmanthus. Light and crumbly, with tea.
    妙高街道 井东村 | 2026-10-09 | 280斤 | 360克 × 350 | ¥25.80
    `,
  },
  {
    category: 'seasoning',
    maker: '示范坊',
    plot: '酱坊',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '包邮',
    season: '7-11',
    zh: '干勺取用，开盖后冷藏。上层的油没过酱面，能放得久一些。',
    en: 'Use a dry spoon and refrigerate once open. Oil above the surface helps it keep.',
    lots: `
    辣椒酱 剁椒蒜蓉 230克乘2瓶 | 八月红的小米椒和大蒜剁碎，加盐和米酒自然发酵。辣味冲，酸香，拌面一小勺。
    Chopped Chilli Sauce with Garlic, Two 230 g Jars | August chillies and garlic chopped and fermented with salt and rice wine. Hot and sharp; a small spoon dresses noodles.
    大柘镇 大田村 | 2026-08-22 | 520斤 | 460克 × 440 | ¥29.80

    山椒豆豉酱 280克 | 黄豆先发豆豉，再和青椒一起炒。咸鲜带点麻，蒸鱼、拌茄子都好。
    Fermented Bean and Green Chilli Sauce, 280 g | Fermented soya beans fried with green chilli. Salty, a little numbing, for fish and aubergine.
    石练镇 石练村 | 2026-09-02 | 360斤 | 280克 × 480 | ¥22.80

    香菇辣酱 200克乘3瓶 | 香菇丁炸到焦香，再下辣椒和黄豆酱，微辣。老人孩子也能吃，早上夹馒头。
    Shiitake Chilli Sauce, Three 200 g Jars | Mushroom dice fried brown with chilli and bean paste, mildly hot. For steamed buns at breakfast.
    王村口镇 对正村 | 2026-10-13 | 480斤 | 600克 × 280 | ¥38.80
    `,
  },
  {
    category: 'seasoning',
    maker: '示范坊',
    plot: '豆坊',
    storage: '常温',
    shelfLifeDays: 270,
    freight: '包邮',
    season: '10-4',
    zh: '用干净筷子夹，开盖后冷藏，三个月内吃完。',
    en: 'Use clean chopsticks, refrigerate once open and finish within three months.',
    lots: `
    豆腐乳 红辣 350克 | 老豆腐切块发酵，滚辣椒粉和盐，再浇米酒。外面有点硬，里面细得能抹开。
    Fermented Tofu, Red and Hot, 350 g | Firm tofu fermented, rolled in chilli and salt and covered with rice wine. Firm outside, spreadable within.
    应村乡 应村村 | 2026-03-05 | 460斤 | 350克 × 420 | ¥22.80

    豆腐乳 白方 茶油浸 300克 | 不放辣椒，用山茶油浸着，味道鲜和。配粥、抹烤馒头片。
    Fermented Tofu, White, in Camellia Oil, 300 g | No chilli, steeped in camellia oil, mild and savoury. For congee or toasted buns.
    王村口镇 石笋头村 | 2026-04-04 | 320斤 | 300克 × 360 | ¥28.00

    霉豆腐渣 豆渣饼 500克 | 磨豆腐剩下的豆渣捏成饼，发酵风干。切片和青菜、辣椒一起炒，有股特别的香。
    Fermented Bean Pulp Cakes, 500 g | The pulp left from tofu, shaped, fermented and dried. Slice and fry with greens and chilli for its own pungency.
    蔡源乡 双溪村 | 2026-11-07 | 360斤 | 500克 × 210 | ¥16.80
    `,
  },
  {
    category: 'seasoning',
    maker: '示范户',
    plot: '菜地',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '标准',
    season: '3-6',
    zh: '密封防潮。用前抖掉碎叶，温水冲一冲，不用久泡。',
    en: 'Keep sealed and dry. Shake out loose leaf, rinse in warm water and do not soak long.',
    lots: `
    霉干菜 九头芥 500克 | 春天的九头芥腌过再晒，反复蒸几回，乌黑油亮。蒸肉、做饼馅，香味出得来。
    Preserved Dried Mustard Greens, 500 g | Spring mustard salted, sunned and steamed by turns until black and glossy. For steamed pork and fillings.
    大柘镇 北山村 | 2026-04-23 | 1200斤 | 500克 × 210 | ¥24.80

    霉干菜 嫩心 小袋 200克乘3袋 | 只用菜心和嫩叶，切得细，泥沙洗得干净。一袋一顿，烧汤、炒肉末。
    Preserved Mustard Hearts, Three 200 g Packs | Hearts and tender leaf only, finely cut and well washed. One pack to a meal.
    金竹镇 叶村村 | 2026-04-29 | 900斤 | 600克 × 130 | ¥35.80

    笋干菜 笋丝芥菜 400克 | 春笋切丝和芥菜一起煮一起晒，菜里有笋鲜。夏天烧汤，开胃清爽。
    Dried Mustard and Shoots, 400 g | Shredded shoots boiled and dried with the greens. For light summer soups.
    应村乡 高棠村 | 2026-05-07 | 1400斤 | 400克 × 280 | ¥29.80
    `,
  },
  {
    category: 'seasoning',
    maker: '示范坊',
    plot: '酱坊',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '标准',
    season: '6-11',
    zh: '放阴凉处，用后盖紧。面上有白点先看气味，发酸就别用了。',
    en: 'Keep cool and close tight. If white spots show, smell first, and do not use it if sour.',
    lots: `
    手工黄豆酱 500克 | 伏天晒足四十天的豆酱，颜色棕红，豆粒还在。烧茄子、蘸黄瓜，放一勺就够味。
    Handmade Soya Bean Paste, 500 g | Forty days in the high summer sun, russet with whole beans. A spoon is enough for aubergine or cucumber.
    新路湾镇 三井村 | 2026-08-18 | 460斤 | 500克 × 360 | ¥24.80

    农家晒酱油 500毫升乘2瓶 | 大缸里晒一个夏天，头道抽出来的，豆香重，颜色不太深。蘸白肉、拌凉菜用。
    Sun-Brewed Soy Sauce, Two 500 ml Bottles | A summer in open vats, first drawing, full of bean and not too dark. For dipping and cold dishes.
    新路湾镇 远路口村 | 2026-09-25 | 700斤 | 1160克 × 240 | ¥45.80

    酱萝卜 酱黄瓜 双拼 400克 | 自家的黄豆酱里腌一个月，切片真空装。脆，甜咸，配粥。
    Radish and Cucumber in Bean Paste, 400 g | A month in our own bean paste, sliced and vacuum packed. Crisp, sweet and salty, for congee.
    龙洋乡 龙洋村 | 2026-10-21 | 520斤 | 400克 × 440 | ¥18.80
    `,
  },
  {
    category: 'snacks',
    maker: '示范坊',
    plot: '豆坊',
    storage: '冷藏',
    shelfLifeDays: 60,
    freight: '包邮',
    season: '全年',
    zh: '开袋即食，也可切丝凉拌、炒菜。开袋后冷藏，两天吃完。',
    en: 'Ready to eat, or shred for salads and frying. Refrigerate once open and finish in two days.',
    lots: `
    五香豆腐干 100克乘5袋 | 石膏豆腐压紧，茶叶、桂皮卤过两遍。豆香足，韧而不硬，下酒看书都行。
    Five-Spice Pressed Tofu, Five 100 g Packs | Firmly pressed and braised twice with tea and cassia. Beany and chewy without being hard.
    石练镇 姚埠村 | 2026-03-29 | 360斤 | 500克 × 330 | ¥26.80

    油豆腐 泡 300克乘2袋 | 黄豆豆腐下菜油炸成空心，外皮有韧劲。塞肉馅炖，或者放进火锅吸汤。
    Fried Tofu Puffs, Two 300 g Packs | Fried hollow in rapeseed oil with a chewy skin. Stuff with pork, or let them soak up a hotpot.
    大柘镇 新旦村 | 2026-05-18 | 320斤 | 600克 × 240 | ¥22.80

    烟熏豆腐干 微辣 400克 | 松针和茶梗熏过，外皮褐色，里面白。切片和芹菜、青椒炒，一盘就光。
    Smoked Tofu, Mildly Hot, 400 g | Smoked over pine needles and tea stems, brown outside and white within. Fry with celery and green pepper.
    王村口镇 弓桥头村 | 2026-10-05 | 300斤 | 400克 × 340 | ¥24.80
    `,
  },
  {
    category: 'seasoning',
    maker: '示范坊',
    plot: '腌菜坊',
    storage: '冷藏',
    shelfLifeDays: 180,
    freight: '标准',
    season: '11-7',
    zh: '开袋后冷藏，用干净筷子取。咸的话先泡十分钟清水，再拧干下锅。',
    en: 'Refrigerate once open and use clean chopsticks. If too salty, soak for ten minutes and squeeze before cooking.',
    lots: `
    腌雪菜 整棵 500克乘2袋 | 立冬后的雪里蕻一层菜一层盐压在缸里，腌足一个月，黄绿色。炒冬笋、烧鱼、煮面都用它。
    Salted Potherb Mustard, Two 500 g Packs | Layered with salt and weighted in vats for a full month, yellow-green. For winter shoots, fish and noodles.
    高坪乡 石坪村 | 2026-01-05 | 900斤 | 1000克 × 260 | ¥19.80

    泡椒 红辣椒 500克 | 七月的尖椒泡在老盐水里，酸辣脆。切碎炒鸡杂，或者配腊肉。
    Pickled Red Chillies, 500 g | July chillies in old brine, sour, hot and crisp. Chop with giblets or cured pork.
    北界镇 白水村 | 2026-07-28 | 420斤 | 500克 × 330 | ¥18.80

    酸笋 丝 300克乘3袋 | 四月的毛笋切丝，清水里泡酸，闻着冲，煮着香。下米粉、酸汤鱼放一把。
    Sour Bamboo Shoot Shreds, Three 300 g Packs | April shoots shredded and soured in water, pungent raw and savoury cooked. A handful in rice noodles or sour fish soup.
    柘岱口乡 五星村 | 2026-04-25 | 1200斤 | 900克 × 290 | ¥26.80
    `,
  },
]

import type { Good } from '../goods.ts'

export const meat: readonly Good[] = [
  {
    category: 'meat',
    maker: '示范坊',
    plot: '腌制坊',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '包邮',
    season: '11-2',
    zh: '挂阴凉通风处，切口抹点菜油。用前刷洗表面，去掉外层再切。',
    en: 'Hang in a cool, airy place and oil the cut face. Brush the surface and trim it before slicing.',
    lots: `
    遂昌火腿 整腿 | 冬天用土猪后腿盐腌，再挂晾过夏。皮色黄亮，肉色红润，切薄片蒸着吃咸鲜。
    Suichang Ham, Whole Leg | A hind leg of native pork salted in winter and hung through the summer. Yellow-skinned, rosy within, salty and savoury in thin steamed slices.
    湖山乡 奕山村 | 2026-01-06 | 1100斤 | 3500克 × 95 | ¥568.00

    遂昌火腿 切片 100克乘5袋 | 取中段瘦多肥少的部分，切成两毫米薄片。蒸鱼、炖笋、煮白菜放几片就有味。
    Suichang Ham, Sliced, Five 100 g Packs | The leaner middle cut two millimetres thick. A few slices season fish, shoots or cabbage.
    湖山乡 奕山村 | 2026-01-20 | 620斤 | 500克 × 380 | ¥128.00

    火腿骨 火腿脚 煲汤 1千克 | 分割火腿剩下的脚圈和筒骨，斩成块。和黄豆、冬瓜一起煲，汤色奶白，少放盐。
    Ham Bones and Trotter for Soup, 1 kg | Hock and bone from cutting the hams, chopped. With soya beans or wax gourd it gives a milky soup; salt with care.
    北界镇 苏村 | 2026-02-06 | 300斤 | 1000克 × 110 | ¥58.00
    `,
  },
  {
    category: 'meat',
    maker: '示范户',
    plot: '熏房',
    storage: '冷藏',
    shelfLifeDays: 180,
    freight: '包邮',
    season: '11-2',
    zh: '用温水刷洗，先煮或蒸二十分钟再切。冷藏，长放可以冷冻。',
    en: 'Scrub in warm water and boil or steam for twenty minutes before cutting. Refrigerate, or freeze to keep longer.',
    lots: `
    农家腊肉 五花 500克 | 腊月里腌七天，再挂灶头慢慢熏干。肥的透明，瘦的红，炒冬笋、炒蒜苗都香。
    Farmhouse Cured Pork Belly, 500 g | Salted seven days in the twelfth month, then smoked slowly above the stove. Clear fat and red lean, for winter shoots or garlic shoots.
    高坪乡 淡竹村 | 2026-01-25 | 720斤 | 500克 × 410 | ¥68.00

    腊后腿肉 瘦 1千克 | 后腿切长条，肥肉少，嚼劲足。切丁焖饭，油都渗进米里。
    Cured Hind Leg, Lean, 1 kg | Leg cut in long strips, little fat and plenty of chew. Diced and cooked with rice.
    应村乡 天师石玄村 | 2026-01-22 | 860斤 | 1000克 × 240 | ¥128.00

    腊猪脸 腊猪耳 拼装 800克 | 皮多胶多，煮透了切薄片，拌葱姜下酒。一袋有半张脸一只耳。
    Cured Pig's Cheek and Ear, 800 g | Full of skin and gristle; boil through, slice thin and dress with ginger and spring onion. Half a cheek and one ear.
    西畈乡 举淤口村 | 2026-02-02 | 420斤 | 800克 × 150 | ¥66.00
    `,
  },
  {
    category: 'meat',
    maker: '示范户',
    plot: '猪栏',
    storage: '冷冻',
    shelfLifeDays: 180,
    freight: '生鲜',
    season: '全年',
    zh: '零下十八度冷冻，前一晚移到冷藏室慢慢化。化开后不要再冻。',
    en: 'Keep at −18 °C and thaw overnight in the refrigerator. Do not refreeze.',
    lots: `
    土猪五花肉 分切 2斤 | 养足一年的本地黑猪，番薯藤、米糠喂大。肥瘦分层，做红烧肉不腻。
    Native Pork Belly, Cut, 1 kg | Local black pigs raised a full year on sweet potato vine and bran. Well layered, for red-braised pork.
    蔡源乡 蔡和村 | 2026-04-02 | 520斤 | 1000克 × 220 | ¥88.00

    土猪排骨 肋排 3斤 | 前排带点脆骨，斩成寸段分两袋。炖萝卜、炖玉米，汤清肉香。
    Native Pork Ribs, 1.5 kg | Fore ribs with some soft bone, cut short and packed in two bags. Stew with radish or maize.
    柘岱口乡 五星村 | 2026-05-20 | 480斤 | 1500克 × 130 | ¥168.00

    土猪板油 熬猪油用 2斤 | 整片板油，切块小火熬，一斤出七两油。拌面、炒青菜，油渣撒盐吃。
    Leaf Lard for Rendering, 1 kg | Whole sheets to cut and melt slowly; a kilo gives some 700 g of lard. For noodles and greens, with the cracklings salted.
    三仁畲族乡 十三都村 | 2026-10-10 | 260斤 | 1000克 × 105 | ¥39.00
    `,
  },
  {
    category: 'meat',
    maker: '示范坊',
    plot: '腌制坊',
    storage: '冷藏',
    shelfLifeDays: 120,
    freight: '包邮',
    season: '10-3',
    zh: '蒸十五分钟或切片煸炒，熟透再吃。冷藏保存，开袋后一周内吃完。',
    en: 'Steam for fifteen minutes or fry in slices, and cook through. Refrigerate and finish within a week of opening.',
    lots: `
    农家香肠 咸味 500克 | 前腿肉七分瘦三分肥，灌肠衣晾半个月。加了米酒和少许糖，咸香。
    Farmhouse Sausage, Savoury, 500 g | Shoulder, seven parts lean to three fat, dried for half a month. With rice wine and a little sugar.
    石练镇 爱丰村 | 2026-01-28 | 640斤 | 500克 × 340 | ¥58.00

    豆腐香肠 400克 | 猪肉里拌了捏碎的豆腐，比纯肉的松软。切片煎一下，边上焦黄。
    Pork and Tofu Sausage, 400 g | Crumbled tofu makes it softer than plain pork. Fry slices until the edges brown.
    金竹镇 夏东村 | 2026-11-10 | 460斤 | 400克 × 310 | ¥42.00

    辣味香肠 小粒 350克 | 用本地干辣椒和花椒调味，一节一节像拇指大。整节蒸，咬开有汁。
    Spicy Thumb Sausages, 350 g | Seasoned with local dried chilli and Sichuan pepper, each the size of a thumb. Steam whole; they burst with juice.
    应村乡 双里村 | 2026-11-14 | 420斤 | 350克 × 320 | ¥45.00
    `,
  },
  {
    category: 'meat',
    maker: '示范户',
    plot: '林下鸡场',
    storage: '冷冻',
    shelfLifeDays: 180,
    freight: '生鲜',
    season: '全年',
    zh: '冷藏室慢慢化冻。炖的话小火一个半小时，别急着加盐。',
    en: 'Thaw in the refrigerator. Stew over low heat for an hour and a half and salt late.',
    lots: `
    土鸡 母鸡 一只 净重2.4斤 | 在山坡上放养满一年的母鸡，脚细皮黄。清炖，汤上一层金黄的油。
    Farm Hen, One, 1.2 kg Dressed | A hen kept on the hillside for a full year, thin-legged and yellow-skinned. Stewed plain, it gives a golden broth.
    龙洋乡 西滩村 | 2026-05-09 | 420斤 | 1200克 × 128 | ¥128.00

    小公鸡 仔鸡 一只 净重1.6斤 | 养四个多月，肉嫩骨软。切块爆炒，加点姜和米酒。
    Young Cockerel, One, 800 g Dressed | A little over four months old, tender with soft bones. Chop and fry hot with ginger and rice wine.
    焦滩乡 大路沿村 | 2026-08-14 | 320斤 | 800克 × 140 | ¥79.00

    番鸭 半只 净重2.5斤 | 溪边放养的番鸭，皮薄肉红，油不多。和笋干一起炖，笋吸了鸭油特别好吃。
    Muscovy Duck, Half, 1.25 kg | Kept by the stream; thin-skinned, red-fleshed and lean. Stew with dried shoots, which take up the fat.
    黄沙腰镇 上定村 | 2026-10-06 | 480斤 | 1250克 × 135 | ¥98.00
    `,
  },
  {
    category: 'meat',
    maker: '示范坊',
    plot: '卤味坊',
    storage: '冷藏',
    shelfLifeDays: 60,
    freight: '包邮',
    season: '全年',
    zh: '开袋可以直接吃，蒸热更软。开袋后两天内吃完。',
    en: 'Ready to eat, softer if steamed. Finish within two days of opening.',
    lots: `
    笋干烧肉 熟食 400克乘2袋 | 五花肉和笋干一起焖到酥，酱色深。隔水热十分钟，盖在米饭上。
    Braised Pork with Dried Shoots, Two 400 g Packs | Belly and dried shoots cooked until tender and dark. Heat in the bag and spoon over rice.
    妙高街道 后江村 | 2026-05-30 | 560斤 | 800克 × 220 | ¥65.00

    梅干菜扣肉 500克 | 霉干菜垫底，肉片煎过再蒸，肥而不油。倒扣在盘里就是一道菜。
    Steamed Pork Belly with Preserved Mustard, 500 g | Browned slices steamed over preserved greens until the fat has run. Turn out on a plate.
    妙高街道 西街村 | 2026-07-10 | 420斤 | 500克 × 260 | ¥39.80

    酱鸭 一只 900克 | 酱油里浸过再风干，整只蒸熟真空装。味道咸鲜，配粥下酒。
    Soy-Cured Duck, One, 900 g | Steeped in soy, wind-dried, then steamed and vacuum packed whole. Salty and savoury, for congee or wine.
    云峰街道 东亭村 | 2026-11-17 | 480斤 | 900克 × 170 | ¥88.00
    `,
  },
]

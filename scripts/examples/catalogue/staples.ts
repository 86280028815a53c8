import type { Good } from '../goods.ts'

export const staples: readonly Good[] = [
  {
    category: 'grain',
    maker: '示范社',
    plot: '梯田',
    storage: '常温',
    shelfLifeDays: 180,
    freight: '包邮',
    season: '9-11',
    zh: '米水一比一点二，泡二十分钟再煮。真空袋拆开后放密封桶，夏天放冰箱防虫。',
    en: 'Use 1.2 parts water to one of rice and soak for twenty minutes. Once the vacuum pack is open keep it sealed, in summer in the refrigerator.',
    lots: `
    高山梯田大米 新米 5千克 | 海拔六百米的梯田，一年只种一季，山泉水灌。米粒短圆，煮出来软而不烂，冷了也不硬。
    Terrace Rice, New Crop, 5 kg | One crop a year from terraces at 600 metres, watered by springs. Short, round grains that cook soft without falling apart.
    大柘镇 大田村 | 2026-10-12 | 3600斤 | 5000克 × 230 | ¥79.00

    高山梯田大米 小袋 1千克乘3袋 | 一袋够一家人吃三四天，米总是新鲜的。煮粥时上面有一层米油。
    Terrace Rice, Three 1 kg Packs | One pack lasts a family three or four days, so the rice stays fresh. As congee it forms a creamy top.
    应村乡 定溪村 | 2026-10-18 | 2400斤 | 3000克 × 250 | ¥56.00

    胚芽米 现碾 2.5千克 | 接单后碾米，保留胚芽，颜色微黄。嚼着有坚果味，煮前泡一个小时。
    Germ Rice, Milled to Order, 2.5 kg | Milled after the order with the germ left on, faintly yellow. Nutty to chew; soak for an hour first.
    石练镇 迎新村 | 2026-10-24 | 1500斤 | 2500克 × 195 | ¥52.00
    `,
  },
  {
    category: 'grain',
    maker: '示范户',
    plot: '梯田',
    storage: '常温',
    shelfLifeDays: 240,
    freight: '包邮',
    season: '9-11',
    zh: '煮前泡四个小时以上，和白米三比七混着煮容易入口。密封避光存放。',
    en: 'Soak four hours or more; three parts to seven of white rice is easy to eat. Keep sealed and dark.',
    lots: `
    高山红米 1千克 | 本地种了多年的红皮稻，只去谷壳，米皮还在。煮饭时满屋有谷香，嚼劲足。
    Mountain Red Rice, 1 kg | A red-skinned rice long grown here, hulled but not polished. Chewy, and it scents the kitchen as it cooks.
    濂竹乡 大竹小岱村 | 2026-10-15 | 900斤 | 1000克 × 310 | ¥28.80

    高山黑米 1千克 | 米皮乌黑，泡出来的水紫红，别倒掉，一起煮。加红豆、桂圆煮粥，颜色好看。
    Mountain Black Rice, 1 kg | Black-skinned; the purple soaking water goes into the pot too. With red beans and longan it makes a handsome congee.
    黄沙腰镇 邵村村 | 2026-10-19 | 860斤 | 1000克 × 290 | ¥29.80

    三色糙米 红黑黄 500克乘4袋 | 红米、黑米、糙米按比例配好，每袋真空压成小砖。一袋加两碗白米，省得自己配。
    Three-Colour Brown Rice, Four 500 g Bricks | Red, black and brown rice ready mixed and vacuum packed. One brick to two bowls of white rice.
    金竹镇 百胜村 | 2026-10-27 | 1300斤 | 2000克 × 215 | ¥49.80
    `,
  },
  {
    category: 'grain',
    maker: '示范户',
    plot: '山垄田',
    storage: '常温',
    shelfLifeDays: 240,
    freight: '标准',
    season: '9-11',
    zh: '密封放干燥处。蒸饭、裹粽子之前先泡水，米泡到手指能捻碎就行。',
    en: 'Keep sealed and dry. Soak before steaming or wrapping until a grain crushes between the fingers.',
    lots: `
    圆糯米 2.5千克 | 米粒圆白，黏性大，做麻糍、酿米酒、裹粽子都用它。蒸熟了拉得出丝。
    Round Glutinous Rice, 2.5 kg | Round, white and very sticky, for pounded cakes, rice wine and zongzi.
    石练镇 金练兴村 | 2026-10-20 | 1400斤 | 2500克 × 180 | ¥38.00

    血糯米 红糯 1千克 | 糯米里的红皮品种，煮熟紫红油亮。做八宝饭，或者煮甜粥。
    Red Glutinous Rice, 1 kg | A red-skinned sticky rice that cooks to a glossy purple. For eight-treasure rice or sweet congee.
    柘岱口乡 尹家村 | 2026-10-26 | 620斤 | 1000克 × 210 | ¥26.80
    `,
  },
  {
    category: 'grain',
    maker: '示范户',
    plot: '旱地',
    storage: '常温',
    shelfLifeDays: 270,
    freight: '标准',
    season: '7-11',
    zh: '密封避潮，开袋后三个月内吃完。',
    en: 'Keep sealed against damp and finish within three months of opening.',
    lots: `
    石磨玉米粉 1千克 | 老品种黄玉米用石磨磨成，粗细刚好。煮玉米糊，或者贴锅边饼。
    Stone-Ground Maize Meal, 1 kg | An old yellow maize ground on stone, neither coarse nor fine. For porridge, or flat cakes on the side of the pot.
    柘岱口乡 际下村 | 2026-08-26 | 560斤 | 1000克 × 230 | ¥18.80

    高山黄豆 1千克 | 田埂上种的黄豆，颗粒不大，煮豆浆香。磨豆腐、发豆芽也行。
    Hill Soya Beans, 1 kg | Grown on field banks, small and good for soya milk. For tofu and sprouts too.
    西畈乡 湖岱口村 | 2026-10-30 | 480斤 | 1000克 × 210 | ¥19.80

    水磨糯米粉 500克乘3袋 | 糯米泡透，带水磨细，再沥干烘干。揉汤团、做糖糕，皮子滑。
    Wet-Milled Glutinous Rice Flour, Three 500 g Packs | Soaked, milled with water, drained and dried. For smooth dumplings and sugar cakes.
    云峰街道 隔溪村 | 2026-11-03 | 820斤 | 1500克 × 200 | ¥29.00

    荞麦面粉 1千克 | 山地秋荞磨的粉，颜色灰，有荞麦的清苦味。加一半小麦粉擀面条，不容易断。
    Buckwheat Flour, 1 kg | Milled from autumn buckwheat, grey with a clean bitterness. Half wheat flour keeps the noodles whole.
    龙洋乡 埠头洋村 | 2026-11-06 | 520斤 | 1000克 × 190 | ¥22.80
    `,
  },
  {
    category: 'sweet-potato',
    maker: '示范户',
    plot: '番薯地',
    storage: '常温',
    shelfLifeDays: 150,
    freight: '包邮',
    season: '10-1',
    zh: '密封放阴凉处，表面出白霜是糖分，可以放心吃。天热放冰箱，口感更韧。',
    en: 'Seal and keep cool; a white bloom is sugar. In hot weather refrigerate, which also makes it chewier.',
    lots: `
    烤薯 番薯干 原味 500克 | 小番薯蒸熟去皮，炭火慢慢烤到外韧里糯，黄沙腰家家会做。不加糖，甜味是番薯自己的。
    Charcoal-Dried Sweet Potato, Plain, 500 g | Small roots steamed, peeled and slowly dried over charcoal, as every Huangshayao household does. No sugar added; the sweetness is its own.
    黄沙腰镇 黄沙腰村 | 2026-01-10 | 1300斤 | 500克 × 310 | ¥32.80

    烤薯 小条独立包装 1千克 | 切成手指长的小条，两条一小袋，分给孩子吃不沾手。软糯，微微粘牙。
    Charcoal-Dried Sweet Potato Sticks, Small Packs, 1 kg | Finger-length sticks, two to a wrap, tidy for children. Soft and slightly sticky.
    黄沙腰镇 大洞源村 | 2026-11-05 | 1600斤 | 1000克 × 195 | ¥58.00

    烤薯 整只带皮 800克 | 选一两左右的小番薯，整只烤干，皮薄可以一起吃。切面透亮，像琥珀。
    Whole Charcoal-Dried Sweet Potatoes in the Skin, 800 g | Roots of about 50 g dried whole, the skin thin enough to eat. Cut open they are clear as amber.
    黄沙腰镇 大熟村 | 2026-11-10 | 980斤 | 800克 × 150 | ¥46.00
    `,
  },
  {
    category: 'sweet-potato',
    maker: '示范户',
    plot: '番薯地',
    storage: '常温',
    shelfLifeDays: 45,
    freight: '标准',
    season: '9-12',
    zh: '别洗，放纸箱里通风，十度以上为好，不进冰箱。',
    en: 'Do not wash; keep aired in the box above 10 °C and out of the refrigerator.',
    lots: `
    红心番薯 鲜 5斤 | 皮红肉橙，蒸出来流蜜汁。每个三四两，一次吃完一个正好。
    Fresh Orange Sweet Potatoes, 2.5 kg | Red skin, orange flesh, weeping syrup when steamed. 150 to 200 g each, one to a helping.
    柘岱口乡 五星村 | 2026-10-21 | 2400斤 | 2500克 × 460 | ¥26.80

    紫薯 鲜 5斤 | 肉色深紫，口感粉，甜味淡。蒸熟压泥，和糯米粉揉成小饼。
    Fresh Purple Sweet Potatoes, 2.5 kg | Deep purple, floury and mild. Mash with glutinous rice flour into small cakes.
    三仁畲族乡 小忠村 | 2026-10-23 | 1500斤 | 2500克 × 280 | ¥29.80

    板栗番薯 粉糯 8斤 | 水分少，蒸熟又粉又香，像吃板栗。冬天放炉边烤，皮焦了就好。
    Floury Chestnut Sweet Potatoes, 4 kg | Low in water, floury and fragrant like chestnut. Bake by the stove until the skin is scorched.
    蔡源乡 双溪村 | 2026-11-04 | 1800斤 | 4000克 × 210 | ¥42.00
    `,
  },
  {
    category: 'sweet-potato',
    maker: '示范坊',
    plot: '粉坊',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '标准',
    season: '10-1',
    zh: '放干燥处，防潮防虫。',
    en: 'Keep dry and safe from insects.',
    lots: `
    手工番薯粉丝 500克 | 番薯淀粉蒸成片再切丝，太阳下晾干，颜色灰褐。煮久不断，火锅、炒粉都用得上。
    Handmade Sweet Potato Noodles, 500 g | Starch steamed in sheets, cut and sun-dried, grey-brown. They hold in a long hotpot and fry well.
    湖山乡 珠村畈村 | 2026-11-08 | 2000斤 | 500克 × 360 | ¥19.80

    番薯淀粉 农家自沉 1千克 | 番薯打浆过滤，清水沉两夜得到的粉，粉粒带点疙瘩。勾芡、做肉圆、烙粉皮都滑。
    Farmhouse Sweet Potato Starch, 1 kg | Pulped, strained and settled for two nights, slightly lumpy. For thickening, meatballs and starch pancakes.
    焦滩乡 前山村 | 2026-11-12 | 1700斤 | 1000克 × 130 | ¥24.00

    宽粉条 番薯宽粉 400克乘2把 | 一厘米宽，泡半小时再下锅，煮透有弹性。炖肉时放进去，吸满汤汁。
    Broad Sweet Potato Noodles, Two 400 g Bundles | One centimetre wide; soak half an hour, then cook until springy. They drink up the juices of a stew.
    湖山乡 坪峰村 | 2026-11-09 | 1500斤 | 800克 × 150 | ¥28.80
    `,
  },
  {
    category: 'sweet-potato',
    maker: '示范坊',
    plot: '加工坊',
    storage: '常温',
    shelfLifeDays: 120,
    freight: '包邮',
    season: '10-2',
    zh: '开袋后扎紧，受潮了用小火烘一下又会变脆。',
    en: 'Tie the bag after opening; if it softens, warm it over low heat.',
    lots: `
    番薯片 沙炒 300克 | 番薯蒸熟压薄，剪成片晒干，再用热沙炒脆。不走油，满口薯香。
    Sand-Roasted Sweet Potato Crisps, 300 g | Steamed, pressed thin, dried and crisped in hot sand rather than oil. All sweet potato.
    龙洋乡 龙洋村 | 2026-01-18 | 620斤 | 300克 × 230 | ¥18.80

    芝麻番薯片 250克 | 薯泥里拌进黑芝麻和陈皮末，过年家里常备。脆，带点橘皮香。
    Sesame Sweet Potato Crisps, 250 g | Mash mixed with black sesame and dried tangerine peel, a new year's treat. Crisp and citrusy.
    西畈乡 西畈村 | 2026-01-26 | 540斤 | 250克 × 240 | ¥19.80

    番薯糖 熬制 块装 400克 | 番薯汁加麦芽慢慢熬成糖稀，再拉成块，颜色棕亮。敲碎了吃，拌冻米也行。
    Boiled Sweet Potato Toffee, 400 g | Juice simmered with malt to a syrup, pulled and set brown and bright. Break to eat, or bind puffed rice with it.
    焦滩乡 蔡口村 | 2026-11-16 | 1100斤 | 400克 × 170 | ¥25.80
    `,
  },
  {
    category: 'oil',
    maker: '示范社',
    plot: '油茶山',
    storage: '常温',
    shelfLifeDays: 540,
    freight: '包邮',
    season: '10-12',
    zh: '避光放阴凉处，气温低时会有白絮，回暖就化开。凉拌、炒菜、煎蛋都可以。',
    en: 'Keep cool and dark; it clouds in the cold and clears when warm. For dressing, frying and eggs.',
    lots: `
    山茶油 物理压榨 500毫升 | 霜降前后采的油茶籽，晒裂后蒸炒压榨。油色金黄，闻着有淡淡的茶籽香。
    Camellia Oil, Pressed, 500 ml | Seed gathered about Frost's Descent, sunned until it splits, then roasted and pressed. Golden, with a light scent of the seed.
    王村口镇 吴处村 | 2026-10-24 | 2600斤 | 458克 × 560 | ¥98.00

    山茶油 家庭装 2.5升 | 炒菜油烟少，做出来的青菜颜色亮。铁桶避光，一家人用一两个月。
    Camellia Oil, Family Tin, 2.5 l | Little smoke in the pan, and greens keep their colour. A tin against the light, enough for a month or two.
    王村口镇 后塘村 | 2026-10-28 | 3200斤 | 2290克 × 140 | ¥388.00

    山茶油 小瓶 100毫升乘4瓶 | 小瓶好拿，凉拌面、蘸白切鸡滴几滴就够。送人试味也合适。
    Camellia Oil, Four 100 ml Bottles | Small bottles for dressing noodles or cold chicken by the drop, or for a taste as a gift.
    石练镇 大茂坑村 | 2026-10-30 | 1400斤 | 366克 × 370 | ¥86.00
    `,
  },
  {
    category: 'oil',
    maker: '示范坊',
    plot: '油坊',
    storage: '常温',
    shelfLifeDays: 365,
    freight: '标准',
    season: '5-11',
    zh: '盖紧避光，开瓶后三个月内用完。底部有少量沉淀属正常。',
    en: 'Close tight and keep dark; use within three months of opening. A little sediment is normal.',
    lots: `
    农家菜籽油 5升 | 五月收的油菜籽，炒香了再榨，颜色深黄。烧鱼、炒笋，味道正。
    Farmhouse Rapeseed Oil, 5 l | May rapeseed, roasted before pressing, deep yellow. Right for fish and bamboo shoots.
    妙高街道 黄庄村 | 2026-05-24 | 3800斤 | 4600克 × 130 | ¥108.00

    小榨菜籽油 1.8升乘2瓶 | 油坊分小锅炒籽，焦香味重一些。做辣椒油，一泼满屋香。
    Small-Batch Rapeseed Oil, Two 1.8 l Bottles | Roasted in small pans for a toastier taste. Pour it hot on chilli and the house knows.
    大柘镇 车前村 | 2026-06-02 | 2400斤 | 3312克 × 110 | ¥89.00

    冷榨芝麻油 白芝麻 250毫升 | 本地秋芝麻，低温压榨，香气轻。拌凉菜、煮面起锅时淋一点。
    Cold-Pressed Sesame Oil, 250 ml | Local autumn sesame pressed cool, light in scent. A few drops on salads or noodles.
    垵口乡 徐村村 | 2026-09-26 | 420斤 | 230克 × 320 | ¥42.00
    `,
  },
  {
    category: 'vegetables',
    maker: '示范社',
    plot: '高山菜地',
    storage: '冷藏',
    shelfLifeDays: 5,
    freight: '生鲜',
    season: '6-10',
    zh: '早晨采摘，预冷后装箱。收到放冰箱，三天内吃鲜味足。',
    en: 'Picked in the morning and pre-cooled. Refrigerate and eat within three days.',
    lots: `
    高山四季豆 3斤 | 高坪海拔高，夏天别处的四季豆老了，这里正嫩。豆荚厚，一定要炒熟煮透再吃。
    Mountain Green Beans, 1.5 kg | High Gaoping has tender beans when the lowland ones are past. Thick pods; cook them through before eating.
    高坪乡 高坪新村 | 2026-07-26 | 1600斤 | 1500克 × 500 | ¥29.80

    高山茭白 去叶 4斤 | 山泉水田里的茭白，剥开雪白，不空心。切丝炒肉，或者整根油焖。
    Mountain Water Bamboo, Trimmed, 2 kg | From spring-fed paddies, white and solid. Shred with pork or braise whole.
    高坪乡 箍桶丘村 | 2026-08-12 | 1800斤 | 2000克 × 420 | ¥35.80

    高山番茄 沙瓤 5斤 | 昼夜温差大，自然红了才摘，切开沙沙的。生吃、炒蛋都有番茄味。
    Mountain Tomatoes, 2.5 kg | Cool nights and ripening on the vine give a mealy, full flesh. Good raw or with eggs.
    应村乡 桃溪村 | 2026-08-20 | 1500斤 | 2500克 × 280 | ¥32.80
    `,
  },
  {
    category: 'vegetables',
    maker: '示范户',
    plot: '菜园',
    storage: '冷藏',
    shelfLifeDays: 10,
    freight: '生鲜',
    season: '10-3',
    zh: '打过霜的菜更甜。用纸包好放冰箱，吃多少取多少。',
    en: 'Frost makes it sweeter. Wrap in paper in the refrigerator and take what you need.',
    lots: `
    高山白萝卜 带缨 6斤 | 霜后拔的萝卜，皮薄水多，生吃有点甜。萝卜缨焯水切碎，还能炒一盘。
    Mountain White Radish with Tops, 3 kg | Pulled after frost, thin-skinned and juicy, sweet even raw. Blanch and chop the tops for another dish.
    湖山乡 长安村 | 2026-11-15 | 1200斤 | 3000克 × 190 | ¥22.80

    高山大白菜 两棵装 8斤 | 包心紧，帮子薄，炖豆腐、炖粉丝都甜。外面老叶可以腌。
    Mountain Chinese Cabbage, Two Heads, 4 kg | Tight heads with thin ribs, sweet in a stew with tofu or noodles. Pickle the outer leaves.
    北界镇 大谷岭村 | 2026-11-18 | 1500斤 | 4000克 × 180 | ¥26.80

    红菜薹 嫩尖 3斤 | 紫红的菜薹带几朵小花，早春现掐。急火快炒，加一点蒜。
    Purple Choy Sum, Tender Tips, 1.5 kg | Purple stems with a few flowers, snapped in early spring. A fast fry with garlic.
    焦滩乡 焦石娄村 | 2026-02-20 | 480斤 | 1500克 × 150 | ¥27.80
    `,
  },
  {
    category: 'vegetables',
    maker: '示范户',
    plot: '山坡菜地',
    storage: '常温',
    shelfLifeDays: 30,
    freight: '标准',
    season: '7-11',
    zh: '放通风阴凉处，不要堆压。切开后包好放冰箱。',
    en: 'Keep aired and cool without piling. Wrap and refrigerate once cut.',
    lots: `
    老南瓜 粉糯 一个 6斤以上 | 在山坡上长到皮起白霜才摘，肉厚，蒸着吃又粉又甜。煮粥、做南瓜饼都行。
    Ripe Pumpkin, One of 3 kg or More | Left on the slope until the skin has a bloom; thick, floury and sweet. For steaming, congee or cakes.
    黄沙腰镇 小洞源村 | 2026-09-30 | 1300斤 | 3000克 × 205 | ¥28.80

    高山小土豆 5斤 | 鸡蛋大小，皮薄肉黄。连皮煮熟压扁，用菜油煎到两面焦黄。
    Small Mountain Potatoes, 2.5 kg | Egg-sized, thin-skinned and yellow. Boil, flatten and fry in rapeseed oil until brown.
    柘岱口乡 柘岱口村 | 2026-07-06 | 1400斤 | 2500克 × 270 | ¥21.80

    生姜 小黄姜 3斤 | 姜块小，姜味冲，丝多。去腥、泡姜茶、腌糖姜都用得上。
    Small Yellow Ginger, 1.5 kg | Small knobs, hot and fibrous. For fish, for ginger tea, for candying.
    龙洋乡 凉潭口村 | 2026-11-01 | 760斤 | 1500克 × 240 | ¥33.80
    `,
  },
  {
    category: 'vegetables',
    maker: '示范户',
    plot: '山脚菜地',
    storage: '冷藏',
    shelfLifeDays: 4,
    freight: '生鲜',
    season: '2-5',
    zh: '当天采当天发，路上用冰袋。到家摘去老梗，焯水后再炒或凉拌。',
    en: 'Picked and sent the same day on ice. Trim the stems and blanch before frying or dressing.',
    lots: `
    马兰头 嫩叶 2斤 | 田埂边掐的嫩头，紫梗绿叶，有股清香。焯水切碎，和豆腐干拌在一起。
    Malantou Greens, 1 kg | Tender tips from the field banks, purple-stemmed and fragrant. Blanch, chop and dress with pressed tofu.
    云峰街道 隔溪村 | 2026-03-10 | 180斤 | 1000克 × 85 | ¥36.80

    水芹 白梗 3斤 | 水田里长的芹菜，梗子白，空心，脆。切段炒肉丝、炒香干，出锅快。
    Water Celery, 1.5 kg | White hollow stems from the paddies, crisp. Fry quickly with shredded pork or dried tofu.
    三仁畲族乡 小忠村 | 2026-02-24 | 300斤 | 1500克 × 95 | ¥28.80

    鲜蕨菜 2斤 | 春天刚卷着头的蕨芽，一根根掐下来捆好。务必焯透泡水半天再炒，配腊肉。
    Fresh Bracken Shoots, 1 kg | Curled spring shoots, snapped and bundled. Boil well and soak half a day before frying with cured pork.
    黄沙腰镇 仙人坝村 | 2026-04-13 | 260斤 | 1000克 × 120 | ¥29.80
    `,
  },
]

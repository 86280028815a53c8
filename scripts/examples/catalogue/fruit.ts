import type { Good } from '../goods.ts'

export const fruit: readonly Good[] = [
  {
    category: 'dried-fruit',
    maker: '示范户',
    plot: '柿园',
    storage: '冷藏',
    shelfLifeDays: 180,
    freight: '包邮',
    season: '10-12',
    zh: '放冰箱冷藏，表面的白霜是柿子自己出的糖。直接吃，或切小块煮粥。',
    en: "Keep refrigerated; the white bloom is the fruit's own sugar. Eat as it is or cut into congee.",
    lots: `
    柿饼 吊晒 500克 | 霜降后采的硬柿，削皮挂在檐下晾晒一个多月。外皮有嚼劲，里面软得像果酱。
    Hung Dried Persimmons, 500 g | Firm fruit picked after Frost's Descent, peeled and hung under the eaves for over a month. Chewy outside, soft as jam within.
    大柘镇 永安村 | 2026-10-25 | 460斤 | 500克 × 110 | ¥36.00

    柿饼 独立小袋 30克乘12枚 | 一枚一袋，个头小，带着上班上学方便。甜味足，配一杯淡茶正好。
    Dried Persimmons, Twelve Single Packs of 30 g | One small fruit to a wrap, for school or work. Very sweet, so it asks for a light tea.
    金竹镇 王村 | 2026-10-28 | 380斤 | 360克 × 130 | ¥32.00

    柿皮干 200克 | 做柿饼削下来的皮，一起晒干，卷卷的有韧劲。当零嘴嚼，或者和豆子一起炒。
    Dried Persimmon Peel, 200 g | The peel left from making dried persimmons, sun-dried in curls. A chewy snack, or fried with beans.
    大柘镇 北山村 | 2026-11-02 | 160斤 | 200克 × 100 | ¥15.80
    `,
  },
  {
    category: 'dried-fruit',
    maker: '示范坊',
    plot: '烘房',
    storage: '常温',
    shelfLifeDays: 240,
    freight: '包邮',
    season: '6-11',
    zh: '打开即吃，也可切碎拌酸奶、做面包。开袋后夹紧袋口，一个月内吃完。',
    en: 'Ready to eat, or chop into yoghurt and bread. Clip the bag shut after opening and finish within a month.',
    lots: `
    猕猴桃干 切片 250克 | 熟到刚软的猕猴桃切片，低温烘到半干。酸甜都在，籽咬着沙沙响。
    Dried Kiwifruit Slices, 250 g | Sliced as the fruit just softens and dried at low heat. Both sweet and sharp, with a crackle of seeds.
    湖山乡 姚岭村 | 2026-10-12 | 620斤 | 250克 × 190 | ¥29.80

    杨梅干 盐津 150克 | 六月的杨梅先盐后糖，反复晒了几回。先咸后甜再回酸，坐车时含一颗。
    Salted Dried Bayberries, 150 g | June bayberries salted, sugared and sunned by turns. Salty, then sweet, then sharp; one at a time on a journey.
    新路湾镇 官溪村 | 2026-06-22 | 520斤 | 150克 × 260 | ¥22.80

    桃干 软糯 200克 | 七月的黄肉桃去核切瓣，烘成软片，果肉金黄。有点韧，越嚼越有桃味。
    Soft Dried Peaches, 200 g | Yellow July peaches, stoned, quartered and dried soft and golden. A little chewy, with more peach at every bite.
    北界镇 登埠村 | 2026-07-20 | 700斤 | 200克 × 230 | ¥25.80
    `,
  },
  {
    category: 'dried-fruit',
    maker: '示范户',
    plot: '板栗山',
    storage: '常温',
    shelfLifeDays: 180,
    freight: '标准',
    season: '9-11',
    zh: '密封放阴凉处，天热放冰箱更稳妥。泡软后炖鸡、焖饭都可以。',
    en: 'Seal and keep cool, in the refrigerator when it is hot. Soak, then stew with chicken or cook with rice.',
    lots: `
    风干板栗 带壳 500克 | 板栗串起来挂在通风处吹半个月，水分少了，甜味就出来了。壳一捏就裂，生吃脆甜。
    Wind-Dried Chestnuts in Shell, 500 g | Strung up in moving air for half a month, so they lose water and gain sweetness. The shell cracks in the fingers; eat them raw.
    应村乡 竹溪村 | 2026-10-09 | 360斤 | 500克 × 200 | ¥28.00

    板栗仁干 去衣 400克 | 去壳去衣后晒干，一整粒一整粒的。煮粥、包粽子提前泡一夜。
    Dried Chestnut Kernels, Skinned, 400 g | Shelled, skinned and dried whole. Soak overnight for congee or zongzi.
    垵口乡 大山村 | 2026-10-14 | 480斤 | 400克 × 190 | ¥35.00

    锥栗干 小粒 300克 | 锥栗个头小，圆锥形，味道比板栗更甜一些。晾干后炒着吃，一家人围着剥。
    Dried Cone Chestnuts, 300 g | Small and pointed, sweeter than the common chestnut. Roast them and peel them together.
    龙洋乡 西滩村 | 2026-10-20 | 320斤 | 300克 × 220 | ¥26.00
    `,
  },
  {
    category: 'fresh-fruit',
    maker: '示范社',
    plot: '猕猴桃园',
    storage: '冷藏',
    shelfLifeDays: 30,
    freight: '生鲜',
    season: '9-11',
    zh: '收到时偏硬，放室温三到七天变软再吃。想快些，就和苹果放一个袋子里；软了再进冰箱。',
    en: 'Arrives firm; leave three to seven days at room temperature until soft. A bag with an apple speeds it up; refrigerate once soft.',
    lots: `
    红心猕猴桃 中果 5斤 | 果心一圈红，切开好看，甜味重，酸味少。每个七十到九十克，拿勺挖着吃。
    Red-Heart Kiwifruit, Medium, 2.5 kg | A red ring about the core, very sweet and low in acid. Seventy to ninety grams each, to eat with a spoon.
    湖山乡 奕山村 | 2026-09-12 | 2200斤 | 2500克 × 420 | ¥78.00

    绿心猕猴桃 大果 5斤 | 果肉碧绿，酸甜各半，香气足。每个一百克以上，打果汁或者切片都好。
    Green Kiwifruit, Large, 2.5 kg | Bright green and fragrant, sweet and sharp in equal parts. Over a hundred grams each, for juice or slices.
    湖山乡 黄泥岭村 | 2026-10-10 | 2600斤 | 2500克 × 490 | ¥52.00

    黄心猕猴桃 礼盒 12个 | 果皮光滑少毛，果肉金黄，味道像芒果和菠萝。一个一个放在纸托里，路上不碰伤。
    Golden Kiwifruit, Box of Twelve | Smooth-skinned and golden, tasting a little of mango and pineapple. Each sits in its own paper cup.
    大柘镇 黄垵村 | 2026-10-05 | 900斤 | 1200克 × 340 | ¥68.00
    `,
  },
  {
    category: 'fresh-fruit',
    maker: '示范户',
    plot: '杨梅园',
    storage: '冷藏',
    shelfLifeDays: 3,
    freight: '生鲜',
    season: '6-7',
    zh: '收到先开箱透气，当天吃口感好。吃前淡盐水泡十分钟；吃不完冷冻，做冰杨梅。',
    en: 'Open the box at once and eat the same day if you can. Rinse in lightly salted water for ten minutes; freeze what is left.',
    lots: `
    东魁杨梅 冰袋泡沫箱 4斤 | 个头大，颜色紫红，汁水多。早上五点开始采，中午前预冷装箱。
    Dongkui Bayberries with Ice Pack, 2 kg | Large, purple-red and full of juice. Picked from five in the morning and chilled before noon.
    三仁畲族乡 高碧街村 | 2026-06-18 | 1800斤 | 2000克 × 410 | ¥98.00

    荸荠种杨梅 小篮 3斤 | 果子小一圈，颜色乌紫，甜味浓，核也小。用竹篮垫蕨叶装，看着就凉快。
    Biqi Bayberries in a Basket, 1.5 kg | Smaller, nearly black and very sweet, with a small stone. Packed on fern in a bamboo basket.
    新路湾镇 夹路畈村 | 2026-06-13 | 900斤 | 1500克 × 280 | ¥69.00

    高山晚熟杨梅 4斤 | 山上气温低，别处落市了这里才红。味道酸甜，泡酒、做冰汤都合适。
    Late Hill Bayberries, 2 kg | Cooler hills ripen the fruit when the lowland season is over. Sweet and sharp, good for steeping or a cold drink.
    高坪乡 湖连村 | 2026-07-04 | 1100斤 | 2000克 × 250 | ¥108.00
    `,
  },
  {
    category: 'fresh-fruit',
    maker: '示范户',
    plot: '果园',
    storage: '冷藏',
    shelfLifeDays: 7,
    freight: '生鲜',
    season: '6-9',
    zh: '发货时八成熟，室温放一两天软了更香。软后放冰箱，两三天内吃完。',
    en: 'Sent just short of ripe; a day or two at room temperature brings out the scent. Refrigerate once soft and eat within days.',
    lots: `
    水蜜桃 网套装 5斤 | 皮薄，轻轻一撕就下来，汁水顺着手流。一个四五两，十来个装一箱。
    Honey Peaches in Foam Nets, 2.5 kg | Thin-skinned and dripping with juice. Two hundred grams or more each, about a dozen to the box.
    北界镇 北界村 | 2026-07-08 | 1600斤 | 2500克 × 290 | ¥59.00

    黄桃 脆口 5斤 | 硬的时候脆甜，放软了又是另一种味道。做糖水黄桃，一箱能装四五瓶。
    Yellow Peaches, Crisp, 2.5 kg | Crisp and sweet while firm, different again when soft. One box fills four or five jars in syrup.
    新路湾镇 新路湾村 | 2026-08-10 | 1300斤 | 2500克 × 240 | ¥52.00

    高山油桃 3斤 | 皮光没有毛，洗洗就能吃。果肉紧，甜里带点酸。
    Hill Nectarines, 1.5 kg | Smooth-skinned, to wash and eat. Firm flesh, sweet with an edge.
    应村乡 东源村 | 2026-06-26 | 700斤 | 1500克 × 220 | ¥38.00
    `,
  },
  {
    category: 'fresh-fruit',
    maker: '示范户',
    plot: '葡萄棚',
    storage: '冷藏',
    shelfLifeDays: 5,
    freight: '生鲜',
    season: '7-10',
    zh: '连枝剪下装盒，别提前洗。冷藏可放三五天，吃前剪下来带蒂冲洗。',
    en: 'Packed on the stem; do not wash beforehand. Keeps three to five days in the refrigerator; snip and rinse as you eat.',
    lots: `
    夏黑葡萄 无籽 4斤 | 皮厚颜色深，没有籽，小孩吃着省心。上午剪下，傍晚发车。
    Summer Black Seedless Grapes, 2 kg | Dark, thick-skinned and seedless, easy for children. Cut in the morning, on the road by evening.
    妙高街道 庄山村 | 2026-07-22 | 1200斤 | 2000克 × 270 | ¥65.00

    阳光玫瑰葡萄 两串装 3斤 | 果粒大，青中带黄，有玫瑰香气。糖度够了才剪，一盒两串。
    Shine Muscat Grapes, Two Bunches, 1.5 kg | Large, green turning yellow, with a muscat scent. Cut only when sweet enough, two bunches to the box.
    云峰街道 湖边村 | 2026-08-30 | 1000斤 | 1500克 × 300 | ¥88.00

    刺葡萄 山里老品种 5斤 | 果粒小，皮厚籽多，味道却浓，颜色能染手。直接吃，或拿来酿葡萄酒。
    Spine Grapes, an Old Hill Variety, 2.5 kg | Small, thick-skinned and seedy, but full of taste and of colour. For eating or for home wine.
    垵口乡 根竹口村 | 2026-09-14 | 860斤 | 2500克 × 155 | ¥49.00
    `,
  },
  {
    category: 'fresh-fruit',
    maker: '示范户',
    plot: '板栗山',
    storage: '冷藏',
    shelfLifeDays: 20,
    freight: '标准',
    season: '9-10',
    zh: '收到摊开晾半天，再装透气袋放冰箱。煮前在壳上划一刀，好剥。',
    en: 'Spread out for half a day, then refrigerate in a breathing bag. Score the shell before cooking.',
    lots: `
    鲜板栗 当季 5斤 | 树上自己落下来的才捡，壳油亮，肉黄。清水煮二十分钟，粉甜。
    Fresh Chestnuts, 2.5 kg | Gathered after they fall, glossy outside and yellow within. Boil for twenty minutes, floury and sweet.
    焦滩乡 大路沿村 | 2026-09-24 | 980斤 | 2500克 × 180 | ¥45.00

    鲜板栗 小粒油栗 3斤 | 颗粒小，皮薄，炒着吃香。家里没有砂，铁锅加盐也能炒。
    Fresh Small Chestnuts for Roasting, 1.5 kg | Small and thin-skinned, made for roasting. Without sand, coarse salt in an iron pan will do.
    蔡源乡 永兴村 | 2026-09-28 | 720斤 | 1500克 × 220 | ¥36.00

    鲜锥栗 2斤 | 一个刺苞里只有一粒，圆锥形，甜度高。季节短，前后不过二十来天。
    Fresh Cone Chestnuts, 1 kg | One to a burr, pointed and very sweet. The season lasts some twenty days.
    龙洋乡 九龙口村 | 2026-10-04 | 560斤 | 1000克 × 260 | ¥32.00
    `,
  },
  {
    category: 'fresh-fruit',
    maker: '示范户',
    plot: '果园',
    storage: '常温',
    shelfLifeDays: 20,
    freight: '标准',
    season: '8-11',
    zh: '放阴凉通风处，磕碰的先吃。',
    en: 'Keep cool and aired, and eat any bruised fruit first.',
    lots: `
    脆柿 脱涩 5斤 | 已经脱好涩，削皮就能吃，脆得像苹果。果肉橙黄，有小黑点是正常的糖斑。
    Crisp Persimmons, 2.5 kg | Already freed of astringency; peel and eat, crisp as an apple. Dark flecks in the flesh are sugar.
    大柘镇 新旦村 | 2026-10-16 | 1100斤 | 2500克 × 205 | ¥35.00

    高山蜜梨 5斤 | 皮上有点锈斑，样子不俊，汁水足。冰过以后切开，或加冰糖炖着吃。
    Hill Pears, 2.5 kg | Russet-marked and plain to look at, full of juice. Chill and slice, or stew with rock sugar.
    应村乡 西山头村 | 2026-08-16 | 1500斤 | 2500克 × 280 | ¥33.00

    红柿 放软吃 4斤 | 收到是硬的，和一个苹果闷三四天变软变红。撕开皮吸着吃，像喝柿子汁。
    Red Persimmons to Ripen at Home, 2 kg | Hard on arrival; three or four days in a bag with an apple make them soft and red. Tear the skin and drink the flesh.
    北界镇 白水村 | 2026-10-22 | 800斤 | 2000克 × 185 | ¥26.80
    `,
  },
  {
    category: 'fresh-fruit',
    maker: '示范户',
    plot: '果园',
    storage: '冷藏',
    shelfLifeDays: 4,
    freight: '生鲜',
    season: '4-7',
    zh: '小盒分装，垫纸防压。吃前才洗，剩下的盖好冷藏。',
    en: 'Packed in small lined boxes. Wash just before eating and keep the rest covered in the refrigerator.',
    lots: `
    高山蓝莓 125克乘8盒 | 六月里带着白霜摘下的果子，大拇指盖大小，酸甜清爽。拌酸奶、烤松饼，或者一把一把吃。
    Hill Blueberries, Eight 125 g Boxes | Picked in June with the bloom on, the size of a thumbnail, sweet and sharp. With yoghurt, in muffins or by the handful.
    濂竹乡 瓦窑岗村 | 2026-06-16 | 420斤 | 1000克 × 195 | ¥98.00

    桑葚 紫黑 3斤 | 四月底熟透的桑葚，碰一下就掉，甜得没什么酸味。手指会染紫，做果酱也快。
    Ripe Mulberries, 1.5 kg | Late April fruit that falls at a touch, very sweet and hardly sour. It stains the fingers and makes quick jam.
    金竹镇 交塘村 | 2026-04-27 | 380斤 | 1500克 × 120 | ¥49.80

    白沙枇杷 小果 3斤 | 皮薄容易剥，果肉乳白，水多。个头不大，有些麻点，是晒足太阳的样子。
    White-Fleshed Loquats, Small, 1.5 kg | Easily peeled, creamy white and juicy. Small and freckled, from plenty of sun.
    新路湾镇 小马埠村 | 2026-05-22 | 520斤 | 1500克 × 165 | ¥69.00
    `,
  },
  {
    category: 'dried-fruit',
    maker: '示范坊',
    plot: '烘房',
    storage: '常温',
    shelfLifeDays: 240,
    freight: '标准',
    season: '6-10',
    zh: '干爽处密封存放，返潮了摊开吹一吹。配茶、煮甜汤都行。',
    en: 'Keep sealed and dry, and air it if it turns damp. With tea, or in a sweet soup.',
    lots: `
    李干 甘草味 200克 | 六月的红心李划几刀，用盐和甘草水腌过再晒。先咸后甜，核边的肉有嚼头。
    Dried Plums with Liquorice, 200 g | June red-fleshed plums scored, steeped in salt and liquorice water and dried. Salty, then sweet, chewy about the stone.
    北界镇 登埠村 | 2026-06-29 | 480斤 | 200克 × 300 | ¥19.80

    梨干 软片 250克 | 八月的蜜梨切厚片烘成淡黄色，果香轻，甜味柔。泡一泡可以和银耳同煮。
    Soft Dried Pears, 250 g | August pears in thick slices dried pale yellow, mild and gentle. Soak and simmer with white fungus.
    应村乡 西山头村 | 2026-08-25 | 640斤 | 250克 × 200 | ¥26.80

    蓝莓干 120克乘2罐 | 用六月底的小果烘成，皱皱的，酸味留得住。烤面包、拌燕麦撒一把。
    Dried Blueberries, Two 120 g Jars | Small late-June fruit, wrinkled and still sharp. A handful in bread or oats.
    濂竹乡 瓦窑岗村 | 2026-06-30 | 360斤 | 240克 × 130 | ¥58.00
    `,
  },
]

/** The columns of the workbook, in the template's order. `needed` columns must be there; the others may be left out. */
export type ColumnKey =
  | 'title_zh'
  | 'title_en'
  | 'category'
  | 'village'
  | 'grower'
  | 'plot'
  | 'harvest_date'
  | 'harvest_jin'
  | 'net_grams'
  | 'units'
  | 'price_yuan'
  | 'storage'
  | 'shelf_life_days'
  | 'description_zh'
  | 'description_en'
  | 'freight'
  | 'season'
  | 'lot_code'
  | 'packed_date'
  | 'gtin'
  | 'licence'
  | 'variants'

export type Column = {
  key: ColumnKey
  zh: string
  en: string
  /** Other names people give it, folded as `foldedName` does. */
  also: readonly string[]
  needed: boolean
  widthChars: number
  exampleZh: string
  helpZh: string
  helpEn: string
}

const column = (
  key: ColumnKey,
  [zh, en]: readonly [string, string],
  needed: boolean,
  widthChars: number,
  exampleZh: string,
  [helpZh, helpEn]: readonly [string, string],
  also: readonly string[] = [],
): Column => ({ key, zh, en, also, needed, widthChars, exampleZh, helpZh, helpEn })

export const columns: readonly Column[] = [
  column(
    'title_zh',
    ['商品名称', 'Title in Chinese'],
    true,
    28,
    '高山绿茶 雨前 250克',
    ['买家看到的名称，最多 80 个字', 'What buyers read; at most 80 characters'],
    ['品名', '名称', '商品名', 'title', 'name'],
  ),
  column(
    'title_en',
    ['英文名称', 'Title in English'],
    true,
    36,
    'Mountain Green Tea, before Grain Rain, 250 g',
    ['英文页面上的名称，最多 160 个字符', 'The name on English pages; at most 160 characters'],
    ['英文名'],
  ),
  column(
    'category',
    ['类别', 'Category'],
    true,
    12,
    '茶叶',
    ['从清单里选一个', 'One of the list'],
    ['分类', '类目', '品类'],
  ),
  column(
    'village',
    ['村', 'Village'],
    true,
    22,
    '湖山乡 奕山村',
    ['产地的乡镇和村，从清单里选', 'Township and village the goods come from; see the list'],
    ['村名', '产地', '产地村', '村庄', 'origin'],
  ),
  column(
    'grower',
    ['种植户', 'Grower'],
    true,
    14,
    '示范户甲01',
    ['谁种的、谁做的，最多 60 个字', 'Who grew or made it; at most 60 characters'],
    ['农户', '种植者', '生产者', '养殖户', 'maker', 'producer'],
  ),
  column(
    'plot',
    ['地块', 'Plot'],
    true,
    16,
    '奕山茶园1号',
    ['哪一块地、哪个棚、哪间作坊，最多 60 个字', 'Field, slope, shed or workshop; at most 60 characters'],
    ['基地', 'field'],
  ),
  column(
    'harvest_date',
    ['采收日期', 'Harvest date'],
    true,
    12,
    '2026-04-15',
    ['写成 2026-04-15、2026/4/15 或 2026年4月15日', 'Written 2026-04-15, 2026/4/15 or 2026年4月15日'],
    ['采摘日期', '收获日期', '采收日', '日期', 'date'],
  ),
  column(
    'harvest_jin',
    ['采收重量(斤)', 'Harvest weight (jin)'],
    true,
    12,
    '560',
    [
      '采收时的毛重。只写数字就按表头的单位算，也可以写 60公斤、500克',
      'Raw weight. A bare number is in the unit of the heading; 60 kg or 500 g are read too',
    ],
    ['采收重量', '收获重量', '重量', 'harvestweight', 'harvest', 'weight'],
  ),
  column(
    'net_grams',
    ['规格净重(克)', 'Net weight (g)'],
    true,
    12,
    '250',
    [
      '一份的净重。只写数字就按表头的单位算，也可以写 2斤、1公斤',
      'Net weight of one unit. A bare number is in the unit of the heading; 2斤 or 1 kg are read too',
    ],
    ['规格净重', '净重', '净含量', '规格', 'net', 'netweight'],
  ),
  column(
    'units',
    ['包装数量', 'Units'],
    true,
    10,
    '210',
    ['这一批一共包装了多少份，整数', 'How many units were packed of this lot; a whole number'],
    ['数量', '份数', '包装份数', '库存', 'quantity', 'stock'],
  ),
  column(
    'price_yuan',
    ['价格(元)', 'Price (yuan)'],
    true,
    10,
    '138.00',
    ['一份的价格，最多两位小数', 'Price of one unit; at most two decimals'],
    ['价格', '单价', '售价', 'price'],
  ),
  column(
    'storage',
    ['储存', 'Storage'],
    true,
    8,
    '常温',
    ['常温、冷藏或冷冻', 'Room temperature, chilled or frozen'],
    ['储存方式', '存储', '保存方式', '贮存'],
  ),
  column(
    'shelf_life_days',
    ['保质期(天)', 'Shelf life (days)'],
    true,
    10,
    '540',
    ['从包装那天算起多少天，最多 3650', 'Days from the day of packing; at most 3650'],
    ['保质期', 'shelflife'],
  ),
  column(
    'description_zh',
    ['描述', 'Description in Chinese'],
    false,
    50,
    '耐泡，三四道仍有味。',
    ['味道、做法、吃法，最多 2000 个字，可以不写', 'Taste, making and use; at most 2,000 characters; may be empty'],
    ['商品描述', '介绍', '说明', 'description'],
  ),
  column(
    'description_en',
    ['英文描述', 'Description in English'],
    false,
    50,
    'Holds up to three or four infusions.',
    [
      '英文页面上的描述，最多 4000 个字符，可以不写',
      'The same for English pages; at most 4,000 characters; may be empty',
    ],
    ['英文介绍'],
  ),
  column(
    'freight',
    ['运费模板', 'Freight template'],
    true,
    10,
    '包邮',
    ['运费模板的名称，从清单里选', 'Name of one of your freight templates; see the list'],
    ['运费', '快递', '邮费', 'shipping', 'freighttemplate'],
  ),
  column(
    'season',
    ['季节', 'Season'],
    false,
    8,
    '3-5',
    ['当季的月份：3-5，跨年写 11-2；不写就是全年', 'Months in season: 3-5, over new year 11-2; empty means all year'],
    ['当季', '月份', '上市季节', 'months'],
  ),
  column(
    'lot_code',
    ['批号', 'Lot code'],
    true,
    14,
    'CY260415A',
    [
      '印在包装上的批号，不能重复，最多 20 位字母和数字',
      'The code printed on the package; never used twice; at most 20 letters and digits',
    ],
    ['批次', '批次号', '生产批号', 'lot', 'batch'],
  ),
  column(
    'packed_date',
    ['包装日期', 'Packing date'],
    false,
    12,
    '',
    ['不写就按采收日期算', 'Empty means the day of harvest'],
    ['生产日期', '包装日', 'packingdate', 'packed'],
  ),
  column(
    'gtin',
    ['商品条码', 'GTIN'],
    false,
    15,
    '',
    [
      '已有的 13 位商品条码；没有就不写，由县里编号',
      'A GTIN-13 you already have; empty means the county gives a number',
    ],
    ['条码', '条形码', '国际条码', 'ean', 'barcode'],
  ),
  column(
    'licence',
    ['生产许可证', 'Production licence'],
    false,
    20,
    '',
    [
      '加工食品的许可证编号：SC 加 14 位数字；不是加工食品就不写',
      'For processed food: SC and 14 digits; empty for farm goods',
    ],
    ['sc编号', '食品生产许可证', '生产许可证编号', 'sc', 'licence', 'license'],
  ),
  column(
    'variants',
    ['规格组', 'Variants'],
    false,
    14,
    '',
    [
      '同一种货的几种重量或等级写同一个名字，就放在一个页面上',
      'Rows with the same name here share one page, as weights or grades of the same goods',
    ],
    ['规格', '同款', 'variantgroup', 'group'],
  ),
]

export const columnOf = (key: ColumnKey): Column => columns.find((one) => one.key === key) as Column

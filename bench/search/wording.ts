/** What sellers put before a name, Chinese and English. */
export const before: readonly (readonly [zh: string, en: string])[] = [
  ['', ''],
  ['高山', 'Mountain '],
  ['有机', 'Organic '],
  ['农家', 'Farm '],
  ['手工', 'Handmade '],
  ['遂昌', 'Suichang '],
  ['自家', 'Family '],
  ['老树', 'Old-tree '],
  ['山里', 'Hill '],
  ['原生态', 'Natural '],
]

export const grades: readonly (readonly [zh: string, en: string])[] = [
  ['', ''],
  ['特级', 'Special Grade'],
  ['一级', 'First Grade'],
  ['新货', 'New Season'],
  ['精选', 'Selected'],
]

/** Sentences any seller might add; they speak of other goods too. */
export const storiesZh = [
  '产地在海拔六百米以上的山村，早晚温差大，长得慢，味道足。一家人自己采收、自己挑选，当天称重装箱，第二天一早送到乡里的收寄点。',
  '不赶产量，按节气做。收下来先摊在竹匾里晾一晾，再按老办法加工，不加香精和色素。收到后放在阴凉干燥的地方，开封以后请尽快吃完。',
  '村里合作社统一收购，每一批都留样。包装上有批次号，扫码能看到是哪一块地、哪一天收的。有破损请在签收当天拍照告诉我们，补发或退款都可以。',
  '老人家做了几十年，手艺是跟上一辈学的。送礼自用都合适，家里来客人，泡一壶茶，切一盘火腿，再配几样干果，就是山里人的待客。',
] as const
export const storiesEn = [
  'From a village above six hundred metres, where nights are cool and things grow slowly. Sorted and weighed by the family on the day and handed in at the township next morning.',
  'Made by the calendar, not for quantity: dried on bamboo trays and finished the old way, without flavouring or colour. Keep it cool and dry and eat it soon after opening.',
  'Bought in by the village cooperative, with a sample kept of every batch. Scan the label to see the plot and the day. Tell us with a photo on the day of delivery if anything is broken.',
] as const

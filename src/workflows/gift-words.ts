/** What is wrong with a workbook of recipients. */
const zh = {
  'market.gift.unreadable_file': '这个文件读不出来，请用 .xlsx 或“CSV UTF-8”。',
  'market.gift.faulty': '表格里有 {count} 处要改，改好后再提交，现在什么也没有下单。',
  'market.gift.empty': '表格里没有收件人。',
  'market.gift.too_many': '收件人最多 1000 位，请分几次下单。',
  'market.gift.no_column': '第一行里缺这一列。',
  'market.gift.formula': '这里是公式，请改成文字。',
  'market.gift.unreadable_cell': '这一格读不出来，请改成文字。',
  'market.gift.bad_name': '收件人没有填，或者太长。',
  'market.gift.bad_phone': '不是中国大陆手机号。',
  'market.gift.bad_address': '地址要写到省、市、县（区）和门牌。',
  'market.gift.step_not_possible': '这些包裹里有已经交给快递或不存在的，请刷新后再看。',
  'market.gift.by_recipient': '送给多人的订单，发货前按收件人退：到“逐个发货”页面写明谁的不发了，货款和运费一起退。',
  'market.gift.unknown_door': '没有找到这份礼物，请看看卡片上的网址是否完整。',
}
const en: typeof zh = {
  'market.gift.unreadable_file': 'This file cannot be read. Please use .xlsx or CSV in UTF-8.',
  'market.gift.faulty': 'There are {count} cells to mend. Nothing was ordered.',
  'market.gift.empty': 'There are no recipients in the sheet.',
  'market.gift.too_many': 'There may be 1,000 recipients. Please order several times.',
  'market.gift.no_column': 'The first row lacks this column.',
  'market.gift.formula': 'This is a formula. Please write it out.',
  'market.gift.unreadable_cell': 'This cell cannot be read. Please write it as text.',
  'market.gift.bad_name': 'The recipient is missing or too long.',
  'market.gift.bad_phone': 'This is no mobile number of mainland China.',
  'market.gift.bad_address': 'The address needs province, city, county and the house.',
  'market.gift.step_not_possible':
    'Some of these parcels are with a courier already or do not exist. Please reload and look again.',
  'market.gift.by_recipient':
    'Before an order to many leaves, it is refunded by recipient: say on its page who gets nothing; goods and freight go back together.',
  'market.gift.unknown_door': 'There is no such gift. Please see whether the address on the card is complete.',
}
export const giftWords = { zh, en }

import type { Lang } from '../../../kernel/words.ts'

const zh = {
  title: '送礼和多地址下单',
  lead: '把购物篮里的东西送给很多人：每位收件人一份，一次付款。',
  steps: '准备一个表格（.xlsx 或 CSV），第一行写“收件人、手机号、地址”，一行一位，最多 1000 位。地址写在一格里。',
  file: '收件人表格',
  check: '检查表格、看价格',
  faults: (count: number): string => `有 ${count} 处要改，还没有下单。`,
  faultLine: (row: number, column: string, why: string): string => `第 ${row} 行“${column}”：${why}`,
  marked: '下载标好问题的表格',
  recipients: (count: number): string => `${count} 位收件人`,
  goods: '商品',
  freight: '运费',
  freightEach: (fen: string): string => `运费 ${fen}`,
  total: '合计',
  more: (count: number): string => `还有 ${count} 位`,
  giver: '送礼人，写在卡片上',
  card: '卡片上的话',
  hide: '包裹里不放价格',
  pay: (total: string): string => `下单，付款 ${total}`,
  again: '换一个表格',
  toBasket: '购物篮是空的，先去选东西',
}

const en: typeof zh = {
  title: 'Gifts and many addresses',
  lead: 'Send what is in your basket to many people: one set each, one payment.',
  steps:
    'Prepare a sheet (.xlsx or CSV) whose first row says recipient, phone, address; one line each, up to 1,000. The whole address stands in one cell.',
  file: 'Sheet of recipients',
  check: 'Check the sheet, see the price',
  faults: (count) => `${count} cells to mend. Nothing was ordered.`,
  faultLine: (row, column, why) => `Row ${row}, ${column}: ${why}`,
  marked: 'Download the sheet with its faults marked',
  recipients: (count) => `${count} recipients`,
  goods: 'Goods',
  freight: 'Freight',
  freightEach: (fen) => `freight ${fen}`,
  total: 'Total',
  more: (count) => `and ${count} more`,
  giver: 'From, as the card says',
  card: 'Words on the card',
  hide: 'No prices in the parcels',
  pay: (total) => `Order and pay ${total}`,
  again: 'Take another sheet',
  toBasket: 'Your basket is empty. Choose something first',
}

export const words: Record<Lang, typeof zh> = { zh, en }

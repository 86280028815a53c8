import type { Lang } from '../../../kernel/words.ts'
import type { RefundCause } from '../order.ts'

type Words = {
  title: string
  lead: string
  causes: Record<RefundCause, string>
  all: string
  cause: string
  seller: string
  allSellers: string
  from: string
  to: string
  show: string
  at: string
  order: string
  amount: string
  freight: string
  reason: string
  actor: string
  actors: Record<string, string>
  refunds: string
  orders: string
  sum: string
  empty: string
  file: string
  csv: string
}

const zh: Words = {
  title: '退款',
  lead: '每一笔退给买家的钱和原因；点订单看每一笔账。',
  causes: {
    weighing: '过秤差额',
    seller: '卖家退款',
    case: '售后',
    cancelled: '发货前取消',
    late_payment: '付款太晚',
    short_harvest: '采收不足',
    swapped: '换了别的货',
    earlier: '早先的退款',
  },
  all: '全部原因',
  cause: '原因',
  seller: '卖家',
  allSellers: '所有卖家',
  from: '从',
  to: '到',
  show: '查看',
  at: '时间',
  order: '订单',
  amount: '退款',
  freight: '其中运费',
  reason: '说明',
  actor: '谁退的',
  actors: { person: '人工', guest: '买家', system: '系统', gateway: '支付平台', api_key: '接口' },
  refunds: '笔数',
  orders: '订单数',
  sum: '合计',
  empty: '这段时间没有退款',
  file: '退款',
  csv: '导出 CSV',
}
const en: Words = {
  title: 'Refunds',
  lead: 'All money that went back to buyers, and why; an order leads to its entries in the books.',
  causes: {
    weighing: 'Weighed less',
    seller: 'By the seller',
    case: 'After-sales case',
    cancelled: 'Cancelled before shipping',
    late_payment: 'Paid too late',
    short_harvest: 'Harvest fell short',
    swapped: 'Swapped for other goods',
    earlier: 'Before causes were kept',
  },
  all: 'All causes',
  cause: 'Cause',
  seller: 'Seller',
  allSellers: 'All sellers',
  from: 'From',
  to: 'To',
  show: 'Show',
  at: 'When',
  order: 'Order',
  amount: 'Refund',
  freight: 'Of it freight',
  reason: 'Note',
  actor: 'By',
  actors: {
    person: 'A person',
    guest: 'The buyer',
    system: 'The system',
    gateway: 'The gateway',
    api_key: 'An API key',
  },
  refunds: 'Refunds',
  orders: 'Orders',
  sum: 'Sum',
  empty: 'No refunds in these days',
  file: 'refunds',
  csv: 'Export CSV',
}
/** What the lists of refunds say, at the service centre and at the seller's desk. */
export const refundWords: Record<Lang, Words> = { zh, en }

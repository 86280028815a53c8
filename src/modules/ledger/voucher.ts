import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'

/**
 * Which subject of account each thing is booked on, by standard: 小企业会计准则 (财会〔2011〕17号), its appendix of subjects, and
 * 企业会计准则——应用指南 (财会〔2006〕18号), its appendix of subjects. VAT is the accountant's to split off.
 */
export const standards = ['small', 'enterprise'] as const
export type Standard = (typeof standards)[number]
const subjects = {
  small: {
    bank: ['1002', '银行存款'],
    gateway: ['1012', '其他货币资金'],
    receivable: ['1221', '其他应收款'],
    advance: ['2203', '预收账款'],
    sales: ['5001', '主营业务收入'],
    cost: ['5401', '主营业务成本'],
    selling: ['5601', '销售费用'],
    finance: ['5603', '财务费用'],
  },
  enterprise: {
    bank: ['1002', '银行存款'],
    gateway: ['1012', '其他货币资金'],
    receivable: ['1221', '其他应收款'],
    advance: ['2203', '预收账款'],
    sales: ['6001', '主营业务收入'],
    cost: ['6401', '主营业务成本'],
    selling: ['6601', '销售费用'],
    finance: ['6603', '财务费用'],
  },
} as const satisfies Record<Standard, Record<string, readonly [string, string]>>
type Subject = keyof (typeof subjects)['small']
/** Debit, then credit; of the gateway's money, what is frozen and what is free stand apart in the auxiliary column. */
type Entry = readonly [Subject, Subject]

export type Booked = {
  id: string
  at: Instant
  kind: string
  debit: string
  credit: string
  amountFen: number
  reference: string
  orderCode: string
}

/**
 * A seller's books. A sale is income when it is released to the seller; until then what the buyer paid is received in advance
 * (预收账款). Both sides of `frozen` and `payable` are money at the payment platform (其他货币资金).
 */
const ofSeller: Readonly<Record<string, readonly Entry[]>> = {
  paid: [['gateway', 'advance']],
  subsidy: [['gateway', 'advance']],
  released: [['advance', 'sales']],
  commission: [
    ['advance', 'sales'],
    ['selling', 'gateway'],
  ],
  share: [
    ['advance', 'sales'],
    ['cost', 'gateway'],
  ],
  fee: [
    ['advance', 'sales'],
    ['finance', 'gateway'],
  ],
  refunded: [['advance', 'gateway']],
  subsidy_back: [['advance', 'gateway']],
  commission_back: [['gateway', 'selling']],
  share_back: [['gateway', 'cost']],
  paid_out: [['bank', 'gateway']],
}
/** After the release a refund takes from sales; a receiver's part is its sales. */
const ofSellerLater: Readonly<Record<string, readonly Entry[]>> = {
  refunded: [['sales', 'gateway']],
  subsidy_back: [['sales', 'gateway']],
}
const ofReceiver: Readonly<Record<string, readonly Entry[]>> = {
  share: [['gateway', 'sales']],
  share_back: [['sales', 'gateway']],
}
/** The county's books: commission, and discounts the platform bears or lays out for a brand. Sellers' money is not the county's. */
const ofCounty: Readonly<Record<string, readonly Entry[]>> = {
  commission: [['gateway', 'sales']],
  commission_back: [['sales', 'gateway']],
}

export type VoucherLine = {
  date: CivilDate
  voucher: string
  code: string
  name: string
  summary: string
  debitFen: number
  creditFen: number
  auxiliary: string
}

/** Whose books: the county's, or those of one organisation. */
export type Book = { of: 'county' } | { of: 'organisation'; organisationId: string }

function entriesOf(book: Book, t: Booked): readonly Entry[] {
  if (book.of === 'county') {
    if (t.kind === 'subsidy') return [[t.debit === 'subsidy/platform' ? 'selling' : 'receivable', 'gateway']]
    if (t.kind === 'subsidy_back') return [['gateway', t.credit === 'subsidy/platform' ? 'selling' : 'receivable']]
    return ofCounty[t.kind] ?? []
  }
  const own = [`frozen/${book.organisationId}`, `payable/${book.organisationId}`]
  const isReceiver = t.kind === 'share' ? t.credit === own[1] : t.kind === 'share_back' && t.debit === own[1]
  if (isReceiver) return ofReceiver[t.kind] ?? []
  const isLater = t.debit === own[1]
  return (isLater ? ofSellerLater[t.kind] : undefined) ?? ofSeller[t.kind] ?? []
}

/**
 * Voucher lines for an accountant's programme: one voucher for each cause, numbered through the month; debits and credits of each voucher
 * are equal. `summaries` names each kind.
 */
export function vouchersOf(
  book: Book,
  standard: Standard,
  transfers: readonly Booked[],
  summaries: Readonly<Record<string, string>>,
): VoucherLine[] {
  const causes = Map.groupBy(
    transfers.filter((t) => entriesOf(book, t).length > 0),
    (t) => t.reference,
  )
  return [...causes.values()].flatMap((same, at) => {
    const [first] = same
    if (first === undefined) return []
    const date = civilDate(first.at)
    const voucher = `${date.slice(0, 7).replace('-', '')}-${String(at + 1).padStart(4, '0')}`
    return same.flatMap((t) =>
      entriesOf(book, t).flatMap(([debit, credit]) => {
        const common = { date, voucher, summary: summaries[t.kind] ?? t.kind, auxiliary: t.orderCode }
        const line = (subject: Subject) => ({
          code: subjects[standard][subject][0],
          name: subjects[standard][subject][1],
        })
        return [
          { ...common, ...line(debit), debitFen: t.amountFen, creditFen: 0 },
          { ...common, ...line(credit), debitFen: 0, creditFen: t.amountFen },
        ]
      }),
    )
  })
}

/** What vouchers say, in the language of the books. */
export const voucherSummaries: Readonly<Record<string, string>> = {
  paid: '买家付款',
  subsidy: '优惠补贴',
  released: '结算货款',
  commission: '平台服务费',
  share: '分账',
  fee: '支付手续费',
  refunded: '退款',
  commission_back: '退回服务费',
  share_back: '退回分账',
  subsidy_back: '退回优惠补贴',
  paid_out: '提现到账',
}

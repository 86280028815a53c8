/**
 * The port of split settlement: what the payment module asks of a payment gateway.
 *
 * One payment by a buyer covers the orders of one or several sellers. The gateway freezes each seller's share;
 * later the platform instructs it to release a share, with commission split off, or to refund it, and the gateway
 * pays the seller. Money never passes through an account of the platform, save its own commission.
 *
 * Rules every gateway keeps:
 * - Ids are the platform's own UUIDs. The same id with the same content may be sent any number of times and has one effect.
 * - Money is whole fen of CNY. Instants are `Date`s; a civil date is `YYYY-MM-DD` in Asia/Shanghai.
 * - Every instruction answers done, pending or refused. When the outcome is not known, `GatewayUnreachable` is thrown
 *   and the job sends the same instruction again with the same id.
 * - A gateway holds no state. Transport, clock and configuration arrive as arguments.
 */
export type Gateway = {
  name: 'wechat' | 'alipay' | 'sandbox'
  /** Names the platform as a receiver of commission, where it is not one already: once at setup, and may be repeated. */
  enrolPlatform?: (requestId: string) => Promise<Answer<Acknowledged>>
  /** Most shares one payment may have on this kind of device. */
  sharesMax: (client: Client) => number
  /** Where the buyer pays. Sent twice, it gives a way to pay the same payment, never a second payment. */
  createPayment: (order: PaymentOrder) => Promise<Answer<PaymentPage>>
  /** Ends a payment nobody made. Refused with `already_paid` when the buyer was faster. */
  closePayment: (payment: PaymentRef) => Promise<Answer<Acknowledged>>
  queryPayment: (payment: PaymentRef) => Promise<PaymentState>
  /** Whether parts of a share may go to receivers while the rest stays frozen, and whether the platform may lay out a refund for a seller. */
  releasesParts: boolean
  advancesRefunds: boolean
  /** Takes money out of the freeze: to the platform and the receivers and, with the last release of a share, all that is left to the seller. */
  release: (order: ReleaseOrder) => Promise<Answer<Settled>>
  queryRelease: (order: ReleaseOrder) => Promise<Answer<Settled> | Absent>
  /** Gives back part or all of one share, before or after its release. */
  refund: (order: RefundOrder) => Promise<Answer<Settled>>
  queryRefund: (order: RefundOrder) => Promise<Answer<Settled> | Absent>
  /** From the seller's balance at the gateway to the seller's bank. Missing where the gateway pays out by itself. */
  payout?: (order: PayoutOrder) => Promise<Answer<Settled>>
  queryPayout?: (order: PayoutOrder) => Promise<Answer<Settled> | Absent>
  /** What the gateway booked on one day in Shanghai; ready on the next morning. `pending` while the gateway makes it. */
  dailyBill: (date: string) => Promise<Answer<Bill>>
  /** Reads one message from the gateway. Reading changes nothing: the reader keeps `noticeId` to spot a replay. */
  readNotification: (message: Notification) => Reading
  /** What to answer: `taken` once the notice is stored (also when it was stored before), else `failed`: it is sent again. */
  acknowledgement: (outcome: 'taken' | 'failed') => Acknowledgement
}

export type Client = 'phone' | 'desk'

export type PaymentOrder = {
  paymentId: string
  /** What the buyer reads while paying. */
  subject: string
  totalFen: number
  /** One per seller's order; the amounts add up to `totalFen`. */
  shares: readonly Share[]
  expiresAt: Date
  /** Where the buyer's browser comes back to; proves nothing about payment. */
  returnUrl: string
  notifyUrl: string
  client: Client
  clientIp: string
}

export type Share = {
  shareId: string
  /** The seller's account at the gateway (二级商户号 at WeChat Pay, smid at Alipay). */
  sellerAccount: string
  amountFen: number
  subject: string
  /** Discounts others than the seller bear; the platform puts them in before the first release (补差). */
  subsidyFen?: number
}

export type PaymentPage = {
  payUrl: string
  /** `redirect`: send the browser there. `code`: show it as a QR code to scan with the wallet. */
  show: 'redirect' | 'code'
  gatewayRef: string
}

/** A payment with the shares it was asked with. */
export type PaymentRef = { paymentId: string; shares: readonly Share[] }

export type PaymentState =
  | { state: 'absent' | 'unpaid' | 'closed' }
  /** `shares` are those known to be paid: all of them, unless the gateway books shares one by one. */
  | { state: 'paid'; gatewayRef: string; amountFen: number; at: Date | null; shares: PaidShare[] }

export type PaidShare = {
  shareId: string
  /** The gateway's own number of this share: every later instruction carries it. */
  shareRef: string
  amountFen: number
  sellerAccount: string | null
}

/** A share the gateway froze, named as every later instruction needs it. */
export type FrozenShare = {
  paymentId: string
  shareId: string
  shareRef: string
  sellerAccount: string
  /** The share as it was paid, before any refund. */
  shareFen: number
  /** The subsidy it was asked with. */
  subsidyFen?: number
}

/** Someone besides the seller and the platform who gets a part, on an account of its own at the gateway. */
export type Receiver = {
  sellerAccount: string
  /** The name it signed up with. */
  name: string
  kind: 'grower' | 'maker' | 'carrier' | 'brand'
  fen: number
}

export type ReleaseOrder = {
  releaseId: string
  share: FrozenShare
  /** What leaves the freeze: with the last release all that is left of the share after refunds, subsidy included. */
  amountFen: number
  /** The part of `amountFen` that goes to the platform; zero or more. */
  commissionFen: number
  receivers?: readonly Receiver[]
  /** What the gateway is expected to keep of it as its fee. */
  feeFen?: number
  /** To be put in by the platform before anything leaves. Once for a share. */
  subsidyFen?: number
  /** False: the rest stays frozen, and only receivers and the platform get something. Only where `releasesParts`. */
  isLast?: boolean
}

export type RefundOrder = {
  refundId: string
  share: FrozenShare
  amountFen: number
  reason: string
  notifyUrl: string
  /** Set when it is released money: what of that release's commission and of which receivers' parts comes back with it. */
  released?: {
    releaseId: string
    commissionBackFen: number
    returns?: readonly { releaseId: string; sellerAccount: string; fen: number }[]
    /** `platform`: it lays out the whole refund, and nothing comes back from anyone. Only where `advancesRefunds`. */
    payer?: 'seller' | 'platform'
  }
  /** Of the subsidy put in, what goes back to the platform. */
  subsidyBackFen?: number
}

export type PayoutOrder = {
  payoutId: string
  sellerAccount: string
  amountFen: number
  remark: string
}

/** `final`: sending it again cannot help, a person decides. Otherwise the same id may be sent again later. */
export type Answer<Done> = ({ result: 'done' } & Done) | { result: 'pending'; gatewayRef: string | null } | Refused

export type Refused = {
  result: 'refused'
  code: RefusalCode
  final: boolean
  /** The gateway's own code and words, for the log and the operator. */
  gatewayCode: string
  gatewayMessage: string
}

export type RefusalCode =
  | 'already_closed'
  | 'already_paid'
  | 'already_settled'
  | 'amount_too_large'
  | 'frequency_limited'
  | 'invalid_request'
  | 'not_found'
  | 'not_permitted'
  /** The same id was used before with other content. */
  | 'id_reused'
  | 'seller_balance_short'
  | 'other'

export type Settled = { gatewayRef: string; amountFen: number; at: Date | null }
export type Acknowledged = { gatewayRef: string | null }

/** The gateway has never heard of it, so it may be sent. */
export type Absent = { result: 'absent' }

export type Bill = { lines: BillLine[] }

export type BillLine = {
  kind: 'payment' | 'refund' | 'release' | 'commission' | 'share' | 'subsidy' | 'payout' | 'fee'
  /** The platform's id of what was booked: the share of a payment or fee, else the instruction. Null when it is not ours. */
  ourId: string | null
  gatewayRef: string
  sellerAccount: string | null
  /** Always positive, save a fee the gateway gives back. `kind` says which way it went. */
  amountFen: number
  at: Date
}

export type Notification = {
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  /** The bytes as they came: signatures cover them. */
  body: Uint8Array
  now: Date
}

export type Notice = {
  kind: 'payment.paid' | 'payment.closed' | 'refund.done' | 'refund.failed' | 'release.done' | 'release.failed'
  /** The gateway's id of this message, the same when it is sent again. */
  noticeId: string
  /** The payment, refund or release it speaks of. */
  ourId: string
  gatewayRef: string
  /** For a payment, the sum of `shares`; for a release, the commission that moved. */
  amountFen: number
  at: Date
  /** Of a payment that is paid: the shares this message reports; the payment is whole once all its shares were reported. */
  shares: PaidShare[]
}

export type NotificationFault =
  /** No signature of the gateway over these bytes. */
  | 'forged'
  /** Signed, but too long ago or ahead of time. */
  | 'stale'
  | 'malformed'
  /** Signed for another application or merchant. */
  | 'foreign'
  /** A kind of message the platform does not use: acknowledge and forget it. */
  | 'unknown'

export type Reading = { verified: true; notice: Notice } | { verified: false; fault: NotificationFault; detail: string }

export type Acknowledgement = { status: number; headers: Record<string, string>; body: string }

/** The transport, given to every gateway. Header names in `HttpResponse` are in lower case; it throws when no answer came. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>

export type HttpRequest = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
}

export type HttpResponse = {
  status: number
  headers: Readonly<Record<string, string | undefined>>
  body: Uint8Array
}

/** What a gateway stands on besides its configuration. */
export type Surroundings = { send: Send; now: () => Date; nonce: () => string }

/** The outcome is not known: no answer, a fault of the gateway, or an answer whose signature does not hold. */
export class GatewayUnreachable extends Error {
  override readonly name = 'GatewayUnreachable'
  readonly why: 'network' | 'gateway_fault' | 'unverified_answer'

  constructor(why: GatewayUnreachable['why'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.why = why
  }
}

/** Whether what was paid is what was asked: known shares, each to the fen and to its seller. The caller holds the request. */
export function paidAsAsked(asked: readonly Share[], paid: readonly PaidShare[]): boolean {
  return paid.every((share) =>
    asked.some(
      (wanted) =>
        wanted.shareId === share.shareId &&
        wanted.amountFen === share.amountFen &&
        (share.sellerAccount === null || wanted.sellerAccount === share.sellerAccount),
    ),
  )
}

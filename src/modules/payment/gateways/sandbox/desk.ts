import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Instant } from '../../../../kernel/clock.ts'
import { addDays, addSeconds, startOfDay } from '../../../../kernel/clock.ts'
import type { Database, Tx } from '../../../../kernel/database.ts'
import { uuidv7 } from '../../../../kernel/ids.ts'
import type {
  Absent,
  Acknowledged,
  Answer,
  Bill,
  PaymentRef,
  PaymentState,
  PayoutOrder,
  RefundOrder,
  Refused,
  ReleaseOrder,
  Settled,
} from '../port.ts'
import { refusal } from '../refusal.ts'
import { decidePayout, decideRefund, decideRelease, isRefusedMove, isSameInstruction } from './bank.ts'
import type { Move, Told } from './bank.ts'
import * as books from './bank.sql.ts'
import type { InstructionRow, TradeState } from './bank.sql.ts'
import type { LinkedOrder } from './link.ts'
import { bankRef, noticeBody, paidShareOf } from './notice.ts'
import { insertNotices } from './notice.sql.ts'
import type { NoticeRow } from './notice.sql.ts'
import type { Sender } from './sender.ts'

/** The bank's side of the sandbox: all that the gateway and the pay page may ask of it. */
export type Desk = {
  /** What became of the payment; paying twice pays once. `tell` false: the bank keeps it to itself. */
  pay(order: LinkedOrder, tell: boolean): Promise<TradeState>
  state(paymentId: string): Promise<TradeState | null>
  close(payment: PaymentRef): Promise<Answer<Acknowledged>>
  query(paymentId: string): Promise<PaymentState>
  release(order: ReleaseOrder, pendingSeconds: number): Promise<Answer<Settled>>
  refund(order: RefundOrder, pendingSeconds: number): Promise<Answer<Settled>>
  payout(order: PayoutOrder, pendingSeconds: number): Promise<Answer<Settled>>
  queryInstruction(id: string): Promise<Answer<Settled> | Absent>
  /** Ends pending instructions whose time has come. */
  ripen(): Promise<void>
  bill(date: string): Promise<Bill>
}

/** Who has paid sees the bank's word of it this long at most before the bank sends them back; by then the shop mostly knows. */
const TELL_FIRST_MS = 2_000

export function bankDesk({ database, clock, sender }: { database: Database; clock: Clock; sender: Sender }): Desk {
  /** One transaction whose messages leave after its commit. */
  async function telling<T>(work: (tx: Tx, now: Instant, tell: (notice: NoticeRow) => void) => Promise<T>): Promise<T> {
    const now = clock.now()
    const { result, notices } = await database.transact(async (tx) => {
      const outgoing: NoticeRow[] = []
      const done = await work(tx, now, (notice) => outgoing.push(notice))
      await insertNotices(tx, outgoing)
      return { result: done, notices: outgoing }
    })
    void sender.offer(notices)
    return result
  }

  function noticeOf(row: InstructionRow, now: Instant): NoticeRow[] {
    if (row.at === null || row.notifyUrl === null || row.kind === 'payout') return []
    const kind = `${row.kind}.done` as const
    // Of a release the message tells the commission that moved.
    const amountFen = row.kind === 'release' ? row.commissionFen : row.amountFen
    const body = noticeBody(kind, row.id, amountFen, row.at, [])
    return [{ id: uuidv7(now), notifyUrl: row.notifyUrl, kind, ourId: row.id, body, ...sender.claimed(now) }]
  }

  async function ripen(tx: Tx, now: Instant, tell: (notice: NoticeRow) => void): Promise<void> {
    for (const row of await books.ripenInstructions(tx, now)) noticeOf(row, now).forEach(tell)
  }
  const ripened = () => telling(ripen)

  async function instruct<Locked extends { notifyUrl: string | null } | null>(
    told: Told,
    pendingSeconds: number,
    lock: (tx: Tx) => Promise<Locked>,
    decide: (locked: Locked) => Move | Refused,
    endsFreeze = false,
  ): Promise<Answer<Settled>> {
    return telling(async (tx, now, tell) => {
      const locked = await lock(tx)
      const known = await books.instructionById(tx, told.id)
      if (known?.at === null) await ripen(tx, now, tell)
      const earlier = known?.at === null ? await books.instructionById(tx, told.id) : known
      if (earlier !== null)
        return isSameInstruction(earlier, told) ? answerOf(earlier) : refusal('id_reused', true, 'id_reused')
      const move = decide(locked)
      if (isRefusedMove(move)) return move
      const at = pendingSeconds > 0 ? null : now
      const row = { ...told, notifyUrl: told.notifyUrl ?? locked?.notifyUrl ?? null, at }
      await books.bookInstruction(tx, row, move, { readyAt: addSeconds(now, pendingSeconds), at, endsFreeze })
      noticeOf(row, now).forEach(tell)
      return answerOf(row)
    })
  }

  return {
    async pay(order, tell) {
      const now = clock.now()
      const notice = tell ? { ...paidNotice(order, now), ...sender.claimed(now) } : null
      const { made, state } = await database.alone((tx) => books.payTrade(tx, order, notice, now))
      if (made && notice !== null)
        await Promise.race([sender.offer([notice]), sleep(TELL_FIRST_MS, undefined, { ref: false })])
      return state ?? (await database.read((sql) => books.tradeState(sql, order.paymentId))) ?? 'closed'
    },
    state: (paymentId) => database.read((sql) => books.tradeState(sql, paymentId)),
    async close({ paymentId, shares }) {
      const totalFen = shares.reduce((sum, share) => sum + share.amountFen, 0)
      const state = await database.transact((tx) => books.closeTrade(tx, paymentId, totalFen, clock.now()))
      return state === 'paid'
        ? refusal('already_paid', true, 'already_paid')
        : { result: 'done', gatewayRef: bankRef(paymentId) }
    },
    async query(paymentId) {
      const trade = await database.read((sql) => books.tradeById(sql, paymentId))
      if (trade === null) return { state: 'absent' }
      if (trade.state === 'closed') return { state: 'closed' }
      const shares = (trade.shares ?? []).map(paidShareOf)
      return { state: 'paid', gatewayRef: bankRef(paymentId), amountFen: trade.totalFen, at: trade.at, shares }
    },
    release: (order, pendingSeconds) =>
      instruct(
        {
          ...aboutShare('release', order.releaseId, order),
          commissionFen: order.commissionFen,
          receivers: (order.receivers ?? []).map(({ sellerAccount, fen }) => ({ sellerAccount, fen })),
          feeFen: order.feeFen ?? 0,
          subsidyFen: order.subsidyFen ?? 0,
        },
        pendingSeconds,
        (tx) => books.lockShare(tx, order.share.shareId),
        (share) => decideRelease(share, order),
        order.isLast ?? true,
      ),
    refund: (order, pendingSeconds) =>
      instruct(
        {
          ...aboutShare('refund', order.refundId, order),
          commissionFen: order.released?.commissionBackFen ?? 0,
          notifyUrl: order.notifyUrl,
        },
        pendingSeconds,
        async (tx) => {
          const share = await books.lockShare(tx, order.share.shareId)
          if (share === null) return null
          const accounts = [...new Set((order.released?.returns ?? []).map((one) => one.sellerAccount))].sort()
          const balances = new Map<string, number>()
          for (const account of accounts) balances.set(account, await books.lockAccount(tx, account))
          return { ...share, balances }
        },
        (share) => decideRefund(share, order, share?.balances),
      ),
    payout: (order, pendingSeconds) =>
      instruct(
        {
          id: order.payoutId,
          kind: 'payout',
          shareId: null,
          sellerAccount: order.sellerAccount,
          amountFen: order.amountFen,
          commissionFen: 0,
          ...toNobodyElse,
          notifyUrl: null,
        },
        pendingSeconds,
        async (tx) => ({ balanceFen: await books.lockAccount(tx, order.sellerAccount), notifyUrl: null }),
        ({ balanceFen }) => decidePayout(balanceFen, order),
      ),
    async queryInstruction(id) {
      await ripened()
      const row = await database.read((sql) => books.instructionById(sql, id))
      return row === null ? { result: 'absent' } : answerOf(row)
    },
    ripen: ripened,
    async bill(date) {
      const rows = await database.read((sql) => books.billRows(sql, startOfDay(date), startOfDay(addDays(date, 1))))
      return { lines: rows.map((row) => ({ ...row, gatewayRef: bankRef(row.ourId) })) }
    },
  }
}

function paidNotice(order: LinkedOrder, now: Instant) {
  const shares = order.shares.map(paidShareOf)
  return {
    id: uuidv7(now),
    notifyUrl: order.notifyUrl,
    kind: 'payment.paid',
    ourId: order.paymentId,
    body: noticeBody('payment.paid', order.paymentId, order.totalFen, now, shares),
  }
}

function aboutShare(
  kind: 'release' | 'refund',
  id: string,
  order: { share: ReleaseOrder['share']; amountFen: number },
): Omit<Told, 'commissionFen'> {
  const { shareId, sellerAccount } = order.share
  return { id, kind, shareId, sellerAccount, amountFen: order.amountFen, ...toNobodyElse, notifyUrl: null }
}

const toNobodyElse = { receivers: [], feeFen: 0, subsidyFen: 0 }

function answerOf(row: InstructionRow): Answer<Settled> {
  const gatewayRef = bankRef(row.id)
  return row.at === null
    ? { result: 'pending', gatewayRef }
    : { result: 'done', gatewayRef, amountFen: row.amountFen, at: row.at }
}

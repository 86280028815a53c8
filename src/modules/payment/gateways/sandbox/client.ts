import type { Answer, Gateway, Refused } from '../port.ts'
import { GatewayUnreachable } from '../port.ts'
import { refusal } from '../refusal.ts'
import type { Desk } from './desk.ts'
import type { CallName, SandboxFaults } from './faults.ts'
import type { SandboxKeys } from './keys.ts'
import { payLink, SHARES_MAX } from './link.ts'
import { bankRef, readSandboxNotice } from './notice.ts'

type Surroundings = { desk: Desk; keys: SandboxKeys; faults: SandboxFaults; publicUrl: string }

/** The platform's side of the sandbox: the port, spoken to the desk. */
export function sandboxClient({ desk, keys, faults, publicUrl }: Surroundings): Gateway {
  /** A question can only stay without an answer. */
  async function asked<T>(name: CallName, id: string, work: () => Promise<T>): Promise<T> {
    const fault = faults.answer?.({ name, id }) ?? null
    if (fault === 'unreachable' || fault === 'refuse') throw new GatewayUnreachable('network', `no answer to ${name}`)
    const answer = await work()
    if (fault === 'time_out') throw new GatewayUnreachable('network', `no answer to ${name} in time`)
    return answer
  }

  async function told<Done>(
    name: CallName,
    id: string,
    work: (pendingSeconds: number) => Promise<Answer<Done>>,
  ): Promise<Answer<Done>> {
    const fault = faults.answer?.({ name, id }) ?? null
    if (fault === 'unreachable') throw new GatewayUnreachable('network', `no answer to ${name}`)
    if (fault === 'refuse') return refusal('frequency_limited', false, 'frequency_limited')
    const answer = await work(typeof fault === 'object' && fault !== null ? fault.pendingSeconds : 0)
    if (fault === 'time_out') throw new GatewayUnreachable('network', `no answer to ${name} in time`)
    return answer
  }

  return {
    name: 'sandbox',
    sharesMax: () => SHARES_MAX,
    releasesParts: true,
    advancesRefunds: true,
    createPayment: (order) =>
      told('create', order.paymentId, async () => {
        const sum = order.shares.reduce((total, share) => total + share.amountFen, 0)
        if (sum !== order.totalFen || order.shares.length === 0 || order.shares.length > SHARES_MAX)
          return badShares(order.shares.length, sum)
        const payUrl = payLink(keys, publicUrl, order)
        return { result: 'done', payUrl, show: 'redirect', gatewayRef: bankRef(order.paymentId) }
      }),
    closePayment: (payment) => told('close', payment.paymentId, () => desk.close(payment)),
    queryPayment: ({ paymentId }) => asked('query', paymentId, () => desk.query(paymentId)),
    release: (order) => told('release', order.releaseId, (seconds) => desk.release(order, seconds)),
    refund: (order) => told('refund', order.refundId, (seconds) => desk.refund(order, seconds)),
    payout: (order) => told('payout', order.payoutId, (seconds) => desk.payout(order, seconds)),
    queryRelease: ({ releaseId }) => asked('query', releaseId, () => desk.queryInstruction(releaseId)),
    queryRefund: ({ refundId }) => asked('query', refundId, () => desk.queryInstruction(refundId)),
    queryPayout: ({ payoutId }) => asked('query', payoutId, () => desk.queryInstruction(payoutId)),
    dailyBill: (date) => told('bill', date, async () => ({ result: 'done', ...(await desk.bill(date)) })),
    readNotification: (message) => readSandboxNotice(keys, message),
    acknowledgement: (outcome) => ({
      status: outcome === 'taken' ? 200 : 409,
      headers: { 'content-type': 'text/plain' },
      body: outcome,
    }),
  }
}

const badShares = (count: number, sumFen: number): Refused =>
  refusal('invalid_request', true, 'shares', `${count} shares of ${sumFen} fen`)

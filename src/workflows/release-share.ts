import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { releaseEarly, releaseShares } from '../modules/ledger/index.ts'
import { instruct } from '../modules/payment/index.ts'
import { organisationsById } from '../modules/people/index.ts'

/** At shipment, what carriers get of the freight; at completion, all that is left: booked, and the gateway is told. */
export async function releaseAt(
  tx: Tx,
  stage: 'shipment' | 'completion',
  orderIds: readonly string[],
  now: Instant,
): Promise<void> {
  const asked = orderIds.map((orderId) => ({ orderId, reference: uuidv7(now) }))
  const releases = await (stage === 'shipment' ? releaseEarly : releaseShares)(tx, asked, now)
  const receiving = new Set(releases.flatMap(({ receivers }) => receivers.map((one) => one.organisationId)))
  const organisations = receiving.size === 0 ? new Map() : await organisationsById(tx, [...receiving])
  const told = releases.map(
    ({ reference, orderId, amountFen, commissionFen, feeFen, subsidyFen, isLast, ...release }) => {
      const receivers = release.receivers.map(({ organisationId, kind, fen }) => {
        const known = organisations.get(organisationId)
        return { organisationId, sellerAccount: known?.sellerAccount ?? '', name: known?.nameZh ?? '', kind, fen }
      })
      const part = { id: reference, kind: 'release' as const, orderId, amountFen, commissionFen, reason: '' }
      return { ...part, feeFen, subsidyFen, isLast, receivers }
    },
  )
  instruct(tx, told, now)
}

import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import type { Release } from '../modules/ledger/index.ts'
import { releaseEarly, releaseShare } from '../modules/ledger/index.ts'
import { instruct } from '../modules/payment/index.ts'
import { organisationsById } from '../modules/people/index.ts'

/** At shipment, what carriers get of the freight; at completion, all that is left: booked, and the gateway is told. */
export async function releaseAt(
  tx: Tx,
  stage: 'shipment' | 'completion',
  orderId: string,
  now: Instant,
): Promise<void> {
  const id = uuidv7(now)
  const release = await (stage === 'shipment' ? releaseEarly : releaseShare)(tx, orderId, id, now)
  if (release === null) return
  const { amountFen, commissionFen, feeFen, subsidyFen, isLast } = release
  const receivers = await receiversOf(tx, release)
  const told = { id, kind: 'release' as const, orderId, amountFen, commissionFen, reason: '' }
  await instruct(tx, { ...told, feeFen, subsidyFen, isLast, receivers }, now)
}

async function receiversOf(tx: Tx, { receivers }: Release) {
  if (receivers.length === 0) return []
  const organisations = await organisationsById(
    tx,
    receivers.map((one) => one.organisationId),
  )
  return receivers.map(({ organisationId, kind, fen }) => {
    const known = organisations.get(organisationId)
    return { organisationId, sellerAccount: known?.sellerAccount ?? '', name: known?.nameZh ?? '', kind, fen }
  })
}

import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { isRefusal, refuse } from '../kernel/refusal.ts'
import { id, upload } from '../kernel/validation.ts'
import { handOverParcels, ordersToMany, trackingsUsed } from '../modules/delivery/index.ts'
import type { Fault, OrderToShip, OrderView, SheetColumn, SheetRow } from '../modules/market/index.ts'
import {
  advanceOrders,
  canTake,
  dueAfter,
  lineOf,
  lockOrdersByCode,
  ordersById,
  readSheet,
} from '../modules/market/index.ts'
import { shipSold, stoppedOrders } from '../modules/stock/index.ts'
import { releaseAt } from './release-share.ts'
import { sheetBytes, sheetFaults, sheetOutcome, sheetRefusals, tableIn } from './sheet.ts'
import { traceShipping } from './ship-order.ts'
import { checkWeighed } from './weigh-order.ts'

type Key = 'code' | 'carrier' | 'tracking'

export const shipColumns: readonly SheetColumn<Key>[] = [
  { key: 'code', zh: '订单号', en: 'Order', also: ['订单编号', 'order code'], needed: true },
  { key: 'carrier', zh: '快递公司', en: 'Carrier', also: ['快递', '物流公司', '承运商'], needed: true },
  { key: 'tracking', zh: '运单号', en: 'Tracking number', also: ['快递单号', '物流单号', 'tracking'], needed: true },
]

const ROWS_MAX = 5000

type Asked = { row: SheetRow<Key>; code: string; carrier: string; trackingNumber: string }

export const shipBySheet = operation({
  name: 'market.order.ship_sheet',
  method: 'POST',
  path: '/market/organisations/{organisationId}/shipments-by-workbook',
  summary:
    'Ships the orders of a workbook (order, carrier, tracking number): all of them or none, every fault at its cell',
  access: member('seller', 'packer'),
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({
    organisationId: id,
    file: upload(sheetBytes),
    /** Only say what is wrong; ship nothing. */
    check: z.union([z.boolean(), z.stringbool()]).default(false),
  }),
  output: sheetOutcome,
  refusals: sheetRefusals,
  audit: (_input, output) => ({ rows: output.rows, done: output.done }),
  prepare: ({ file }, { ports }) => tableIn(ports, file),
  async run({ tx, actor, now, lang, prepared }, { organisationId, check }) {
    const { rows, faults } = readSheet(prepared, shipColumns, ROWS_MAX)
    const asked = rows.flatMap((row) => readRow(row, faults))
    findTwice(asked, faults)
    const orders = await lockOrdersByCode(
      tx,
      organisationId,
      asked.map(({ code }) => code),
    )
    faults.push(...(await standing(tx, asked, orders)))
    const done = faults.length === 0 && !check
    if (done) await shipAll(tx, organisationId, asked, orders, actor.kind, now)
    return { rows: rows.length, done, ...sheetFaults(faults, shipColumns, lang) }
  },
})

function readRow(row: SheetRow<Key>, faults: Fault[]): Asked[] {
  const before = faults.length
  const take = (key: Key, max: number) => {
    const read = lineOf(row.cell(key), max)
    if (!read.ok) faults.push(row.fault(key, read.code, read.params))
    return read.ok ? read.value : ''
  }
  const code = take('code', 20).toUpperCase()
  const carrier = take('carrier', 30)
  const trackingNumber = take('tracking', 60).replaceAll(/\s/g, '').toUpperCase()
  if (trackingNumber !== '' && !/^[A-Z0-9-]{4,40}$/.test(trackingNumber))
    faults.push(row.fault('tracking', 'no_tracking'))
  return faults.length > before ? [] : [{ row, code, carrier, trackingNumber }]
}

/** An order, or a carrier's number, that stands in the file twice. */
function findTwice(asked: readonly Asked[], faults: Fault[]): void {
  const seen = new Map<string, number>()
  for (const { row, code, carrier, trackingNumber } of asked)
    for (const [key, what] of [
      ['code', code],
      ['tracking', `${carrier}\n${trackingNumber}`],
    ] as const) {
      const first = seen.get(`${key}\n${what}`)
      if (first === undefined) seen.set(`${key}\n${what}`, row.row)
      else faults.push(row.fault(key, 'twice', { row: first }))
    }
}

type Orders = ReadonlyMap<string, OrderToShip>

/** What stands in the way of each row, as the county is now. */
async function standing(tx: Tx, asked: readonly Asked[], orders: Orders): Promise<Fault[]> {
  const ids = [...orders.values()].map((order) => order.id)
  const used = await trackingsUsed(tx, asked)
  const many = await ordersToMany(tx, ids)
  const stopped = await stoppedOrders(tx, ids)
  const unweighed = new Set((await ordersById(tx, ids)).filter((view) => !isWeighed(view)).map((view) => view.id))
  return asked.flatMap(({ row, code, carrier, trackingNumber }) => {
    const order = orders.get(code)
    if (order === undefined) return [row.fault('code', 'unknown_order')]
    if (!canTake('ship', order.state)) return [row.fault('code', 'not_to_ship')]
    if (many.has(order.id)) return [row.fault('code', 'order_to_many')]
    if (unweighed.has(order.id)) return [row.fault('code', 'not_weighed')]
    const lot = stopped.get(order.id)
    if (lot !== undefined) return [row.fault('code', 'lot_stopped', { lot })]
    return used.has(`${carrier}\n${trackingNumber}`) ? [row.fault('tracking', 'tracking_used')] : []
  })
}

/** Goods sold by weight have been weighed, as `market.order.ship` asks. */
function isWeighed(view: OrderView): boolean {
  try {
    checkWeighed(view)
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}

async function shipAll(
  tx: Tx,
  organisationId: string,
  asked: readonly Asked[],
  orders: Orders,
  actorKind: string,
  now: Instant,
): Promise<void> {
  const handed = asked.map(({ code, carrier, trackingNumber }) => ({
    orderId: orders.get(code)?.id ?? '',
    carrier,
    trackingNumber,
    handedOverAt: now,
  }))
  const ids = handed.map(({ orderId }) => orderId).toSorted()
  if (!(await handOverParcels(tx, organisationId, handed))) refuse('market.sheet.changed')
  await shipSold(tx, ids, now)
  const to = { state: 'shipped' as const, step: 'ship' as const, dueAt: dueAfter('ship', now), actorKind, note: '' }
  await advanceOrders(tx, ids, to, now)
  await releaseAt(tx, 'shipment', ids, now)
  const carriers = new Map(handed.map(({ orderId, carrier }) => [orderId, carrier]))
  await traceShipping(tx, organisationId, carriers, now)
  for (const orderId of ids)
    tx.effects.publish({ name: 'market.order.shipped', subject: orderId, data: { orderIds: [orderId] } })
}

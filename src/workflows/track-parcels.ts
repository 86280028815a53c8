import { Hono } from 'hono'
import { z } from 'zod'
import type { App } from '../kernel/app.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { ApiBindings } from '../kernel/http/api.ts'
import { readBody } from '../kernel/http/body.ts'
import type { Job } from '../kernel/jobs.ts'
import { job } from '../kernel/jobs.ts'
import type { Scan, Tracked, Tracker, TrackingSandbox } from '../modules/delivery/index.ts'
import {
  ASK_SECONDS,
  askNext,
  companyOf,
  followUntil,
  recordScans,
  takeDueParcels,
  trackedParcel,
} from '../modules/delivery/index.ts'
import { ordersById } from '../modules/market/index.ts'

const PARCELS_AT_ONCE = 100

/** Every minute: parcels that were just handed over are given to the tracking service; silent ones are asked after. */
export const trackParcelsJob = job({
  name: 'delivery.track-parcels',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const { tracker } = app.ports
    if (tracker === null) return
    const due = await app.database.transact((tx) => takeDueParcels(tx, app.clock.now(), PARCELS_AT_ONCE))
    for (const parcel of due) await askAfter(app, tracker, parcel)
  },
})

async function askAfter(app: App, tracker: Tracker, parcel: Tracked): Promise<void> {
  const company = companyOf(parcel.carrier)
  if (company === null || app.clock.now() > followUntil(parcel.handedOverAt))
    return app.database.transact((tx) => askNext(tx, parcel, null))
  const followed = { company, trackingNumber: parcel.trackingNumber, phoneTail: await phoneTailOf(app, parcel.orderId) }
  try {
    if (!parcel.toldByItself && (await tracker.subscribe(followed))) {
      const next = addSeconds(app.clock.now(), ASK_SECONDS.told)
      return await app.database.transact((tx) => askNext(tx, parcel, next, true))
    }
    const scans = await tracker.query(followed)
    await app.database.transact(async (tx) => {
      const now = app.clock.now()
      await askNext(tx, parcel, addSeconds(now, ASK_SECONDS.asked))
      await takeScans(tx, parcel, scans, now)
    })
  } catch (error) {
    // It is due again in an hour: that was written when it was taken.
    app.log.warn({ err: error, carrier: company }, 'tracking service not reached')
  }
}

/** Some carriers tell only who knows the end of the recipient's number. Of an order to many it is nobody's. */
async function phoneTailOf(app: App, orderId: string): Promise<string> {
  const [order] = await app.database.read((sql) => ordersById(sql, [orderId]))
  return order?.recipient.phone.match(/\d{4}$/)?.[0] ?? ''
}

async function takeScans(tx: Tx, parcel: Tracked, scans: readonly Scan[], now: Date): Promise<void> {
  if (!(await recordScans(tx, parcel, scans, now))) return
  const { orderId } = parcel
  tx.effects.publish({ name: 'market.order.delivered', subject: orderId, data: { orderIds: [orderId] } })
}

const PUSH_BYTES_MAX = 200_000

/** Where the tracking service reports. What it says of a parcel nobody sent is acknowledged and forgotten. */
export function carrierPushes(app: App): Hono<ApiBindings> {
  return new Hono<ApiBindings>().post('/push', async (c) => {
    const { tracker } = app.ports
    if (tracker === null) return c.notFound()
    const body = new TextDecoder().decode(await readBody(c.req.raw, PUSH_BYTES_MAX))
    const taken = await takePush(app, tracker, body)
    return c.body(tracker.acknowledgement(taken), taken ? 200 : 400, { 'content-type': 'application/json' })
  })
}

export async function takePush(app: App, tracker: Tracker, body: string): Promise<boolean> {
  const push = tracker.readPush(body)
  if (!push.verified) {
    app.log.warn({ tracker: tracker.name, fault: push.fault }, 'tracking message not taken')
    return false
  }
  await app.database.transact(async (tx) => {
    const parcel = await trackedParcel(tx, push.company, push.trackingNumber)
    if (parcel !== undefined) await takeScans(tx, parcel, push.scans, app.clock.now())
  })
  return true
}

/** Where parcels are made up, their carrier's messages come from here. */
export function sandboxJobs(carrier: TrackingSandbox | null): readonly Job[] {
  if (carrier === null) return []
  const tell = job({
    name: 'delivery.sandbox-carrier',
    payload: z.unknown(),
    every: '* * * * *',
    async run(app) {
      const { tracker } = app.ports
      if (tracker === null) return
      await carrier.flush(async (body) => tracker.acknowledgement(await takePush(app, tracker, body)))
    },
  })
  return [tell]
}

import type { App } from '../kernel/app.ts'
import type { Clock, Instant } from '../kernel/clock.ts'
import { addDays, addSeconds, civilDate, manualClock, startOfDay } from '../kernel/clock.ts'
import { analyseAll, countAllSales, countHealthJob } from '../modules/insight/index.ts'
import type { DemoPeople } from './accounts.ts'
import { demoEmails, demoPassword, settlePeople } from './accounts.ts'
import { openCases, sellByWeight } from './after.ts'
import { sellAhead } from './ahead.ts'
import type { Workbook } from './goods.ts'
import { handIn, readWorkbook } from './goods.ts'
import { makeGuests } from './guests.ts'
import { tellMakers } from './makers.ts'
import { closeLastMonth, stateMoneyRules } from './money.ts'
import { planOrders } from './plan.ts'
import { makePrices } from './prices.ts'
import { aloneOn, noteBegun, noteFinished, progressOf } from './progress.ts'
import { makeShelves } from './shelves.ts'
import { makeStays } from './stays.ts'
import { makeTalk } from './talk.ts'
import type { Bank, Happening, Trading } from './trade.ts'
import { happeningsOf, nightly, offersOf } from './trade.ts'

export type Tell = (line: string) => void

/** A county as the seed needs it, over the same database at any hour. */
export type SeededCounty = { app: App; sandbox: Bank | null; close(): Promise<void> }
export type Seeding = {
  databaseUrl: string
  now: Instant
  open(clock: Clock): SeededCounty
  tell: Tell
}

/** Weeks of trade before today that the demonstration shows. */
const DAYS = 66
const ORDERS = 150

/**
 * Puts demonstration data into an empty county: people, goods by the example workbook, nine weeks of orders, all by the
 * operations people use. A run that was ended in the middle is taken up where it stood; an inhabited county is left alone.
 */
export async function seedSuichang(seeding: Seeding): Promise<void> {
  await aloneOn(seeding.databaseUrl, async () => {
    const clock = manualClock(seeding.now)
    const county = seeding.open(clock)
    try {
      const progress = await progressOf(county.app.database)
      if (progress.state === 'inhabited') return
      if (progress.state !== 'finished') {
        const begunAt = progress.state === 'begun' ? progress.begunAt : seeding.now
        if (progress.state === 'empty') await county.app.database.transact(async (tx) => noteBegun(tx, begunAt))
        else seeding.tell('seed        taking up an earlier run')
        await tellStory(county, clock, begunAt, seeding.tell)
      }
      const password = demoPassword(county.app.settings.secret)
      seeding.tell(`demo        ${demoEmails[0]}, ${demoEmails[1]}, ${demoEmails.at(-1)}; password ${password}`)
    } finally {
      await county.close()
    }
  })
}

type Moved = ReturnType<typeof manualClock>

async function tellStory(county: SeededCounty, clock: Moved, begunAt: Instant, tell: Tell): Promise<void> {
  const { app } = county
  const started = performance.now()
  const today = civilDate(begunAt)
  const firstDay = addDays(today, -DAYS)
  clock.set(addSeconds(startOfDay(firstDay), 6 * 3600))
  const people = await settlePeople(app)
  tell(`seed        ${people.sellers.length + 1} organisations`)
  await stateMoneyRules(app, people, firstDay)
  const workbook = await readWorkbook(app, today)
  const early = await harvestArrives(app, people, workbook, '0000-01-01', '商品 第一批.xlsx')
  tell(`seed        ${early} listings of earlier harvests`)
  const lateAt = addSeconds(startOfDay(addDays(today, -1)), 7 * 3600)
  const arrive = async () => {
    const late = await harvestArrives(app, people, workbook, firstDay, '商品 第二批.xlsx')
    tell(`seed        ${late} listings of new harvests`)
  }
  const latest: Happening[] = [{ at: lateAt, run: arrive }]
  const trading = county.sandbox === null ? null : { app, bank: county.sandbox, people }
  if (trading === null) tell('seed        no orders: payments go to a real gateway')
  await live(clock, begunAt, [...latest, ...(trading === null ? [] : await sixWeeks(trading, firstDay, tell))])
  clock.set(begunAt)
  tell(`seed        ${await makePrices(app, people)} prices for many, a reduction and a coupon`)
  await makeShelves(app, people)
  const { sights, houses, packages, octoKey } = await makeStays(app, people)
  tell(`seed        ${sights} sights, ${houses} houses and ${packages} packages`)
  if (octoKey !== null) tell(`demo        OCTO at ${app.settings.publicUrl}/octo, key ${octoKey}`)
  tell(`seed        ${await sellAhead(app, people)} goods sold ahead, made to order, one of a kind`)
  tell(`seed        ${await tellMakers(app, people)} makers' stories`)
  if (trading !== null) {
    tell(`seed        ${await makeGuests(trading)} bookings of houses and sights`)
    tell(`seed        ${await sellByWeight(trading)} orders of goods sold by weight`)
    tell(`seed        ${await openCases(trading)} after-sales cases`)
  }
  tell(`seed        ${await makeTalk(app, people)} of a conversation, an announcement and a request for help`)
  await countAllSales(app)
  await analyseAll(app)
  await countHealthJob.run(app, {})
  await closeLastMonth(app)
  await app.database.transact(async (tx) => noteFinished(tx))
  tell(`seed        done in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

async function harvestArrives(
  app: App,
  people: DemoPeople,
  workbook: Workbook,
  since: string,
  fileName: string,
): Promise<number> {
  let listings = 0
  for (const seller of people.sellers) listings += await handIn(app, seller, workbook, since, fileName)
  return listings
}

async function sixWeeks(trading: Trading, firstDay: string, tell: Tell): Promise<Happening[]> {
  const orders = planOrders(await offersOf(trading, firstDay), startOfDay(addDays(firstDay, 1)), DAYS - 1, ORDERS)
  const told = orders
    .filter(({ number }) => number % 50 === 0)
    .map(({ at, number }) => ({ at, run: async () => tell(`seed        ${number} of ${ORDERS} demonstration orders`) }))
  const nights = Array.from({ length: DAYS }, (_, i) => ({
    at: addSeconds(startOfDay(addDays(firstDay, i + 1)), 3 * 3600),
    run: () => nightly(trading.app),
  }))
  return [...orders.flatMap((order) => happeningsOf(trading, order)), ...nights, ...told]
}

/** Lets everything up to now happen in its order; what lies ahead stays open, as in any county. */
async function live(clock: Moved, until: Instant, happenings: readonly Happening[]): Promise<void> {
  const past = happenings.filter(({ at }) => at <= until).sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const { at, run } of past) {
    clock.set(at)
    await run()
  }
}

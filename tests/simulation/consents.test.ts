import sharp from 'sharp'
import { expect, test } from 'vitest'
import { outcomeOf } from '../harness/outcome.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { statement } from '../../src/kernel/database.ts'
import type { InputOf } from '../../src/kernel/operation.ts'
import { perform } from '../../src/kernel/perform.ts'
import {
  askConsent,
  askOnPaper,
  checkSheet,
  confirmConsent,
  endConsent,
  readAgents,
  readOrganisation,
  requestCode,
  revokeConsent,
  sendSheet,
} from '../../src/modules/people/index.ts'
import { restockItem } from '../../src/workflows/restock-item.ts'
import { allIsWell, openTrade } from '../../src/workflows/testing.ts'
import { joinAsPacker, signedInAccount } from '../harness/account.ts'
import { castOf } from '../harness/cast.ts'
import { printedSeed, seeded } from './random.ts'

// A helper of a cooperative restocks for three growers from a phone whose signal comes and goes, while they consent, by code or on paper, and
// take it back, themselves or through the service centre:
// what left the phone is done once, and only in the name of who consented then.

const seed = printedSeed('consents')
const STEPS = 160
const trade = await openTrade({ sellers: 3, units: 50 })
const { county, shops } = trade
const { act, app } = county
const { organisationId: coopId, actors } = await castOf(county)
const office = actors['office member'] as Actor
type Scope = InputOf<typeof askConsent>['scopes'][number]
type Shop = (typeof shops)[number]

const helper = await signedInAccount(app, '示范帮手', 'helper@county.test')
await app.database.transact((tx) => tx.run(joinAsPacker, [coopId, helper.personId]))

const bytes = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#fbfaf5' } })
  .jpeg()
  .toBuffer()
const photo = { name: 'sheet.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) }

const packed = statement<{ lots: number; units: number }>(
  'test.packed',
  `SELECT count(*)::int AS lots, coalesce(sum(packed_units), 0)::int AS units FROM stock.lot WHERE organisation_id = $1 AND code <> $2`,
)
const trail = statement<{ consentId: string | null; times: number }>(
  'test.trail',
  `SELECT detail->>'consentId' AS "consentId", count(*)::int AS times FROM kernel.audit WHERE operation = 'stock.item.restock' AND organisation_id = $1 GROUP BY 1`,
)

type Act = { key: string; shop: Shop; units: number; done: boolean }

/** What stands after all: what each grower's consents were, and what was done under each. */
const consented = new Map<Shop, { consentId: string; scopes: readonly Scope[] }>()
const done = new Map<string, { shop: Shop; units: number }[]>()
const phone: Act[] = []

test('whatever the signal does and whoever takes a consent back, each act is done once or not at all', async () => {
  const random = seeded(seed)
  const day = civilDate(app.clock.now())
  for (let step = 0; step < STEPS; step += 1) {
    const shop = random.pick(shops)
    const what = random.next()
    if (what < 0.15) {
      const scopes = random.pick<Scope[]>([['goods'], ['parcels'], ['goods', 'parcels', 'answers']])
      await give(shop, scopes, random.pick([byCode, onPaper]))
    } else if (what < 0.25) await takeBack(shop, random.chance(0.4))
    else if (what < 0.7) phone.push({ key: `act-${seed}-${step}`, shop, units: 1 + random.below(9), done: false })
    else await signal(random)
    if (random.chance(0.05)) county.clock.advance(3600)
  }
  await signal(random, true)
  expect(phone).toEqual([])
  expect(done.size).toBeGreaterThan(3)
  for (const shop of shops) {
    const mine = [...done.values()].flat().filter((one) => one.shop === shop)
    const [row] = await app.database.read((sql) =>
      sql.run(packed, [shop.organisationId, `L${shops.indexOf(shop) + 1}`]),
    )
    expect(row).toEqual({ lots: mine.length, units: mine.reduce((sum, one) => sum + one.units, 0) })
    const told = await app.database.read((sql) => sql.run(trail, [shop.organisationId]))
    const expected = [...done].flatMap(([consentId, all]) => {
      const times = all.filter((one) => one.shop === shop).length
      return times === 0 ? [] : [{ consentId, times }]
    })
    const byId = (a: { consentId: string | null }, b: { consentId: string | null }) =>
      String(a.consentId).localeCompare(String(b.consentId))
    expect(told.toSorted(byId)).toEqual(expected.toSorted(byId))
  }
  await allIsWell(trade)

  async function restock({ key, shop, units }: Act): Promise<string> {
    const input = { organisationId: shop.organisationId, itemId: shop.itemId, units, harvestedOn: day }
    const caller = { actor: await helper.now(), lang: 'zh' as const, idempotencyKey: key }
    return outcomeOf(perform(app, restockItem, caller, input))
  }

  /** Sends what waits, oldest first: an answer may be lost, and what has no answer is sent again, also by two pages at once. */
  async function signal(chance: ReturnType<typeof seeded>, lasts = false): Promise<void> {
    for (const entry of phone.slice()) {
      if (!lasts && chance.chance(0.2)) return
      const allowed = consented.get(entry.shop)?.scopes.includes('goods') === true
      const before = entry.done
      const answers = await Promise.all(Array.from({ length: chance.chance(0.25) ? 2 : 1 }, () => restock(entry)))
      expect(new Set(answers)).toEqual(new Set([allowed ? 'done' : 'kernel.not_allowed']))
      if (allowed && !before) {
        entry.done = true
        const { consentId } = consented.get(entry.shop) as { consentId: string }
        done.set(consentId, [...(done.get(consentId) ?? []), { shop: entry.shop, units: entry.units }])
      }
      if (!lasts && chance.chance(0.3)) return
      phone.splice(phone.indexOf(entry), 1)
    }
  }
}, 120_000)

async function holds({ organisationId }: Shop): Promise<boolean> {
  const { mandates = [] } = await helper.now()
  return mandates.some((one) => one.organisationId === organisationId)
}

type Way = (shop: Shop, asked: { scopes: Scope[]; until: string }) => Promise<string | null>

async function give(shop: Shop, scopes: readonly Scope[], way: Way): Promise<void> {
  await takeBack(shop, false)
  const consentId = await way(shop, { scopes: [...scopes], until: addDays(civilDate(app.clock.now()), 30) })
  consented.set(shop, { consentId: consentId ?? '', scopes })
}

const byCode: Way = async (shop, asked) => {
  const named = { growerName: `合作社${shops.indexOf(shop) + 1}`, growerPhone: '138 0000 0000' }
  const { requestId } = await act(await helper.now(), askConsent, { organisationId: coopId, ...named, ...asked })
  const code = requestCode(app.ports, requestId)
  return (await act(await helper.now(), confirmConsent, { organisationId: coopId, requestId, code })).consentId
}

/** The first photo is sent back, the second countersigned; until then nobody may do anything. */
const onPaper: Way = async (shop, asked) => {
  const { nameZh: growerName, villageCode } = await act(shop.owner, readOrganisation, shop)
  const wish = { organisationId: coopId, growerName, villageCode, ...asked }
  const { requestId } = await act(await helper.now(), askOnPaper, wish)
  const judged = async (countersigned: boolean) => {
    const { sheetId } = await act(await helper.now(), sendSheet, { organisationId: coopId, requestId, photo })
    expect(await holds(shop)).toBe(false)
    return (await act(office, checkSheet, { sheetId, countersigned, note: '打电话问过' })).consentId
  }
  await judged(false)
  return judged(true)
}

async function takeBack(shop: Shop, atTheCentre: boolean): Promise<void> {
  const held = consented.get(shop)
  if (held === undefined) return
  const { organisationId } = shop
  const { consentId } = held
  if (atTheCentre) await act(office, endConsent, { consentId })
  else await act(shop.owner, revokeConsent, { organisationId, consentId })
  consented.delete(shop)
  const { consents } = await act(shop.owner, readAgents, { organisationId })
  expect(consents.filter((one) => one.endedAt === null)).toEqual([])
}

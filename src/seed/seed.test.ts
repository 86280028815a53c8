import { expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { openCounty } from '../county.ts'
import type { Actor } from '../kernel/actor.ts'
import { statement } from '../kernel/database.ts'
import { readSalesByProvince, readSalesOverview } from '../modules/insight/index.ts'
import { trialBalance } from '../modules/ledger/index.ts'
import { seedSuichang } from './index.ts'

const now = new Date('2026-11-23T10:00:00+08:00')

const counts = statement<Record<string, number>>(
  'test.seed.counts',
  `SELECT (SELECT count(*) FROM people.organisation)::int AS organisations, (SELECT count(*) FROM people.person)::int AS persons,
    (SELECT count(*) FROM market.listing)::int AS listings, (SELECT count(*) FROM market."order")::int AS orders,
    (SELECT count(*) FROM market."order" WHERE state = 'completed')::int AS completed,
    (SELECT count(DISTINCT province_code) FROM market."order")::int AS provinces, (SELECT count(*) FROM delivery.parcel)::int AS parcels,
    (SELECT count(*) FROM market.story)::int AS stories, (SELECT count(*) FROM market.story WHERE shown IS NOT NULL)::int AS told,
    (SELECT count(*) FROM market.weighing)::int AS weighed, (SELECT count(*) FROM aftersales.case)::int AS cases,
    (SELECT count(*) FROM stock.lot WHERE available_units > 0 AND expires_on > '2026-11-23')::int AS sellable`,
)

const office: Actor = {
  kind: 'person',
  personId: '019ab31c-0000-7000-8000-000000000001',
  guestId: null,
  memberships: [
    {
      organisationId: '019ab31c-0000-7000-8000-000000000002',
      organisationKind: 'public_office',
      roles: ['owner'],
      duties: ['service_centre'],
    },
  ],
}

type Test = Awaited<ReturnType<typeof openTestDatabase>>
const countsOf = async ({ app }: Test) => (await app.database.read((sql) => sql.run(counts)))[0]

function seedingOf(county: Test, log: string[], stopAfter = Infinity) {
  let lines = 0
  return {
    databaseUrl: county.databaseUrl,
    now,
    open: (clock: Parameters<Parameters<typeof seedSuichang>[0]['open']>[0]) =>
      openCounty({
        settings: county.app.settings,
        databaseUrl: county.databaseUrl,
        clock,
        log: county.app.log,
        checkOutputs: false,
      }),
    tell(line: string) {
      log.push(line)
      lines += 1
      if (lines >= stopAfter) throw new Error('killed')
    },
  }
}

const whole = await openTestDatabase({ now })

test('an empty county comes to life, once', async () => {
  const log: string[] = []
  await seedSuichang(seedingOf(whole, log))
  const after = await countsOf(whole)
  process.stdout.write(`${log.join('\n')}\n${JSON.stringify(after)}\n`)
  expect(after).toMatchObject({
    organisations: 9,
    persons: 10,
    listings: 249,
    weighed: 1,
    cases: 3,
    stories: 3,
    told: 2,
  })
  expect(after?.orders).toBeGreaterThan(140)
  expect(after?.completed).toBeGreaterThan(60)
  expect(after?.provinces).toBeGreaterThan(5)
  expect(after?.sellable).toBeGreaterThan(170)
  const overview = await whole.act(office, readSalesOverview, { from: '2026-10-25', to: '2026-11-22' })
  expect(overview.totals.orders).toBeGreaterThan(80)
  expect(overview.days.filter((day) => day.orders > 0).length).toBeGreaterThan(20)
  const { rows } = await whole.act(office, readSalesByProvince, { from: '2026-10-25', to: '2026-11-22' })
  expect(rows.length).toBeGreaterThan(5)
  const books = await whole.app.database.read((sql) => trialBalance(sql))
  expect(books.reduce((sum, one) => sum + one.balanceFen, 0)).toBe(0)
  await seedSuichang(seedingOf(whole, log))
  expect(await countsOf(whole)).toEqual(after)
}, 240_000)

test('ended in the middle, it is taken up again and comes to the same', async () => {
  const torn = await openTestDatabase({ now })
  // Nothing is done where the test before has done it.
  await seedSuichang(seedingOf(whole, []))
  for (const lines of [1, 2, 4]) await expect(seedSuichang(seedingOf(torn, [], lines))).rejects.toThrow('killed')
  await seedSuichang(seedingOf(torn, []))
  expect(await countsOf(torn)).toEqual(await countsOf(whole))
}, 360_000)

test('without the demonstration, a first account and its service centre are made by command, once', async () => {
  const empty = await openTestDatabase({ now, environment: { TERRACE_SEED: 'none' } })
  await empty.seed(() => {})
  expect(await countsOf(empty)).toMatchObject({ organisations: 0, persons: 0, listings: 0 })
  const first = { email: 'office@county.example', phone: '13800000000', village: '妙高街道 叶坦社区' }
  const { email, password } = await empty.foundServiceCentre(first)
  const answer = await empty.app.ports.auth.ask('/sign-in/email', {
    body: { email, password },
    headers: new Headers(),
    ip: '192.0.2.1',
  })
  expect(answer.status).toBe(200)
  await expect(empty.foundServiceCentre(first)).rejects.toMatchObject({ code: 'people.person.known' })
  await expect(empty.foundServiceCentre({ ...first, village: '桃花村' })).rejects.toMatchObject({
    code: 'people.village.unknown',
  })
  // Once people are there, the demonstration stays away.
  await seedSuichang(seedingOf(empty, []))
  expect(await countsOf(empty)).toMatchObject({ organisations: 1, persons: 1, listings: 0 })
})

import { expect, test } from 'vitest'
import { joinAsPacker } from '../../../tests/harness/account.ts'
import { outcomeOf } from '../../../tests/harness/outcome.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { householdOf } from '../../../tests/harness/household.ts'
import { judge } from '../../kernel/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { statement } from '../../kernel/database.ts'
import {
  answerConsent,
  askConsent,
  confirmConsent,
  endConsent,
  giveBackConsent,
  listOwnMandates,
  readAgents,
  requestCode,
  revokeConsent,
} from './consent.ops.ts'
import { askConsentJob, tellConsent } from './jobs.ts'
import { operationsOf, scopes } from './mandate.ts'
import { listItems } from '../stock/index.ts'
import { listAudit } from '../../kernel/audit.ops.ts'
import { packLot } from '../../workflows/pack-lot.ts'
import { receiveHarvest } from '../../workflows/receive-harvest.ts'
import { restockItem } from '../../workflows/restock-item.ts'

const county = await openTestDatabase()
const { act, app } = county
const { actors, coopId, villageCode, grower, growerId, agent } = await householdOf(county)
const office = actors['office member'] as Actor
const leaveCoop = statement('test.leave', 'DELETE FROM people.membership WHERE organisation_id = $1 AND person_id = $2')

const wish = {
  organisationId: coopId,
  growerName: '水根家',
  growerPhone: '139 1234 5678',
  scopes: ['goods' as const, 'parcels' as const],
  until: '2026-06-30',
}
const ask = async () => act(await agent.now(), askConsent, wish)
const items = async () => outcomeOf(act(await agent.now(), listItems, { organisationId: growerId }))
const active = async () =>
  (await act(await grower.now(), readAgents, { organisationId: growerId })).consents.filter(
    (one) => one.endedAt === null,
  )

test('the code from the grower’s own phone is the consent; wrong ones are counted and change nothing', async () => {
  expect(await items()).toBe('kernel.not_allowed')
  const { requestId } = await ask()
  await askConsentJob.run(app, { requestId })
  const code = requestCode(app.ports, requestId)
  expect(county.messages.sentSms.at(-1)?.text).toContain(code)
  const confirm = async (typed: string) =>
    act(await agent.now(), confirmConsent, { organisationId: coopId, requestId, code: typed })
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await confirm(wrong)).toEqual({ consentId: null, triesLeft: 4 })
  expect(await items()).toBe('kernel.not_allowed')
  const { consentId } = await confirm(code)
  expect(consentId).not.toBeNull()
  expect(await items()).toBe('done')
  expect(await active()).toMatchObject([
    { id: consentId, how: 'code', scopes: ['parcels', 'goods'], agentName: '王帮手' },
  ])
  expect(await outcomeOf(confirm(code))).toBe('people.consent.unknown_request')
})

test('five wrong codes end the tries, even for the right one', async () => {
  const { requestId } = await ask()
  const code = requestCode(app.ports, requestId)
  const wrong = code === '000000' ? '000001' : '000000'
  const confirm = async (typed: string) =>
    act(await agent.now(), confirmConsent, { organisationId: coopId, requestId, code: typed })
  for (let left = 4; left >= 0; left -= 1) expect((await confirm(wrong)).triesLeft).toBe(left)
  expect(await outcomeOf(confirm(code))).toBe('people.consent.no_tries_left')
})

test('a consent taken back holds no longer, at once; a new one takes the place of the old', async () => {
  const { requestId } = await ask()
  const agree = { organisationId: growerId, requestId, agrees: true }
  const { consentId } = await act(await grower.now(), answerConsent, agree)
  expect(await active()).toHaveLength(1)
  expect(await items()).toBe('done')
  await act(await grower.now(), revokeConsent, { organisationId: growerId, consentId: consentId as string })
  expect(await items()).toBe('kernel.not_allowed')
  expect(await active()).toEqual([])
  await tellConsent.run(app, { consentId: consentId as string })
  expect(county.messages.sentSms.at(-1)?.text).toContain('不能再替您做事')
  const again = revokeConsent
  expect(
    await outcomeOf(act(await grower.now(), again, { organisationId: growerId, consentId: consentId as string })),
  ).toBe('people.consent.unknown')
})

test('it ends with its last day, with the agent’s place in the cooperative, and when given back or ended by the office', async () => {
  const agree = async () => {
    const { requestId } = await ask()
    const given = await act(await grower.now(), answerConsent, { organisationId: growerId, requestId, agrees: true })
    expect(await items()).toBe('done')
    return given.consentId as string
  }
  await act(await agent.now(), giveBackConsent, { consentId: await agree() })
  expect(await items()).toBe('kernel.not_allowed')
  await act(office, endConsent, { consentId: await agree() })
  expect(await items()).toBe('kernel.not_allowed')
  await agree()
  await app.database.transact((tx) => tx.run(leaveCoop, [coopId, agent.personId]))
  expect(await items()).toBe('kernel.not_allowed')
  await app.database.transact((tx) => tx.run(joinAsPacker, [coopId, agent.personId]))
  expect(await items()).toBe('done')
  expect((await act(await agent.now(), listOwnMandates, {})).consents).toHaveLength(1)
})

test('whoever is not the owner gives and takes no consent, and a stranger to the grower finds nobody', async () => {
  const { requestId } = await ask()
  const stranger = actors.owner as Actor
  for (const who of [await agent.now(), stranger]) {
    const answer = act(who, answerConsent, { organisationId: growerId, requestId, agrees: true })
    expect(await outcomeOf(answer)).toBe('kernel.not_allowed')
  }
  const [one] = await active()
  const revoke = act(stranger, revokeConsent, { organisationId: coopId, consentId: one?.id ?? requestId })
  expect(await outcomeOf(revoke)).toBe('people.consent.unknown')
  const other = { ...wish, growerPhone: '13900000000' }
  expect(await outcomeOf(act(await agent.now(), askConsent, other))).toBe('people.consent.no_grower')
  const long = { ...wish, until: '2028-01-01' }
  expect(await outcomeOf(act(await agent.now(), askConsent, long))).toBe('people.consent.until_wrong')
})

test('an agent may do what the scopes name and nothing else, of every operation there is', () => {
  const operations = app.operations
  const names = new Set(operations.map((one) => one.name))
  const allowed = operationsOf(scopes)
  for (const name of allowed) expect(names, name).toContain(name)
  const held = { consentId: 'c', organisationId: growerId, agentOrganisationId: coopId, operations: allowed }
  const who: Actor = { kind: 'person', personId: 'p', guestId: null, memberships: [], mandates: [held] }
  for (const { access, name } of operations) {
    if (access.rule !== 'member') continue
    const verdict = judge(access, who, { organisationId: growerId }, name)
    expect(verdict, name).toBe(allowed.has(name) ? 'allowed' : 'not_allowed')
    expect(judge(access, who, { organisationId: coopId }, name), name).toBe('not_allowed')
  }
  // Money, prices, members and consents are nobody's to delegate.
  const never =
    /^(ledger|payment|pricing|aftersales|invoicing|webhooks)\.|refund|cancel|price|^people\.(?!organisation\.own$)/
  expect([...allowed].filter((name) => never.test(name))).toEqual([])
})

test('what is done in someone’s name says so: who, for whom, by which consent', async () => {
  const { requestId } = await ask()
  await act(await grower.now(), answerConsent, { organisationId: growerId, requestId, agrees: true })
  const owner = await grower.now()
  const { harvestId } = await act(owner, receiveHarvest, {
    organisationId: growerId,
    grower: '毛水根',
    villageCode,
    plot: '门前田',
    product: '冬笋干',
    weightGrams: 5000,
    harvestedOn: '2026-04-17',
  })
  const { itemId } = await act(owner, packLot, {
    organisationId: growerId,
    harvestId,
    item: { name: '冬笋干', netGrams: 250, storage: 'ambient', shelfLifeDays: 300 },
    lotCode: 'L1',
    packedOn: '2026-04-18',
    units: 4,
  })
  await act(await agent.now(), restockItem, { organisationId: growerId, itemId, units: 6, harvestedOn: '2026-04-18' })
  const { done, consents } = await act(owner, readAgents, { organisationId: growerId })
  expect(done).toMatchObject([{ operation: 'stock.item.restock', agentName: '王帮手' }])
  const { entries } = await act(office, listAudit, {
    // The trail is dated by the database's own clock.
    from: addDays(civilDate(new Date()), -1),
    to: addDays(civilDate(new Date()), 1),
    operation: 'stock.item.restock',
  })
  const standing = consents.find((one) => one.endedAt === null)
  expect(entries).toMatchObject([
    {
      actorId: agent.personId,
      organisationId: growerId,
      detail: { consentId: standing?.id, agentOrganisationId: coopId },
    },
  ])
  // Nor are the grower's own acts in the list of what others did.
  expect(done).toHaveLength(1)
})

const prolong = statement(
  'test.prolong',
  `UPDATE people.mandate SET during = tstzrange(lower(during), NULL) WHERE NOT isempty(during)`,
)
const rewrite = statement('test.rewrite', `UPDATE people.consent SET until = until + 1`)

test('no pair holds a scope twice at once, and a consent is never rewritten', async () => {
  county.clock.advance(60)
  const { requestId } = await ask()
  await act(await grower.now(), answerConsent, { organisationId: growerId, requestId, agrees: true })
  await expect(app.database.transact((tx) => tx.run(prolong, []))).rejects.toMatchObject({
    code: '23P01',
    constraint: 'mandate_once',
  })
  await expect(app.database.transact((tx) => tx.run(rewrite, []))).rejects.toThrow(/permission denied|append/i)
})

import sharp from 'sharp'
import { expect, test } from 'vitest'
import { outcomeOf } from '../../../tests/harness/outcome.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { householdOf } from '../../../tests/harness/household.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { statement } from '../../kernel/database.ts'
import { listItems } from '../stock/index.ts'
import {
  answerConsent,
  confirmConsent,
  endConsent,
  listOwnMandates,
  readAgents,
  requestCode,
  revokeConsent,
} from './consent.ops.ts'
import { askOnPaper, checkSheet, listConsents, readSheet, readSheetPhoto, sendSheet } from './consent-paper.ops.ts'
import { villages } from './places/places.ts'

const county = await openTestDatabase()
const { act, app } = county
const { actors, coopId, villageCode, grower, growerId, agent } = await householdOf(county)
const office = actors['office member'] as Extract<Actor, { kind: 'person' }>

const bytes = new Uint8Array(
  await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#fbfaf5' } })
    .jpeg()
    .toBuffer(),
)
const photo = { name: 'sheet.jpg', mediaType: 'image/jpeg', bytes }
const until = addDays(civilDate(app.clock.now()), 90)
const wish = { organisationId: coopId, growerName: '水根家', villageCode, scopes: ['goods' as const], until }

const ask = async (more: Partial<typeof wish> = {}) => act(await agent.now(), askOnPaper, { ...wish, ...more })
const send = async (requestId: string, of = photo) =>
  act(await agent.now(), sendSheet, { organisationId: coopId, requestId, photo: of })
const check = (sheetId: string, countersigned: boolean, who: Actor = office) =>
  act(who, checkSheet, { sheetId, countersigned, note: '到家里问过本人' })
const items = async () => outcomeOf(act(await agent.now(), listItems, { organisationId: growerId }))

test('a sheet signed, photographed and countersigned is the consent; before that nothing is allowed, and it can be taken back', async () => {
  const { requestId } = await ask()
  expect(await act(await agent.now(), readSheet, { organisationId: coopId, requestId })).toMatchObject({
    organisationZh: '水根家',
    contactName: '毛水根',
    agentName: '王帮手',
    scopes: ['goods'],
    until,
  })
  const { sheetId } = await send(requestId)
  expect(await outcomeOf(send(requestId))).toBe('people.consent.sheet_waits')
  expect(await items()).toBe('kernel.not_allowed')
  expect((await act(office, listConsents, {})).sheets).toMatchObject([
    { sheetId, organisationZh: '水根家', villageCode, agentName: '王帮手' },
  ])
  const kept = Buffer.from((await act(office, readSheetPhoto, { sheetId })).photo, 'base64')
  expect(await sharp(kept).metadata()).toMatchObject({ format: 'webp', width: 900, height: 1200 })
  const { consentId } = await check(sheetId, true)
  expect(await items()).toBe('done')
  const held = { id: consentId, how: 'paper', sheetId, organisationId: growerId, agentName: '王帮手' }
  expect((await act(office, listConsents, { q: '水根' })).consents).toMatchObject([held])
  expect((await act(office, listConsents, { q: '别家' })).consents).toEqual([])
  expect((await act(await grower.now(), readAgents, { organisationId: growerId })).consents).toMatchObject([held])
  expect(await outcomeOf(check(sheetId, true))).toBe('people.consent.unknown_sheet')
  await act(office, endConsent, { consentId: consentId ?? '' })
  expect(await items()).toBe('kernel.not_allowed')
  expect((await act(office, listConsents, {})).consents).toEqual([])
})

test('a sheet sent back says why and may be photographed again, so many times', async () => {
  const { requestId } = await ask()
  const state = async () => (await act(await agent.now(), listOwnMandates, {})).requests.map((one) => one.sheet?.note)
  for (let time = 1; time <= 10; time += 1) {
    const { sheetId } = await send(requestId)
    expect(await state()).toEqual([null])
    expect(await check(sheetId, false)).toEqual({ consentId: null })
    expect(await state()).toEqual(['到家里问过本人'])
  }
  expect(await outcomeOf(send(requestId))).toBe('people.consent.too_many_sheets')
  expect(await items()).toBe('kernel.not_allowed')
})

test('the owner may agree on their own account instead, or take back what was signed', async () => {
  const { requestId } = await ask()
  const { sheetId } = await send(requestId)
  const answer = { organisationId: growerId, requestId, agrees: true }
  const { consentId } = await act(await grower.now(), answerConsent, answer)
  expect(await outcomeOf(check(sheetId, true))).toBe('people.consent.unknown_sheet')
  await act(await grower.now(), revokeConsent, { organisationId: growerId, consentId: consentId ?? '' })
  expect(await items()).toBe('kernel.not_allowed')
})

test('nobody countersigns what their own organisation would do, two centres judge a sheet once', async () => {
  const { requestId } = await ask()
  const { sheetId } = await send(requestId)
  const both = { ...office, memberships: [...office.memberships, ...(await agent.now()).memberships] }
  expect(await outcomeOf(check(sheetId, true, both))).toBe('people.consent.own_sheet')
  expect(await outcomeOf(check(sheetId, true, await agent.now()))).toBe('kernel.not_allowed')
  const judged = await Promise.all([true, false].map((countersigned) => outcomeOf(check(sheetId, countersigned))))
  expect(judged.toSorted()).toEqual(['done', 'people.consent.unknown_sheet'])
})

test('a stranger, a wrong village, a code, a picture that is none and a day gone by get nowhere', async () => {
  expect(await outcomeOf(ask({ villageCode: villages()[4]?.code ?? '' }))).toBe('people.consent.no_grower_in_village')
  expect(await outcomeOf(ask({ growerName: '别家' }))).toBe('people.consent.no_grower_in_village')
  expect(await outcomeOf(ask({ until: '2028-01-01' }))).toBe('people.consent.until_wrong')
  const { requestId } = await ask()
  const other = actors.owner as Actor
  const stranger = { organisationId: coopId, requestId }
  expect(await outcomeOf(act(other, readSheet, stranger))).toBe('people.consent.unknown_request')
  expect(await outcomeOf(act(other, sendSheet, { ...stranger, photo }))).toBe('people.consent.unknown_request')
  const code = requestCode(app.ports, requestId)
  expect(await outcomeOf(act(await agent.now(), confirmConsent, { ...stranger, code }))).toBe(
    'people.consent.unknown_request',
  )
  const noPicture = { ...photo, bytes: new Uint8Array(Buffer.from('no picture')) }
  expect(await outcomeOf(send(requestId, noPicture))).toBe('kernel.photo.not_a_picture')
  const { sheetId } = await send(requestId)
  expect(await outcomeOf(act(other, readSheetPhoto, { sheetId }))).toBe('kernel.not_allowed')
  county.clock.advance(31 * 86_400)
  expect(await outcomeOf(check(sheetId, true))).toBe('people.consent.unknown_sheet')
  county.clock.advance(-31 * 86_400)
})

const forged = statement(
  'test.forged',
  `
  INSERT INTO people.consent (id, request_id, organisation_id, agent_organisation_id, agent_id, scopes, until, how, given_by, given_at, sheet_id)
  SELECT uuidv7(), r.id, r.organisation_id, r.agent_organisation_id, r.agent_id, r.scopes, r.until, 'paper', r.agent_id, now(), $2
  FROM people.consent_request r WHERE r.id = $1`,
)
const ownCheck = statement(
  'test.own_check',
  `INSERT INTO people.consent_check (sheet_id, agent_id, countersigned, note, checked_by, checked_at) VALUES ($1, $2, true, 'x', $2, now())`,
)
const changed = statement('test.changed', `UPDATE people.consent_check SET countersigned = true WHERE sheet_id = $1`)

test('in the database too: no consent on paper without a countersigned sheet, no agent checks their own, no verdict changes', async () => {
  const { requestId } = await ask()
  const { sheetId } = await send(requestId)
  const tries = (sql: typeof forged, ...values: unknown[]) => app.database.transact((tx) => tx.run(sql, values))
  await expect(tries(forged, requestId, null)).rejects.toThrow('paper_has_a_sheet')
  await expect(tries(forged, requestId, sheetId)).rejects.toThrow('paper_is_countersigned')
  await expect(tries(ownCheck, sheetId, agent.personId)).rejects.toThrow('not_ones_own')
  await check(sheetId, false)
  await expect(tries(forged, requestId, sheetId)).rejects.toThrow('paper_is_countersigned')
  await expect(tries(changed, sheetId)).rejects.toThrow('permission denied')
})

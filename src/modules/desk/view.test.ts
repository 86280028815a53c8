import { expect, test } from 'vitest'
import { castOf } from '../../../tests/harness/cast.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import type { Actor } from '../../kernel/actor.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { runJob } from '../../kernel/jobs.ts'
import { jobs, listViews, openWithView, removeView, saveView } from './index.ts'
import { VIEWS_MAX } from './view.ts'

const county = await openTestDatabase()
const { actors, organisationId, otherOrganisationId } = await castOf(county)
const { owner, seller, packer } = actors as Record<'owner' | 'seller' | 'packer', Actor>
const other = actors['owner of another'] as Actor

const save = (actor: Actor, name: string, more: object = {}) =>
  county.act(actor, saveView, { organisationId, sheet: 'listings', name, query: 'f=none&sort=-price', ...more })
const seen = async (actor: Actor) =>
  (await county.act(actor, listViews, { organisationId, sheet: 'listings' })).views.map((v) => [
    v.name,
    v.opens,
    v.mayChange,
  ])
const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : String(error)),
  )

test('a view is its maker’s until it is shared; an owner may take a shared one away', async () => {
  const { viewId: own } = await save(seller, '没有货的', { opens: true })
  expect(await seen(seller)).toEqual([['没有货的', true, true]])
  expect(await seen(packer)).toEqual([])
  expect(await outcome(county.act(packer, openWithView, { organisationId, viewId: own, opens: true }))).toBe(
    'desk.view.unknown',
  )

  const { viewId } = await save(seller, '没有货的', { shared: true, opens: true })
  expect(viewId).toBe(own)
  await county.act(packer, openWithView, { organisationId, viewId, opens: true })
  expect(await seen(packer)).toEqual([['没有货的', true, false]])
  expect(await outcome(county.act(packer, removeView, { organisationId, viewId }))).toBe('desk.view.not_yours')
  expect(await seen(owner)).toEqual([['没有货的', false, true]])

  await save(seller, '没有货的', { shared: false, opens: true })
  expect(await seen(packer)).toEqual([])
  expect(await seen(seller)).toEqual([['没有货的', true, true]])

  await save(seller, '没有货的', { shared: true })
  await county.act(owner, removeView, { organisationId, viewId })
  expect(await seen(seller)).toEqual([])
})

test('another organisation sees and changes nothing', async () => {
  const { viewId } = await save(owner, '共用', { shared: true })
  const theirs = { organisationId: otherOrganisationId, viewId }
  expect(await outcome(county.act(other, removeView, theirs))).toBe('desk.view.unknown')
  expect(await outcome(county.act(other, openWithView, { ...theirs, opens: true }))).toBe('desk.view.unknown')
  expect(await outcome(county.act(other, removeView, { organisationId, viewId }))).toBe('kernel.not_allowed')
})

test('a query is an address’s, names are few, and an erased person’s views go', async () => {
  expect(await outcome(save(seller, '坏的', { query: '<script>' }))).toBe('kernel.invalid_input')
  for (let n = 0; n < VIEWS_MAX; n += 1) await save(seller, `视图${n}`)
  expect(await outcome(save(seller, '再一个'))).toBe('desk.view.too_many')
  expect(await outcome(save(seller, '视图3'))).toBe('done')

  const [forget] = jobs
  if (seller.kind !== 'person' || forget === undefined) throw new Error('no person')
  await runJob(county.app, forget, { data: { personId: seller.personId } })
  expect(await seen(seller)).toEqual([['共用', false, false]])
})

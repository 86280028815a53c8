import { expect, test } from 'vitest'
import { statement } from '../../kernel/database.ts'
import { accountEvents } from './account-events.ts'
import { accountsLibrary } from './auth-options.ts'
import { browser, openPeople } from './testing.ts'

const people = await openPeople()
const password = 'terraces above the mist'

const trail = statement<{ operation: string; actorId: string | null; detail: unknown }>(
  'test.account.trail',
  `SELECT operation, actor_id AS "actorId", detail FROM kernel.audit WHERE operation LIKE 'people.account.%' ORDER BY id`,
)
const entries = () => people.app.database.read((sql) => sql.run(trail))

test('getting in and changing the means of getting in is on record, what failed or was typed is not', async () => {
  const visitor = browser(people.auth)
  await visitor.ask('/sign-up/email', { name: '王小茶', email: 'audit@example.com', password })
  const personId = (await visitor.identify())?.personId
  await visitor.ask('/sign-out', {})
  await visitor.ask('/sign-in/email', { email: 'audit@example.com', password: 'not the password' })
  await visitor.ask('/sign-in/email', { email: 'audit@example.com', password })
  await visitor.ask('/change-password', { currentPassword: 'not the password', newPassword: `${password} anew` })
  await visitor.ask('/change-password', { currentPassword: password, newPassword: `${password} anew` })
  expect((await visitor.ask('/api-key/create', { name: '进货' })).status).toBe(200)
  expect(await entries()).toEqual(
    ['sign_up', 'sign_in', 'change_password', 'add_api_key'].map((event) => ({
      operation: `people.account.${event}`,
      actorId: personId,
      detail: {},
    })),
  )
})

test('every path on record is one the accounts library answers', () => {
  const library = accountsLibrary({
    pool: undefined as never,
    settings: people.app.settings,
    ...people.messages,
    attempt: async () => 0,
    later: () => {},
    complain: () => {},
  })
  const answered = Object.values(library.api).map((endpoint) => (endpoint as { path?: string }).path)
  expect(answered).toEqual(expect.arrayContaining(Object.keys(accountEvents)))
})

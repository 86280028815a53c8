import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { statement } from './sql.ts'

const { app, databaseUrl } = await openTestDatabase()
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
await client.query(`CREATE SCHEMA drawn; CREATE TABLE drawn.paper (code text UNIQUE, place text UNIQUE); GRANT USAGE ON SCHEMA drawn TO terrace_app;
  GRANT ALL ON drawn.paper TO terrace_app; INSERT INTO drawn.paper VALUES ('A', 'first')`)
afterAll(() => client.end())

const insert = statement('test.drawn', 'INSERT INTO drawn.paper (code, place) VALUES ($1, $2)')

/** Enters papers under codes drawn one after another; answers how many attempts it took. */
async function enter(codes: string[], place: string): Promise<number> {
  let attempts = 0
  await app.database.transact(async (tx) => {
    attempts += 1
    tx.send(insert, [codes.shift(), place])
  })
  return attempts
}

test('a drawn code that is taken is drawn again', async () => {
  expect(await enter(['A', 'A', 'B'], 'second')).toBe(3)
  const { rows } = await client.query(`SELECT code FROM drawn.paper WHERE place = 'second'`)
  expect(rows).toEqual([{ code: 'B' }])
})

test('nothing is drawn for ever, and no other clash is tried again', async () => {
  await expect(enter(['A', 'A', 'A', 'C'], 'third')).rejects.toMatchObject({ constraint: 'paper_code_key' })
  const codes = ['D', 'E']
  await expect(enter(codes, 'first')).rejects.toMatchObject({ constraint: 'paper_place_key' })
  expect(codes).toEqual(['E'])
})

test('the codes of orders, cases and questions are unique by such a constraint', async () => {
  const { rows } = await client.query<{ name: string }>(`
    SELECT conrelid::regclass::text AS name FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid
    WHERE contype = 'u' AND conname = relname || '_code_key' AND array_length(conkey, 1) = 1`)
  const names = rows.map((row) => row.name)
  expect(names).toEqual(expect.arrayContaining(['market."order"', 'aftersales."case"', 'messages.ticket']))
})

test('no question can write, whichever way it finds its rows', async () => {
  for (const byKey of [true, false]) {
    const writing = app.database.read((sql) => sql.run(insert, ['Z', 'nowhere']), { byKey })
    await expect(writing).rejects.toMatchObject({ code: '25006' })
  }
})

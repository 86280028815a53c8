import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { databaseNamed, onCluster, TEMPLATE } from '../harness/cluster.ts'
import { appears, dataFolder, postgresOn, serving, terrace } from './terrace.ts'

// The process itself: how it starts, stops, is killed and refuses. PostgreSQL is its own here, as after `npm start`.

const SLOW = 90_000

test(
  'SIGTERM finishes the request under way, then leaves no PostgreSQL and no lock behind',
  { timeout: SLOW },
  async () => {
    const folder = dataFolder()
    const server = await serving({ TERRACE_DATA: folder })
    expect(postgresOn(folder)).not.toEqual([])
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    const page = fetch(`${server.url}/api/openapi.json`)
    await new Promise((done) => setTimeout(done, 20))
    server.signal('SIGTERM')
    expect((await page).status).toBe(200)
    expect(await server.ended, server.output()).toBe(0)
    expect(postgresOn(folder)).toEqual([])
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  },
)

test(
  'a stop asked for while starting is heeded too, and asking again does not leave PostgreSQL behind',
  { timeout: SLOW },
  async () => {
    const folder = dataFolder()
    const server = terrace(['serve'], { TERRACE_DATA: folder })
    await appears(server.output, /PostgreSQL +starting/)
    server.signal('SIGINT')
    await new Promise((done) => setTimeout(done, 700))
    server.signal('SIGTERM')
    expect(await server.ended, server.output()).toBe(0)
    expect(server.output()).not.toContain('serving')
    expect(postgresOn(folder)).toEqual([])
  },
)

test(
  'after kill -9 the next start recovers by itself, and what was committed is there',
  { timeout: SLOW },
  async () => {
    const folder = dataFolder()
    const first = await serving({ TERRACE_DATA: folder })
    const left = postgresOn(folder)
    expect(left.length).toBeGreaterThan(0)
    first.signal('SIGKILL')
    await first.ended
    expect(existsSync(join(folder, 'lock'))).toBe(true)
    const second = await serving({ TERRACE_DATA: folder })
    expect(second.output()).toContain('nothing to do')
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
    second.signal('SIGTERM')
    expect(await second.ended, second.output()).toBe(0)
    expect(postgresOn(folder)).toEqual([])
  },
)

test(
  'a second server on the same folder is refused; a lock of a process that is gone is not',
  { timeout: SLOW },
  async () => {
    const folder = dataFolder()
    const first = await serving({ TERRACE_DATA: folder })
    const second = terrace(['serve'], { TERRACE_DATA: folder })
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`process ${first.pid}`)
    first.signal('SIGTERM')
    await first.ended
    // This very process has the number, but started at another time.
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, started: 'once upon a time' }))
    const third = await serving({ TERRACE_DATA: folder })
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: third.pid })
    third.signal('SIGTERM')
    expect(await third.ended, third.output()).toBe(0)
  },
)

test('a port in use is one clear line, before anything else is started', { timeout: SLOW }, async () => {
  const folder = dataFolder()
  const taken = createServer()
  const port = await new Promise<number>((done) =>
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    }),
  )
  const server = terrace(['serve'], { TERRACE_DATA: folder, PORT: String(port) })
  expect(await server.ended).toBe(1)
  expect(server.output()).toBe(`terrace: port ${port} on 127.0.0.1 is in use; set PORT to another\n`)
  expect(postgresOn(folder)).toEqual([])
  taken.close()
})

test('a data folder that cannot be one is one clear line', async () => {
  const folder = dataFolder()
  writeFileSync(join(folder, 'file'), '')
  const server = terrace(['serve'], { TERRACE_DATA: join(folder, 'file') })
  expect(await server.ended).toBe(1)
  expect(server.output()).toMatch(/^terrace: .*cannot be read or written \(\w+\)\n$/)
})

test('a database newer than the code is one clear line', { timeout: SLOW }, async () => {
  const cluster = inject('postgresUrl')
  const name = `newer_${crypto.randomUUID().replaceAll('-', '')}`
  await onCluster(cluster, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  const databaseUrl = databaseNamed(cluster, name)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("INSERT INTO kernel.migration (schema, name, checksum) VALUES ('market', '9999-tomorrow', 'x')")
  await client.end()
  const server = terrace(['serve'], { TERRACE_DATA: dataFolder(), DATABASE_URL: databaseUrl })
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain('terrace: the database is newer than this code: it has market/9999-tomorrow\n')
  await onCluster(cluster, `DROP DATABASE ${name} WITH (FORCE)`)
})

test('a setting that makes no sense, or an unknown command, is one clear line', async () => {
  const setting = terrace(['serve'], { PORT: 'eighty', TERRACE_DATA: dataFolder() })
  expect(await setting.ended).toBe(1)
  expect(setting.output()).toMatch(/^terrace: PORT: .+\n$/)
  const command = terrace(['dance'], {})
  expect(await command.ended).toBe(2)
})

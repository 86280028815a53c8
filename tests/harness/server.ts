import { afterAll } from 'vitest'
import { migrationSources } from '../../src/county.ts'
import type { County } from '../../src/county.ts'
import { readMigrations } from '../../src/kernel/migrate.ts'
import { openDoor } from '../../src/server/listen.ts'
import { siteOf } from '../../src/server/site.ts'
import { builtWeb } from '../../src/server/web.ts'

/** The whole site of a test county, as a fetch handler: no socket, real web build. */
export async function testSite(county: County) {
  return siteOf({ county, web: await builtWeb(), migrations: readMigrations(migrationSources) })
}

/** The same behind a real port, for browsers and load. Closed when the file is done. */
export async function startTestServer(county: County): Promise<{ url: string }> {
  const site = await testSite(county)
  const door = await openDoor('127.0.0.1', 0)
  door.answer(site.fetch)
  afterAll(() => door.close(1_000))
  return { url: `http://127.0.0.1:${door.port}` }
}

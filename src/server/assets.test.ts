import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assetsIn } from './assets.ts'

test('a file that a newer build has taken away is not there, which is no fault of the server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'terrace-assets-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets', 'page.js'), '1')
  const assets = assetsIn(folder)
  const request = () => new Request('http://county.test/assets/page.js')
  expect((await assets(request()))?.status).toBe(200)
  await rm(join(folder, 'assets'), { recursive: true })
  expect(await assets(request())).toBeNull()
  await rm(folder, { recursive: true })
})

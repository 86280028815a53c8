import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { expect, it } from 'vitest'

it('reads, checks and hashes without anything of Node, so that a browser can', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('index.ts', import.meta.url)), formats: ['es'], fileName: 'epcis' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (output === undefined || !('output' in output)) throw new Error('no bundle came out')
  const code = output.output.map((part) => (part.type === 'chunk' ? part.code : '')).join('')
  expect(code).toContain('?ver=CBV2.0')
  expect(code).not.toMatch(/node:|__vite-browser-external/)
}, 30_000)

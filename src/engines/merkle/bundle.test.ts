import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { expect, it } from 'vitest'

const BYTES_MAX = 20 * 1024

it('the verifier is at most 20 KB in a browser, compressed', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      lib: { entry: fileURLToPath(new URL('verify.ts', import.meta.url)), formats: ['es'], fileName: 'verify' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (output === undefined || !('output' in output)) throw new Error('no bundle came out')
  const code = output.output.map((part) => (part.type === 'chunk' ? part.code : '')).join('')
  expect(code).not.toContain('node:')
  expect(gzipSync(code).length).toBeLessThanOrEqual(BYTES_MAX)
  console.info(`merkle verifier: ${gzipSync(code).length} bytes compressed`)
}, 30_000)

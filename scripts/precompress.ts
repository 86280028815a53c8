// Compresses what browsers load once, as small as it gets, and says how large it is.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const BYTES_MIN = 512
const client = process.argv[2] ?? join(import.meta.dirname, '../build/client')

const files = readdirSync(client, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(js|css|svg|json|txt|webmanifest)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))

let scriptBytes = 0
let styleBytes = 0
for (const file of files) {
  const bytes = readFileSync(file)
  if (bytes.length < BYTES_MIN) continue
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } })
  writeFileSync(`${file}.br`, br)
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  if (file.endsWith('.js')) scriptBytes += br.length
  if (file.endsWith('.css')) styleBytes += br.length
}

const kb = (bytes: number) => `${(bytes / 1000).toFixed(0)} KB`
process.stdout.write(
  `web         built: scripts ${kb(scriptBytes)}, styles ${kb(styleBytes)} compressed, all routes together\n`,
)

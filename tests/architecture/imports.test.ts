import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LINES_MAX, longFiles, mayImport, roomOf } from '../../src/architecture.ts'
import { dictionary } from '../../src/county.ts'
import { importsOf, ROOT, sourceFiles, textOf } from './sources.ts'

const files = sourceFiles()
const imports = new Map(files.map((file) => [file, importsOf(file)]))
const isOurs = (to: string) =>
  /^(src|tests|bench|scripts|public)\//.test(to) || /^[\w-]+(\.[\w-]+)*\.config\.ts$/.test(to)
const isGenerated = (to: string) => to.includes('/+types/')

test('every file belongs to a room', () => {
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
})

test('nobody imports what their room may not', () => {
  const wrong = files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter(({ to }) => isOurs(to) && !isGenerated(to) && !mayImport(file, to))
      .map(({ to }) => `${file} imports ${to}`),
  )
  expect(wrong).toEqual([])
})

test('every import of ours names a file that is there, without an alias', () => {
  const missing = files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter(
        ({ to }) =>
          to.startsWith('~') || to.startsWith('@/') || (isOurs(to) && !isGenerated(to) && !existsSync(join(ROOT, to))),
      )
      .map(({ to }) => `${file} imports ${to}`),
  )
  expect(missing).toEqual([])
})

test('no file needs itself, by whatever way round', () => {
  expect(cycles()).toEqual([])
})

test('workflows hold no SQL, and only SQL files, migrations and the kernel do', () => {
  const holdsSql = /\b(SELECT\s+[\w*(]|INSERT\s+INTO\s|UPDATE\s+\w+\.\w+\s+SET|DELETE\s+FROM\s)/
  expect(
    files.filter(
      (file) => file.startsWith('src/workflows/') && !file.includes('.test.') && holdsSql.test(textOf(file)),
    ),
  ).toEqual([])
})

test('engines compute and touch nothing: no clock, no files, no network, no chance', () => {
  const impure = files.filter((file) => {
    if (!file.startsWith('src/engines/') || file.includes('.test.')) return false
    const reaches = (imports.get(file) ?? []).some(({ to }) =>
      /^(node:)?(fs|net|http|https|child_process|os|process)\b|^(pg|kysely|hono)\b/.test(to),
    )
    return reaches || /\b(Date\.now\(\)|new Date\(\)|Math\.random\(\)|fetch\()/.test(textOf(file))
  })
  expect(impure).toEqual([])
})

test('forms are read by formInput, which bounds and types them', () => {
  const direct = files.filter(
    (file) =>
      /^src\/(web|modules\/\w+\/web)\//.test(file) && /request\.(formData|text|json|arrayBuffer)\(/.test(textOf(file)),
  )
  expect(direct).toEqual([])
})

test('every refusal that is thrown has words in both languages', () => {
  const thrown = files
    .filter((file) => file.startsWith('src/') && !file.includes('.test.'))
    .flatMap((file) =>
      [...textOf(file).matchAll(/\b(?:refuse|new Refusal)\(\s*'(\w+(?:\.\w+)+)'/g)].map(([, code = '']) => code),
    )
  for (const lang of ['zh', 'en'] as const)
    expect([...new Set(thrown)].filter((code) => !(code in dictionary[lang]))).toEqual([])
})

test(`a file has at most ${LINES_MAX} lines`, () => {
  const long = files
    .filter((file) => !longFiles.some((known) => known.test(file)))
    .map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > LINES_MAX)
  expect(long).toEqual([])
})

/** Circles of imports that matter when modules are first run; types alone make none. */
function cycles(): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') return void found.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
    state.set(file, 'open')
    for (const { to, typeOnly } of imports.get(file) ?? [])
      if (!typeOnly && imports.has(to)) visit(to, [...trail, file])
    state.set(file, 'done')
  }
  for (const file of files) visit(file, [])
  return found
}

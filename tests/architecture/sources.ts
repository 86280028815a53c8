import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync } from 'oxc-parser'

export const ROOT = join(import.meta.dirname, '../..')

const FOLDERS = ['src', 'tests', 'bench', 'scripts']

/** Every source file of ours, as a path from the root. */
export function sourceFiles(): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(ROOT.length + 1)
          .replaceAll('\\', '/'),
      ),
  )
  const settings = readdirSync(ROOT).filter((name) => name.endsWith('.config.ts'))
  return [...below, ...settings].sort()
}

export const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

export type Import = { to: string; typeOnly: boolean }

/** What a file imports: static, re-exported, dynamic and in types; our own files as paths from the root, packages by name. */
export function importsOf(file: string): Import[] {
  const { module } = parseSync(file, textOf(file))
  const stated = module.staticImports.map((i) => ({
    specifier: i.moduleRequest.value,
    typeOnly: i.entries.length > 0 && i.entries.every((entry) => entry.isType),
  }))
  const passedOn = module.staticExports.flatMap((e) =>
    e.entries.flatMap((entry) =>
      entry.moduleRequest ? [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    ),
  )
  return [...stated, ...passedOn, ...calledImports(file)].map(({ specifier, typeOnly }) => ({
    to: resolved(file, specifier),
    typeOnly,
  }))
}

/** `import('…')`, as a value or as a type, wherever it stands in the tree. */
function calledImports(file: string): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if (Array.isArray(node)) return node.forEach(walk)
    const { type, source } = node as { type?: string; source?: { value?: unknown } }
    if ((type === 'ImportExpression' || type === 'TSImportType') && typeof source?.value === 'string')
      found.push({ specifier: source.value, typeOnly: type === 'TSImportType' })
    Object.values(node).forEach(walk)
  }
  walk(parseSync(file, textOf(file)).program)
  return found
}

/** A relative or aliased specifier as a path from the root; a package's name as it is. */
function resolved(file: string, specifier: string): string {
  const plain = specifier.replace(/\?.*$/, '')
  if (plain.startsWith('/')) return plain.slice(1)
  if (!plain.startsWith('.')) return plain
  const path = normalize(join(dirname(file), plain)).replaceAll('\\', '/')
  if (path.includes('/+types/') || existsSync(join(ROOT, path))) return path
  return ['.ts', '.tsx', '/index.ts'].map((end) => path + end).find((p) => existsSync(join(ROOT, p))) ?? path
}

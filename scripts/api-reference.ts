/**
 * Writes docs/reference/api.md from the operations and their refusals; a test holds the file to them.
 *
 *     npm run api-reference
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { openCounty } from '../src/county.ts'
import type { Access } from '../src/kernel/access.ts'
import type { App } from '../src/kernel/app.ts'
import type { AnyOperation } from '../src/kernel/operation.ts'
import { statusOf } from '../src/kernel/refusal.ts'
import { readSettings } from '../src/kernel/settings.ts'
import { sentence } from '../src/kernel/words.ts'

export const API_REFERENCE = join(import.meta.dirname, '../docs/reference/api.md')

const INTRODUCTION = `# API reference

Written by \`npm run api-reference\` from the declarations in the source; do not edit. A running county shows the same at \`/api/docs\`, with whole
schemas, and gives OpenAPI 3.1 at \`/api/openapi.json\`.

- Paths stand below \`/api\`. Bodies and answers are JSON; fields of a \`GET\` go into the query. An operation that takes files says so.
- Amounts are integers of fen (\`…Fen\`), weights integers of grams (\`…Grams\`), dates civil dates in Asia/Shanghai.
- **Who may**: *anyone*; *buyer*, a signed-in person or a guest with a \`terrace-guest\` header; *signed in*, by session cookie or an API key in \`x-api-key\`;
  *member*, who acts for the organisation named by \`organisationId\` in one of the roles; *office*, a member of an organisation with that duty.
- **Refusals** are RFC 9457 problems with a stable \`code\`, in the language of \`Accept-Language\`. Those of the kernel, at the end, may come from any operation.
- A write honours an \`Idempotency-Key\` header of 8 to 128 characters: asked again with the same key, it answers the same and does nothing.
`

/** The whole reference as Markdown. */
export function apiReference(app: App): string {
  const reachable = app.operations.filter(({ access }) => access.rule !== 'system')
  const byModule = [...Map.groupBy(reachable, moduleOf)].sort(([a], [b]) => (a < b ? -1 : 1))
  const contents = byModule.map(([module, operations]) => `[${module}](#${module}) (${operations.length})`).join(' · ')
  const sections = byModule.map(
    ([module, operations]) => `## ${module}\n\n${operations.map((one) => entry(app, one)).join('\n')}`,
  )
  return [INTRODUCTION, `${contents}\n`, ...sections, kernelRefusals(app)].join('\n')
}

const moduleOf = (operation: AnyOperation) => operation.name.split('.')[0] ?? ''

function entry(app: App, operation: AnyOperation): string {
  const { name, method, path, summary, access, refusals = [] } = operation
  const files = operation.body === 'multipart' ? ' Takes `multipart/form-data`.' : ''
  const lines = [
    `### ${name}`,
    '',
    `\`${method} /api${path}\``,
    '',
    `${summary}.${files}`,
    '',
    `- **Who may**: ${whoMay(access)}`,
    `- **Input**: ${fields(operation.input as z.ZodType, 'input')}`,
    `- **Answer**: ${fields(operation.output as z.ZodType, 'output')}`,
    ...refusals.map((code) => refusalLine(app, code)),
  ]
  return `${lines.join('\n')}\n`
}

const refusalLine = (app: App, code: string) =>
  `- ${statusOf(code)} \`${code}\`: ${inMarkdown(sentence(app.dictionary, 'en', code))}`

/** Sentences carry \`{parameters}\`; a bar or a bracket in them must not become markup. */
const inMarkdown = (text: string) => text.replaceAll(/[|<>*_]/g, String.raw`\$&`)

function whoMay(access: Access): string {
  switch (access.rule) {
    case 'member':
      return `member (${access.roles.join(', ')})`
    case 'office':
      return `office (${access.duty})`
    case 'signed_in':
      return 'signed in'
    default:
      return access.rule
  }
}

type Json = {
  type?: string | string[]
  properties?: Record<string, Json>
  required?: string[]
  items?: Json
  anyOf?: Json[]
  oneOf?: Json[]
  enum?: unknown[]
  const?: string | number | boolean | null
  format?: string
}

function fields(schema: z.ZodType, io: 'input' | 'output'): string {
  const shape = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: momentsAreText }) as Json
  const either = shape.anyOf ?? shape.oneOf
  if (either !== undefined) return either.map(listed).join('; or ')
  return listed(shape)
}

/** A moment has no JSON schema of its own; it travels as text. */
function momentsAreText({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: object }): void {
  if (zodSchema instanceof z.ZodDate) Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
}

function listed({ properties = {}, required = [] }: Json): string {
  const names = Object.entries(properties).map(
    ([name, field]) => `\`${name}${required.includes(name) ? '' : '?'}\` ${typeName(field)}`,
  )
  return names.length === 0 ? 'nothing' : names.join(', ')
}

const namesIn = ({ properties = {}, required = [] }: Json) =>
  Object.keys(properties).map((name) => `\`${name}${required.includes(name) ? '' : '?'}\``)

function typeName(field: Json): string {
  const either = field.anyOf ?? field.oneOf
  if (either !== undefined) return [...new Set(either.map(typeName))].join(' or ')
  if (field.enum !== undefined) return field.enum.map((value) => `\`${String(value)}\``).join(' \\| ')
  if (field.const !== undefined) return `\`${String(field.const)}\``
  if (field.type === 'array') return `list of ${typeName(field.items ?? {})}`
  if (field.properties !== undefined) return `{ ${namesIn(field).join(', ')} }`
  if (field.format === 'binary') return 'file'
  if (field.type === 'string' && field.format !== undefined) return field.format
  return Array.isArray(field.type) ? field.type.join(' or ') : (field.type ?? 'any')
}

function kernelRefusals(app: App): string {
  const codes = Object.keys(app.dictionary.en)
    .filter((code) => code.startsWith('kernel.') && code !== 'kernel.unexpected')
    .sort()
  return `## Refusals of any operation\n\n${codes.map((code) => refusalLine(app, code)).join('\n')}\n`
}

/** The declarations alone: nothing is asked of the database. */
export async function withOperations<T>(work: (app: App) => T): Promise<T> {
  const settings = readSettings({ TERRACE_MODE: 'test', TERRACE_SECRET: 'x'.repeat(32), TERRACE_LOG: 'silent' })
  const county = openCounty({ settings, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })
  try {
    return work(county.app)
  } finally {
    await county.close()
  }
}

if (process.argv[1] === import.meta.filename) writeFileSync(API_REFERENCE, await withOperations(apiReference))

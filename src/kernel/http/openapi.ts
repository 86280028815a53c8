import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi'
import type { Access } from '../access.ts'
import type { App } from '../app.ts'
import type { AnyOperation } from '../operation.ts'

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  requestId: z.string().optional(),
})

/** OpenAPI 3.1 of all operations, made from nothing but their declarations. */
export function openApiDocument(app: App): object {
  const book = new OpenAPIHono()
  const registry = book.openAPIRegistry
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'terrace.session_token',
  })
  registry.registerComponent('securitySchemes', 'apiKey', { type: 'apiKey', in: 'header', name: 'x-api-key' })
  registry.registerComponent('securitySchemes', 'guest', { type: 'apiKey', in: 'header', name: 'terrace-guest' })
  for (const operation of app.operations)
    if (operation.access.rule !== 'system') registry.registerPath(routeOf(operation))
  return book.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Terrace',
      version: '1',
      description:
        'Every operation of the county. Amounts are integers of fen; dates are civil dates in Asia/Shanghai.',
    },
    servers: [{ url: '/api' }],
  })
}

function routeOf(operation: AnyOperation) {
  const shape = operation.input instanceof z.ZodObject ? operation.input.shape : {}
  const inPath = new Set([...operation.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))
  const pathShape = Object.fromEntries(Object.entries(shape).filter(([key]) => inPath.has(key)))
  const rest = Object.fromEntries(Object.entries(shape).filter(([key]) => !inPath.has(key)))
  // A union of shapes cannot be taken apart; it stands as a whole, path parameters included.
  const body = operation.input instanceof z.ZodObject ? z.object(rest) : (operation.input as z.ZodType)
  return createRoute({
    method: operation.method.toLowerCase() as 'get' | 'post',
    path: operation.path,
    operationId: operation.name,
    summary: operation.summary,
    tags: [operation.name.split('.')[0] ?? 'kernel'],
    security: securityOf(operation.access),
    request: {
      params: z.object(pathShape),
      ...(operation.method === 'GET'
        ? { query: z.object(rest) }
        : {
            body: {
              content: {
                [operation.body === 'multipart' ? 'multipart/form-data' : 'application/json']: {
                  schema: body,
                },
              },
            },
          }),
      ...(operation.kind === 'write'
        ? { headers: z.object({ 'idempotency-key': z.string().min(8).max(128).optional() }) }
        : {}),
    },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: operation.output } } },
      default: {
        description: `Refused: ${['kernel.invalid_input', ...(operation.refusals ?? [])].join(', ')}`,
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  })
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access.rule === 'anyone') return []
  const person: Record<string, string[]>[] = [{ session: [] }, { apiKey: [] }]
  return access.rule === 'buyer' ? [{ guest: [] }, ...person] : person
}

import type { z } from 'zod'
import type { Access } from './access.ts'
import type { Actor } from './actor.ts'
import type { Clock, Instant } from './clock.ts'
import type { Database, Sql, Tx } from './database.ts'
import type { Ports } from './ports.ts'
import type { Lang } from './words.ts'

/** Everything an operation may know besides its input. */
type Asked = { actor: Actor; now: Instant; lang: Lang; ports: Ports; requestId: string | null; ip: string | null }
export type WriteContext<Prepared = unknown> = Asked & { tx: Tx; prepared: Prepared }
export type ReadContext = Asked & { sql: Sql }
export type AfterContext = Asked & { clock: Clock; read: Database['read'] }
/** An errand speaks with the world outside, so it opens its own short transactions. */
export type ErrandContext = AfterContext & { transact: Database['transact'] }

type Declared<I extends z.ZodType, O extends z.ZodType> = {
  /** Stable name: audit name and OpenAPI id, such as `market.listing.open`. */
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api`, with `{parameters}` that are fields of the input. */
  path: string
  /** One line for the API page. */
  summary: string
  access: Access
  input: I
  output: O
  /** Every refusal code it may answer, besides the kernel's own. */
  refusals?: readonly string[]
  /** `multipart` operations take files; all others JSON. */
  body?: 'json' | 'multipart'
  /** What the audit keeps: by default ids and codes of input and output. `false` where a trail has no use. */
  audit?: false | ((input: z.output<I>, output: z.output<O>) => Readonly<Record<string, unknown>>)
  /** Requests a minute for one asker, where the general limit is too generous. */
  limitPerMinute?: number
}

export type WriteOperation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, P = unknown> = Declared<
  I,
  O
> & {
  kind: 'write'
  /** It sends a single statement, which needs no transaction around it. Only where `audit` is `false`. */
  alone?: boolean
  /** Work that must not hold a transaction open, such as decoding a picture. */
  prepare?(input: z.output<I>, asked: { lang: Lang; ports: Ports; now: Instant }): Promise<P>
  run(context: WriteContext<P>, input: z.output<I>): Promise<z.input<O>>
  /**
   * What the answer still needs from the world outside, asked after the commit, and again when a replayed key gets its first
   * answer. It undoes nothing: what it cannot learn it leaves out.
   */
  after?(context: AfterContext, input: z.output<I>, output: z.input<O>): Promise<z.input<O>>
}
export type ReadOperation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Declared<I, O> & {
  kind: 'read'
  /** Asked often, and it finds all its rows by key: not planned anew for every value. */
  byKey?: boolean
  run(context: ReadContext, input: z.output<I>): Promise<z.input<O>>
}
export type ErrandOperation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Declared<I, O> & {
  kind: 'errand'
  run(context: ErrandContext, input: z.output<I>): Promise<z.input<O>>
}

// The parameter positions make operations of different inputs incomparable; a list of them forgets the types.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyOperation = WriteOperation<any, any, any> | ReadOperation<any, any> | ErrandOperation<any, any>
export type InputOf<T extends AnyOperation> = z.input<T['input']>
export type OutputOf<T extends AnyOperation> = z.output<T['output']>

/** Declares something a person or machine can do and that changes the county: one transaction. */
export function operation<I extends z.ZodType, O extends z.ZodType, P = undefined>(
  declared: Omit<WriteOperation<I, O, P>, 'kind'>,
): WriteOperation<I, O, P> {
  return { ...declared, kind: 'write' }
}

/** Declares a question. It runs on a connection that refuses writes. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  declared: Omit<ReadOperation<I, O>, 'kind' | 'method'>,
): ReadOperation<I, O> {
  return { ...declared, kind: 'read', method: 'GET' }
}

/** Declares an operation that must speak with the outside between transactions. */
export function errand<I extends z.ZodType, O extends z.ZodType>(
  declared: Omit<ErrandOperation<I, O>, 'kind'>,
): ErrandOperation<I, O> {
  return { ...declared, kind: 'errand' }
}

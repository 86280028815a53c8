import type { Hono } from 'hono'
import type { Subscription } from './effects.ts'
import type { ApiBindings } from './http/api.ts'
import type { Job } from './jobs.ts'
import type { MigrationSource } from './migrate.ts'
import type { AnyOperation } from './operation.ts'
import type { Dictionary } from './words.ts'

/** What one kind of work brings into the county. */
export type Module = {
  migrations?: MigrationSource
  operations?: readonly AnyOperation[]
  jobs?: readonly Job[]
  subscriptions?: readonly Subscription[]
  words?: Dictionary
}

/** A small application of its own below a path, such as a gateway's notifications; `visit` is set for it. */
export type Mount = { path: string; app: Hono<ApiBindings> }

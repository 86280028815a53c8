import { Hono } from 'hono'
import type { App } from '../app.ts'
import type { Sql } from '../database.ts'
import { id } from '../validation.ts'

type Read = (sql: Sql, photoId: string, width: number, format: 'avif' | 'webp') => Promise<Uint8Array | null>

/** Serves photos at `{path}/{id}/{width}.{format}`; what is at an address never changes. */
export function photoFiles(app: App, path: string, read: Read): Hono {
  return new Hono().get(`${path}/:id/:file`, async (c) => {
    const file = c.req.param('file').match(/^(320|640|1280)\.(avif|webp)$/)
    const photoId = id.safeParse(c.req.param('id'))
    if (file === null || !photoId.success) return c.notFound()
    const bytes = await app.database.read((sql) => read(sql, photoId.data, Number(file[1]), file[2] as 'avif' | 'webp'))
    if (bytes === null) return c.notFound()
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': `image/${file[2]}`,
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })
}

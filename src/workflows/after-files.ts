import { Hono } from 'hono'
import type { App } from '../kernel/app.ts'
import type { ApiBindings } from '../kernel/http/api.ts'
import { id } from '../kernel/validation.ts'
import { evidenceFile, maySeeEvidence } from '../modules/aftersales/index.ts'
import { invoiceFile, maySeeInvoice } from '../modules/invoicing/index.ts'
import { reviewPhoto } from '../modules/reviews/index.ts'

const NARROWEST = 80
const WIDEST = 1280

/** Pictures and papers of what happens after a sale, below `/files`: evidence and invoices only to who is part of them. */
export function afterFiles(app: App): Hono<ApiBindings> {
  const hono = new Hono<ApiBindings>()
  const wide = (text: string) => Math.min(WIDEST, Math.max(NARROWEST, Number(text)))
  hono.get('/evidence/:id/:width{[0-9]{1,4}}', async (c) => {
    const photoId = id.safeParse(c.req.param('id'))
    if (!photoId.success) return c.notFound()
    const found = await app.database.read((sql) => evidenceFile(sql, photoId.data, wide(c.req.param('width'))))
    if (found === null || !maySeeEvidence(c.get('visit').actor, found)) return c.notFound()
    return c.body(new Uint8Array(found.bytes), 200, {
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=86400',
    })
  })
  hono.get('/reviews/:id/:width{[0-9]{1,4}}', async (c) => {
    const photoId = id.safeParse(c.req.param('id'))
    if (!photoId.success) return c.notFound()
    const bytes = await app.database.read((sql) => reviewPhoto(sql, photoId.data, wide(c.req.param('width'))))
    if (bytes === null) return c.notFound()
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'image/webp', 'cache-control': 'public, max-age=3600' })
  })
  hono.get('/invoices/:id', async (c) => {
    const requestId = id.safeParse(c.req.param('id'))
    if (!requestId.success) return c.notFound()
    const found = await app.database.read((sql) => invoiceFile(sql, requestId.data))
    if (found === null || !maySeeInvoice(c.get('visit').actor, found)) return c.notFound()
    return c.body(new Uint8Array(found.bytes), 200, {
      'content-type': found.format === 'pdf' ? 'application/pdf' : 'application/ofd',
      'content-disposition': `attachment; filename="fapiao-${found.number}.${found.format}"`,
      'cache-control': 'private, no-store',
    })
  })
  return hono
}

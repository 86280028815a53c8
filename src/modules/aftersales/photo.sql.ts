import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { DecodedPhoto } from '../../kernel/photo.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Side } from './case.ts'

/** How many pictures one side may show in one case. */
export const PHOTOS_MAX = 12

const count = statement<{ count: number }>(
  'aftersales.photo.count',
  `SELECT count(*)::int AS count FROM aftersales.photo WHERE case_id = $1 AND side = $2`,
)
const insert = statement<{ id: string }>(
  'aftersales.photo.insert',
  `INSERT INTO aftersales.photo (case_id, side, at, width, height) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
)
const insertRendition = statement(
  'aftersales.photo.rendition',
  `INSERT INTO aftersales.photo_rendition (photo_id, width, bytes) VALUES ($1, $2, $3)`,
)

/** Adds pictures a side shows. Refuses: aftersales.photo.too_many. */
export async function addEvidencePhotos(
  tx: Tx,
  caseId: string,
  side: Exclude<Side, 'time'>,
  photos: readonly DecodedPhoto[],
  now: Instant,
): Promise<void> {
  if (photos.length === 0) return
  const [has] = await tx.run(count, [caseId, side])
  if ((has?.count ?? 0) + photos.length > PHOTOS_MAX) refuse('aftersales.photo.too_many', { most: PHOTOS_MAX })
  for (const photo of photos) {
    const [row] = await tx.run(insert, [caseId, side, now, photo.width, photo.height])
    for (const r of photo.renditions)
      if (r.format === 'webp') tx.send(insertRendition, [row?.id, r.width, Buffer.from(r.bytes)])
  }
}

export type EvidenceFile = { bytes: Buffer; buyerId: string; organisationId: string }

const read = statement<EvidenceFile>(
  'aftersales.photo.read',
  `
  SELECT r.bytes, c.buyer_id AS "buyerId", c.organisation_id AS "organisationId"
  FROM aftersales.photo p JOIN aftersales."case" c ON c.id = p.case_id JOIN aftersales.photo_rendition r ON r.photo_id = p.id
  WHERE p.id = $1 ORDER BY (r.width >= $2) DESC, abs(r.width - $2) LIMIT 1`,
)

/** A picture near a width, and whose it is to see. */
export async function evidenceFile(sql: Sql, photoId: string, width: number): Promise<EvidenceFile | null> {
  return (await sql.run(read, [photoId, width]))[0] ?? null
}

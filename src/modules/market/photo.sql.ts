import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { DecodedPhoto } from '../../kernel/photo.ts'

const insert = statement<{ id: string }>(
  'market.photo.insert',
  `
  INSERT INTO market.photo (listing_id, position, width, height)
  SELECT l.id, (SELECT min(n) FROM generate_series(0, 8) n WHERE NOT EXISTS (SELECT FROM market.photo WHERE listing_id = l.id AND position = n)), $3, $4
  FROM market.listing l WHERE l.organisation_id = $1 AND l.id = $2
    AND (SELECT count(*) FROM market.photo WHERE listing_id = l.id AND position IS NOT NULL) < 9
  RETURNING id`,
)
const insertRendition = statement(
  'market.photo.rendition',
  `
  INSERT INTO market.photo_rendition (photo_id, width, format, bytes) VALUES ($1, $2, $3, $4)`,
)

/** Adds a photo after the listing's others; null when the listing has nine already or is not the organisation's. */
export async function insertPhoto(
  tx: Tx,
  organisationId: string,
  listingId: string,
  photo: DecodedPhoto,
): Promise<string | null> {
  const [row] = await tx.run(insert, [organisationId, listingId, photo.width, photo.height])
  if (row === undefined) return null
  await Promise.all(
    photo.renditions.map((r) => tx.run(insertRendition, [row.id, r.width, r.format, Buffer.from(r.bytes)])),
  )
  return row.id
}

const read = statement<{ bytes: Buffer; format: string }>(
  'market.photo.read',
  `
  SELECT bytes, format FROM market.photo_rendition WHERE photo_id = $1 AND format = $3
  ORDER BY (width >= $2) DESC, abs(width - $2) LIMIT 1`,
)

/** The rendition nearest to a width, not smaller where there is one. */
export async function readRendition(
  sql: Sql,
  photoId: string,
  width: number,
  format: 'avif' | 'webp',
): Promise<Buffer | null> {
  const [row] = await sql.run(read, [photoId, width, format])
  return row?.bytes ?? null
}

const remove = statement<{ id: string }>(
  'market.photo.remove',
  `
  UPDATE market.photo p SET position = NULL FROM market.listing l
  WHERE p.id = $2 AND l.id = p.listing_id AND l.organisation_id = $1 AND p.position IS NOT NULL RETURNING p.id`,
)

/** Takes a photo off its listing; versions that showed it still do. */
export async function removePhotoRow(tx: Tx, organisationId: string, photoId: string): Promise<boolean> {
  return (await tx.run(remove, [organisationId, photoId])).length > 0
}

import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { DecodedPhoto } from '../../kernel/photo.ts'

export const pictured = ['house', 'room_type', 'site'] as const
/** What has photos; each is a table with an organisation. */
export type Pictured = (typeof pictured)[number]
export type PlacePhoto = { id: string; width: number; height: number }

export const PHOTOS_MAX = 9

const byKind = <T>(make: (kind: Pictured) => T) =>
  Object.fromEntries(pictured.map((kind) => [kind, make(kind)])) as Record<Pictured, T>

const lock = byKind((kind) =>
  statement<{ id: string }>(
    `tourism.photo.lock_${kind}`,
    `SELECT id FROM tourism.${kind} WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
  ),
)

/** False where the place is not the organisation's. Whoever adds photos to it does so alone. */
export async function lockPictured(tx: Tx, kind: Pictured, organisationId: string, id: string): Promise<boolean> {
  return (await tx.run(lock[kind], [organisationId, id])).length > 0
}

const insert = byKind((kind) =>
  statement<{ id: string }>(
    `tourism.photo.insert_${kind}`,
    `
    INSERT INTO tourism.photo (${kind}_id, position, width, height)
    SELECT $1, min(n), $2, $3 FROM generate_series(0, ${PHOTOS_MAX - 1}) n
    WHERE NOT EXISTS (SELECT FROM tourism.photo WHERE ${kind}_id = $1 AND position = n) HAVING min(n) IS NOT NULL RETURNING id`,
  ),
)
const insertRendition = statement(
  'tourism.photo.rendition',
  `INSERT INTO tourism.photo_rendition (photo_id, width, format, bytes) VALUES ($1, $2, $3, $4)`,
)

/** Takes the first free position; null where there is none. */
export async function insertPlacePhoto(
  tx: Tx,
  kind: Pictured,
  placeId: string,
  photo: DecodedPhoto,
): Promise<string | null> {
  const [row] = await tx.run(insert[kind], [placeId, photo.width, photo.height])
  if (row === undefined) return null
  for (const { width, format, bytes } of photo.renditions)
    await tx.run(insertRendition, [row.id, width, format, Buffer.from(bytes)])
  return row.id
}

const read = statement<{ bytes: Buffer }>(
  'tourism.photo.read',
  `
  SELECT bytes FROM tourism.photo_rendition WHERE photo_id = $1 AND format = $3
  ORDER BY (width >= $2) DESC, abs(width - $2) LIMIT 1`,
)

/** The rendition nearest to a width, not smaller where there is one. */
export async function readPlacePhoto(
  sql: Sql,
  photoId: string,
  width: number,
  format: 'avif' | 'webp',
): Promise<Buffer | null> {
  return (await sql.run(read, [photoId, width, format]))[0]?.bytes ?? null
}

const remove = statement<{ id: string }>(
  'tourism.photo.remove',
  `
  DELETE FROM tourism.photo p WHERE p.id = $2 AND $1 IN (
    SELECT organisation_id FROM tourism.house WHERE id = p.house_id
    UNION ALL SELECT organisation_id FROM tourism.room_type WHERE id = p.room_type_id
    UNION ALL SELECT organisation_id FROM tourism.site WHERE id = p.site_id) RETURNING id`,
)

export async function removePlacePhotoRow(tx: Tx, organisationId: string, photoId: string): Promise<boolean> {
  return (await tx.run(remove, [organisationId, photoId])).length > 0
}

const ofPlaces = byKind((kind) =>
  statement<PlacePhoto & { placeId: string }>(
    `tourism.photo.of_${kind}`,
    `SELECT id, width, height, ${kind}_id AS "placeId" FROM tourism.photo WHERE ${kind}_id = ANY($1::uuid[]) ORDER BY position`,
  ),
)

/** Photos of places of one kind, each place's in order. */
export async function photosOf(sql: Sql, kind: Pictured, ids: readonly string[]): Promise<Map<string, PlacePhoto[]>> {
  const rows = ids.length === 0 ? [] : await sql.run(ofPlaces[kind], [ids])
  return new Map(
    [...Map.groupBy(rows, (row) => row.placeId)].map(([placeId, own]) => [
      placeId,
      own.map(({ id, width, height }) => ({ id, width, height })),
    ]),
  )
}

type Roomed = { id: string; roomTypes: readonly { id: string }[] }

/** Houses with their photos and those of their rooms. */
export async function picturedHouses<T extends Roomed>(sql: Sql, houses: readonly T[]) {
  const types = houses.flatMap((house) => house.roomTypes.map((type) => type.id))
  const own = await photosOf(
    sql,
    'house',
    houses.map((house) => house.id),
  )
  const ofTypes = await photosOf(sql, 'room_type', types)
  return houses.map((house) => ({
    ...house,
    photos: own.get(house.id) ?? [],
    roomTypes: (house.roomTypes as T['roomTypes'][number][]).map((type) => ({
      ...type,
      photos: ofTypes.get(type.id) ?? [],
    })),
  }))
}

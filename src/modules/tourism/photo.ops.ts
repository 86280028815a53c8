import type { Hono } from 'hono'
import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { App } from '../../kernel/app.ts'
import { photoFiles } from '../../kernel/http/photo-files.ts'
import { operation } from '../../kernel/operation.ts'
import { decodePhoto } from '../../kernel/photo.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, upload } from '../../kernel/validation.ts'
import {
  insertPlacePhoto,
  lockPictured,
  pictured,
  PHOTOS_MAX,
  readPlacePhoto,
  removePlacePhotoRow,
} from './photo.sql.ts'

const PHOTO_BYTES_MAX = 15_000_000

/** Width and height in pixels of the largest size that is served. */
export const placePhotoView = z.object({ id, width: z.int(), height: z.int() })

export const addPlacePhoto = operation({
  name: 'tourism.photo.add',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/photos/{kind}/{placeId}',
  summary: 'Adds a photo to a house, a room type or a sight, after its others',
  access: member('seller'),
  body: 'multipart',
  input: z.object({ organisationId: id, kind: z.enum(pictured), placeId: id, photo: upload(PHOTO_BYTES_MAX) }),
  output: z.object({ photoId: id }),
  refusals: [
    'tourism.photo.unknown_place',
    'tourism.photo.too_many',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
  ],
  limitPerMinute: 60,
  prepare: (input) => decodePhoto(input.photo),
  async run({ tx, prepared }, { organisationId, kind, placeId }) {
    if (!(await lockPictured(tx, kind, organisationId, placeId))) refuse('tourism.photo.unknown_place')
    const photoId = await insertPlacePhoto(tx, kind, placeId, prepared)
    return { photoId: photoId ?? refuse('tourism.photo.too_many', { most: PHOTOS_MAX }) }
  },
})

export const removePlacePhoto = operation({
  name: 'tourism.photo.remove',
  method: 'DELETE',
  path: '/tourism/organisations/{organisationId}/photos/{photoId}',
  summary: 'Takes a photo of a house, a room type or a sight away',
  access: member('seller'),
  input: z.object({ organisationId: id, photoId: id }),
  output: z.object({ photoId: id }),
  refusals: ['tourism.photo.unknown'],
  async run({ tx }, { organisationId, photoId }) {
    if (!(await removePlacePhotoRow(tx, organisationId, photoId))) refuse('tourism.photo.unknown')
    return { photoId }
  },
})

/** Serves photos of places at `/places/photos/{id}/{width}.{format}`. */
export const placePhotoFiles = (app: App): Hono => photoFiles(app, '/places/photos', readPlacePhoto)

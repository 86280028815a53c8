import type { Hono } from 'hono'
import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { App } from '../../kernel/app.ts'
import { photoFiles as photoFilesAt } from '../../kernel/http/photo-files.ts'
import { operation } from '../../kernel/operation.ts'
import { decodePhoto } from '../../kernel/photo.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, upload } from '../../kernel/validation.ts'
import { listingRows } from './listing.sql.ts'
import { insertPhoto, readRendition, removePhotoRow } from './photo.sql.ts'

const PHOTO_BYTES_MAX = 15_000_000

export const addPhoto = operation({
  name: 'market.photo.add',
  method: 'POST',
  path: '/market/organisations/{organisationId}/listings/{listingId}/photos',
  summary: 'Adds a photo to a listing',
  access: member('seller'),
  body: 'multipart',
  input: z.object({ organisationId: id, listingId: id, photo: upload(PHOTO_BYTES_MAX) }),
  output: z.object({ photoId: id }),
  refusals: ['market.listing.unknown', 'kernel.photo.not_a_picture', 'kernel.photo.too_large', 'market.photo.too_many'],
  limitPerMinute: 60,
  prepare: (input) => decodePhoto(input.photo),
  async run({ tx, prepared }, input) {
    const [listing] = await listingRows(tx, [input.listingId])
    if (listing?.organisationId !== input.organisationId) refuse('market.listing.unknown')
    return {
      photoId:
        (await insertPhoto(tx, input.organisationId, input.listingId, prepared)) ?? refuse('market.photo.too_many'),
    }
  },
})

export const removePhoto = operation({
  name: 'market.photo.remove',
  method: 'DELETE',
  path: '/market/organisations/{organisationId}/photos/{photoId}',
  summary: 'Takes a photo away from its listing',
  access: member('seller'),
  input: z.object({ organisationId: id, photoId: id }),
  output: z.object({ photoId: id }),
  refusals: ['market.listing.unknown'],
  async run({ tx }, input) {
    if (!(await removePhotoRow(tx, input.organisationId, input.photoId))) refuse('market.listing.unknown')
    return { photoId: input.photoId }
  },
})

/** Serves photos at `/photos/{id}/{width}.{format}`. */
export const photoFiles = (app: App): Hono => photoFilesAt(app, '/photos', readRendition)

import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Pictured } from '../modules/tourism/index.ts'
import {
  addPlacePhoto,
  findVisits,
  listHouses,
  listSites,
  placePhotoFiles,
  readHouse,
  readProduct,
  removePlacePhoto,
} from '../modules/tourism/index.ts'
import { openTown } from './town.fake.ts'

const { trade, host, sight, houseId, roomTypeId, siteId, productId } = await openTown()
const { act, app } = trade.county

const bytes = new Uint8Array(
  await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3f7d4e' } })
    .jpeg()
    .toBuffer(),
)
const photo = { name: '门口.jpg', mediaType: 'image/jpeg', bytes }
const add = (whose: typeof host, kind: Pictured, placeId: string, file = photo) =>
  act(whose.owner, addPlacePhoto, { organisationId: whose.organisationId, kind, placeId, photo: file })

test('photos of a house, its rooms and a sight are on their pages and in the list, in order, and served in sizes', async () => {
  const before = await act(host.owner, readHouse, { houseId })
  expect([before.photos, before.roomTypes[0]?.photos]).toEqual([[], []])
  const { photoId: first } = await add(host, 'house', houseId)
  const { photoId: second } = await add(host, 'house', houseId)
  const { photoId: room } = await add(host, 'room_type', roomTypeId)
  const { photoId: gate } = await add(sight, 'site', siteId)
  const house = await act(host.owner, readHouse, { houseId })
  expect(house.photos).toEqual([
    { id: first, width: 900, height: 600 },
    { id: second, width: 900, height: 600 },
  ])
  expect(house.roomTypes[0]?.photos.map((one) => one.id)).toEqual([room])
  expect((await act(host.owner, readProduct, { productId })).site.photos.map((one) => one.id)).toEqual([gate])
  const { entries } = await act(host.owner, findVisits, {})
  expect(entries.map((entry) => [entry.id, entry.photo?.id])).toEqual(
    expect.arrayContaining([
      [houseId, first],
      [productId, gate],
    ]),
  )
  const { organisationId } = host
  expect((await act(host.owner, listHouses, { organisationId })).houses[0]?.photos).toHaveLength(2)
  const own = { organisationId: sight.organisationId }
  expect((await act(sight.owner, listSites, own)).sites[0]?.photos).toHaveLength(1)

  const files = placePhotoFiles(app)
  const served = await files.request(`/places/photos/${first}/640.webp`)
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect((await sharp(Buffer.from(await served.arrayBuffer())).metadata()).width).toBe(640)
  expect((await files.request(`/places/photos/${first}/641.webp`)).status).toBe(404)
  expect((await files.request(`/places/photos/${houseId}/640.webp`)).status).toBe(404)

  // The first goes; the second leads, and the next one takes the free position.
  await act(host.owner, removePlacePhoto, { organisationId, photoId: first })
  expect((await files.request(`/places/photos/${first}/640.webp`)).status).toBe(404)
  await expect(act(host.owner, removePlacePhoto, { organisationId, photoId: first })).rejects.toMatchObject({
    code: 'tourism.photo.unknown',
  })
  const { photoId: third } = await add(host, 'house', houseId)
  expect((await act(host.owner, readHouse, { houseId })).photos.map((one) => one.id)).toEqual([third, second])
})

test('nine photos at most, however they arrive, of one’s own places and pictures only', async () => {
  await Promise.all(Array.from({ length: 7 }, () => add(host, 'house', houseId)))
  const { photos } = await act(host.owner, readHouse, { houseId })
  expect(photos).toHaveLength(9)
  await expect(add(host, 'house', houseId)).rejects.toMatchObject({ code: 'tourism.photo.too_many' })
  for (const [kind, placeId] of [
    ['house', houseId],
    ['room_type', roomTypeId],
    ['site', houseId],
  ] as const)
    await expect(add(sight, kind, placeId)).rejects.toMatchObject({ code: 'tourism.photo.unknown_place' })
  const { organisationId } = sight
  await expect(
    act(sight.owner, removePlacePhoto, { organisationId, photoId: photos[0]?.id ?? '' }),
  ).rejects.toMatchObject({ code: 'tourism.photo.unknown' })
  const text = { ...photo, bytes: new TextEncoder().encode('no picture') }
  await expect(add(host, 'room_type', roomTypeId, text)).rejects.toMatchObject({ code: 'kernel.photo.not_a_picture' })
})

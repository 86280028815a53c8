import { expect, test } from 'vitest'
import { answerPackage, keepsOf, pausePackage } from '../modules/tourism/index.ts'
import { quotePackage } from './book-package.ts'
import { findPackageParts, proposePackage } from './keep-packages.ts'
import { listOwnPackages, readPackage } from './show-packages.ts'
import { openTown } from './town.fake.ts'

const town = await openTown({ sellers: 3 })
const { trade, host, sight, houseId, roomTypeId, productId, optionId, newGuest } = town
const { act } = trade.county
const grower = trade.shops[2] as typeof host

const { packageId } = await act(host.owner, proposePackage, {
  organisationId: host.organisationId,
  nameZh: '山里两天',
  nameEn: 'Two days in the hills',
  offPercent: 10,
  parts: [
    { kind: 'stay', roomTypeId, nights: 1 },
    { kind: 'visit', optionId, dayOffset: 1 },
  ],
})
const answer = (shop: typeof host, agree = true) =>
  act(shop.owner, answerPackage, { organisationId: shop.organisationId, packageId, agree })
const pause = (shop: typeof host) => act(shop.owner, pausePackage, { organisationId: shop.organisationId, packageId })
const quote = () =>
  act(newGuest(), quotePackage, {
    packageId,
    arrival: '2026-05-10',
    sets: 1,
    guests: 2,
    tickets: [{ type: 'adult', count: 2 }],
  })
const agreed = async () => {
  const { packages } = await act(host.owner, listOwnPackages, { organisationId: host.organisationId })
  return packages[0]?.parts.map((part) => part.agreed)
}

test('a package pauses when one of its suppliers takes its agreement back, and goes on when that one agrees again', async () => {
  await expect(pause(host)).rejects.toMatchObject({ code: 'tourism.package.not_open' })
  expect(await answer(sight)).toMatchObject({ state: 'open' })
  expect(await quote()).toMatchObject({ separateFen: 36_000, totalFen: 32_400 })

  await expect(pause(grower)).rejects.toMatchObject({ code: 'tourism.package.unknown' })
  expect(await pause(sight)).toMatchObject({ state: 'proposed' })
  expect(await agreed()).toEqual([true, false])
  await expect(quote()).rejects.toMatchObject({ code: 'tourism.package.closed' })
  await expect(act(newGuest(), readPackage, { packageId })).rejects.toMatchObject({ code: 'tourism.package.unknown' })
  // Nobody else can put it on sale again.
  expect(await answer(host)).toMatchObject({ state: 'proposed' })
  await expect(quote()).rejects.toMatchObject({ code: 'tourism.package.closed' })
  expect(await answer(sight)).toMatchObject({ state: 'open' })
  expect(await quote()).toMatchObject({ totalFen: 32_400 })

  await Promise.all([pause(host), pause(sight).catch(() => null)])
  await expect(quote()).rejects.toMatchObject({ code: 'tourism.package.closed' })
})

test('parts are found by name or by the address of their page, one’s own first, and only what can be booked', async () => {
  const find = (kind: 'stay' | 'visit' | 'goods', search = '', shop = host) =>
    act(shop.owner, findPackageParts, { organisationId: shop.organisationId, kind, search }).then(({ parts }) => parts)
  expect(await find('stay', '示范民')).toMatchObject([
    { id: roomTypeId, titleZh: '示范民宿 · 大床房', fromFen: 20_000, isTimed: false },
  ])
  expect(await find('stay', `https://county.example/houses/${houseId}?arrival=2026-05-10`)).toHaveLength(1)
  expect(await find('stay', `https://county.example/houses/${productId}`)).toEqual([])
  expect(await find('stay', '%')).toEqual([])
  expect(await find('visit', 'shenlong')).toMatchObject([
    { id: optionId, organisationId: sight.organisationId, fromFen: 8_000, isTimed: false },
  ])
  const goods = await find('goods', '', grower)
  expect(goods[0]).toMatchObject({ organisationId: grower.organisationId })
  expect(goods.length).toBeGreaterThan(1)
  expect(await find('goods', `/goods/${grower.listingId}`)).toMatchObject([{ id: grower.listingId }])
})

test('a supplier that keeps neither house nor sight still finds the packages that ask for its goods', async () => {
  const keeps = (shop: typeof host) => trade.county.app.database.read((sql) => keepsOf(sql, shop.organisationId))
  expect(await keeps(grower)).toEqual({ houses: false, sites: false, packages: 0, asked: 0 })
  const asking = {
    organisationId: host.organisationId,
    nameZh: '带茶回家',
    nameEn: 'Tea to take home',
    offPercent: 5,
    parts: [
      { kind: 'stay' as const, roomTypeId, nights: 1 },
      { kind: 'goods' as const, listingId: grower.listingId, units: 2 },
    ],
  }
  const { packageId: asked } = await act(host.owner, proposePackage, asking)
  expect(await keeps(grower)).toEqual({ houses: false, sites: false, packages: 1, asked: 1 })
  await act(grower.owner, answerPackage, { organisationId: grower.organisationId, packageId: asked, agree: true })
  expect(await keeps(grower)).toMatchObject({ packages: 1, asked: 0 })
  expect(await keeps(host)).toMatchObject({ houses: true, sites: false, packages: 2 })
})

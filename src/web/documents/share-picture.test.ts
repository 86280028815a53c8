import { createRequire } from 'node:module'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import type { ShareFacts } from './share-picture.ts'
import { sharePicture } from './share-picture.ts'

const jsqr = createRequire(import.meta.url)('jsqr') as typeof import('jsqr').default

const facts: ShareFacts = {
  id: '01964a00-0000-7000-8000-000000000001',
  title: '高山烤薯干',
  price: { whole: '12', cents: '34' },
  weight: '250 克',
  place: '遂昌县 大柘镇',
  seller: '示范合作社',
  scan: '扫码看详情',
  brand: '梯田',
  mark: '示意图',
  photo: null,
  subject: 'sweet-potato',
  address: 'https://county.example.cn/goods/01964a00-0000-7000-8000-000000000001',
}

async function pixelsOf(picture: Buffer) {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height }
}

/** What a phone reads that sees the whole picture at half its size, as in a chat. */
async function scanned(picture: Buffer): Promise<string | undefined> {
  const { data, width, height } = await pixelsOf(await sharp(picture).resize({ width: 540 }).jpeg().toBuffer())
  return jsqr(data, width, height)?.data
}

/** Whether anything but the ground was drawn between two heights, left of the code. */
async function inkBetween(picture: Buffer, top: number, bottom: number): Promise<boolean> {
  const { data, width } = await pixelsOf(picture)
  for (let y = top; y < bottom; y += 1)
    for (let x = 60; x < 700; x += 1) {
      const at = (y * width + x) * 4
      if ((data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255) < 330) return true
    }
  return false
}

let plain: Buffer
beforeAll(async () => {
  plain = await sharePicture(facts)
})

test('the code on the picture leads to the listing, also when a chat has made it small', async () => {
  expect(await scanned(plain)).toBe(facts.address)
  const long = `http://127.0.0.1:3000/goods/${facts.id}?${'from=share&'.repeat(6)}`
  expect(await scanned(await sharePicture({ ...facts, address: long }))).toBe(long)
})

test('it is a JPEG of 1080 by 1440, the same for the same facts, and light enough to send', async () => {
  expect(await sharp(plain).metadata()).toMatchObject({ format: 'jpeg', width: 1080, height: 1440 })
  expect((await sharePicture(facts)).equals(plain)).toBe(true)
  expect(plain.length).toBeLessThan(400_000)
  expect((await sharePicture({ ...facts, id: '01964a00-0000-7000-8000-000000000002' })).equals(plain)).toBe(false)
})

test('names of any length and with any signs are drawn, and keep off the code and the edges', async () => {
  const awkward = [
    '',
    ' \u3000',
    '🍠',
    '<b>&"\'</b>',
    'W'.repeat(80),
    '薯'.repeat(60),
    'a b '.repeat(40),
    '\u{20bb7}野家 🍠',
  ]
  for (const title of awkward) {
    const picture = await sharePicture({ ...facts, title, seller: title, place: title, weight: title.slice(0, 20) })
    expect(await scanned(picture)).toBe(facts.address)
    expect(await sharp(picture).metadata()).toMatchObject({ width: 1080, height: 1440 })
    // The bottom edge stays free of words.
    expect(await inkBetween(picture, 1385, 1440)).toBe(false)
  }
})

test('the largest price is drawn whole beside its weight', async () => {
  const picture = await sharePicture({ ...facts, price: { whole: '99,999,999', cents: '99' }, weight: '99.9 千克' })
  expect(await scanned(picture)).toBe(facts.address)
})

test('a photo takes the place of the drawing, and is not called one', async () => {
  const photo = await sharp({ create: { width: 1280, height: 300, channels: 3, background: '#804020' } })
    .webp()
    .toBuffer()
  const { data, width } = await pixelsOf(await sharePicture({ ...facts, photo, mark: null }))
  for (const [x, y] of [
    [540, 100],
    [100, 400],
    [980, 800],
  ] as const) {
    const at = (y * width + x) * 4
    expect(Array.from(data.subarray(at, at + 3), (one) => Math.round(one / 16))).toEqual([8, 4, 2])
  }
})

test('what is no picture is refused rather than drawn', async () => {
  await expect(sharePicture({ ...facts, photo: Buffer.from('no picture') })).rejects.toThrow(/unsupported image format/)
  const bomb = await sharp({ create: { width: 3000, height: 3000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  await expect(sharePicture({ ...facts, photo: bomb })).rejects.toThrow(/pixel limit/)
})

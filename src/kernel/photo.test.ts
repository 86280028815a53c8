import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { outcomeOf } from '../../tests/harness/outcome.ts'
import { decodePhoto } from './photo.ts'

const outcome = (bytes: Uint8Array): Promise<string> =>
  outcomeOf(decodePhoto({ name: 'p.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) }))

/** A PNG in black and white, one bit a pixel, all of them white. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(1, 8)
  const row = Buffer.alloc(1 + Math.ceil(width / 8), 255)
  row.writeUInt8(0, 0)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

test('a small file that is an enormous picture is refused by its head, before it is unpacked', async () => {
  const bomb = png(20_000, 20_000)
  expect(bomb.length).toBeLessThan(200_000)
  expect(await outcome(bomb)).toBe('kernel.photo.too_large')
  expect(await outcome(png(4000, 10_001))).toBe('kernel.photo.too_large')
  expect(await outcome(png(40, 30))).toBe('done')
})

test('what is no photo, or only the beginning of one, is refused', async () => {
  const canvas = sharp({ create: { width: 300, height: 200, channels: 3, background: '#584' } })
  const jpeg = await canvas.jpeg().toBuffer()
  expect(await outcome(jpeg)).toBe('done')
  const none = [
    jpeg.subarray(0, jpeg.length / 2),
    await canvas.gif().toBuffer(),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
    Buffer.from('%PDF-1.7'),
  ]
  for (const bytes of none) expect(await outcome(bytes)).toBe('kernel.photo.not_a_picture')
})

test('where a picture was taken goes, and it stands upright', async () => {
  const sideways = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#584' } })
    .withExif({ IFD0: { Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '28/1 35/1 0/1' } })
    .jpeg()
    .toBuffer()
  expect((await sharp(sideways).metadata()).exif).toBeDefined()
  const photo = await decodePhoto({ name: 'p.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(sideways) })
  for (const { bytes } of photo.renditions) expect((await sharp(bytes).metadata()).exif).toBeUndefined()
})

test('whatever a file holds, it is decoded or refused', async () => {
  const whole = png(40, 30)
  const damaged = fc
    .tuple(fc.nat(whole.length - 1), fc.nat(255))
    .map(([at, byte]) => Buffer.from(whole).fill(byte, at, at + 1))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 300 }), damaged), async (bytes) => {
      expect(await outcome(bytes)).toMatch(/^(done|kernel\.photo\.(not_a_picture|too_large))$/)
    }),
    { numRuns: 60 },
  )
})

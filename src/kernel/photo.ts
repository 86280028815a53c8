import { refuse } from './refusal.ts'
import { upload } from './validation.ts'
import type { Upload } from './validation.ts'

export type Rendition = { width: number; format: 'avif' | 'webp'; bytes: Uint8Array }
export type DecodedPhoto = { width: number; height: number; renditions: Rendition[] }

const PIXELS_MAX = 40_000_000
const WIDTHS = [320, 640, 1280]
const FORMATS = new Set(['jpeg', 'png', 'webp', 'heif'])

/**
 * Reads an uploaded picture by its content, never by its name, turns it upright, drops its metadata (a phone writes
 * where it was taken) and makes the sizes that pages use. Refuses: kernel.photo.not_a_picture, kernel.photo.too_large.
 */
export async function decodePhoto(file: Upload): Promise<DecodedPhoto> {
  // Loaded by who decodes: most processes show pictures and never make one.
  const { default: sharp } = await import('sharp')
  const metadata = await sharp(file.bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => refuse('kernel.photo.not_a_picture'))
  if (!FORMATS.has(metadata.format)) refuse('kernel.photo.not_a_picture')
  if (metadata.width * metadata.height > PIXELS_MAX) refuse('kernel.photo.too_large', { limit: PIXELS_MAX / 1_000_000 })
  const upright = sharp(file.bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' }).rotate()
  try {
    const { data, info } = await upright
      .resize({ width: 1280, height: 1280, fit: 'inside', withoutEnlargement: true })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    const widths = [...new Set(WIDTHS.map((width) => Math.min(width, info.width)))]
    const renditions = await Promise.all(
      widths.flatMap((width) => [
        pixels()
          .resize({ width })
          .avif({ quality: 50, effort: 2 })
          .toBuffer()
          .then((bytes) => ({ width, format: 'avif' as const, bytes })),
        pixels()
          .resize({ width })
          .webp({ quality: 75 })
          .toBuffer()
          .then((bytes) => ({ width, format: 'webp' as const, bytes })),
      ]),
    )
    return { width: info.width, height: info.height, renditions }
  } catch {
    refuse('kernel.photo.not_a_picture')
  }
}

/** One after the other: decoding takes memory. */
async function decodePhotos(uploads: readonly Upload[]): Promise<DecodedPhoto[]> {
  const decoded: DecodedPhoto[] = []
  for (const one of uploads) decoded.push(await decodePhoto(one))
  return decoded
}

const PHOTO_BYTES_MAX = 7_500_000

/** Up to three pictures in one form, each in a field of its own, so that a form without scripts can send them. */
export const photoFields = {
  photo1: upload(PHOTO_BYTES_MAX).optional(),
  photo2: upload(PHOTO_BYTES_MAX).optional(),
  photo3: upload(PHOTO_BYTES_MAX).optional(),
}

type PhotoFields = { photo1?: Upload | undefined; photo2?: Upload | undefined; photo3?: Upload | undefined }

/** Decodes the pictures a form brought. Refuses: kernel.photo.not_a_picture, kernel.photo.too_large. */
export function decodeFields({ photo1, photo2, photo3 }: PhotoFields): Promise<DecodedPhoto[]> {
  return decodePhotos([photo1, photo2, photo3].filter((one) => one !== undefined))
}

import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { contours } from '../kit/contours.ts'
import type { Subject } from '../kit/illustration.ts'
import { illustration } from '../kit/illustration.ts'
import { qrSvg } from './qr.ts'

const WIDTH = 1080
const HEIGHT = 1440
const PICTURE = 960
const MARGIN = 60
const QR = 240

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const FONTS = {
  regular: { fontfile: `${folder}/400Regular/NotoSansSC_400Regular.ttf`, name: 'Noto Sans SC' },
  semibold: { fontfile: `${folder}/600SemiBold/NotoSansSC_600SemiBold.ttf`, name: 'Noto Sans SC SemiBold' },
} as const

export type ShareFacts = {
  id: string
  title: string
  price: { whole: string; cents: string }
  weight: string
  place: string
  seller: string
  scan: string
  brand: string
  /** Said on a drawing; null for a photo. */
  mark: string | null
  photo: Buffer | null
  subject: Subject
  /** Where the code leads. */
  address: string
}

type Layer = { input: Buffer; left: number; top: number }

/** A JPEG of 1080 by 1440 to send on: photo or drawing, name, price, village, contour lines and a QR code. */
export async function sharePicture(facts: ShareFacts): Promise<Buffer> {
  const layers = [await pictureOf(facts), await codeOf(facts.address), ...(await wordsOf(facts))]
  return sharp(Buffer.from(ground(facts.id)))
    .composite(layers)
    .jpeg({ quality: 84, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

/** Paper with the county's contour lines below. */
function ground(seed: string): string {
  const lines = contours({ seed, width: WIDTH, height: 480, levels: 8, mesh: 24 })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fbfaf5"/>` +
    `<g transform="translate(0 ${HEIGHT - 480})" fill="none" stroke="#a9c77b" stroke-opacity=".45" stroke-width="2"><path d="${lines.join('')}"/></g></svg>`
  )
}

async function pictureOf({ photo, subject, id }: ShareFacts): Promise<Layer> {
  const source = photo ?? Buffer.from(illustration({ subject, seed: id, width: PICTURE, height: PICTURE - 160 }))
  const corners = `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE}" height="${PICTURE - 160}"><rect width="100%" height="100%" rx="24" fill="#fff"/></svg>`
  const input = await sharp(source, { limitInputPixels: 4_000_000 })
    .resize({ width: PICTURE, height: PICTURE - 160, fit: 'cover' })
    .composite([{ input: Buffer.from(corners), blend: 'dest-in' }])
    .png()
    .toBuffer()
  return { input, left: MARGIN, top: MARGIN }
}

async function codeOf(address: string): Promise<Layer> {
  const input = await sharp(Buffer.from(qrSvg(address, QR)))
    .resize(QR, QR, { kernel: 'nearest' })
    .png()
    .toBuffer()
  return { input, left: WIDTH - MARGIN - QR, top: HEIGHT - MARGIN - QR - 44 }
}

async function wordsOf(facts: ShareFacts): Promise<Layer[]> {
  const top = MARGIN + PICTURE - 160 + 36
  const title = await text(facts.title, { size: 46, weight: 'semibold', width: PICTURE, height: 130, color: '#1f2a24' })
  const below = top + title.height + 26
  const left = MARGIN
  const wide = PICTURE - QR - 40
  const price = await text(`¥${facts.price.whole}.${facts.price.cents}`, {
    size: 76,
    weight: 'semibold',
    width: wide,
    height: 110,
    color: '#c8553d',
  })
  const net = await text(facts.weight, { size: 36, width: 300, height: 60, color: '#56635b' })
  const place = await text(facts.place, { size: 36, width: wide, height: 56, color: '#1f2a24' })
  const seller = await text(facts.seller, { size: 32, width: wide, height: 50, color: '#56635b' })
  const brand = await text(facts.brand, { size: 30, weight: 'semibold', width: wide, height: 48, color: '#2b5a3b' })
  const scan = await text(facts.scan, { size: 26, width: QR + 40, height: 40, color: '#56635b' })
  const lines: Layer[] = [
    { input: title.input, left, top },
    { input: price.input, left, top: below },
    { input: net.input, left: left + price.width + 24, top: below + price.height - net.height },
    { input: place.input, left, top: below + price.height + 28 },
    { input: seller.input, left, top: below + price.height + 28 + place.height + 18 },
    { input: brand.input, left, top: HEIGHT - MARGIN - brand.height },
    {
      input: scan.input,
      left: WIDTH - MARGIN - QR / 2 - Math.round(scan.width / 2),
      top: HEIGHT - MARGIN - scan.height,
    },
  ]
  if (facts.mark === null) return lines
  const mark = await text(facts.mark, { size: 24, width: 200, height: 36, color: '#56635b' })
  return [
    ...lines,
    { input: mark.input, left: MARGIN + PICTURE - mark.width - 24, top: MARGIN + PICTURE - 160 - mark.height - 20 },
  ]
}

type TextStyle = {
  size: number
  weight?: keyof typeof FONTS
  width: number
  height: number
  color: string
}

/** Text as a picture, set in our own font file so that every machine draws the same; what does not fit is made smaller. */
async function text(words: string, { size, weight = 'regular', width, height, color }: TextStyle) {
  if (words.trim() === '') return { input: await nothing(), width: 1, height: 1 }
  const { fontfile, name } = FONTS[weight]
  const marked = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const set = async (pixels: number) => {
    const { data, info } = await sharp({
      text: {
        text: `<span foreground="${color}">${marked}</span>`,
        font: `${name} ${Math.round(pixels * 0.75)}`,
        fontfile,
        width,
        rgba: true,
        dpi: 96,
        wrap: 'word-char',
      },
    })
      .png()
      .toBuffer({ resolveWithObject: true })
    return { input: data, width: info.width, height: info.height }
  }
  for (let pixels = size; ; pixels *= 0.85) {
    const drawn = await set(pixels)
    if ((drawn.height <= height && drawn.width <= width) || pixels < 14) return drawn
  }
}

const nothing = () =>
  sharp({ create: { width: 1, height: 1, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .png()
    .toBuffer()

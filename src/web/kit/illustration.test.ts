import { createHash } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { illustration, illustrationSubjectFor, subjects } from './illustration.ts'
import { hue, paint } from './palette.ts'

const sizes = [
  { width: 480, height: 480 },
  { width: 640, height: 480 },
  { width: 480, height: 640 },
  { width: 1280, height: 720 },
]
const seeds = Array.from({ length: 60 }, (_, index) => `listing ${index}`)

const drawing = fc.record({
  subject: fc.constantFrom(...subjects),
  seed: fc.string(),
  width: fc.integer({ min: 80, max: 1600 }),
  height: fc.integer({ min: 80, max: 1600 }),
})

/** Every opened element is closed, in order; attributes are quoted. */
function isWellFormed(svg: string): boolean {
  const open: string[] = []
  const rest = svg.replace(
    /<(\/?)([a-zA-Z]+)((?:\s[a-zA-Z-]+="[^"<]*")*)\s*(\/?)>/g,
    (_all, end, name, _attributes, alone) => {
      if (end) return open.pop() === name ? '' : '<'
      if (!alone) open.push(name)
      return ''
    },
  )
  return open.length === 0 && !/[<>]/.test(rest)
}

describe('every drawing', () => {
  test('is the same for the same options', () => {
    fc.assert(
      fc.property(drawing, (options) => {
        expect(illustration(options)).toBe(illustration(options))
      }),
    )
  })

  test('is well formed, titled and free of broken numbers, at any size', () => {
    fc.assert(
      fc.property(drawing, fc.string(), (options, title) => {
        const svg = illustration({ ...options, title })
        expect(isWellFormed(svg)).toBe(true)
        expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*><title>/)
        expect(svg).not.toMatch(/NaN|undefined|Infinity/)
      }),
    )
  })

  test.each(subjects)('%s stays under 4 KB', (subject) => {
    const bytes = sizes.flatMap((size) =>
      seeds.map((seed) => Buffer.byteLength(illustration({ subject, seed, ...size }))),
    )
    expect(Math.max(...bytes)).toBeLessThan(4096)
  })
})

test.each(subjects)('no two of twenty drawings of %s look alike', async (subject) => {
  const pictures = await Promise.all(
    seeds.slice(0, 20).map(async (seed) => {
      const svg = Buffer.from(illustration({ subject, seed, width: 64, height: 64 }))
      const pixels = await sharp(svg).resize(32, 32).removeAlpha().raw().toBuffer()
      return { pixels, digest: createHash('sha256').update(pixels).digest('hex') }
    }),
  )
  expect(new Set(pictures.map(({ digest }) => digest)).size).toBe(20)
  const [first, ...others] = pictures.map(({ pixels }) => pixels) as [Buffer, ...Buffer[]]
  const apart = others.map(
    (other) => other.reduce((sum, value, at) => sum + Math.abs(value - first[at]!), 0) / other.length,
  )
  expect(Math.min(...apart)).toBeGreaterThan(3)
})

test('a title cannot break out of its element', () => {
  const svg = illustration({ subject: 'honey', seed: '1', width: 100, height: 100, title: '</title><script>&' })
  expect(svg).toContain('<title>&lt;/title&gt;&lt;script&gt;&amp;</title>')
})

test('the eight hues are in the paint box', () => {
  expect(paint).toMatchObject(hue)
})

describe('illustrationSubjectFor', () => {
  const codes =
    'tea bamboo-shoots bamboo-craft dried-fruit fresh-fruit grain sweet-potato mushroom honey oil meat eggs vegetables wine wood-carving herbs snacks seasoning'.split(
      ' ',
    )

  test('knows every category in use', () => {
    const plain = codes.map((code) => illustrationSubjectFor(code))
    expect(plain.filter((subject) => subject === 'basket')).toEqual([])
    expect(subjects).toEqual(expect.arrayContaining(plain))
  })

  test('takes turns by seed where a category has several', () => {
    const fruit = new Set(seeds.map((seed) => illustrationSubjectFor('fresh-fruit', seed)))
    expect([...fruit].toSorted()).toEqual(['kiwi', 'peach', 'persimmon', 'waxberry'])
  })

  test('gives an unknown category the basket', () => {
    expect([illustrationSubjectFor('lathes'), illustrationSubjectFor('toString')]).toEqual(['basket', 'basket'])
  })
})

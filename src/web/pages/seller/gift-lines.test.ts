import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readGiftLines } from './gift-lines.ts'

test('lines name their parcel, or take the next that waits', () => {
  expect(readGiftLines('12 yt1234567890\n３，ＳＦ１２３４５\n\n', [3, 12])).toEqual({
    ok: true,
    parcels: [
      { number: 12, trackingNumber: 'YT1234567890' },
      { number: 3, trackingNumber: 'SF12345' },
    ],
  })
  expect(readGiftLines('AAAA1\n1 BBBB2\nCCCC3', [1, 2, 3])).toMatchObject({
    parcels: [{ number: 2 }, { number: 1 }, { number: 3 }],
  })
  expect(readGiftLines('1\tSF1234', [1])).toMatchObject({ ok: true })
})

test('what cannot be read is named, and nothing of the rest is taken', () => {
  expect(readGiftLines('1 SF1234\nSF 1234 5', [1, 2])).toEqual({ ok: false, fault: 'wrong', line: 2 })
  expect(readGiftLines('1 SF1234\n1 SF1235', [1, 2])).toEqual({ ok: false, fault: 'twice', number: '1' })
  expect(readGiftLines('1 SF1234\n2 SF1234', [1, 2])).toEqual({ ok: false, fault: 'twice', number: 'SF1234' })
  expect(readGiftLines('SF1234\nSF1235', [7])).toEqual({ ok: false, fault: 'tooMany' })
  expect(readGiftLines(' \n', [7])).toEqual({ ok: false, fault: 'none' })
  expect(readGiftLines('=HYPERLINK("x")', [7])).toEqual({ ok: false, fault: 'wrong', line: 1 })
})

test('any column of numbers fills the parcels that wait, each once, in order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 }), (waiting) => {
      const text = waiting.map((number) => `YT${number + 10_000}`).join('\n')
      const read = readGiftLines(text, waiting)
      expect(read).toEqual({
        ok: true,
        parcels: waiting.map((number) => ({ number, trackingNumber: `YT${number + 10_000}` })),
      })
    }),
  )
})

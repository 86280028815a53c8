import { expect, test } from 'vitest'
import { scannerReader } from './wedge.ts'

/** What is read of signs typed so many milliseconds apart, Enter last; `stall` is another pause before one of them. */
function read(text: string, everyMs: number, stall: { at: number; ms: number } = { at: -1, ms: 0 }): string | null {
  const key = scannerReader()
  let now = 1000
  for (const [at, sign] of [...text].entries()) {
    now += at === stall.at ? stall.ms : everyMs
    key(/\d/.test(sign) ? `Digit${sign}` : `Key${sign}`, now)
  }
  return key('Enter', now + everyMs)
}
const TICKET = 'T1ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

test('a scanner is read whole, also where the phone stops for a moment in the middle', () => {
  expect(read(TICKET, 2)).toBe(TICKET)
  expect(read(TICKET, 59)).toBe(TICKET)
  expect(read(TICKET, 2, { at: 20, ms: 499 })).toBe(TICKET)
  // Two scans, the first of which never ended, are not one.
  expect(read(TICKET, 2, { at: 20, ms: 500 })).toBe(TICKET.slice(20))
})

test('what a finger types is no scan, and neither is anything short', () => {
  expect(read(TICKET, 120)).toBeNull()
  expect(read('ABCDEFG', 2)).toBeNull()
  // A finger's signs before a scan are none of it.
  expect(read(`ABC${TICKET}`, 2, { at: 3, ms: 90 })).toBe(TICKET)
})

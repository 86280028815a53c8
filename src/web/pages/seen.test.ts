import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { forgetSeenCookie, seenCookie, seenIn } from './seen.ts'

const asked = (cookie: string) => new Request('http://county.test/goods', { headers: { cookie } })

test('the last ten listings, each once, the latest first', () => {
  const ids = fc.array(fc.uuid(), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(ids, (seen) => {
      let kept = ''
      for (const one of seen) kept = seenCookie(asked(kept), one, false)?.split(';')[0] ?? kept
      expect(seenIn(asked(kept))).toEqual([...new Set(seen.toReversed())].slice(0, 10))
    }),
  )
})

test('reading a page again changes nothing', () => {
  const one = '0199c1c2-aaaa-7bbb-8ccc-0123456789ab'
  const kept = seenCookie(asked(''), one, true) ?? ''
  expect(kept).toContain('; Secure')
  expect(seenCookie(asked(kept.split(';')[0] ?? ''), one, true)).toBeNull()
})

test('whatever a cookie holds, only ids come out', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), (text) => {
      const cookie = `terrace_seen=${text.replaceAll(/[^\x20-\x7e]|;/g, '')}`
      for (const one of seenIn(asked(cookie))) expect(one).toMatch(/^[0-9a-f-]{36}$/)
    }),
  )
  expect(forgetSeenCookie(false)).toContain('Max-Age=0')
})

import { describe, expect, test } from 'vitest'
import { line } from './validation.ts'

const name = line(10)

describe('a line of text', () => {
  test('is folded and trimmed', () => {
    expect(name.parse('  ＡＢ 茶 ')).toBe('AB 茶')
  })

  test('that looks like another is that other', () => {
    expect(name.parse('云上合作社\u200b')).toBe('云上合作社')
    expect(name.parse('\ufeff云上\u00ad合作社\u2060')).toBe('云上合作社')
    expect(name.parse('\u202e社作合')).toBe('社作合')
  })

  test('keeps what shapes the letters of a script', () => {
    expect(name.parse('می\u200cخواهم')).toBe('می\u200cخواهم')
    expect(name.parse('\u182d\u180e\u1820')).toBe('\u182d\u180e\u1820')
  })

  test.each(['', '   ', '\u200b', '\u200d\u200d', '\u3164', '\ufe0f', '周\n明', '\u0000茶', '\ud800'])(
    'with nothing to see in it, or with controls, is refused: %j',
    (text) => {
      expect(name.safeParse(text).success).toBe(false)
    },
  )
})

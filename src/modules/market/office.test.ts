import { expect, test } from 'vitest'
import { readAloud } from './office.ops.ts'

test('a code is found however it was said, typed or copied', () => {
  for (const text of [
    '260418-7QK0M1ZD',
    ' 260418 7qk0m1zd',
    '260418–7QKOMIZD',
    '２６０４１８－７ＱＫ０ＭｌＺＤ',
    '2604187qkomlzd',
  ])
    expect(readAloud(text)).toBe('260418-7QK0M1ZD')
})

test('what is no code of ours is left as it is, in capitals', () => {
  expect(readAloud('hello 1')).toBe('HELLO1')
})

import { expect, test } from 'vitest'
import { emptyCheckout } from './checkout-form.ts'
import { pastedInto } from './pasted.ts'

test('a pasted line fills what it says and leaves the rest', () => {
  const typed = { ...emptyCheckout, saved: 'x', note: '请轻放', detail: '旧的' }
  expect(pastedInto(typed, '张三 13800138000 浙江省丽水市遂昌县妙高街道1号')).toMatchObject({
    saved: '',
    name: '张三',
    phone: '138 0013 8000',
    province: '33',
    city: '3311',
    county: '331123',
    detail: '妙高街道1号',
    note: '请轻放',
  })
  expect(pastedInto(typed, '13800138000')).toMatchObject({ phone: '138 0013 8000', detail: '旧的', province: '' })
})

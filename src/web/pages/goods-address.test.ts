import { expect, test } from 'vitest'
import { goodsHref, readGoodsFilter } from './goods-address.ts'

const read = (query: string) =>
  readGoodsFilter(new URL(`http://county.test/goods${query}`), ['tea', 'honey'], ['newest', 'sold'])

test('an address reads back as it was written', () => {
  const filter = { q: '笋干', store: 'yun-shang', category: 'tea', place: '331123001', month: 4, sort: 'sold', page: 3 }
  expect(read(goodsHref(filter).slice('/goods'.length))).toEqual(filter)
})

test('the first page and open conditions leave no trace in the address', () => {
  expect(goodsHref({ page: 1, q: '', category: undefined })).toBe('/goods')
})

test.each([
  '?month=13',
  '?month=x',
  '?page=0',
  '?page=99999',
  '?category=weapons',
  '?place=33',
  '?sort=worst',
  '?q=+',
  '?store=-x',
  '?store=UPPER',
])('%s is read as not said', (query) => {
  expect(Object.values(read(query)).filter((value) => value !== undefined)).toEqual([1])
})

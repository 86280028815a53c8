import { expect, test } from 'vitest'
import { subjects } from '../../../web/kit/illustration.ts'
import { categories } from '../category.ts'
import { depictionOf, subjectOf } from './depiction.ts'

test('every category is drawn as something the generator knows', () => {
  for (const category of categories) expect(subjects).toContain(subjectOf(category, ''))
})

test.each([
  ['tea', '遂昌菊米 250克', 'chrysanthemum'],
  ['tea', '龙谷丽人 礼盒', 'tea-tin'],
  ['fresh-fruit', '红心猕猴桃 5斤', 'kiwi'],
  ['fresh-fruit', '高山水蜜桃', 'peach'],
  ['dried-fruit', '柿饼 吊柿', 'persimmon'],
  ['vegetables', '西红柿 三斤', 'vegetables'],
  ['bamboo-craft', '手编提篮', 'basket'],
  ['unheard-of', '什么都不是', 'terraces'],
])('%s %s is drawn as %s', (category, title, subject) => {
  expect(subjectOf(category, title)).toBe(subject)
})

test('a photo comes before a drawing, in both formats and three widths', () => {
  const photo = { id: 'p1', width: 1280, height: 960 }
  const shown = depictionOf({ id: 'l1', titleZh: '茶', category: 'tea', photo })
  expect(shown.kind).toBe('photo')
  expect(shown.kind === 'photo' && shown.sources?.map((s) => s.type)).toEqual(['image/avif', 'image/webp'])
  expect(shown.kind === 'photo' && shown.sources?.[0]?.srcSet).toContain('/photos/p1/320.avif 320w')
  const drawn = depictionOf({ id: 'l1', titleZh: '茶', category: 'tea', photo: null })
  expect(drawn).toMatchObject({ kind: 'illustration', src: '/illustrations/tea-leaf/l1.svg' })
})

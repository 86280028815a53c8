import { expect, test } from 'vitest'
import { orderStates } from '../order.ts'
import { progressOf } from './progress.ts'

const at = new Date('2026-04-18T09:00:00+08:00')
const step = (name: string) => ({ at, step: name, note: '' })
const shown = (state: (typeof orderStates)[number], steps: string[]) =>
  progressOf(state, steps.map(step), 'zh', () => '那天').map((s) => `${s.label} ${s.state}`)

test('a paid order waits for its shipping, with the rest ahead', () => {
  expect(shown('paid', ['place', 'pay'])).toEqual([
    '下单 done',
    '付款 done',
    '发货 current',
    '收货 ahead',
    '完成 ahead',
  ])
})

test('a partial refund stands among what happened and moves nothing', () => {
  expect(shown('shipped', ['place', 'pay', 'refund', 'ship']).slice(2)).toEqual([
    '部分退款 done',
    '发货 done',
    '收货 current',
    '完成 ahead',
  ])
})

test.each(['cancelled', 'expired', 'refunded', 'completed'] as const)('nothing comes after %s', (state) => {
  expect(shown(state, ['place']).every((line) => line.endsWith('done'))).toBe(true)
})

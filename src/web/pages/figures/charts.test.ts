import { expect, test } from 'vitest'
import { bars, columns, daysAhead, heat, stacked } from './charts.ts'

const all = {
  bars: bars(
    [
      { label: '妙高街道东峰村', value: 1200, text: '+¥12' },
      { label: '石练镇', value: -800, text: '−¥8' },
    ],
    '元',
  ),
  stacked: stacked([{ label: '茶叶', first: 3, second: 5, text: '63%' }], ['第一次', '再来'], '元'),
  daysAhead: daysAhead(
    [
      { label: '5月1日', booked: 90, isAlert: true, limit: 100, outlook: { expected: 95, low: 90, high: 120 } },
      { label: '5月2日', booked: 10, isAlert: false, limit: null, outlook: null },
    ],
    '人',
  ),
  columns: columns([{ label: '0–20', value: 4, text: '4' }], '次', '元'),
  heat: heat(
    { columns: ['0', '1'], rows: ['2026-01'], cells: [{ column: 1, row: 0, share: 0.25, text: '25%' }] },
    '月',
  ),
}

test('a chart is drawn twice, with its words, its unit and nothing a page may not carry', () => {
  for (const [name, { narrow, wide }] of Object.entries(all))
    for (const svg of [narrow, wide]) {
      expect([name, svg.startsWith('<svg aria-hidden="true"')]).toEqual([name, true])
      expect(svg).not.toMatch(/<style|<script|class=|ecmeta|#[0-9a-f]{6}\b/)
      expect(svg).toContain('var(--')
      expect(svg).not.toContain('NaN')
    }
  expect(all.bars.wide).toContain('妙高街道东峰村')
  expect(all.bars.wide).toContain('+¥12')
  expect(all.bars.wide).toContain('var(--persimmon)')
  expect(all.stacked.wide).toContain('63%')
  expect(all.columns.wide).toContain('0–20')
  expect(all.heat.narrow).toContain('25%')
  expect(all.daysAhead.wide).toContain('var(--persimmon)')
  expect(all.daysAhead.wide).toContain('5月1日')
})

test('names are text: what strangers type does not become markup', () => {
  const { wide } = bars([{ label: '<b>&"', value: 1, text: '</svg><script>' }], '元')
  expect(wide).not.toContain('<b>')
  expect(wide).not.toContain('<script>')
})

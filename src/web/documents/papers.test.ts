import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { browseListings } from '../../modules/market/index.ts'
import type { Label } from './labels.ts'
import type { PaperTask } from './papers.ts'

const { app, act } = await openTestDatabase()

const label: Label = {
  nameZh: '遂昌龙谷茶',
  nameEn: 'Longgu green tea',
  netGrams: 250,
  gtin: '9520000000011',
  lotCode: 'L260401',
  packedOn: '2026-04-01',
  expiresOn: '2027-10-01',
  sellerZh: '示范合作社',
  sellerEn: 'Demonstration Cooperative',
  villageZh: '大柘镇 大田村',
  villageEn: 'Datian, Dazhe',
}

const make = (task: PaperTask, lane: string) =>
  app.ports.helpers.run<Uint8Array>('web/documents/typesetter.ts', task, lane)
const pagesOf = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length

test('others are answered while three hundred labels are being made, and a single paper does not wait for them', async () => {
  const order: string[] = []
  const labels = Array.from({ length: 300 }, (_, i) => ({ ...label, lotCode: `L${i % 60}` }))
  const batch = make({ name: 'labels', given: [labels, 'https://a.example'] }, 'batches').then((pdf) => {
    order.push('labels')
    return pdf
  })
  // Each asks only once the one before is answered.
  for (let n = 0; n < 20; n += 1) {
    await act({ kind: 'guest', guestId: crypto.randomUUID() }, browseListings, {})
    order.push('an answer')
  }
  const rows = [{ name: '合计', count: null, amount: '1.00', strong: true }]
  const page = { heading: '2026-04', standing: '', note: '', heads: ['项目', '笔数', '金额'] as const, rows }
  expect(pagesOf(await make({ name: 'month', given: [page] }, 'single papers'))).toBe(1)
  order.push('a single paper')
  expect(pagesOf(await batch)).toBe(15)
  expect(order).toEqual([...Array<string>(20).fill('an answer'), 'a single paper', 'labels'])
}, 60_000)

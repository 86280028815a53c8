import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Column } from './table.tsx'
import { DataTable } from './table.tsx'

type Row = { name: string; village: string; grower: string; goods: number }
const word = (key: 'name' | 'village' | 'grower'): Column<Row> => ({ key, label: key, cell: (row) => row[key] })
const goods: Column<Row> = { key: 'goods', label: 'goods', figure: true, cell: (row) => row.goods }

const html = (columns: readonly Column<Row>[], sortable = false) =>
  renderToStaticMarkup(
    <MantineProvider>
      <DataTable
        lang="zh"
        caption="店铺"
        rows={[{ name: '山里茶铺', village: '长濂村', grower: '示范农户', goods: 3 }]}
        rowKey={(row) => row.name}
        empty="没有"
        columns={columns}
        {...(sortable && { onSort: () => {} })}
      />
    </MantineProvider>,
  )

test('a table that a phone shows as blocks stays a table to a screen reader', () => {
  const parts = html([word('name'), word('village'), word('grower')]).matchAll(
    /<(table|thead|tbody|tr|th|td)[^>]*? role="(\w+)"/g,
  )
  expect([...parts].map(([, tag, role]) => `${tag} ${role}`)).toEqual([
    'table table',
    'thead rowgroup',
    'tr row',
    ...Array(3).fill('th columnheader'),
    'tbody rowgroup',
    'tr row',
    ...Array(3).fill('td cell'),
  ])
})

test('three columns of words become blocks on a phone; figures to compare, and heads that sort, stay', () => {
  const words = [word('name'), word('village'), word('grower')]
  expect(html(words)).toContain('stacked')
  expect(html([word('name'), word('village'), goods])).not.toContain('stacked')
  expect(html(words, true)).not.toContain('stacked')
})

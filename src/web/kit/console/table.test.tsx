import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DataTable } from './table.tsx'

const html = (stacked: boolean) =>
  renderToStaticMarkup(
    <MantineProvider>
      <DataTable
        lang="zh"
        caption="店铺"
        rows={[{ name: '山里茶铺', goods: 3 }]}
        rowKey={(row) => row.name}
        empty="没有"
        stacked={stacked}
        columns={[
          { key: 'name', label: '店名', cell: (row) => row.name },
          { key: 'goods', label: '商品', figure: true, cell: (row) => row.goods },
        ]}
      />
    </MantineProvider>,
  )

test('a table that a phone shows as blocks stays a table to a screen reader', () => {
  const roles = [...html(true).matchAll(/<(table|thead|tbody|tr|th|td)[^>]*? role="(\w+)"/g)].map(
    ([, tag, role]) => `${tag} ${role}`,
  )
  expect(roles).toEqual([
    'table table',
    'thead rowgroup',
    'tr row',
    'th columnheader',
    'th columnheader',
    'tbody rowgroup',
    'tr row',
    'td cell',
    'td cell',
  ])
  expect(html(false)).not.toMatch(/<(table|tr|td)[^>]*? role=/)
})

import { Title } from '@mantine/core'
import { DataTable } from '../../kit/console/table.tsx'
import { useLang } from '../../page-context.ts'
import type { Priced } from './listing-fields.tsx'
import { PriceField, StateSwitch } from './listing-fields.tsx'
import { titleIn } from './show.tsx'
import { useStoreWords } from './store-words.ts'

/** What stands in a store, with what its keeper may change of it. */
export function StoreGoods({ goods }: { goods: readonly Priced[] }) {
  const say = useStoreWords()
  const lang = useLang()
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {say.standing}
      </Title>
      <DataTable
        lang={lang}
        caption={say.standing}
        rows={goods}
        rowKey={({ id }) => id}
        empty={say.nothingStands}
        columns={[
          { key: 'name', label: say.goods, cell: (one) => titleIn(lang, one) },
          { key: 'price', label: say.price, width: 150, cell: (one) => <PriceField one={one} /> },
          { key: 'state', label: say.state, cell: (one) => <StateSwitch one={one} /> },
        ]}
      />
    </section>
  )
}

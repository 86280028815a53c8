import { useLang } from '../../page-context.ts'
import { BarList } from './charts/bar-list.tsx'
import { CountyMap } from './charts/county-map.tsx'
import { Finding } from './charts/finding.tsx'
import { captioned } from '../../kit/format.ts'
import { percent } from './format.ts'
import type { Sales } from './overview.tsx'
import { periodSearch } from './period.ts'
import { amountOf } from './rows.ts'
import { SalesTable } from './sales-table.tsx'
import { useWords } from './words.ts'

const LISTED = 6

/** From which villages: the county's map, and the first few by name. */
export function VillageFinding({ sales, comparable }: { sales: Sales; comparable: boolean }) {
  const lang = useLang()
  const say = useWords().sales
  const { villages, map, asked } = sales
  const wholeFen = amountOf(villages)
  const [top] = map.townships
  const title =
    top === undefined || top.value === 0
      ? say.byVillage.plain
      : say.byVillage.title(top.label, percent(top.value, wholeFen))
  const sold = villages.filter((row) => row.amountFen > 0)
  return (
    <Finding
      subject={captioned(say.byVillage.plain, say.byVillage.sold(sold.length, map.villageCount), lang)}
      title={title}
      note={say.byVillage.note}
      table={<SalesTable caption={say.files.villages} rows={villages} comparable={comparable} />}
      file="villages"
      search={periodSearch(asked)}
    >
      <CountyMap map={map} label={say.byVillage.map(map.villages.length)} />
      <BarList rows={sold.slice(0, LISTED)} wholeFen={wholeFen} comparable={comparable} />
    </Finding>
  )
}

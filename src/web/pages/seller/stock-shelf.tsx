import { Group, Text } from '@mantine/core'
import { StatusBadge } from '../../kit/console/figures.tsx'
import { DataTable } from '../../kit/console/table.tsx'
import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { ShelfLot, Stock } from './stock.tsx'
import { useStockWords } from './stock-words.ts'
import styles from './seller.module.css'

const SOON_DAYS = 30

/** Lots with anything left, what expires first first. */
export function Shelf({ lots, places, open }: Stock & { open: (id: string) => void }) {
  const say = useStockWords()
  const lang = useLang()
  const nameOf = new Map(places.map((place) => [place.id, place.name]))
  const where = (lot: ShelfLot) => lot.places.map((one) => `${nameOf.get(one.placeId) ?? ''} ${one.units}`).join(' · ')
  const promised = (lot: ShelfLot) => lot.heldUnits + lot.waitingUnits
  return (
    <>
      <Group visibleFrom="sm" display="block">
        <DataTable
          lang={lang}
          caption={say.title}
          rows={lots}
          rowKey={(lot) => lot.id}
          onOpen={(lot) => open(lot.id)}
          empty={<Empty />}
          columns={[
            { key: 'code', label: say.code, cell: (lot) => <Code lot={lot} /> },
            { key: 'name', label: say.name, cell: (lot) => `${lot.name} ${weight(lot.netGrams, lang)}` },
            { key: 'available', label: say.available, figure: true, cell: (lot) => lot.availableUnits },
            { key: 'promised', label: say.promised, figure: true, cell: promised },
            { key: 'transit', label: say.transit, figure: true, cell: (lot) => lot.transitUnits },
            { key: 'where', label: say.at, cell: where },
            { key: 'age', label: say.age, figure: true, cell: (lot) => lot.daysOnShelf },
            { key: 'left', label: say.left, figure: true, cell: (lot) => <Left lot={lot} /> },
          ]}
        />
      </Group>
      <Group hiddenFrom="sm" display="block">
        {lots.length === 0 && <Empty />}
        <ul className={styles.list}>
          {lots.map((lot) => (
            <li key={lot.id} className={styles.item} style={{ padding: '12px 0' }}>
              <button type="button" className={styles.plain} onClick={() => open(lot.id)}>
                <span className={styles.between}>
                  <Code lot={lot} />
                  <Left lot={lot} />
                </span>
                <Text>
                  {lot.name} {weight(lot.netGrams, lang)}
                </Text>
                <Text size="sm" c="dimmed">
                  {say.available} {lot.availableUnits} · {say.promised} {promised(lot)}
                  {lot.transitUnits > 0 && ` · ${say.transit} ${lot.transitUnits}`}
                </Text>
                <Text size="sm" c="dimmed">
                  {where(lot)}
                </Text>
              </button>
            </li>
          ))}
        </ul>
      </Group>
    </>
  )
}

function Code({ lot }: { lot: ShelfLot }) {
  const say = useStockWords()
  return (
    <Group gap="xs" wrap="nowrap">
      <strong style={{ whiteSpace: 'nowrap' }}>{lot.code}</strong>
      {lot.stops > 0 && <StatusBadge kind="danger">{say.stopped}</StatusBadge>}
    </Group>
  )
}

function Left({ lot }: { lot: ShelfLot }) {
  const say = useStockWords()
  if (lot.daysToExpiry <= 0) return <StatusBadge kind="danger">{say.expired}</StatusBadge>
  if (lot.daysToExpiry <= SOON_DAYS) return <StatusBadge kind="attention">{say.days(lot.daysToExpiry)}</StatusBadge>
  return say.days(lot.daysToExpiry)
}

function Empty() {
  const say = useStockWords()
  return (
    <>
      <Text fw={600}>{say.emptyShelf}</Text>
      <Text c="dimmed">{say.emptyShelfHelp}</Text>
    </>
  )
}

import { Group, Text } from '@mantine/core'
import { StatusBadge } from '../../kit/console/figures.tsx'
import type { WorkField } from '../../kit/console/work-table.tsx'
import { weight } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import type { ShelfLot, Stock } from './stock.tsx'
import { useStockWords } from './stock-words.ts'
import styles from './seller.module.css'
import { SheetTable } from './sheet.tsx'
import { shelfFields, shelfFilters } from './sheets/shelf.ts'

const SOON_DAYS = 30

/** Lots with anything left, what expires first first. */
export function Shelf({ lots, views, open }: Stock & { open: (id: string) => void }) {
  const say = useStockWords()
  const lang = useLang()
  const cells: Record<string, Pick<WorkField<ShelfLot>, 'cell'> | undefined> = {
    code: { cell: (lot) => <Code lot={lot} /> },
    left: { cell: (lot) => <Left lot={lot} /> },
  }
  return (
    <SheetTable
      sheet="stock"
      views={views}
      caption={say.title}
      fields={shelfFields(lang).map((field): WorkField<ShelfLot> => ({ ...field, ...cells[field.key] }))}
      filters={shelfFilters(lang)}
      rows={lots}
      rowKey={(lot) => lot.id}
      rowName={(lot) => lot.code}
      onOpen={(lot) => open(lot.id)}
      empty={<Empty />}
      phone={(shown) => <ShelfList lots={shown} open={open} />}
    />
  )
}

function ShelfList({ lots, open }: { lots: readonly ShelfLot[]; open: (id: string) => void }) {
  const say = useStockWords()
  const lang = useLang()
  return (
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
              {say.available} {lot.availableUnits} · {say.promised} {lot.heldUnits + lot.waitingUnits}
              {lot.transitUnits > 0 && ` · ${say.transit} ${lot.transitUnits}`}
            </Text>
            <Text size="sm" c="dimmed">
              {lot.where}
            </Text>
          </button>
        </li>
      ))}
    </ul>
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

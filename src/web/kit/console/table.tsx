import { Checkbox, Skeleton, Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import type { Lang } from '../format.ts'
import { words } from '../words.ts'
import styles from './console.module.css'
import type { Sort } from './view.ts'

export type { Sort } from './view.ts'

export interface Column<Row> {
  key: string
  /** Left out over buttons: the column is then called actions, and that is only heard. */
  label?: string | undefined
  cell: (row: Row) => ReactNode
  /** True for money, weights and counts: right-aligned, tabular. */
  figure?: boolean | undefined
  /** True for dates and codes: kept on one line. */
  whole?: boolean | undefined
  sortable?: boolean | undefined
  width?: number | string | undefined
}

/** Rows that can be chosen; `toggle` with `range` chooses all from the last one on. */
export interface Choosing {
  chosen: ReadonlySet<string>
  toggle: (key: string, range: boolean) => void
  /** All rows shown, or none of them. */
  toggleAll: () => void
  label: (key: string) => string
}

export interface DataTableProps<Row> {
  lang: Lang
  /** Says what the rows are, to a screen reader. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Opens a row, by click, Enter or space; rows move by the arrow keys, Home and End. */
  onOpen?: ((row: Row) => void) | undefined
  openKey?: string | undefined
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  /** What stands here while there are no rows: how the first one comes about. */
  empty: ReactNode
  loading?: boolean | undefined
  /** Height in pixels past which the table scrolls inside itself, under its own head. */
  maxHeight?: number | string | undefined
  choosing?: Choosing | undefined
}

/** A phone has no room for three columns of words: there each row is a block. Figures stay in columns, to be compared. */
const asBlocks = <Row,>({ columns, onSort }: DataTableProps<Row>) =>
  onSort === undefined && columns.filter(({ figure }) => !figure).length >= 3

/**
 * Rows under a head that stays in sight. Each part says its role, since what a phone shows as a block would be a table's
 * part no longer to a screen reader.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { lang, caption, columns, rows, empty, loading = false, maxHeight, choosing } = props
  if (!loading && rows.length === 0) return <div className={styles.empty}>{empty}</div>
  const height =
    maxHeight === undefined
      ? undefined
      : ({ '--table-height': typeof maxHeight === 'number' ? `${maxHeight}px` : maxHeight } as CSSProperties)
  return (
    <div
      className={asBlocks(props) ? `${styles.scroll} ${styles.stacked}` : styles.scroll}
      style={height}
      aria-busy={loading}
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <Table stickyHeader verticalSpacing="xs" horizontalSpacing="sm" fz="sm" role="table">
        <caption className="unseen" hidden>
          {caption}
        </caption>
        <Table.Thead className={styles.head} role="rowgroup">
          <Table.Tr role="row">
            {choosing && <ChooseAll {...props} choosing={choosing} />}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} {...props} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={moveFocus} role="rowgroup">
          {loading ? <WaitingRows columns={columns} lang={lang} /> : <Rows {...props} />}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function ChooseAll<Row>({ lang, rows, rowKey, choosing }: DataTableProps<Row> & { choosing: Choosing }) {
  const chosen = rows.filter((row) => choosing.chosen.has(rowKey(row))).length
  return (
    <Table.Th w={36} scope="col" role="columnheader">
      <Checkbox
        size="xs"
        aria-label={words[lang].chooseShown}
        checked={chosen === rows.length && chosen > 0}
        indeterminate={chosen > 0 && chosen < rows.length}
        onChange={choosing.toggleAll}
      />
    </Table.Th>
  )
}

function Choose({ rowKey, choosing }: { rowKey: string; choosing: Choosing }) {
  return (
    <Table.Td onClick={(event) => event.stopPropagation()} role="cell">
      <Checkbox
        size="xs"
        aria-label={choosing.label(rowKey)}
        checked={choosing.chosen.has(rowKey)}
        onChange={(event) => choosing.toggle(rowKey, (event.nativeEvent as unknown as MouseEvent).shiftKey)}
      />
    </Table.Td>
  )
}

function Rows<Row>({ columns, rows, rowKey, onOpen, openKey, choosing }: DataTableProps<Row>) {
  return rows.map((row, at) => {
    const key = rowKey(row)
    const reached = (onOpen ?? choosing) && {
      tabIndex: openKey === undefined ? (at === 0 ? 0 : -1) : key === openKey ? 0 : -1,
      'data-row': key,
    }
    const opens = onOpen && {
      className: styles.row,
      'aria-selected': key === openKey,
      onClick: () => onOpen(row),
      onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => {
        if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return
        event.preventDefault()
        onOpen(row)
      },
    }
    return (
      <Table.Tr
        key={key}
        role="row"
        {...reached}
        {...opens}
        {...(choosing?.chosen.has(key) && { 'data-chosen': true })}
      >
        {choosing && <Choose rowKey={key} choosing={choosing} />}
        {columns.map(({ key: column, label, cell, figure, whole }, place) => (
          <Table.Td
            key={column}
            className={figure ? styles.figure : whole ? styles.whole : undefined}
            data-label={place > 0 ? label : undefined}
            role="cell"
          >
            {cell(row)}
          </Table.Td>
        ))}
      </Table.Tr>
    )
  })
}

type HeadCellProps<Row> = Pick<DataTableProps<Row>, 'lang' | 'sort' | 'onSort'> & { column: Column<Row> }

function HeadCell<Row>({ column, sort, onSort, lang }: HeadCellProps<Row>) {
  const { key, label, figure, sortable, width } = column
  const sorted = sort?.key === key ? sort : undefined
  const SortIcon = sorted ? (sorted.descending ? IconArrowDown : IconArrowUp) : IconArrowsSort
  return (
    <Table.Th
      className={figure ? styles.figure : undefined}
      w={width}
      scope="col"
      aria-sort={sorted && (sorted.descending ? 'descending' : 'ascending')}
      role="columnheader"
    >
      {label === undefined ? (
        <VisuallyHidden>{words[lang].actions}</VisuallyHidden>
      ) : sortable && onSort ? (
        <UnstyledButton
          className={styles.sort}
          fz="sm"
          title={words[lang].sortBy(label)}
          onClick={() => onSort({ key, descending: sorted ? !sorted.descending : (figure ?? false) })}
        >
          {label}
          <SortIcon size={14} />
        </UnstyledButton>
      ) : (
        label
      )}
    </Table.Th>
  )
}

function WaitingRows<Row>({ columns, lang }: { columns: readonly Column<Row>[]; lang: Lang }) {
  return Array.from({ length: 6 }, (_, row) => (
    <Table.Tr key={row} aria-label={words[lang].loading}>
      {columns.map(({ key }) => (
        <Table.Td key={key}>
          <Skeleton height={14} my={4} />
        </Table.Td>
      ))}
    </Table.Tr>
  ))
}

/** Arrow keys, Home and End move between rows that can be opened. */
function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tr[tabindex]')]
  const at = rows.indexOf(event.target as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (at < 0 || to === undefined) return
  event.preventDefault()
  rows[to]?.focus()
}

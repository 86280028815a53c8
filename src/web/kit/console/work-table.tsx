import { Box, Button, Checkbox, CloseButton, Group, Menu, Text, TextInput } from '@mantine/core'
import { IconColumns3, IconDownload, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Lang } from '../format.ts'
import { yuan } from '../format.ts'
import type { Choice } from './choice.ts'
import styles from './console.module.css'
import { useTableKeys } from './keys.ts'
import { FilterChips } from './panels.tsx'
import { DataTable } from './table.tsx'
import type { Column } from './table.tsx'
import type { Field, Filter, Value, View } from './view.ts'
import { plainView, shownFields, shownRows } from './view.ts'
import { workWords } from './work-words.ts'

/** A column as data, and how it is drawn where its value alone does not say enough. */
export interface WorkField<Row> extends Field<Row> {
  cell?: ((row: Row) => ReactNode) | undefined
  width?: number | undefined
}

export interface WorkTableProps<Row> {
  lang: Lang
  caption: string
  fields: readonly WorkField<Row>[]
  filters?: readonly Filter<Row>[] | undefined
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What a row is called, for its box. */
  rowName: (row: Row) => string
  view: View
  onView: (view: View) => void
  /** The server has searched, filtered and sorted; `rows` are a page of what it found. */
  paged?: boolean | undefined
  /** The views of this table. */
  views?: ReactNode
  exportHref?: ((kind: 'xlsx' | 'csv') => string) | undefined
  choice?: Choice | undefined
  /** What can be done with the rows chosen. */
  actions?: ((chosen: readonly string[]) => ReactNode) | undefined
  onOpen?: ((row: Row) => void) | undefined
  openKey?: string | undefined
  empty: ReactNode
  loading?: boolean | undefined
  /** The same rows on a phone, one under the other. */
  phone: (rows: readonly Row[]) => ReactNode
}

const STEP = 200

/** A table to work in: found, filtered, ordered, chosen, exported and kept as views. */
export function WorkTable<Row>(props: WorkTableProps<Row>) {
  const { lang, fields, filters = [], rows, view, paged = false } = props
  const found = paged ? rows : shownRows(rows, fields, filters, view)
  const [most, setMost] = useState(STEP)
  const shown = found.slice(0, most)
  const table = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const keys = shown.map(props.rowKey)
  useTableKeys(table, search, (key) => props.choice?.toggle(key, keys, false))
  const isPlain = view.search === '' && view.filters.length === 0
  const empty = rows.length > 0 || !isPlain ? <Nothing {...props} /> : props.empty
  return (
    <div ref={table}>
      <Tools {...props} search={search} />
      <Box visibleFrom="sm">
        <DataTable
          lang={lang}
          caption={props.caption}
          columns={shownFields(fields, view).map((field) => columnOf(field, paged))}
          rows={shown}
          rowKey={props.rowKey}
          sort={view.sort ?? undefined}
          onSort={(sort) => props.onView({ ...view, sort })}
          onOpen={props.onOpen}
          openKey={props.openKey}
          loading={props.loading}
          empty={empty}
          maxHeight="max(360px, calc(100dvh - 280px))"
          choosing={choosingOf(props, shown, keys)}
        />
      </Box>
      <Box hiddenFrom="sm">{found.length === 0 ? empty : props.phone(shown)}</Box>
      <Foot {...props} shown={shown.length} found={found.length} onMore={() => setMost(most + STEP)} />
      <Chosen {...props} found={found.map(props.rowKey)} />
    </div>
  )
}

function columnOf<Row>(field: WorkField<Row>, paged: boolean): Column<Row> {
  const { key, label, figure, width, cell, value, sortable = !paged } = field
  return { key, label, figure, width, sortable, cell: cell ?? ((row) => drawn(value(row))) }
}

function drawn(value: Value): ReactNode {
  return typeof value === 'object' && value !== null ? yuan(value.fen) : value
}

function choosingOf<Row>({ lang, choice, rowName }: WorkTableProps<Row>, shown: readonly Row[], keys: string[]) {
  if (choice === undefined) return undefined
  const names = new Map(shown.map((row, at) => [keys[at], rowName(row)]))
  return {
    chosen: choice.chosen,
    toggle: (key: string, range: boolean) => choice.toggle(key, keys, range),
    toggleAll: () => choice.toggleAll(keys),
    label: (key: string) => workWords[lang].choose(names.get(key) ?? ''),
  }
}

type Searching = { search: RefObject<HTMLInputElement | null> }

function Tools<Row>(props: WorkTableProps<Row> & Searching) {
  const { lang, filters = [], view, onView } = props
  return (
    <>
      <div className={styles.tools}>
        <Search {...props} />
        {props.views}
        <Box visibleFrom="sm">
          <ColumnsMenu {...props} />
        </Box>
        {props.exportHref && <ExportMenu lang={lang} href={props.exportHref} />}
      </div>
      {filters.length > 0 && (
        <FilterChips
          lang={lang}
          label={props.caption}
          choices={filters.map(({ key, label }) => ({ value: key, label }))}
          chosen={view.filters}
          onChange={(chosen) => onView({ ...view, filters: chosen })}
        />
      )}
    </>
  )
}

const TYPING_MS = 250

function Search<Row>({ lang, view, onView, search }: WorkTableProps<Row> & Searching) {
  const say = workWords[lang]
  const [typed, setTyped] = useState(view.search)
  const [known, setKnown] = useState(view.search)
  if (known !== view.search) {
    setKnown(view.search)
    setTyped(view.search)
  }
  useEffect(() => {
    if (typed === view.search) return
    const timer = setTimeout(() => onView({ ...view, search: typed }), TYPING_MS)
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      ref={search}
      type="search"
      size="sm"
      aria-label={say.search}
      title={say.keys}
      placeholder={say.searchHint}
      value={typed}
      maxLength={100}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
        if (event.key === 'Enter') onView({ ...view, search: typed })
      }}
      leftSection={<IconSearch size={16} />}
      rightSection={
        typed === '' ? undefined : <CloseButton size="sm" aria-label={say.clear} onClick={() => setTyped('')} />
      }
    />
  )
}

function ColumnsMenu<Row>({ lang, fields, view, onView }: WorkTableProps<Row>) {
  const say = workWords[lang]
  const shown = shownFields(fields, view).map(({ key }) => key)
  const change = (key: string, on: boolean) => {
    const wanted = new Set(on ? [...shown, key] : shown.filter((one) => one !== key))
    const columns = fields.map((field) => field.key).filter((one) => wanted.has(one))
    if (columns.length > 0) onView({ ...view, columns })
  }
  return (
    <Menu position="bottom-start" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" size="sm" leftSection={<IconColumns3 size={16} />}>
          {say.columns}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>{say.columnsOf}</Menu.Label>
        {fields.map(({ key, label }) => (
          <Menu.Item
            key={key}
            role="menuitemcheckbox"
            aria-checked={shown.includes(key)}
            leftSection={<Checkbox.Indicator size="xs" checked={shown.includes(key)} />}
            onClick={() => change(key, !shown.includes(key))}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item disabled={view.columns === null} onClick={() => onView({ ...view, columns: null })}>
          {say.columnsReset}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function ExportMenu({ lang, href }: { lang: Lang; href: (kind: 'xlsx' | 'csv') => string }) {
  const say = workWords[lang]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="sm" leftSection={<IconDownload size={16} />}>
          {say.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say.exportHelp}</Menu.Label>
        <Menu.Item component="a" href={href('xlsx')}>
          {say.xlsx}
        </Menu.Item>
        <Menu.Item component="a" href={href('csv')}>
          {say.csv}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Nothing<Row>({ lang, view, onView }: WorkTableProps<Row>) {
  const say = workWords[lang]
  return (
    <>
      <Text>{say.nothing}</Text>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => onView({ ...plainView, columns: view.columns, sort: view.sort })}
      >
        {say.clear}
      </Button>
    </>
  )
}

type Counts = { shown: number; found: number; onMore: () => void }

function Foot<Row>({ lang, paged = false, rows, shown, found, onMore }: WorkTableProps<Row> & Counts) {
  const say = workWords[lang]
  if (paged || rows.length === 0) return null
  return (
    <Group justify="space-between" mt="xs">
      <Text size="sm" c="dimmed" role="status">
        {say.shown(found, rows.length)}
      </Text>
      {shown < found && (
        <Button variant="default" size="compact-md" onClick={onMore}>
          {say.more(Math.min(STEP, found - shown))}
        </Button>
      )}
    </Group>
  )
}

function Chosen<Row>({ lang, choice, actions, found, paged }: WorkTableProps<Row> & { found: readonly string[] }) {
  const say = workWords[lang]
  if (choice === undefined || choice.chosen.size === 0) return null
  const chosen = [...choice.chosen]
  return (
    <div className={styles.chosen} role="region" aria-label={say.chosen(chosen.length)}>
      <Text size="sm" fw={600} role="status">
        {say.chosen(chosen.length)}
      </Text>
      {found.some((key) => !choice.chosen.has(key)) && (
        <Button variant="subtle" size="compact-sm" onClick={() => choice.put([...new Set([...chosen, ...found])])}>
          {(paged ? say.choosePage : say.chooseAll)(found.length)}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => choice.put([])}>
        {say.chooseNone}
      </Button>
      {actions?.(chosen)}
    </div>
  )
}

/** What a cell holds, apart from how it is drawn: what is sorted, searched and exported. Amounts are fen. */
export type Value = string | number | null | { fen: number }

export interface Sort {
  key: string
  descending: boolean
}

/** A column as data. */
export interface Field<Row> {
  key: string
  label: string
  value: (row: Row) => Value
  /** True for money, weights and counts. */
  figure?: boolean | undefined
  /** Shown only when chosen. */
  extra?: boolean | undefined
  sortable?: boolean | undefined
}

/** A chip. Those of one group are alternatives; groups hold together. */
export interface Filter<Row> {
  key: string
  label: string
  group: string
  holds: (row: Row) => boolean
}

/** How a table is looked at; what is null is as the table has it. */
export interface View {
  columns: readonly string[] | null
  sort: Sort | null
  filters: readonly string[]
  search: string
}

export const plainView: View = { columns: null, sort: null, filters: [], search: '' }

/** The names under which an address keeps a view. */
export const viewParams = ['cols', 'sort', 'f', 'q'] as const

type Known = { fields: readonly { key: string }[]; filters: readonly { key: string }[] }

/** Reads a view from an address; what the table does not know is left out, so that an old view never breaks a page. */
export function readView(params: URLSearchParams, { fields, filters }: Known): View {
  const known = new Set(fields.map(({ key }) => key))
  const chips = new Set(filters.map(({ key }) => key))
  const columns = [...new Set(parts(params.get('cols')))].filter((key) => known.has(key))
  const sort = params.get('sort') ?? ''
  const key = sort.replace(/^-/, '')
  return {
    columns: columns.length > 0 ? columns : null,
    sort: known.has(key) ? { key, descending: sort.startsWith('-') } : null,
    filters: [...new Set(parts(params.get('f')))].filter((one) => chips.has(one)),
    search: (params.get('q') ?? '').slice(0, 100),
  }
}

const parts = (text: string | null) => (text ?? '').split('.').filter(Boolean)

/** Writes a view into an address, beside whatever else stands there. */
export function writeView(params: URLSearchParams, { columns, sort, filters, search }: View): URLSearchParams {
  const written = new URLSearchParams(params)
  const put = (name: (typeof viewParams)[number], text: string) =>
    text === '' ? written.delete(name) : written.set(name, text)
  put('cols', columns?.join('.') ?? '')
  put('sort', sort === null ? '' : `${sort.descending ? '-' : ''}${sort.key}`)
  put('f', filters.join('.'))
  put('q', search)
  return written
}

/** The columns a view shows, in the order chosen. */
export function shownFields<F extends { key: string; extra?: boolean | undefined }>(
  fields: readonly F[],
  { columns }: View,
): F[] {
  if (columns === null) return fields.filter(({ extra }) => extra !== true)
  return columns.flatMap((key) => fields.find((field) => field.key === key) ?? [])
}

/** The rows a view shows, in its order; rows that sort alike stay in theirs. */
export function shownRows<Row>(
  rows: readonly Row[],
  fields: readonly Field<Row>[],
  filters: readonly Filter<Row>[],
  view: View,
): Row[] {
  const groups = Map.groupBy(
    filters.filter(({ key }) => view.filters.includes(key)),
    ({ group }) => group,
  )
  const words = folded(view.search).split(/\s+/).filter(Boolean)
  const found = rows.filter(
    (row) =>
      [...groups.values()].every((group) => group.some(({ holds }) => holds(row))) &&
      (words.length === 0 || hasWords(row, fields, words)),
  )
  const field = fields.find(({ key }) => key === view.sort?.key)
  if (field === undefined || view.sort === null) return found
  const turn = view.sort.descending ? -1 : 1
  return found
    .map((row) => ({ row, value: field.value(row) }))
    .sort((a, b) => compare(a.value, b.value, turn))
    .map(({ row }) => row)
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase().trim()

function hasWords<Row>(row: Row, fields: readonly Field<Row>[], words: readonly string[]): boolean {
  const text = folded(fields.map(({ value }) => asText(value(row))).join('\n'))
  return words.every((word) => text.includes(word))
}

/** A value as it is searched. */
export function asText(value: Value): string {
  if (value === null) return ''
  return typeof value === 'object' ? (value.fen / 100).toFixed(2) : String(value)
}

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** What is empty stands last, whichever way the rest is turned. */
function compare(a: Value, b: Value, turn: 1 | -1): number {
  const [left, right] = [a, b].map((value) => (typeof value === 'object' && value !== null ? value.fen : value))
  if (left === right) return 0
  if (left === null || left === undefined || left === '') return 1
  if (right === null || right === undefined || right === '') return -1
  if (typeof left === 'number' && typeof right === 'number') return (left - right) * turn
  return collator.compare(String(left), String(right)) * turn
}

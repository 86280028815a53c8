/** What `/goods` is asked for, as its address says it. */
export type GoodsFilter = {
  q?: string | undefined
  /** A store by the name in its address. */
  store?: string | undefined
  category?: string | undefined
  place?: string | undefined
  month?: number | undefined
  storage?: string | undefined
  /** A province's two digits. */
  shipsTo?: string | undefined
  /** Whole yuan for 500 g. */
  jinFrom?: number | undefined
  jinTo?: number | undefined
  certificate?: string | undefined
  inStock?: boolean | undefined
  sort?: string | undefined
  page?: number | undefined
}

/** The address of goods under a filter; what is open is left out, and a changed filter starts at the first page. */
export function goodsHref(filter: GoodsFilter): string {
  const given = Object.entries(filter).filter(
    ([name, value]) => value !== undefined && value !== '' && !(name === 'page' && value === 1),
  )
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query === '' ? '/goods' : `/goods?${query}`
}

/** Reads an address kindly: what cannot be meant is as good as not said. */
export function readGoodsFilter(url: URL, categories: readonly string[], sorts: readonly string[]): GoodsFilter {
  const given = (name: string) => url.searchParams.get(name)?.trim() || undefined
  const known = (value: string | undefined, among: readonly string[]) =>
    value !== undefined && among.includes(value) ? value : undefined
  const yuan = (name: string) => {
    const value = Number(given(name)?.match(/^\d{1,6}$/)?.[0] ?? 0)
    return value > 0 ? value : undefined
  }
  const month = Number(given('month'))
  const page = Number(given('page'))
  return {
    q: given('q')?.slice(0, 100),
    store: given('store')?.match(/^(?=.{3,40}$)[a-z0-9]+(-[a-z0-9]+)*$/)?.[0],
    category: known(given('category'), categories),
    place: given('place')?.match(/^\d{9}(\d{3})?$/)?.[0],
    month: Number.isInteger(month) && month >= 1 && month <= 12 ? month : undefined,
    storage: known(given('storage'), ['ambient', 'chilled', 'frozen']),
    shipsTo: given('shipsTo')?.match(/^\d{2}$/)?.[0],
    jinFrom: yuan('jinFrom'),
    jinTo: yuan('jinTo'),
    certificate: known(given('certificate'), ['commitment', 'food_licence']),
    inStock: given('inStock') === 'true' ? true : undefined,
    sort: known(given('sort'), sorts),
    page: Number.isInteger(page) && page >= 1 && page <= 400 ? page : 1,
  }
}

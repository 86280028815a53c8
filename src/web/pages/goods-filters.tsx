import { words as find } from '../../modules/discovery/web/words.ts'
import { categoryName, words } from '../../modules/market/web/words.ts'
import { Button } from '../kit/form.tsx'
import { useLang } from '../page-context.ts'
import type { Data } from './goods.tsx'
import type { GoodsFilter } from './goods-address.ts'
import { goodsHref } from './goods-address.ts'
import { PlaceSelect } from './place-select.tsx'

const SORTS = ['recommended', 'newest', 'price_up', 'price_down', 'sold'] as const
const CERTIFICATES = ['commitment', 'food_licence'] as const
const STORAGE = ['ambient', 'chilled', 'frozen'] as const

/** The form that narrows goods: plain fields and a button, the rarer ones folded away until used. */
export function Filters(data: Data) {
  const { filter, townships, month } = data
  const say = words[useLang()].goods
  const months = Array.from({ length: 12 }, (_, i) => ((month + i - 1) % 12) + 1)
  return (
    <form className="filters" action="/goods" aria-label={say.filters}>
      {filter.q && <input type="hidden" name="q" value={filter.q} />}
      {filter.store && <input type="hidden" name="store" value={filter.store} />}
      {filter.category && <input type="hidden" name="category" value={filter.category} />}
      <PlaceSelect
        label={say.place}
        any={say.anyPlace}
        chosen={filter.place}
        townships={townships}
        labelOf={{
          township: ({ name, count }) => `${say.wholeTownship(name)} ${count}`,
          village: ({ name, count }) => `${name} ${count}`,
        }}
      />
      <label>
        <span>{say.month}</span>
        <select name="month" defaultValue={filter.month ?? ''}>
          <option value="">{say.anyMonth}</option>
          {months.map((one) => (
            <option key={one} value={one}>
              {say.inMonth(one)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say.sort}</span>
        <select name="sort" defaultValue={filter.sort ?? 'recommended'}>
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {say.sorts[sort]}
            </option>
          ))}
        </select>
      </label>
      <MoreFilters {...data} />
      <Button kind="plain">{say.apply}</Button>
    </form>
  )
}

function MoreFilters({ filter, provinces }: Data) {
  const say = find[useLang()].filters
  const used = [filter.certificate, filter.storage, filter.shipsTo, filter.jinFrom, filter.jinTo, filter.inStock].some(
    (value) => value !== undefined,
  )
  return (
    <details className="more-filters" open={used}>
      <summary>{say.more}</summary>
      <div>
        <label>
          <span>{say.shipsTo}</span>
          <select name="shipsTo" defaultValue={filter.shipsTo ?? ''}>
            <option value="">{say.anywhere}</option>
            {provinces.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{say.storage}</span>
          <select name="storage" defaultValue={filter.storage ?? ''}>
            <option value="">{say.anyStorage}</option>
            {STORAGE.map((one) => (
              <option key={one} value={one}>
                {say.storageWords[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{say.certificate}</span>
          <select name="certificate" defaultValue={filter.certificate ?? ''}>
            <option value="">{say.anyStorage}</option>
            {CERTIFICATES.map((one) => (
              <option key={one} value={one}>
                {say.certificates[one]}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend>{say.price}</legend>
          <YuanField name="jinFrom" label={say.from} value={filter.jinFrom} />
          <YuanField name="jinTo" label={say.to} value={filter.jinTo} />
        </fieldset>
        <label className="tick">
          <input type="checkbox" name="inStock" value="true" defaultChecked={filter.inStock === true} />
          <span>{say.inStock}</span>
        </label>
      </div>
    </details>
  )
}

function YuanField({ name, label, value }: { name: string; label: string; value: number | undefined }) {
  return (
    <input
      name={name}
      inputMode="numeric"
      pattern="[0-9]{1,6}"
      placeholder={label}
      aria-label={label}
      defaultValue={value ?? ''}
    />
  )
}

/** Each condition as a chip that takes it away. */
export function Chosen({ filter, store, placeName: place, provinceName: province }: Data) {
  const lang = useLang()
  const say = words[lang].goods
  const more = find[lang].filters
  const { page: _page, ...kept } = filter
  const chip = (name: string | false | undefined, gone: Partial<GoodsFilter>) =>
    name ? [{ name, without: { ...kept, ...gone } }] : []
  const storage = STORAGE.find((one) => one === filter.storage)
  const certificate = CERTIFICATES.find((one) => one === filter.certificate)
  const chosen = [
    ...chip(filter.q && say.searchTitle(filter.q), { q: undefined }),
    ...chip(store?.name, { store: undefined }),
    ...chip(filter.category && categoryName(filter.category, lang), { category: undefined }),
    ...chip(filter.place && place, { place: undefined }),
    ...chip(filter.month !== undefined && say.inMonth(filter.month), { month: undefined }),
    ...chip(filter.shipsTo && more.shipsToChosen(province), { shipsTo: undefined }),
    ...chip(storage && more.storageWords[storage], { storage: undefined }),
    ...chip(filter.jinFrom !== undefined && more.jinFrom(String(filter.jinFrom)), { jinFrom: undefined }),
    ...chip(filter.jinTo !== undefined && more.jinTo(String(filter.jinTo)), { jinTo: undefined }),
    ...chip(certificate && more.certificates[certificate], { certificate: undefined }),
    ...chip(filter.inStock && more.inStock, { inStock: undefined }),
  ]
  if (chosen.length === 0) return null
  return (
    <ul className="chosen" aria-label={say.chosen}>
      {chosen.map(({ name, without }) => (
        <li key={name}>
          <a href={goodsHref(without)} aria-label={say.remove(name)}>
            {name} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a className="plain" href="/goods">
            {say.clear}
          </a>
        </li>
      )}
    </ul>
  )
}
